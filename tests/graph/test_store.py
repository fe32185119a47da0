"""Test the store in memory: its default graph, its formats and its errors."""

import csv
import io
import json
import warnings
from xml.etree import ElementTree

import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.query import Result

from rightsgraph.answers import GRAPH_FORMATS, RESULT_FORMATS, write_triples
from rightsgraph.errors import QueryError
from rightsgraph.rdf import Literal, NamedNode, Quad, Triple
from rightsgraph.store import MemoryStore

ONE, TWO, THREE = (f"http://g/{name}" for name in ("one", "two", "three"))
SELECT = "SELECT ?s ?o { ?s <http://p> ?o } ORDER BY ?s ?o"
CONSTRUCT = "CONSTRUCT { ?s <http://p> ?o } WHERE { ?s <http://p> ?o }"
TEXTS = (
    'a "quoted" text',
    "two\nlines",
    "a, b;\tc",
    "\u0627\u0644\u0645\u0643\u0633\u064a\u0643",
    "",
)
RDFLIB_FORMATS = {
    "turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml",
    "nquads": "nquads", "trig": "trig",
}  # fmt: skip


def triple(subject: str, value: str, language: str = "ar") -> Triple:
    """Return a triple with a text."""
    return Triple(
        NamedNode(f"http://s/{subject}"), NamedNode("http://p"), Literal(value, language=language)
    )


def quad(subject: str, value: str, graph: str) -> Quad:
    """Return a quad with a text."""
    t = triple(subject, value)
    return Quad(t.subject, t.predicate, t.object, NamedNode(graph))


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    """Return a store of three graphs, two of which hold the same triple."""
    store = MemoryStore()
    store.add([quad("a", "same", ONE), quad("a", "same", TWO), quad("b", "other", TWO)])
    store.add([quad("c", text, THREE) for text in TEXTS])
    return store


def count(store: MemoryStore, query: str = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") -> object:
    """Return the number that a query counts."""
    return store.select(query).rows[0]["n"]


def test_a_triple_in_two_graphs_counts_once(store: MemoryStore) -> None:
    assert count(store) == len(store) == 2 + len(TEXTS)
    assert count(store, "SELECT (COUNT(*) AS ?n) { <http://s/a> ?p ?o }") == 1
    assert count(store, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { <http://s/a> ?p ?o } }") == 2


def test_the_graphs_have_their_names_and_the_merge_has_none(store: MemoryStore) -> None:
    graphs = store.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g").column("g")
    assert graphs == sorted([ONE, TWO, THREE])


@pytest.mark.parametrize(
    ("default", "named", "plain", "in_graphs"),
    [
        ((ONE,), (), 1, 0),
        pytest.param(
            (ONE, TWO),
            (),
            2,
            0,
            marks=pytest.mark.xfail(
                strict=True, reason="Oxigraph gives a triple once for each default graph it is in"
            ),
        ),
        ((ONE, THREE), (), 1 + len(TEXTS), 0),
        ((), (TWO,), 0, 2),
        ((ONE,), (TWO, THREE), 1, 2 + len(TEXTS)),
        (("http://g/unknown",), (), 0, 0),
    ],
)
def test_graphs_given_with_a_query_replace_the_dataset(
    store: MemoryStore,
    default: tuple[str, ...],
    named: tuple[str, ...],
    plain: int,
    in_graphs: int,
) -> None:
    counted = [
        store.query(f"SELECT ?s ?o ?g {{ {pattern} }}", default, named).value()
        for pattern in ("?s ?p ?o", "GRAPH ?g { ?s ?p ?o }")
    ]
    assert [len(list(rows)) for rows in counted if not isinstance(rows, bool)] == [plain, in_graphs]


def test_graphs_given_with_a_query_win_over_those_in_it(store: MemoryStore) -> None:
    query = f"SELECT ?s FROM <{THREE}> {{ ?s ?p ?o }}"
    assert len(store.select(query)) == len(TEXTS)
    assert store.query(query, [ONE]).write("csv") == b"s\r\nhttp://s/a\r\n"


def test_from_and_from_named_choose_the_graphs(store: MemoryStore) -> None:
    pattern = "{ ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }"
    query = f"SELECT * FROM <{ONE}> FROM NAMED <{TWO}> {{ {pattern} }}"
    assert len(store.select(query)) == 3


@pytest.mark.parametrize("format", GRAPH_FORMATS)
def test_triples_in_every_format_are_the_same_graph_in_rdflib(
    store: MemoryStore, format: str
) -> None:
    answer = store.query(CONSTRUCT)
    assert format in answer.formats
    expected = rdflib.Graph()
    for text, subject in [*((t, "c") for t in TEXTS), ("same", "a"), ("other", "b")]:
        expected.add((
            rdflib.URIRef(f"http://s/{subject}"), rdflib.URIRef("http://p"),
            rdflib.Literal(text, lang="ar"),
        ))  # fmt: skip
    assert isomorphic(parsed(answer.write(format), format), expected)


@pytest.mark.parametrize("format", GRAPH_FORMATS)
def test_triples_are_written_in_a_named_graph_where_the_format_has_graphs(format: str) -> None:
    content = write_triples([triple("a", "x")], format, graph=ONE)
    assert len(parsed(content, format)) == 1
    assert (ONE.encode() in content) == (format in ("nquads", "trig", "jsonld"))


def parsed(content: bytes, format: str) -> rdflib.Graph:
    """Read triples in rdflib, whatever graph they are in."""
    graph = rdflib.Graph()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib warns of its own code
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=content, format=RDFLIB_FORMATS[format])
        for found in dataset.triples((None, None, None)):
            graph.add(found)
    return graph


@pytest.mark.parametrize("format", ["json", "xml", "tsv"])
def test_rows_in_every_format_are_the_same_in_rdflib(store: MemoryStore, format: str) -> None:
    answer = store.query(SELECT)
    assert answer.formats == tuple(RESULT_FORMATS)
    result = Result.parse(io.BytesIO(answer.write(format)), format=format)
    assert [str(v) for v in result.vars or ()] == ["s", "o"]
    expected = [(row.s, row.o, getattr(row.o, "language", None)) for row in store.select(SELECT)]
    s, o = rdflib.Variable("s"), rdflib.Variable("o")
    rows = result.bindings
    found = [(str(row[s]), str(row[o]), getattr(row[o], "language", None)) for row in rows]
    assert found == expected


def test_rows_in_csv_are_plain_texts(store: MemoryStore) -> None:
    rows = list(csv.reader(io.StringIO(store.query(SELECT).write("csv").decode(), newline="")))
    expected = [[str(row.s), str(row.o)] for row in store.select(SELECT)]
    assert rows == [["s", "o"], *expected]


def test_an_answer_is_true_or_false_in_every_format(store: MemoryStore) -> None:
    for query, truth in (("ASK { ?s ?p ?o }", True), ("ASK { ?s <http://q> ?o }", False)):
        assert store.query(query).value() is truth
        assert json.loads(store.query(query).write("json"))["boolean"] is truth
        document = ElementTree.fromstring(store.query(query).write("xml"))
        assert document.findtext("{*}boolean") == str(truth).lower()
        assert store.query(query).write("csv") == str(truth).lower().encode()


def test_describe_gives_triples(store: MemoryStore) -> None:
    assert store.query("DESCRIBE <http://s/a>").value() == [triple("a", "same")]


def test_only_prefixes_that_are_used_are_written() -> None:
    state = NamedNode("https://w3id.org/rightsgraph/id/state/MEX")
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    text = write_triples(
        [Triple(state, label, Literal("Mexico", language="en"))], "turtle"
    ).decode()
    assert 'state:MEX rdfs:label "Mexico"@en' in text
    assert "@prefix cito:" not in text
    assert "@prefix document:" not in text


@pytest.mark.parametrize(
    "query",
    ["", "SELEC", "SELECT * { ?s ?p", "INSERT DATA { <a:a> <a:b> 1 }",
     "LOAD <http://x>", "CLEAR ALL", "SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }",
     "SELECT * { ?s <http://a\ud800> ?o }", "{"],
)  # fmt: skip
def test_what_is_no_query_gives_a_query_error(store: MemoryStore, query: str) -> None:
    before = len(store)
    with pytest.raises(QueryError):
        store.query(query)
    assert len(store) == before


@pytest.mark.parametrize("iri", ["not an iri", "", "relative"])
def test_a_graph_that_is_no_iri_gives_a_query_error(store: MemoryStore, iri: str) -> None:
    with pytest.raises(QueryError):
        store.query("SELECT * { ?s ?p ?o }", default_graphs=[iri])


@pytest.mark.parametrize("query", ["ASK {}", "DESCRIBE <http://s/a>", CONSTRUCT])
def test_only_select_gives_a_table(store: MemoryStore, query: str) -> None:
    with pytest.raises(QueryError, match="not a SELECT query"):
        store.select(query)


def test_an_unbound_variable_is_none(store: MemoryStore) -> None:
    assert store.select("SELECT ?s ?x { ?s ?p 'same'@ar }").rows[0].x is None
