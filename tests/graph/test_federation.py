"""Test that no query leaves this machine, whatever SERVICE is disguised as.

Every disguise was first let loose on the engine, with a server of our own behind it.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, Store

from rightsgraph.errors import QueryError
from rightsgraph.federation import refuse_federation
from rightsgraph.store import MemoryStore

# E stands for the endpoint.
LEAVING = {
    "plain": "SELECT * { SERVICE <E> { ?s ?p ?o } }",
    "lower case": "SELECT * { service <E> { ?s ?p ?o } }",
    "silent": "SELECT * { SERVICE SILENT <E> { ?s ?p ?o } }",
    "no spaces": "SELECT*{SERVICE<E>{?s ?p ?o}}",
    "no space before SILENT": "SELECT * { SERVICESILENT<E>{ ?s ?p ?o } }",
    "among comments": "SELECT * { service # a\n silent # b\n <E> # c\n { ?s ?p ?o } }",
    "after a comment": "SELECT * { # a comment\n SERVICE <E> { ?s ?p ?o } }",
    "after a comment that ends with a carriage return":
        "SELECT * { # a comment\r SERVICE <E> { ?s ?p ?o } }",
    "in a sub-query": "SELECT * { { SELECT ?s { SERVICE <E> { ?s ?p ?o } } } }",
    "in OPTIONAL": "SELECT * { ?s ?p ?o OPTIONAL { SERVICE <E> { ?a ?b ?c } } }",
    "in EXISTS": "SELECT * { ?s ?p ?o FILTER NOT EXISTS { SERVICE <E> { ?a ?b ?c } } }",
    "in CONSTRUCT": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <E> { ?s ?p ?o } }",
    "in DESCRIBE": "DESCRIBE ?s { SERVICE <E> { ?s ?p ?o } }",
    "in ASK": "ASK { SERVICE <E> { ?s ?p ?o } }",
    "prefixed": "PREFIX e: <E> SELECT * { SERVICE e: { ?s ?p ?o } }",
    "touching a name": "PREFIX : <E> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "touching a number": "SELECT * { ?s ?p 1SERVICE<E>{ ?a ?b ?c } }",
    "touching a number and a name": "PREFIX : <E> SELECT * { ?s ?p 1SERVICE:x{ ?a ?b ?c } }",
    "touching a full stop": "PREFIX : <E> SELECT * { ?s ?p ?o.SERVICE:x{ ?a ?b ?c } }",
    "touching a truth value":
        "SELECT * { { ?x ?y ?z } UNION { ?s ?p trueSERVICE<E>{ ?a ?b ?c } } SERVICE <E> {} }",
    "after a name with an escaped hash":
        r"PREFIX x: <http://x/> SELECT * { OPTIONAL { ?s ?p x:a\#b } SERVICE <E> {?c ?d ?e}" "\n}",
    "after a name with an escaped quote":
        r"PREFIX x: <http://x/> SELECT * { OPTIONAL { ?s ?p x:a\'b } SERVICE <E> {?c ?d ?e} #'"
        "\n}",
    "after an IRI with an escape": r"SELECT * { OPTIONAL { ?s <http://x/\u0041#> ?o }"
        " SERVICE <E> { ?c ?d ?e } }",
    "between two comparisons": "SELECT * { FILTER(1<'x>')SERVICE<E>{ ?s ?p ?o }#'\n}",
    "between a comparison and a comment":
        "SELECT * { FILTER(1<2#>'''\n)SERVICE<E>{ ?s ?p ?o }#'''\n}",
    "in what looks like a long string":
        'SELECT * { VALUES ?x { """a" } SERVICE <E> { ?s ?p ?o } #\\q """\n}',
    "in a name with a middle dot":
        "PREFIX a\u00b7: <E> SELECT * { SERVICE a\u00b7:x { ?s ?p ?o } }",
}  # fmt: skip
HARMLESS = [
    'SELECT * { ?s ?p "SERVICE <http://x> {" }',
    "SELECT * { ?s ?p '''SERVICE <http://x> {''' }",
    'SELECT * { ?s ?p """a\nSERVICE <http://x> {""" }',
    "# SERVICE <http://x> {\nSELECT * { ?s ?p ?o }",
    "SELECT ?service { ?service ?p ?SERVICE OPTIONAL { ?s ?p ?o } }",
    "PREFIX ex: <http://service/> SELECT * { ?s ex:SERVICE ex:service OPTIONAL { ?s ?p ?o } }",
    "PREFIX ex: <http://e/> SELECT * { GRAPH ex:service { ?s ?p ?o } }",
    "SELECT * { GRAPH <http://x/service> { ?s ?p ?o } }",
    "SELECT * { ?s <http://x/service?x=1> ?o OPTIONAL { ?s ?p ?o } }",
    "SELECT * { ?s <urn:service:x> ?o OPTIONAL { ?s ?p ?o } }",
    "SELECT * { GRAPH <http://www.w3.org/ns/sparql-service-description#>\n { ?s ?p ?o } }",
    "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>\nSELECT * { ?s a sd:Service }",
    "PREFIX service: <http://x/> SELECT * { ?s service:x ?o OPTIONAL { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(?a<?b && ?service>?c) OPTIONAL { ?s ?p ?o } }",
]

Endpoint = tuple[str, list[str]]


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    """Run a SPARQL endpoint on this machine; give its IRI, and the requests that reach it."""
    reached: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reached.append(self.path)
            body = b'{"head":{"vars":[]},"results":{"bindings":[]}}'
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", reached
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("disguise", sorted(LEAVING))
def test_service_is_refused_in_every_disguise(disguise: str, endpoint: Endpoint) -> None:
    iri, reached = endpoint
    reached.clear()
    with pytest.raises(QueryError, match="SERVICE is not allowed here; ask the other endpoint"):
        MemoryStore().query(LEAVING[disguise].replace("E>", f"{iri}>"))
    assert reached == []


@pytest.mark.parametrize("disguise", sorted(LEAVING))
def test_the_engine_alone_would_leave(disguise: str, endpoint: Endpoint) -> None:
    """A disguise that the engine does not see through would test nothing."""
    iri, reached = endpoint
    reached.clear()
    store = Store()
    store.add(Quad(NamedNode("http://s"), NamedNode("http://p"), Literal(1)))
    with suppress(RuntimeError, OSError):
        answer = store.query(LEAVING[disguise].replace("E>", f"{iri}>"))
        list(answer) if not isinstance(answer, QueryBoolean) else bool(answer)
    assert reached


@pytest.mark.parametrize("query", HARMLESS)
def test_service_in_strings_iris_comments_and_names_is_no_federation(query: str) -> None:
    refuse_federation(query)
    assert MemoryStore().query(query).formats


def test_the_place_of_service_is_told() -> None:
    with pytest.raises(QueryError) as caught:
        refuse_federation("SELECT * {\n '\u0627\u0644' ?p ?o .\n  SERVICE <http://x> {} }")
    assert (caught.value.line, caught.value.column) == (3, 3)


@given(st.text(alphabet="service<>'\"\\#:?{} \n\r1a.", max_size=60))
def test_any_text_is_answered(text: str) -> None:
    with suppress(QueryError):
        refuse_federation("SERVICE" + text)


@pytest.mark.parametrize("unit", ['\\"""', "'", '"""', "<'", "#'\n", "SERVICE\n", "SERVICE:", "<"])
def test_long_texts_take_linear_time(unit: str) -> None:
    query = "SELECT * { service '" + unit * (100_000 // len(unit))
    started = time.perf_counter()
    with suppress(QueryError):
        MemoryStore().query(query)
    assert time.perf_counter() - started < 5


def test_a_query_full_of_the_word_is_refused_at_once() -> None:
    with pytest.raises(QueryError, match="more than 100 times"):
        refuse_federation("ASK {" + "service" * 14_000 + "}")
