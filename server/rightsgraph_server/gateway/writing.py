"""Change the data, and read single graphs: SPARQL Update and the Graph Store Protocol.

A change is rehearsed by a worker, in its copy of the data and within its limits. Only what went
well there is then made by the keeper of the data, which replaces all workers.
"""

import asyncio
import hmac
from collections.abc import Awaitable, Callable

from rightsgraph_server import formats, graph_store
from rightsgraph_server.address import LOOPBACK
from rightsgraph_server.compression import choose_encoding
from rightsgraph_server.gateway.answers import Answer
from rightsgraph_server.gateway.delivery import Delivery
from rightsgraph_server.gateway.request import Request, Send
from rightsgraph_server.headers import READ, READING, VARY
from rightsgraph_server.isolation.frames import Head
from rightsgraph_server.isolation.pool import Pool
from rightsgraph_server.isolation.reply import Reply
from rightsgraph_server.isolation.tasks import ReadGraph, Task, Update, WriteGraph
from rightsgraph_server.problems import Problem, not_allowed
from rightsgraph_server.protocol import UpdateOperation
from rightsgraph_server.settings import Settings

_PROXIED = {b"forwarded", b"via", b"x-forwarded-for", b"x-real-ip"}
Change = Callable[[Task], Awaitable[None]]


class Writing:
    """Guard the data: who may change them, and one change at a time."""

    def __init__(self, pool: Pool, change: Change, settings: Settings) -> None:
        self._pool, self._change, self._settings = pool, change, settings
        self._one_at_a_time = asyncio.Lock()
        self._changes = 0
        self._on_change: Callable[[], None] = lambda: None

    @property
    def state(self) -> str:
        """Return the name of the state of the data: the version, and how often it was changed."""
        return f"{self._settings.version}+{self._changes}"

    def on_change(self, forget: Callable[[], None]) -> None:
        """Call a function when the data have changed."""
        self._on_change = forget

    def methods(self, path: str) -> str:
        """Return the methods that the graph store has, or an empty text for another path."""
        if not self.is_graph_store(path):
            return ""
        return graph_store.METHODS if self._settings.writable else READING

    def is_graph_store(self, path: str) -> bool:
        """Tell whether a path is that of the graph store, or of a graph below it."""
        return path == graph_store.PATH or path.startswith(graph_store.PATH + "/")

    async def update(
        self, request: Request, send: Send, operation: UpdateOperation, delivery: Delivery
    ) -> None:
        """Answer an update. Raises Problem."""
        self._authorize(request)
        task = Update(
            operation.update,
            operation.using_graphs,
            operation.using_named_graphs,
            request.base_url,
        )
        reply = await self._make(request, task, delivery)
        await delivery.plain(request, send, reply.head, reply.body, "")

    async def answer(self, request: Request, send: Send, delivery: Delivery) -> None:
        """Answer a request to the graph store. Raises Problem."""
        if request.method not in self.methods(request.path).split(", "):
            raise not_allowed(request.method, self.methods(request.path))
        if request.method not in READ:
            self._authorize(request)
        url = request.base_url
        graph = graph_store.read_graph_name(request.method, url, request.path, request.query_string)
        if request.method in READ:
            await self._read(request, send, graph.iri, delivery)
            return
        uploads: tuple[tuple[str, bytes], ...] = ()
        if request.method != "DELETE":
            limits = self._settings.largest_upload, self._settings.deadline
            body = await request.body(*limits)
            uploads = graph_store.read_uploads(request.header(b"content-type"), body)
        task = WriteGraph(request.method, graph.iri, uploads, graph.iri or url)
        reply = await self._make(request, task, delivery)
        head = reply.head
        if graph.fresh and graph.iri and head.status < 300:
            head = Head(201, (*head.headers, ("Location", graph.iri)))
        await delivery.plain(request, send, head, reply.body, "")

    async def _read(
        self, request: Request, send: Send, graph: str | None, delivery: Delivery
    ) -> None:
        chosen = formats.choose({}, request.header(b"accept"), formats.GRAPHS)
        client = request.client(self._settings.trusted_proxies)
        encoding = choose_encoding(request.header(b"accept-encoding"))
        call = self._pool.run(ReadGraph(graph, chosen), client, self._settings.deadline, encoding)
        reply = await delivery.attend(request, call)
        if reply.growing is not None:
            await delivery.growing(request, send, reply.head, reply.growing, VARY)
        elif reply.head.status == 200:
            await delivery.whole(request, send, Answer(reply.head, reply.body, VARY))
        else:
            await delivery.plain(request, send, reply.head, reply.body, VARY)

    async def _make(self, request: Request, task: Task, delivery: Delivery) -> Reply:
        async with self._one_at_a_time:
            client = request.client(self._settings.trusted_proxies)
            call = self._pool.run(task, client, self._settings.deadline)
            reply = await delivery.attend(request, call)
            if not reply.head.is_problem:
                await asyncio.shield(self._make_known(task))
        return reply

    async def _make_known(self, task: Task) -> None:
        await self._change(task)
        self._changes += 1
        self._on_change()

    def _authorize(self, request: Request) -> None:
        """Raise Problem where a request may not change the data.

        Another site's page can make a browser send a form: such a request names its origin. It can
        also have a name that leads here, which is then the host: only a token tells it apart.
        """
        if not self._settings.writable:
            raise Problem(403, "Read-only", "this endpoint is read-only; it runs queries only")
        origin = request.header(b"origin")
        if origin and origin.partition("://")[2] != request.header(b"host"):
            raise Problem(403, "Not from there", f"pages of {origin} may not change these data")
        host = request.header(b"host")
        token = self._settings.token
        if not token and not _is_loopback(host):
            raise Problem(403, "Not from there", f"{host} is not localhost, and there is no token")
        if not token and _PROXIED & request.headers.keys():
            detail = "it comes through a proxy, and there is no token"
            raise Problem(403, "Not from there", detail)
        scheme, _, given = request.headers.get(b"authorization", b"").partition(b" ")
        is_given = scheme.lower() == b"bearer" and hmac.compare_digest(given, token.encode())
        if token and not is_given:
            detail = "send the token of this server: Authorization: Bearer TOKEN"
            raise Problem(401, "No right to write", detail, challenge="Bearer")


def _is_loopback(host: str) -> bool:
    name, _, port = host.rpartition(":")
    return (name if port.isdecimal() else host).strip("[]") in LOOPBACK
