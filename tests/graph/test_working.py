"""Test that updates change the data as SPARQL 1.1 says, wholly or not at all, and fetch nothing."""

import pytest

from rightsgraph.errors import QueryError
from rightsgraph.working import WorkingStore, with_using

ONE, OTHER = "http://t/one", "http://t/other"
BASE = "http://t/base/"


@pytest.fixture
def store() -> WorkingStore:
    """Hold one triple in each of two graphs, and both in the default graph."""
    store = WorkingStore()
    store.put(ONE, [("turtle", b"<http://t/s> <http://t/p> 1 .")], BASE)
    store.put(OTHER, [("turtle", b"<http://t/s> <http://t/p> 2 .")], BASE)
    store.put(None, [("turtle", b"<http://t/s> <http://t/p> 1, 2 .")], BASE)
    return store


def held(store: WorkingStore, graph: str | None) -> list[str]:
    """Return the objects of a graph's triples."""
    return sorted(str(triple.object).split('"')[1] for triple in store.triples_of(graph))


def test_an_update_knows_the_prefixes_of_the_project_and_its_base(store: WorkingStore) -> None:
    store.update("INSERT DATA { GRAPH <x> { state:MEX a rg:State } }", base=BASE)
    assert store.has_graph(BASE + "x")
    assert store.query("ASK { state:MEX a rg:State }").value() is True


@pytest.mark.parametrize(
    ("update", "left"),
    [
        ("DELETE WHERE { ?s ?p ?o }", ["2"]),
        ("delete where{?s ?p ?o}", ["2"]),
        ("DELETE # c\n WHERE # {\n { ?s ?p ?o }", ["2"]),
        ("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", ["2"]),
        ("DELETE{?s ?p ?o}WHERE{?s ?p ?o}", ["2"]),
        ("INSERT { ?s ?p '}' } WHERE { ?s ?p ?o FILTER(STR(?o) != '}') }", ["1", "2", "}"]),
        ("DELETE { ?s ?p ?o } INSERT { ?s ?p 3 } WHERE { ?s ?p ?o }", ["2", "3"]),
        ("DELETE WHERE { ?s ?p ?o }; DELETE WHERE { ?s ?p ?o }", ["2"]),
        ("INSERT DATA { <http://t/s> <http://t/p> 4 } ; DELETE WHERE { ?s ?p ?o }", ["2", "4"]),
        ("PREFIX where: <http://t/> DELETE WHERE { ?s where:p ?o }", ["2"]),
        ("CLEAR DEFAULT", []),
    ],
)
def test_graphs_given_beside_an_update_are_what_its_patterns_see(
    store: WorkingStore, update: str, left: list[str]
) -> None:
    store.update(update, using=[ONE])
    assert held(store, None) == left
    assert (held(store, ONE), held(store, OTHER)) == (["1"], ["2"])


def test_named_graphs_given_beside_an_update_are_the_only_ones(store: WorkingStore) -> None:
    copy = "INSERT { GRAPH <http://t/copy> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }"
    store.update(copy, using_named=[OTHER])
    assert held(store, "http://t/copy") == ["2"]


@pytest.mark.parametrize(
    "update",
    [
        "DELETE { ?s ?p ?o } USING <http://t/one> WHERE { ?s ?p ?o }",
        "WITH <http://t/one> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DELETE{?s ?p ?o}USINGNAMED<http://t/one>WHERE{?s ?p ?o}",
        "PREFIX t: <http://t/> DELETE { ?s ?p ?o } USINGt:one WHERE { ?s ?p ?o }",
        "PREFIX t: <http://t/> WITHt:one DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DELETEWHERE{?s ?p ?o}",
    ],
)
def test_an_update_that_names_graphs_itself_is_refused_where_others_are_given(
    store: WorkingStore, update: str
) -> None:
    with pytest.raises(QueryError, match="line 1, column"):
        store.update(update, using=[ONE])
    assert held(store, None) == ["1", "2"]
    store.update(update)


def test_an_update_for_which_no_graph_is_given_is_left_alone() -> None:
    assert with_using("DELETEWHERE { ?s ?p ?o }", [], []) == "DELETEWHERE { ?s ?p ?o }"


@pytest.mark.parametrize("graph", ["no iri", "http://t/> WHERE {} ; CLEAR ALL #", ""])
def test_a_graph_that_is_no_iri_is_refused(store: WorkingStore, graph: str) -> None:
    with pytest.raises(QueryError, match="no IRI"):
        store.update("DELETE WHERE { ?s ?p ?o }", using=[graph])
    assert held(store, None) == ["1", "2"]


@pytest.mark.parametrize(
    "update",
    [
        "CLEAR ALL; CREATE GRAPH <http://t/none>; CREATE GRAPH <http://t/none>",
        "CLEAR ALL; INSERT DATA { <http://t/s> <http://t/p> }",
        "CLEAR ALL; LOAD <http://127.0.0.1:9/>",
        "CLEAR ALL; LOAD SILENT <http://127.0.0.1:9/>",
        "CLEAR ALL; INSERT { ?s ?p 3 } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "CLEAR ALL; INSERT { ?s ?p ?x } WHERE { ?s ?p ?o BIND(<http://t/f>(1) AS ?x) }",
        "CLEAR ALL; INSERT { ?s ?p 3 } WHERE { FILTER(" + "(" * 9000 + "1" + ")" * 9000 + ") }",
    ],
)
def test_an_update_that_fails_changes_nothing(store: WorkingStore, update: str) -> None:
    with pytest.raises(QueryError):
        store.update(update)
    assert [held(store, graph) for graph in (None, ONE, OTHER)] == [["1", "2"], ["1"], ["2"]]
    assert not store.has_graph("http://t/none")


def test_a_fault_of_an_update_is_told_with_its_place(store: WorkingStore) -> None:
    with pytest.raises(QueryError) as caught:
        store.update("CLEAR ALL;\nINSERT DATA { <http://t/s> <http://t/p> }")
    assert caught.value.line == 2


def test_put_replaces_and_post_adds_and_delete_removes(store: WorkingStore) -> None:
    store.post(ONE, [("turtle", b"<http://t/s> <http://t/p> 5 ."), ("ntriples", b"")], BASE)
    assert held(store, ONE) == ["1", "5"]
    store.put(ONE, [("turtle", b"<http://t/s> <http://t/p> 6 .")], BASE)
    assert held(store, ONE) == ["6"]
    store.delete(ONE)
    assert not store.has_graph(ONE)
    store.delete(None)
    assert store.has_graph(None)
    assert (held(store, None), held(store, OTHER)) == ([], ["2"])


def test_a_graph_put_without_triples_is_there(store: WorkingStore) -> None:
    store.put("http://t/new", [("turtle", b"")], BASE)
    assert store.has_graph("http://t/new")


@pytest.mark.parametrize(
    "uploads",
    [
        [("turtle", b"<http://t/s> <http://t/p> 7 ."), ("turtle", b"<http://t/s> <x")],
        [("jsonld", b'{"@context": "http://127.0.0.1:9/", "x": 1}')],
        [("nquads", b"<a:s> <a:p> <a:o> <a:g> .")],
        [("turtle", b"\xff")],
    ],
)
def test_an_upload_with_a_broken_part_changes_nothing(
    store: WorkingStore, uploads: list[tuple[str, bytes]]
) -> None:
    for change in (store.put, store.post):
        with pytest.raises(QueryError, match="upload"):
            change(ONE, uploads, BASE)
    assert held(store, ONE) == ["1"]


def test_blank_nodes_of_two_uploads_stay_two(store: WorkingStore) -> None:
    part = ("turtle", b"_:a <http://t/q> 1 .")
    store.put("http://t/blank", [part, part], BASE)
    store.post("http://t/blank", [part], BASE)
    assert len(held(store, "http://t/blank")) == 3


def test_relative_names_in_an_upload_are_of_its_graph(store: WorkingStore) -> None:
    store.put("http://t/new", [("turtle", b"<#a> <b> <> .")], "http://t/new")
    (triple,) = store.triples_of("http://t/new")
    assert str(triple) == "<http://t/new#a> <http://t/b> <http://t/new>"


def test_the_default_graph_of_a_query_is_the_union_of_all(store: WorkingStore) -> None:
    store.delete(None)
    rows = store.select("SELECT ?o { <http://t/s> <http://t/p> ?o } ORDER BY ?o").rows
    assert [row.o for row in rows] == [1, 2]
