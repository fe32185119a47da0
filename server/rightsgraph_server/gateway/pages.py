"""Have a worker run the web application for all that is not a query."""

from rightsgraph_server.compression import choose_encoding
from rightsgraph_server.gateway.answers import ASK_AGAIN, Answer, Answers, Key
from rightsgraph_server.gateway.delivery import Delivery
from rightsgraph_server.gateway.request import Request, Send
from rightsgraph_server.headers import READ
from rightsgraph_server.isolation.frames import Head
from rightsgraph_server.isolation.pool import Pool
from rightsgraph_server.isolation.tasks import Page
from rightsgraph_server.settings import Settings

LARGEST_BODY = 1 << 20
VARY = "Accept-Encoding"
LONGEST_TIME = 10  # seconds: a page asks what is known to be quick


class Pages:
    """Answer by pages of the web application; those that are read are kept."""

    def __init__(
        self, pool: Pool, answers: Answers, delivery: Delivery, settings: Settings
    ) -> None:
        self._pool, self._answers, self._delivery = pool, answers, delivery
        self._settings = settings

    async def answer(self, request: Request, send: Send, data: str, asked: Key | None) -> None:
        """Answer a request, and keep the page if a key is given. Raises Problem, Gone and Cut."""
        body = b""
        if request.method not in READ:
            body = await request.body(LARGEST_BODY, self._settings.longest_upload_time)
        task = Page(environ(request, len(body)), body)
        client = request.client(self._settings.trusted_proxies)
        encoding = choose_encoding(request.header(b"accept-encoding"))
        deadline = self._settings.deadline
        longest = deadline if request.path == "/sparql" else min(LONGEST_TIME, deadline)
        call = self._pool.run(task, client, longest, encoding)
        reply = await self._delivery.attend(request, call)
        if reply.growing is not None:
            await self._delivery.growing(request, send, reply.head, reply.growing, VARY)
        elif reply.head.status == 200 and request.method in READ:
            headers = reply.head.headers
            if "cache-control" not in {name.lower() for name, _ in headers}:
                headers = (*headers, ("Cache-Control", ASK_AGAIN if asked else "no-store"))
            page = Answer(Head(200, headers), reply.body, VARY)
            if asked is not None:
                key = (data, *asked)
                self._answers.put(key, page)
                self._answers.remember(asked, key)
            await self._delivery.whole(request, send, page)
        else:
            await self._delivery.plain(request, send, reply.head, reply.body, "")


def environ(request: Request, length: int) -> dict[str, str]:
    """Return what WSGI (PEP 3333) says of a request; HEAD is asked as GET, and cut later."""
    host, _, port = request.header(b"host").rpartition(":")
    server = request.scope.get("server") or ("localhost", 80)
    told = {
        "REQUEST_METHOD": "GET" if request.method == "HEAD" else request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": request.path.encode().decode("latin-1"),
        "QUERY_STRING": request.query_string.decode("latin-1"),
        "SERVER_NAME": host or str(server[0]),
        "SERVER_PORT": port if host and port.isdecimal() else str(server[1]),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_LENGTH": str(length),
        "CONTENT_TYPE": request.header(b"content-type"),
        "wsgi.url_scheme": request.scheme,
    }
    for name, value in request.headers.items():
        if name not in (b"content-type", b"content-length", b"transfer-encoding"):
            told[f"HTTP_{name.decode('latin-1').upper().replace('-', '_')}"] = value.decode(
                "latin-1"
            )
    return told
