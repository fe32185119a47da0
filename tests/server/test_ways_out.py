"""Test that no request makes the server ask another address than those its operator allowed.

Every way out that we know is tried on servers as people run them, with a listener on loopback
behind it. The listener hears nothing.
"""

import json
import os
import re
import signal
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
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
import trustme
from pyoxigraph import Store

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

# P stands for the port that the listener has on 127.0.0.1 and ::1, E for an address with it.
IPV4 = [
    "http://127.0.0.1:P/",
    "http://localhost:P/",
    "http://LOCALHOST:P/",
    "http://127.1:P/",
    "http://2130706433:P/",
    "http://0x7f000001:P/",
    "http://0x7f.0.0.1:P/",
    "http://0177.0.0.1:P/",
    "http://017700000001:P/",
    "http://0:P/",
    "http://0.0.0.0:P/",
    "http://user:password@127.0.0.1:P/",
    "HTTP://127.0.0.1:P/",
]
IPV6 = [
    "http://[::1]:P/",
    "http://[::]:P/",
    "http://[::ffff:127.0.0.1]:P/",
    "http://[0:0:0:0:0:ffff:7f00:1]:P/",
]
ADDRESSES = IPV4 + IPV6
QUERIES = [
    "SELECT * { SERVICE <E> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <E> { ?s ?p ?o } }",
    "SELECT * { SERVICE <E> { ?s ?p ?o SERVICE <E> { ?a ?b ?c } } }",
    "SELECT * { { SELECT ?s { SERVICE <E> { ?s ?p ?o } } } }",
    "SELECT * { ?s a ?t OPTIONAL { SERVICE <E> { ?s ?p ?o } } }",
    "SELECT * { ?s a ?t FILTER NOT EXISTS { SERVICE <E> { ?s ?p ?o } } }",
    "SELECT * { ?s a ?t MINUS { SERVICE <E> { ?s ?p ?o } } }",
    "SELECT * { { ?s a ?t } UNION { SERVICE <E> { ?s ?p ?o } } }",
    "SELECT * { GRAPH ?g { SERVICE <E> { ?s ?p ?o } } }",
    "SELECT * { VALUES ?e { <E> } SERVICE ?e { ?s ?p ?o } }",
    "SELECT * { BIND(<E> AS ?e) SERVICE SILENT ?e { ?s ?p ?o } }",
    "SELECT * { BIND(IRI(CONCAT('', 'E')) AS ?e) SERVICE ?e { ?s ?p ?o } }",
    "PREFIX e: <E> SELECT * { SERVICE e: { ?s ?p ?o } }",
    "PREFIX : <E> SELECT * { ?s ?p 1SERVICE:x{ ?a ?b ?c } }",
    "BASE <E> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "SELECT * { FILTER(1<'x>') SERVICE <E> { ?s ?p ?o }#'\n}",
    "ASK { SERVICE <E> { ?s ?p ?o } }",
    "CONSTRUCT WHERE { ?s ?p ?o } # nothing\nVALUES ?s { <E> }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <E> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <E> { ?s ?p ?o } }",
    "DESCRIBE <E>",
    "SELECT * FROM <E> { ?s ?p ?o }",
    "SELECT * FROM NAMED <E> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * FROM <E> FROM NAMED <E> { GRAPH <E> { ?s ?p ?o } }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } }",
]
UPDATES = [
    "LOAD <E>",
    "LOAD SILENT <E>",
    "LOAD <E> INTO GRAPH <http://g>",
    "LOADSILENT<E>",
    "PREFIX : <E> LOAD:x",
    "PREFIX : <E> LOADSILENT:x",
    "BASE <E> LOAD <x>",
    "LOAD <file:///etc/passwd>",
    "CLEAR ALL ; LOAD SILENT <E> ; INSERT DATA { <http://s> <http://p> 1 }",
    "INSERT {} WHERE { FILTER(1<'x>') } ; LOAD SILENT <E> #'",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <E> { ?s ?p ?o } }",
    "INSERT { ?s ?p ?o } WHERE { SERVICE SILENT <E> { ?s ?p ?o } }",
    "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER EXISTS { SERVICE SILENT <E> { ?s ?p ?o } } }",
    "DELETE WHERE { ?s ?p ?o SERVICE SILENT <E> { ?s ?p ?o } }",
    "INSERT { ?s ?p ?o } WHERE { { SELECT * { BIND(<E> AS ?e) SERVICE ?e { ?s ?p ?o } } } }",
    "INSERT { ?s ?p ?o } USING <E> USING NAMED <E> WHERE { GRAPH <E> { ?s ?p ?o } }",
    "WITH <E> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "COPY SILENT <E> TO <http://g>",
    "ADD SILENT <E> TO DEFAULT",
    "MOVE SILENT <E> TO <http://g>",
    "CREATE SILENT GRAPH <E>",
]
TURTLE, JSONLD, RDFXML = "text/turtle", "application/ld+json", "application/rdf+xml"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"'
UPLOADS = [
    (TURTLE, "@base <E> . <x> <p> <E> ."),
    (TURTLE, "BASE <E>\nPREFIX e: <E>\n<> a <http://www.w3.org/2002/07/owl#Ontology> ; "
             "<http://www.w3.org/2002/07/owl#imports> <E> , e:x ."),
    ("application/trig", "GRAPH <E> { <E> <E> <E> }"),
    ("application/n-quads", "<E> <E> <E> <E> ."),
    (JSONLD, '{"@context": "E", "@id": "E", "name": "x"}'),
    (JSONLD, '{"@context": ["E", {"name": "http://e/name"}], "name": "x"}'),
    (JSONLD, '{"@context": {"@import": "E", "name": "http://e/name"}, "name": "x"}'),
    (JSONLD, '{"@context": {"@version": 1.1, "p": {"@id": "http://e/p", "@context": "E"}}, '
             '"p": {"name": "x"}}'),
    (JSONLD, '{"@context": {"@base": "E", "@vocab": "E"}, "@type": "T", "name": '
             '{"@context": "E", "x": "y"}}'),
    (JSONLD, '{"@context": {"T": {"@id": "http://e/T", "@context": ["E"]}}, "@type": "T"}'),
    (RDFXML, '<!DOCTYPE rdf:RDF SYSTEM "E"><rdf:RDF RDF/>'),
    (RDFXML, '<!DOCTYPE rdf:RDF PUBLIC "x" "E"><rdf:RDF RDF/>'),
    (RDFXML, '<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "E">]><rdf:RDF RDF><rdf:Description '
             'rdf:about="http://s"><e:p>&x;</e:p></rdf:Description></rdf:RDF>'),
    (RDFXML, '<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "file:///etc/passwd">]><rdf:RDF RDF>'
             '<rdf:Description rdf:about="http://s"><e:p>&x;</e:p></rdf:Description></rdf:RDF>'),
    (RDFXML, '<!DOCTYPE rdf:RDF [<!ENTITY % x SYSTEM "E"> %x;]><rdf:RDF RDF/>'),
    (RDFXML, '<?xml-stylesheet href="E"?><rdf:RDF RDF xml:base="E" '
             'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="E E">'
             '<rdf:Description rdf:about="x" rdf:resource="E"/></rdf:RDF>'),
    (RDFXML, '<rdf:RDF RDF xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="E"/>'
             '<rdf:Description rdf:about="E"><e:p rdf:parseType="Literal"><xi:include href="E" '
             'parse="text"/></e:p></rdf:Description></rdf:RDF>'),
]  # fmt: skip


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


@dataclass
class Server:
    """Be a running server."""

    process: subprocess.Popen[str]
    url: str

    def answer(
        self,
        path: str,
        parameters: list[tuple[str, str]] | None = None,
        body: str | None = None,
        method: str = "GET",
        **headers: str,
    ) -> tuple[int, str]:
        """Return status and body of an answer."""
        url = self.url + path + (f"?{urlencode(parameters)}" if parameters else "")
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = Request(url, body.encode() if body else None, named, method=method)
        try:
            with urlopen(request, timeout=30) as response:
                return response.status, response.read().decode()
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def query(self, text: str, accept: str = "application/json") -> tuple[int, str]:
        """Ask a query."""
        return self.answer("sparql", [("query", text)], Accept=accept)

    def update(self, text: str, *parameters: tuple[str, str]) -> tuple[int, str]:
        """Send an update."""
        kind = "application/sparql-update"
        return self.answer("sparql", list(parameters), text, "POST", Content_Type=kind)


def run(*options: str, **environment: str) -> Iterator[Server]:
    """Run a server."""
    command = [sys.executable, "-m", "rightsgraph", "serve", "--port", "0", "--workers", "2"]
    process = subprocess.Popen(
        [*command, *options], stderr=subprocess.PIPE, text=True, env={**os.environ, **environment}
    )
    assert process.stderr
    said = []
    for line in process.stderr:
        said.append(line)
        if found := re.search(r"serving .* on (http://\S+/)", line):
            try:
                yield Server(process, found[1])
            finally:
                process.send_signal(signal.SIGTERM)
                process.communicate(timeout=20)
            return
    raise AssertionError(f"the server does not start: {said}")


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
    yield from run("--data", str(data))


@pytest.fixture(scope="module")
def writing() -> Iterator[Server]:
    """Run a server that can be written to."""
    yield from run("--empty", "--update")


def placed(text: str, address: str, ear: Ear) -> str:
    """Return a text with an address of the listener in it."""
    address = address.replace(":P/", f":{ear.port}/")
    return text.replace("E>", f"{address}>").replace("'E'", f"'{address}'")


@pytest.mark.parametrize("address", IPV4)
def test_the_engine_alone_would_reach_the_listener(ear: Ear, address: str) -> None:
    """An address that leads nowhere would test nothing."""
    with suppress(OSError, RuntimeError):
        Store().query(placed("ASK { SERVICE <E> { ?s ?p ?o } }", address, ear))
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
        status, said = reading.query(placed(query, address, ear))
        refused = "SERVICE is not allowed here" in said
        assert (status, refused) == ((400, True) if "SERVICE" in query else (200, False)), query
    assert not ear.has_heard()


def test_no_query_leaves_by_the_page_or_by_a_form(reading: Server, ear: Ear) -> None:
    for query in QUERIES:
        text = placed(query, ADDRESSES[0], ear)
        assert reading.query(text, accept="text/html")[0] < 500
        kind = "application/x-www-form-urlencoded"
        body = urlencode({"query": text, "default-graph-uri": f"http://127.0.0.1:{ear.port}/"})
        assert reading.answer("sparql", None, body, "POST", Content_Type=kind)[0] < 500
    assert not ear.has_heard()


@pytest.mark.parametrize("address", ADDRESSES)
def test_graphs_that_a_request_names_are_not_fetched(
    reading: Server, writing: Server, ear: Ear, address: str
) -> None:
    graph = placed("<E>", address, ear)[1:-1]
    for name in ("default-graph-uri", "named-graph-uri", "version", "checksum", "base"):
        parameters = [("query", "SELECT * { ?s ?p ?o }"), (name, graph)]
        assert reading.answer("sparql", parameters)[0] < 500
    for name in ("using-graph-uri", "using-named-graph-uri"):
        assert writing.update("DELETE WHERE { ?s ?p ?o }", (name, graph))[0] < 500
    for method in ("GET", "HEAD", "DELETE"):
        assert writing.answer("graph-store", [("graph", graph)], None, method)[0] < 500
    assert reading.answer("", Host=f"127.0.0.1:{ear.port}", Referer=graph)[0] < 500
    assert not ear.has_heard()


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_update_leaves(writing: Server, ear: Ear, address: str) -> None:
    for update in UPDATES:
        status, said = writing.update(placed(update, address, ear))
        if "SERVICE" in update or "LOAD" in update:
            assert (status, "is not allowed here" in said) == (400, True), update
        assert status < 500
    assert not ear.has_heard()


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_upload_leaves(writing: Server, ear: Ear, address: str) -> None:
    address = address.replace(":P/", f":{ear.port}/")
    for kind, content in UPLOADS:
        body = content.replace("rdf:RDF RDF", f"rdf:RDF {RDF}")
        body = re.sub(r"\bE\b", address, body)
        for method in ("PUT", "POST"):
            graph = [("graph", "http://example.org/g")]
            headers = {"Content_Type": kind, "Link": f'<{address}>; rel="describedby"'}
            status, said = writing.answer("graph-store", graph, body, method, **headers)
            assert status < 500, (body, said)
            assert "root:" not in writing.query("SELECT * { ?s ?p ?o }")[1]
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
    ears = [a.replace(":P/", f":{ear.port}/") for a in ADDRESSES]
    astray = [friends.url(to) for to in ears]
    insecure = [friends.url(to) for to in ("file:///etc/passwd", "ftp://127.0.0.1/")]
    insecure += [trusted.url(friends.url())]
    unsafe = [url for url in ears if not re.search(r"//(\[|127\.0\.0\.1|0\.0\.0\.0|user:)", url)]
    private = [friends.url(), trusted.url(), misnamed.url(), *astray, *insecure]
    options = [f"--allow-private-service={url}" for url in private]
    options += [f"--allow-service={url}" for url in unsafe]
    try:
        for server in run(
            "--data", str(data), "--update", *options, SSL_CERT_FILE=str(trust), SSL_CERT_DIR=""
        ):
            yield Allowing(server, friends, trusted, misnamed, astray, insecure, unsafe)
    finally:
        for each in (friends, trusted, misnamed):
            each.close()


NAMES = "SELECT ?s ?name { ?s a <http://example.org/Thing> SERVICE <E> { ?s ?p ?name } }"


def names(allowing: Allowing, url: str) -> tuple[int, str]:
    """Ask for names that another endpoint has."""
    return allowing.server.query(NAMES.replace("E>", f"{url}>"))


def test_an_endpoint_that_is_allowed_is_asked(allowing: Allowing) -> None:
    for _ in range(2):
        before = allowing.friends.asked
        status, said = names(allowing, allowing.friends.url())
        assert (status, allowing.friends.asked - before) == (200, 1)
        (row,) = json.loads(said)["results"]["bindings"]
        assert row["s"]["value"] == "http://example.org/a"
        assert row["name"]["value"] == "Alpha"


def test_one_question_is_not_asked_for_each_row(allowing: Allowing) -> None:
    before = allowing.friends.asked
    query = "SELECT * { ?s a ?t FILTER EXISTS { SERVICE <E> { ?s ?p ?name } } }"
    said = allowing.server.query(query.replace("E>", f"{allowing.friends.url()}>"))[1]
    assert len(json.loads(said)["results"]["bindings"]) == 1
    assert allowing.friends.asked == before + 1


def test_a_certificate_must_be_for_the_name(allowing: Allowing) -> None:
    assert names(allowing, allowing.trusted.url())[0] == 200
    assert allowing.trusted.names == ["localhost"]
    status, said = names(allowing, allowing.misnamed.url())
    assert (status, allowing.misnamed.asked) == (502, 0)
    assert json.loads(said)["detail"].endswith("has no valid certificate")


def test_what_is_not_allowed_is_refused_with_what_is(allowing: Allowing, ear: Ear) -> None:
    before = allowing.friends.asked
    allowed = allowing.friends.url()
    for query in QUERIES:
        for address in (ADDRESSES[0], allowed + "/", allowed.upper()):
            if "SERVICE" in query and query != QUERIES[0]:
                status, said = allowing.server.query(placed(query, address, ear))
                assert status == 400
                assert f"<{allowed}> or " in json.loads(said)["detail"]
                assert "SERVICE may name only <" in said
    assert allowing.friends.asked == before
    assert not ear.has_heard()


def test_no_update_asks_even_what_is_allowed(allowing: Allowing, ear: Ear) -> None:
    before = allowing.friends.asked
    for update in UPDATES:
        if "SERVICE" in update or "LOAD" in update:
            status, said = allowing.server.update(placed(update, allowing.friends.url(), ear))
            assert (status, "is not allowed here" in said) == (400, True)
    assert allowing.friends.asked == before
    assert not ear.has_heard()


def test_no_redirect_leads_to_where_is_not_allowed(allowing: Allowing, ear: Ear) -> None:
    for url in allowing.astray + allowing.insecure:
        asked = allowing.friends.asked + allowing.trusted.asked
        status, said = names(allowing, url)
        assert status == 502, url
        assert json.loads(said)["detail"].startswith(f"{url} ")
        assert url not in allowing.insecure or "redirects to where it may not" in said
        assert allowing.friends.asked + allowing.trusted.asked == asked + 1
    assert not ear.has_heard()


def test_no_name_leads_to_where_is_not_allowed(allowing: Allowing, ear: Ear) -> None:
    assert len(allowing.unsafe) > 5
    for url in allowing.unsafe:
        assert names(allowing, url)[0] == 502, url
    assert not ear.has_heard()


def test_the_local_address_is_never_told(allowing: Allowing) -> None:
    for url in (allowing.friends.url(), allowing.misnamed.url()):
        for end in ("}", "} ?", "}}", "} LIMIT x"):
            query = f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} {end}"
            assert "127.0.0.1" not in allowing.server.query(query)[1]


def test_an_endpoint_that_is_plainly_private_must_be_allowed_as_such() -> None:
    command = [sys.executable, "-m", "rightsgraph", "serve", "--empty"]
    command += ["--allow-service", "http://127.0.0.1:1/sparql"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert "http://127.0.0.1:1/sparql is not on the public Internet" in ended.stderr
