"""The W3C tests of the SPARQL Protocol, sent to the server as people run it: read-only."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.query import Result
from rdflib.term import Node

from serving import running

ROOT = Path(__file__).parent.parent.parent
SHARED = Path(os.environ.get("RIGHTSGRAPH_SHARED", ROOT.parent / "shared"))
FILE = SHARED / "suites" / "w3c-sparql11" / "protocol" / "manifest.ttl"
MANIFEST = Graph().parse(FILE) if FILE.is_file() else Graph()

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")

QUERY = {"content-type": "application/sparql-query"}
EVERYTHING = b"SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o"
RESULTS = ("application/sparql-results", "text/csv", "text/tab-separated-values")
FORMS = {"ASK": "boolean", "SELECT": "tabular"}


def text(node: Node | None, property: URIRef) -> str | None:
    """Return the text of a value in the manifest."""
    value = MANIFEST.value(node, property)
    return None if value is None else str(value)


def items(node: Node | None, property: URIRef) -> list[Node]:
    """Return the members of a list in the manifest."""
    head = MANIFEST.value(node, property)
    return [] if head is None else list(Collection(MANIFEST, head))


@dataclass(frozen=True)
class Answer:
    """Be what the server answers."""

    status: int
    media_type: str
    body: bytes

    @property
    def form(self) -> str:
        """Read the body as what it says it is: "boolean", "tabular" or "RDF"."""
        if self.media_type.startswith(RESULTS):
            return FORMS[self.read().type]
        Graph().parse(data=self.body, format=self.media_type)
        return "RDF"

    def read(self) -> Result:
        """Read a table or a truth value."""
        return Result.parse(BytesIO(self.body), content_type=self.media_type)


@dataclass(frozen=True)
class Request:
    """Be a request that the manifest describes."""

    node: Node

    @property
    def method(self) -> str:
        return text(self.node, HT.methodName) or ""

    @property
    def path(self) -> str:
        return (text(self.node, HT.absolutePath) or "").removeprefix("/sparql/")

    @property
    def headers(self) -> dict[str, str]:
        headers = items(self.node, HT.headers)
        return {text(h, HT.fieldName) or "": text(h, HT.fieldValue) or "" for h in headers}

    @property
    def body(self) -> bytes | None:
        body = MANIFEST.value(self.node, HT.body)
        chars, encoding = text(body, CNT.chars), text(body, CNT.characterEncoding)
        return chars.encode(encoding or "") if chars else None

    def is_answered_by(self, answer: Answer) -> bool:
        """Tell whether an answer has the status, the form and the truth value expected."""
        expected = MANIFEST.value(self.node, HT.resp)
        statuses = [str(status) for status in MANIFEST.objects(expected, MF.expectedStatus)]
        form, truth = text(expected, MF.expectedFormat), text(expected, MF.expectedBoolean)
        return (
            any(status.endswith(f"#StatusCode{answer.status // 100}xx") for status in statuses)
            and (form is None or answer.form == form)
            and (truth is None or answer.read().askAnswer == (truth == "true"))
        )


@dataclass(frozen=True)
class Endpoint:
    """Be a SPARQL endpoint, which takes the place of /sparql/ in the manifest."""

    url: str

    def send(self, method: str, path: str, headers: dict[str, str], body: bytes | None) -> Answer:
        """Send a request, with no header on its content that is not given."""
        url = urlsplit(self.url)
        connection = HTTPConnection(url.netloc, timeout=20)
        try:
            connection.request(method, url.path + path, body, headers)
            response = connection.getresponse()
            return Answer(response.status, response.headers.get_content_type(), response.read())
        finally:
            connection.close()

    def answer(self, request: Request) -> Answer:
        """Send a request of the manifest."""
        return self.send(request.method, request.path, request.headers, request.body)

    def everything(self) -> Answer:
        """Ask for all that is in the named graphs."""
        return self.send("POST", "", QUERY, EVERYTHING)


def each_test(*, of_update: bool) -> pytest.MarkDecorator:
    """Run a test for each test of the manifest, of queries or of updates, under its name there."""
    entries = [e for m in MANIFEST.subjects(RDF.type, MF.Manifest) for e in items(m, MF.entries)]
    chosen = [entry for entry in entries if ("update" in str(entry).split("#")[1]) == of_update]
    return pytest.mark.parametrize("test", chosen, ids=[text(test, MF.name) for test in chosen])


def requests(test: Node) -> list[Request]:
    """Return the requests of a test, in order."""
    return [Request(node) for node in items(MANIFEST.value(test, MF.action), HT.requests)]


@pytest.fixture(scope="module")
def data(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the data of the manifest, each file in the graph that the manifest names."""
    file = tmp_path_factory.mktemp("w3c") / "data.nq"
    parts = [(text(p, UT.graph), text(p, RDFS.label)) for p in MANIFEST.objects(None, UT.graphData)]
    quads = {
        f"{s.n3()} {p.n3()} {o.n3()} <{graph}> .\n"
        for source, graph in parts
        for s, p, o in Graph().parse(source)
    }
    file.write_text("".join(quads))
    return file


@pytest.fixture(scope="module")
def endpoint(data: Path) -> Iterator[Endpoint]:
    """Serve the data, read-only."""
    with running("--data", str(data)) as server:
        yield Endpoint(server.url + "sparql")


@each_test(of_update=False)
def test_the_server_answers_as_the_w3c_expects(endpoint: Endpoint, test: Node) -> None:
    for request in requests(test):
        answer = endpoint.answer(request)
        assert request.is_answered_by(answer), answer


@each_test(of_update=True)
def test_the_server_refuses_and_keeps_its_data(endpoint: Endpoint, test: Node) -> None:
    before = endpoint.everything()
    updates = [request for request in requests(test) if request.headers != QUERY]
    answers = [endpoint.answer(request) for request in updates]
    assert answers
    assert [answer for answer in answers if not 400 <= answer.status < 500] == []
    assert endpoint.everything() == before


def test_the_three_graphs_of_the_suite_are_served(endpoint: Endpoint) -> None:
    assert len(endpoint.everything().read()) == 3
