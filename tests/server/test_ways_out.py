"""Test that no request makes the server ask another address than those its operator allowed.

Every way out that we know is tried on servers as people run them, with a listener on loopback
behind it. The listener hears nothing.
"""

import json
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

import pytest
import trustme
from pyoxigraph import Store

from asking import Answer, address_of, ask, post, send
from serving import Server, running
from ways_out import ADDRESSES, IPV4, IPV6, QUERIES, UPDATES, UPLOADS, placed, upload

RESULTS = {
    "head": {"vars": ["s", "name"]},
    "results": {
        "bindings": [
            {
                "s": {"type": "uri", "value": "http://example.org/a"},
                "name": {"type": "literal", "value": "Alpha"},
            }
        ]
    },
}
DATA = """PREFIX ex: <http://example.org/>
GRAPH ex:things { ex:a a ex:Thing . ex:b a ex:Thing . ex:c a ex:Thing }"""


class Ear:
    """Listen on loopback, IPv4 and IPv6, and count who connects. Nobody is answered."""

    def __init__(self) -> None:
        self.heard = 0
        four = socket.create_server(("127.0.0.1", 0))
        self.port: int = four.getsockname()[1]
        self._sockets = [four]
        with suppress(OSError):
            six = socket.create_server(("::1", self.port), family=socket.AF_INET6)
            self._sockets.append(six)
        for each in self._sockets:
            threading.Thread(target=self._listen, args=(each,), daemon=True).start()

    def _listen(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                self.heard += 1
                connection.close()

    @property
    def has_ipv6(self) -> bool:
        """Tell whether this machine has IPv6."""
        return len(self._sockets) == 2

    def url(self, address: str) -> str:
        """Return an address with the port here."""
        return address.replace(":P/", f":{self.port}/")

    def has_heard(self, within: float = 0.1) -> bool:
        """Tell whether somebody connected since this was asked last; wait a moment for it."""
        end = time.monotonic() + within
        while not self.heard and time.monotonic() < end:
            time.sleep(0.01)
        heard, self.heard = self.heard, 0
        return heard > 0

    def close(self) -> None:
        """Listen no longer."""
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


@pytest.fixture(scope="module")
def ear() -> Iterator[Ear]:
    """Listen on loopback."""
    listening = Ear()
    yield listening
    listening.close()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a file of data."""
    path = tmp_path_factory.mktemp("data") / "things.trig"
    path.write_text(DATA, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def reading(data: Path) -> Iterator[Server]:
    """Run a server that is read-only."""
    with running("--data", str(data), workers=2) as server:
        yield server


@pytest.fixture(scope="module")
def writing() -> Iterator[Server]:
    """Run a server that can be written to."""
    with running("--empty", "--update", workers=2) as server:
        yield server


def update(server: Server, text: str, **parameters: str) -> Answer:
    """Send an update."""
    kind = {"Content-Type": "application/sparql-update"}
    return send(server, "POST", f"/sparql?{urlencode(parameters)}", text.encode(), kind)


@pytest.mark.parametrize("address", IPV4)
def test_the_engine_alone_would_reach_the_listener(ear: Ear, address: str) -> None:
    """An address that leads nowhere would test nothing."""
    with suppress(OSError, RuntimeError):
        Store().query(placed("ASK { SERVICE <E> { ?s ?p ?o } }", ear.url(address)))
    assert ear.has_heard(within=2)


@pytest.mark.parametrize("address", IPV6)
def test_the_listener_can_be_reached_by_ipv6(ear: Ear, address: str) -> None:
    """The engine (pyoxigraph 0.5.13) does not understand such addresses yet."""
    if not ear.has_ipv6:
        pytest.skip("this machine has no IPv6")
    host = address[len("http://[") : address.index("]")]
    socket.create_connection((host, ear.port), timeout=5).close()
    assert ear.has_heard(within=2)


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_query_leaves(reading: Server, ear: Ear, address: str) -> None:
    for query in QUERIES:
        answer = ask(reading, placed(query, ear.url(address)))
        told = b"SERVICE is not allowed here" in answer.body
        assert (answer.status, told) == ((400, True) if "SERVICE" in query else (200, False)), query
    assert not ear.has_heard()


def test_no_query_leaves_by_the_page_or_by_a_form(reading: Server, ear: Ear) -> None:
    for query in QUERIES:
        graph = ear.url(ADDRESSES[0])
        text = placed(query, graph)
        assert ask(reading, text, {"Accept": "text/html"}).status < 500
        assert post(reading, query=text, default_graph_uri=graph).status < 500
    assert not ear.has_heard()


@pytest.mark.parametrize("address", ADDRESSES)
def test_graphs_that_a_request_names_are_not_fetched(
    reading: Server, writing: Server, ear: Ear, address: str
) -> None:
    graph = ear.url(address)
    for name in ("default-graph-uri", "named-graph-uri", "version", "checksum", "base"):
        path = address_of("SELECT * { ?s ?p ?o }", **{name: graph})
        assert send(reading, "GET", path).status < 500
    for name in ("using-graph-uri", "using-named-graph-uri"):
        assert update(writing, "DELETE WHERE { ?s ?p ?o }", **{name: graph}).status < 500
    for method in ("GET", "HEAD", "DELETE"):
        path = f"/graph-store?{urlencode({'graph': graph})}"
        assert send(writing, method, path).status < 500
    headers = {"Host": f"127.0.0.1:{ear.port}", "Referer": graph}
    assert send(reading, "GET", "/", headers=headers).status < 500
    assert not ear.has_heard()


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_update_leaves(writing: Server, ear: Ear, address: str) -> None:
    for text in UPDATES:
        answer = update(writing, placed(text, ear.url(address)))
        if "SERVICE" in text or "LOAD" in text:
            assert (answer.status, b"is not allowed here" in answer.body) == (400, True), text
        assert answer.status < 500
    assert not ear.has_heard()


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_upload_leaves(writing: Server, ear: Ear, address: str) -> None:
    url = ear.url(address)
    for kind, content in UPLOADS:
        body = upload(content, url)
        headers = {"Content-Type": kind, "Link": f'<{url}>; rel="describedby"'}
        for method in ("PUT", "POST"):
            answer = send(writing, method, "/graph-store?graph=http://example.org/g", body, headers)
            assert answer.status < 500, (body, answer.body)
            assert b"root:" not in ask(writing, "SELECT * { ?s ?p ?o }").body
    assert not ear.has_heard()


class Friend(BaseHTTPRequestHandler):
    """Answer as an endpoint, or redirect to where the query of the address says."""

    server: "Friends"

    def do_POST(self) -> None:
        """Answer a query."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked += 1
        target = self.path.partition("?")[2]
        body = b"" if target else json.dumps(RESULTS).encode()
        self.send_response(307 if target else 200)
        self.send_header("Location" if target else "X-Friend", target)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Friends(ThreadingHTTPServer):
    """Be an endpoint on loopback, with a certificate where one is given."""

    def __init__(self, certificate: trustme.LeafCert | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Friend)
        self.asked = 0
        self.names: list[str | None] = []
        self.scheme = "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            certificate.configure_cert(context)
            context.sni_callback = lambda _, name, __: self.names.append(name)
            self.socket = context.wrap_socket(self.socket, server_side=True)
            self.scheme = "https"
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def url(self, target: str = "") -> str:
        """Return an address here, which redirects to another one where that is given."""
        return f"{self.scheme}://localhost:{self.server_port}/sparql{target and '?' + target}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that do not trust us."""

    def close(self) -> None:
        """End."""
        self.shutdown()
        self.server_close()


@dataclass
class Allowing:
    """Hold a server that allows some endpoints, and those endpoints."""

    server: Server
    friends: Friends
    trusted: Friends
    misnamed: Friends
    astray: list[str]
    insecure: list[str]
    unsafe: list[str]


@pytest.fixture(scope="module")
def allowing(data: Path, ear: Ear, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Allowing]:
    """Run a server that allows some endpoints on loopback, and some that are not what they say."""
    authority = trustme.CA()
    trust = tmp_path_factory.mktemp("trust") / "authority.pem"
    authority.cert_pem.write_to_path(str(trust))
    friends = Friends()
    trusted, misnamed = (Friends(authority.issue_cert(n)) for n in ("localhost", "other.example"))
    ears = [ear.url(address) for address in ADDRESSES]
    astray = [friends.url(to) for to in ears]
    insecure = [friends.url(to) for to in ("file:///etc/passwd", "ftp://127.0.0.1/")]
    insecure += [trusted.url(friends.url())]
    unsafe = [url for url in ears if not re.search(r"//(\[|127\.0\.0\.1|0\.0\.0\.0|user:)", url)]
    private = [friends.url(), trusted.url(), misnamed.url(), *astray, *insecure]
    options = [f"--allow-private-service={url}" for url in private]
    options += [f"--allow-service={url}" for url in unsafe]
    certificates = {"SSL_CERT_FILE": str(trust), "SSL_CERT_DIR": ""}
    options = ["--data", str(data), "--update", *options]
    try:
        with running(*options, workers=2, environment=certificates) as server:
            yield Allowing(server, friends, trusted, misnamed, astray, insecure, unsafe)
    finally:
        for each in (friends, trusted, misnamed):
            each.close()


NAMES = "SELECT ?s ?name { ?s a <http://example.org/Thing> SERVICE <E> { ?s ?p ?name } }"


def names(allowing: Allowing, url: str) -> Answer:
    """Ask for names that another endpoint has."""
    return ask(allowing.server, placed(NAMES, url))


def test_an_endpoint_that_is_allowed_is_asked(allowing: Allowing) -> None:
    for _ in range(2):
        before = allowing.friends.asked
        answer = names(allowing, allowing.friends.url())
        assert (answer.status, allowing.friends.asked - before) == (200, 1)
        (row,) = answer.json["results"]["bindings"]
        assert row["s"]["value"] == "http://example.org/a"
        assert row["name"]["value"] == "Alpha"


def test_one_question_is_not_asked_for_each_row(allowing: Allowing) -> None:
    before = allowing.friends.asked
    query = "SELECT * { ?s a ?t FILTER EXISTS { SERVICE <E> { ?s ?p ?name } } }"
    answer = ask(allowing.server, placed(query, allowing.friends.url()))
    assert len(answer.json["results"]["bindings"]) == 1
    assert allowing.friends.asked == before + 1


def test_a_certificate_must_be_for_the_name(allowing: Allowing) -> None:
    assert names(allowing, allowing.trusted.url()).status == 200
    assert allowing.trusted.names == ["localhost"]
    answer = names(allowing, allowing.misnamed.url())
    assert (answer.status, allowing.misnamed.asked) == (502, 0)
    assert answer.detail.endswith("has no valid certificate")


def test_what_is_not_allowed_is_refused_with_what_is(allowing: Allowing, ear: Ear) -> None:
    before = allowing.friends.asked
    allowed = allowing.friends.url()
    for query in QUERIES:
        for url in (ear.url(ADDRESSES[0]), allowed + "/", allowed.upper()):
            if "SERVICE" in query and query != QUERIES[0]:
                answer = ask(allowing.server, placed(query, url))
                assert answer.status == 400
                assert f"<{allowed}> or " in answer.detail
                assert "SERVICE may name only <" in answer.detail
    assert allowing.friends.asked == before
    assert not ear.has_heard()


def test_no_update_asks_even_what_is_allowed(allowing: Allowing, ear: Ear) -> None:
    before = allowing.friends.asked
    for text in UPDATES:
        if "SERVICE" in text or "LOAD" in text:
            answer = update(allowing.server, placed(text, allowing.friends.url()))
            assert (answer.status, b"is not allowed here" in answer.body) == (400, True)
    assert allowing.friends.asked == before
    assert not ear.has_heard()


def test_no_redirect_leads_to_where_is_not_allowed(allowing: Allowing, ear: Ear) -> None:
    for url in allowing.astray + allowing.insecure:
        asked = allowing.friends.asked + allowing.trusted.asked
        answer = names(allowing, url)
        assert answer.status == 502, url
        assert answer.detail.startswith(f"{url} ")
        assert url not in allowing.insecure or "redirects to where it may not" in answer.detail
        assert allowing.friends.asked + allowing.trusted.asked == asked + 1
    assert not ear.has_heard()


def test_no_name_leads_to_where_is_not_allowed(allowing: Allowing, ear: Ear) -> None:
    assert len(allowing.unsafe) > 5
    for url in allowing.unsafe:
        assert names(allowing, url).status == 502, url
    assert not ear.has_heard()


def test_the_local_address_is_never_told(allowing: Allowing) -> None:
    for url in (allowing.friends.url(), allowing.misnamed.url()):
        for end in ("}", "} ?", "}}", "} LIMIT x"):
            query = f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} {end}"
            assert b"127.0.0.1" not in ask(allowing.server, query).body


def test_an_endpoint_that_is_plainly_private_must_be_allowed_as_such() -> None:
    command = [sys.executable, "-m", "rightsgraph", "serve", "--empty"]
    command += ["--allow-service", "http://127.0.0.1:1/sparql"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert "http://127.0.0.1:1/sparql is not on the public Internet" in ended.stderr
