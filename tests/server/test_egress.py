"""Test what is asked on behalf of queries: safe addresses only, and nothing is let slip."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from rightsgraph.errors import QueryError
from rightsgraph_server.egress import forward, listener
from rightsgraph_server.egress.addresses import Endpoint, is_private, is_public
from rightsgraph_server.egress.forward import Refused, Results, ask
from rightsgraph_server.egress.relay import Relay
from rightsgraph_server.problems import Problem

PUBLIC = ["9.9.9.9", "192.0.0.9", "2620:fe::fe", "::ffff:9.9.9.9", "64:ff9b::909:909"]
PRIVATE = [
    *("127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1"),
    *("::1", "fd00::1", "::ffff:127.0.0.1", "::ffff:a00:1", "64:ff9b::7f00:1"),
]
NEVER = [
    *("0.0.0.0", "0.1.2.3", "169.254.169.254", "224.0.0.1", "255.255.255.255", "240.0.0.1"),
    *("192.0.2.1", "198.18.0.1", "203.0.113.1", "::", "::7f00:1", "::ffff:169.254.169.254"),
    *("fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "2001:db8::1", "3fff::1", "100::1"),
    *("2002:7f00:1::", "2002:909:909::", "2001:0:909:909::1", "64:ff9b:1::7f00:1", "4000::1"),
]


@pytest.mark.parametrize("address", PUBLIC)
def test_these_addresses_are_public(address: str) -> None:
    assert is_public(address)
    assert not is_private(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_these_addresses_are_private(address: str) -> None:
    assert is_private(address)
    assert not is_public(address)


@pytest.mark.parametrize("address", NEVER)
def test_these_addresses_are_never_asked(address: str) -> None:
    assert not is_public(address)
    assert not is_private(address)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/", "is no address of http: or https:"),
        ("file:///etc/passwd", "is no address of http: or https:"),
        ("http:///sparql", "is no address of http: or https:"),
        ("example.org/sparql", "is no address of http: or https:"),
        ("http://example.org:99999/", "is no address"),
        ("http://[::1/", "is no address"),
        ("http://me:secret@example.org/", "has a user, a fragment or a character"),
        ("http://example.org/#part", "has a user, a fragment or a character"),
        ("http://example.org/it's", "has a user, a fragment or a character"),
        ("http://example.org/a b", "has a user, a fragment or a character"),
        ("http://127.0.0.1/", "is not on the public Internet"),
        ("http://[::ffff:10.0.0.1]/", "is not on the public Internet"),
    ],
)
def test_what_is_no_endpoint_of_the_internet_says_so(url: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Endpoint(url)


def test_an_endpoint_may_be_named_or_private() -> None:
    assert Endpoint("https://example.org/sparql?graph=x").url
    assert Endpoint("http://[::1]:8080/sparql", is_private=True).url


Answers = Callable[["Handler"], None]
BODY = b'{"head": {"vars": []}, "results": {"bindings": []}}'


class Handler(BaseHTTPRequestHandler):
    """Answer as the path says, and keep what was asked."""

    server: "Remote"

    def do_POST(self) -> None:
        """Answer a request."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append((self.command, self.path, dict(self.headers), body))
        self.server.answers[self.path.split("/")[1]](self)

    do_GET = do_POST  # noqa: N815

    def send(self, body: bytes = BODY, status: int = 200, **headers: str) -> None:
        """Send an answer."""
        self.send_response(status)
        for name, value in {"Content_Type": forward.RESULTS[0], **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def redirect(location: str, status: int = 307) -> Answers:
    """Return what redirects, and tries to set a cookie."""
    return lambda handler: handler.send(b"", status, Location=location, Set_Cookie="a=b; Path=/")


def drip(handler: Handler) -> None:
    """Answer one byte at a time, for as long as anybody listens."""
    handler.send(b"")
    while True:
        time.sleep(0.05)
        handler.wfile.write(b" ")


class Remote(ThreadingHTTPServer):
    """Be an endpoint on loopback."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []
        self.answers: dict[str, Answers] = {
            "good": Handler.send,
            "307": redirect("/good"),
            "303": redirect("/good", 303),
            "twice": redirect("/307", 308),
            "endless": redirect("/endless", 302),
            "drip": drip,
            "large": lambda h: h.send(b" " * 5000),
            "page": lambda h: h.send(b"<p>inside</p>", Content_Type="text/html"),
            "packed": lambda h: h.send(b"\x1f\x8b", Content_Encoding="gzip"),
            "fault": lambda h: h.send(b"password", 500),
            "unread": lambda h: h.send(b"password"),
        }

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that leave."""

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """Return an address here."""
        return f"http://{host}:{self.server_port}/{path}"

    def endpoint(self, path: str) -> Endpoint:
        """Return an endpoint here that may be asked."""
        return Endpoint(self.url(path), is_private=True)


@pytest.fixture
def remote() -> Iterator[Remote]:
    """Run an endpoint."""
    with Remote() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def refusal(endpoint: Endpoint) -> str:
    """Return why an endpoint is not asked, or its answer not taken."""
    with pytest.raises(Refused) as caught:
        asyncio.run(ask(endpoint, b"ASK {}"))
    return str(caught.value)


def test_results_come_as_they_are(remote: Remote) -> None:
    results = asyncio.run(ask(remote.endpoint("good"), b"ASK {}"))
    assert results == Results(forward.RESULTS[0], BODY)


def test_nothing_is_sent_but_the_query_and_what_it_needs(remote: Remote) -> None:
    asyncio.run(ask(remote.endpoint("good"), b"ASK {}"))
    ((method, path, headers, body),) = remote.asked
    assert (method, path, body) == ("POST", "/good", b"ASK {}")
    assert headers.pop("User-Agent").startswith("rightsgraph/")
    assert headers == {
        "Host": f"127.0.0.1:{remote.server_port}",
        "Accept": ", ".join(forward.RESULTS),
        "Content-Type": "application/sparql-query",
        "Content-Length": "6",
        "Connection": "close",
    }


def test_a_name_is_sent_as_the_host(remote: Remote) -> None:
    asyncio.run(ask(Endpoint(remote.url("good", "localhost"), is_private=True), b"ASK {}"))
    assert remote.asked[0][2]["Host"] == f"localhost:{remote.server_port}"


def test_redirects_within_an_endpoint_are_followed_without_cookies(remote: Remote) -> None:
    asyncio.run(ask(remote.endpoint("twice"), b"ASK {}"))
    assert [(m, path, body) for m, path, _, body in remote.asked] == [
        ("POST", path, b"ASK {}") for path in ("/twice", "/307", "/good")
    ]
    assert not any("Cookie" in headers for _, _, headers, _ in remote.asked)


def test_see_other_is_followed_without_the_query(remote: Remote) -> None:
    asyncio.run(ask(remote.endpoint("303"), b"ASK {}"))
    method, path, headers, body = remote.asked[1]
    assert (method, path, body) == ("GET", "/good", b"")
    assert "Content-Type" not in headers


def test_redirects_end(remote: Remote) -> None:
    assert refusal(remote.endpoint("endless")) == "redirects more than 3 times"
    assert len(remote.asked) == 4


def test_a_private_endpoint_leads_to_no_other_address_that_is_private(remote: Remote) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0.3)
        port = other.getsockname()[1]
        for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"):
            remote.answers["astray"] = redirect(f"http://{host}:{port}/")
            assert refusal(remote.endpoint("astray")) in (
                "is, or leads to, an address that may not be asked",
                "cannot be reached",
            )
        with pytest.raises(TimeoutError):
            other.accept()


@pytest.mark.parametrize("scheme", ["ftp", "file", "gopher", "ws"])
def test_a_redirect_leads_to_the_web(remote: Remote, scheme: str) -> None:
    remote.answers["astray"] = redirect(f"{scheme}://127.0.0.1:{remote.server_port}/good")
    assert refusal(remote.endpoint("astray")) == "redirects to where it may not"
    assert {path for _, path, _, _ in remote.asked} == {"/astray"}


def test_a_redirect_leads_to_no_user_and_to_somewhere(remote: Remote) -> None:
    for location in (f"http://me:secret@127.0.0.1:{remote.server_port}/good", ""):
        remote.answers["astray"] = redirect(location)
        assert refusal(remote.endpoint("astray")) == "redirects to where it may not"
    assert {path for _, path, _, _ in remote.asked} == {"/astray"}


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST.", "2130706433", "0x7f000001", "127.1"])
def test_a_name_for_loopback_is_not_asked(remote: Remote, host: str) -> None:
    assert refusal(Endpoint(remote.url("good", host))) in (
        "is, or leads to, an address that may not be asked",
        "cannot be reached",
    )
    assert remote.asked == []


def resolve_to(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Have names stand for these addresses, one answer after the other; return who was asked."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, *_: object, **__: object) -> list[object]:
        asked.append(host)
        addresses = answers[min(len(asked), len(answers)) - 1]
        stream = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
        return [(*stream, (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_one_address_that_may_not_be_asked_is_enough(
    remote: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve_to(monkeypatch, ["127.0.0.1", "169.254.169.254"])
    endpoint = Endpoint(remote.url("good", "two.example"), is_private=True)
    assert refusal(endpoint) == "is, or leads to, an address that may not be asked"
    assert remote.asked == []


def test_the_address_that_was_checked_is_the_one_connected_to(
    remote: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second look at the name would find another address."""
    asked = resolve_to(monkeypatch, ["127.0.0.1"], ["127.0.0.2"])
    endpoint = Endpoint(remote.url("good", "changing.example"), is_private=True)
    asyncio.run(ask(endpoint, b"ASK {}"))
    assert asked == ["changing.example"]
    assert remote.asked[0][2]["Host"] == f"changing.example:{remote.server_port}"


def test_what_takes_too_long_is_not_waited_for(
    remote: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forward, "LONGEST", 0.3)
    assert refusal(remote.endpoint("drip")) == "did not answer within 0.3 seconds"


def test_what_is_too_large_is_not_taken(remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forward, "LARGEST", 4999)
    assert refusal(remote.endpoint("large")).startswith("answers with more than")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("page", "answers with something else than SPARQL results in JSON or XML"),
        ("packed", "answers with something else than SPARQL results in JSON or XML"),
        ("fault", "answers with status 500"),
    ],
)
def test_no_other_answer_is_taken_or_told(remote: Remote, path: str, reason: str) -> None:
    assert refusal(remote.endpoint(path)) == reason


def post(url: str, question: bytes) -> tuple[int, bytes]:
    """Ask as the engine does."""
    try:
        with urlopen(Request(url, question), timeout=5) as response:
            return response.status, response.read()
    except HTTPError as error:
        with error:
            return error.code, error.read()


def test_the_same_question_is_asked_once_in_a_query(remote: Remote) -> None:
    with Relay([remote.endpoint("good")]) as relay:
        address = relay[remote.url("good")]
        assert [post(address, b"ASK {}") for _ in range(3)] == [(200, BODY)] * 3
        post(address, b"ASK { ?s ?p ?o }")
    assert [body for _, _, _, body in remote.asked] == [b"ASK {}", b"ASK { ?s ?p ?o }"]


def test_a_query_has_so_many_questions(remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listener, "MOST_QUESTIONS", 2)
    with Relay([remote.endpoint("good")]) as relay:
        address = relay[remote.url("good")]
        statuses = [post(address, b"ASK {} # %d" % number)[0] for number in (0, 1, 2, 0)]
    assert statuses == [200, 200, 502, 200]
    assert len(remote.asked) == 2


def test_nobody_else_can_ask_at_the_local_address(remote: Remote) -> None:
    with Relay([remote.endpoint("good")]) as relay:
        local, number = relay[remote.url("good")].rsplit("/", 1)
        root = local.rsplit("/", 1)[0]
        for other in (f"{root}/", f"{root}/guess/{number}", f"{local}/x", f"{local}/{number}/y"):
            assert post(other, b"ASK {}")[0] == 404
    assert remote.asked == []


def test_after_the_query_nobody_listens(remote: Remote) -> None:
    with Relay([remote.endpoint("good")]) as relay:
        address = relay[remote.url("good")]
    with pytest.raises(OSError, match="refused"):
        post(address, b"ASK {}")
    assert not [thread for thread in threading.enumerate() if "_run" in thread.name]


def test_without_service_nobody_listens(remote: Remote) -> None:
    before = threading.active_count()
    with Relay([remote.endpoint("good")]) as relay:
        assert list(relay) == [remote.url("good")]
        assert "http://127.0.0.1/" not in relay
        assert threading.active_count() == before


@pytest.mark.parametrize(
    ("path", "told"), [("fault", "answers with status 500"), ("unread", "unreadable SPARQL")]
)
def test_the_failure_of_an_endpoint_is_told_in_our_words(
    remote: Remote, path: str, told: str
) -> None:
    relay = Relay([remote.endpoint(path)])
    post(relay[remote.url(path)], b"ASK {}")
    with pytest.raises(Problem) as caught, relay:
        raise QueryError("the engine tells of password")
    assert caught.value.status == 502
    assert told in caught.value.detail
    assert "password" not in json.dumps(caught.value.members())


def test_other_errors_pass(remote: Remote) -> None:
    relay = Relay([remote.endpoint("good")])
    assert relay[remote.url("good")]
    with pytest.raises(QueryError, match=r"not SPARQL 1\.1"), relay:
        raise QueryError("not SPARQL 1.1")


def test_a_client_that_left_is_no_failure_of_an_endpoint(remote: Remote) -> None:
    relay = Relay([remote.endpoint("fault")])
    post(relay[remote.url("fault")], b"ASK {}")
    with pytest.raises(BrokenPipeError), relay:
        raise BrokenPipeError
