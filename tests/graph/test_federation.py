"""Test that no query or update leaves this machine, whatever SERVICE and LOAD look like.

Every disguise was first let loose on the engine, with a server of our own behind it.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, Store

from rightsgraph.errors import QueryError
from rightsgraph.federation import refuse_federation, refuse_loading, with_local_services
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
    "touching the second dot of a name":
        "PREFIX x: <http://x/> SELECT * { ?s ?p x:a.b.SERVICE <E> { ?a ?b ?c } }",
    "touching the dot after a name that is only a prefix":
        "PREFIX x: <http://x/> SELECT * { ?s ?p x:.SERVICE <E> { ?a ?b ?c } }",
    "of an IRI with a space that is none": "SELECT * { SERVICE <E\u00a0> { ?a ?b ?c } }",
    "of a name with a space that is none":
        "PREFIX e: <E> SELECT * { SERVICE e:a\u1680b { ?a ?b ?c } }",
    "of a prefix with a space that is none":
        "PREFIX e\u1680: <E> SELECT * { SERVICE e\u1680:a { ?a ?b ?c } }",
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

LOADING = {
    "plain": "LOAD <E>",
    "lower case": "load <E>",
    "silent": "LOAD SILENT <E>",
    "into a graph": "LOAD <E> INTO GRAPH <http://g>",
    "no spaces": "LOAD<E>INTO GRAPH<http://g>",
    "no space before SILENT": "LOADSILENT<E>",
    "among comments": "LOAD # a\n SILENT # b\r <E> # c",
    "after an update": "CLEAR ALL;LOAD<E>;CLEAR ALL",
    "after data with a comment": "INSERT DATA { <http://s> <http://p> 1 } # ;\n; LOAD <E>",
    "relative": "BASE<E>LOAD<x>",
    "prefixed": "PREFIX e: <E> LOAD e:x",
    "touching a name": "PREFIX : <E> LOAD:x",
    "silent, touching a name": "PREFIX : <E> LOADSILENT:x",
    "touching a prefix": "PREFIX e: <E>LOADe:x",
    "between a comparison and a comment": "INSERT {} WHERE { FILTER(1<'x>') } ; LOAD <E> #'",
    "an IRI with a space that is none": "LOAD <E\u3000>",
    "a name with a space that is none": "PREFIX e: <E> LOAD e:a\u1680b",
    "in what looks like a long string":
        'INSERT {} WHERE { VALUES ?x { """a" } } ; LOAD <E> #\\q """',
}  # fmt: skip
NOT_LOADING = [
    "INSERT DATA { <http://load/> <http://x/LOAD> 'LOAD <http://x>' }",
    "INSERT DATA { <http://s> <http://p> 'LOAD', '''LOAD <http://x>''', 'a load of' }",
    "# LOAD <http://x>\nCLEAR ALL",
    "INSERT { ?load ?p ?LOAD } WHERE { ?LOAD ?p ?load }",
    "PREFIX load: <http://x/> INSERT DATA { load:a a load:B ; load:c 1 . load:d load:c load:e }",
    "PREFIX x: <http://x/> INSERT DATA { x:load x:LOAD x:download }",
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
        MemoryStore().query(LEAVING[disguise].replace("<E", f"<{iri}"))
    assert reached == []


@pytest.mark.parametrize("disguise", sorted(LEAVING))
def test_the_engine_alone_would_leave(disguise: str, endpoint: Endpoint) -> None:
    """A disguise that the engine does not see through would test nothing."""
    iri, reached = endpoint
    reached.clear()
    store = Store()
    for thing in (Literal(1), NamedNode("http://x/a.b"), NamedNode("http://x/")):
        store.add(Quad(NamedNode("http://s"), NamedNode("http://p"), thing))
    with suppress(RuntimeError, OSError):
        answer = store.query(LEAVING[disguise].replace("<E", f"<{iri}"))
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


@pytest.mark.parametrize("disguise", sorted(LOADING))
def test_load_is_refused_in_every_disguise(disguise: str) -> None:
    with pytest.raises(QueryError, match="LOAD is not allowed here; upload the data"):
        refuse_loading(LOADING[disguise])


@pytest.mark.parametrize("disguise", sorted(LOADING))
def test_the_engine_alone_would_load(disguise: str, endpoint: Endpoint) -> None:
    iri, reached = endpoint
    reached.clear()
    with suppress(RuntimeError):
        Store().update(LOADING[disguise].replace("<E", f"<{iri}"))
    assert reached


@pytest.mark.parametrize("update", ["LOAD rg:x", "LOADrg:x", "LOADSILENTrg:x"])
def test_prefixes_of_the_project_need_no_declaration_to_load(update: str) -> None:
    with pytest.raises(QueryError, match="LOAD is not allowed here"):
        refuse_loading(update)


@pytest.mark.parametrize("update", NOT_LOADING)
def test_load_in_strings_iris_comments_and_names_loads_nothing(update: str) -> None:
    refuse_loading(update)
    Store().update(update)


ALLOWED = "https://allowed.example/sparql"
LOCAL = {ALLOWED: "http://127.0.0.1:1/secret/0", "http://other.example/": "http://127.0.0.1:1/1"}


def test_an_allowed_endpoint_is_asked_at_its_local_address(endpoint: Endpoint) -> None:
    iri, reached = endpoint
    query = (
        f"SELECT * {{ ?s a <{ALLOWED}> SERVICE <{ALLOWED}> {{ ?s a <{ALLOWED}> }} # SERVICE\n"
        f" OPTIONAL {{ SERVICE SILENT<{ALLOWED}>{{ ?o ?p '{ALLOWED}' }} }} }}"
    )
    local = with_local_services(query.replace("?s a", "?s ?is", 1), {ALLOWED: iri})
    assert set(local.prefixes.values()) == {iri}
    assert local.text.count(ALLOWED) == query.count(ALLOWED) - 2
    store = Store()
    store.add(Quad(NamedNode("http://s"), NamedNode("http://p"), NamedNode(ALLOWED)))
    reached.clear()
    answer = store.query(local.text, prefixes=local.prefixes)
    assert isinstance(answer, QuerySolutions)
    assert list(answer) == []
    assert reached


def test_places_stay_where_they_are() -> None:
    query = f"SELECT * {{\n SERVICE <{ALLOWED}> {{ ?s ?p ?o }} ?wrong }}"
    local = with_local_services(query, LOCAL)
    assert len(local.text) == len(query)
    assert local.text.index("?wrong") == query.index("?wrong")


def test_a_query_cannot_say_what_our_prefixes_stand_for() -> None:
    query = f"PREFIX x0: <http://evil.example/> SELECT * {{ SERVICE <{ALLOWED}> {{ x0:x ?p ?o }} }}"
    (prefix,) = with_local_services(query, LOCAL).prefixes
    assert prefix not in query


def test_a_query_without_service_stays_as_it_is() -> None:
    query = "SELECT * { ?service ?p 'SERVICE' }"
    assert with_local_services(query, LOCAL) == (query, {})


NOT_ALLOWED = [
    "SELECT * { SERVICE <https://allowed.example/> { ?s ?p ?o } }",
    "SELECT * { SERVICE <https://ALLOWED.example/sparql> { ?s ?p ?o } }",
    r"SELECT * { SERVICE <https://\u0061llowed.example/sparql> { ?s ?p ?o } }",
    "BASE <https://allowed.example/> SELECT * { SERVICE <sparql> { ?s ?p ?o } }",
    "PREFIX a: <https://allowed.example/> SELECT * { SERVICE a:sparql { ?s ?p ?o } }",
    "SELECT * { VALUES ?e { <A> } SERVICE ?e { ?s ?p ?o } }",
    "SELECT * { SERVICE <A> { ?s ?p ?o } SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    "SELECT * { SERVICE <A> { ?s ?p ?o SERVICE <http://127.0.0.1/> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p 1SERVICE<A>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p ?o\u00b7SERVICE <A> { ?a ?b ?c } }",
    "SELECT * { SERVICESILENT<A>{ ?s ?p ?o } }",
    "SELECT * { FILTER(1<'x>') SERVICE <A> { ?s ?p ?o }#'\n}",
    "SELECT * { FILTER(?s <'x>') SERVICE <A> { ?s ?p ?o } FILTER(?s <'x>') }",
]
NOT_CERTAIN = [
    "SELECT * { ?s ?p '''long''' SERVICE <A> { ?s ?p ?o } }",
    "SELECT * { ?s <http://x/it's> ?o SERVICE <A> { ?s ?p ?o } }",
]


@pytest.mark.parametrize("query", NOT_ALLOWED)
def test_only_allowed_endpoints_may_be_named_and_plainly(query: str) -> None:
    with pytest.raises(QueryError, match=f"SERVICE may name only <{ALLOWED}> or <"):
        with_local_services(query.replace("<A>", f"<{ALLOWED}>"), LOCAL)


@pytest.mark.parametrize("query", NOT_CERTAIN)
def test_what_may_be_a_string_or_not_is_refused_beside_service(query: str) -> None:
    with pytest.raises(QueryError, match="no string may begin with three quotes"):
        with_local_services(query.replace("<A>", f"<{ALLOWED}>"), LOCAL)


def test_endpoints_are_not_asked_to_ask_others() -> None:
    query = f"ASK {{ SERVICE <{ALLOWED}> {{ OPTIONAL {{ SERVICE <{ALLOWED}> {{ }} }} }} }}"
    with pytest.raises(QueryError, match="SERVICE within SERVICE is not allowed here; ask in turn"):
        with_local_services(query, LOCAL)
    in_turn = f"ASK {{ SERVICE <{ALLOWED}> {{ {{ }} }} SERVICE <{ALLOWED}> {{ }} }}"
    assert with_local_services(in_turn, LOCAL).prefixes


@given(st.text(alphabet="service<>'\"\\#:?{} \n\r1a.x0", max_size=40))
def test_no_address_comes_into_a_query_but_by_a_prefix(text: str) -> None:
    query = f"SELECT * {{ {text} SERVICE <{ALLOWED}> {{ ?s ?p ?o }} {text} }}"
    with suppress(QueryError):
        local = with_local_services(query, LOCAL)
        assert len(local.text) == len(query)
        assert "127.0.0.1" not in local.text
        assert not any(prefix in query for prefix in local.prefixes)


@given(st.text(alphabet="service<>'\"\\#:?{} \n\r1a.", max_size=60))
def test_any_text_is_answered(text: str) -> None:
    with suppress(QueryError):
        refuse_federation("SERVICE" + text)


UNITS = [
    *('\\"""', "'", '"""', "<'", "#'\n", "SERVICE\n", "SERVICE:", "<"),
    *("a-", "1.", "#", "LOAD-", "LOAD #", "LOAD:a ", "LOAD:a;", "PREFIX"),
]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("refuse", [refuse_federation, refuse_loading])
@pytest.mark.parametrize("begin", ["'", ""])
def test_long_texts_take_linear_time(refuse: Callable[[str], None], begin: str, unit: str) -> None:
    text = f"SELECT * {{ load service {begin}" + unit * (100_000 // len(unit))
    started = time.perf_counter()
    with suppress(QueryError):
        refuse(text)
    assert time.perf_counter() - started < 5


def test_a_query_full_of_the_word_is_refused_at_once() -> None:
    with pytest.raises(QueryError, match="more than 100 times"):
        refuse_federation("ASK {" + "service" * 14_000 + "}")
