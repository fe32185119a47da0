"""No query is deep enough to overflow a parser's stack."""

import pytest

import rightsgraph
from rightsgraph.bounds import refuse_deep
from rightsgraph.errors import QueryError
from rightsgraph.queries import queries
from rightsgraph.store import MemoryStore

BOMBS = {
    "groups": "SELECT * { " + "{" * 20_000 + "}" * 20_000 + " }",
    "brackets": "SELECT * { FILTER" + "(" * 20_000 + "1" + ")" * 20_000 + " }",
    "blank nodes": "SELECT * { ?s ?p " + "[ ?p " * 9_000 + "1" + "]" * 9_000 + " }",
    "path": "SELECT * { ?s " + "/".join(["rg:x"] * 50_000) + " ?o }",
    "unions": "SELECT * { {?s ?p ?o}" + " UNION {?s ?p ?o}" * 50_000 + " }",
    "minus": "SELECT * { ?s ?p ?o" + " minus {?s ?p ?o}" * 5_000 + " }",
    "sum": "SELECT * { FILTER(1" + "+1" * 50_000 + ") }",
    "not": "SELECT * { FILTER(" + "!" * 50_000 + "1) }",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_with_its_place(name: str) -> None:
    with pytest.raises(QueryError) as refused:
        MemoryStore().query(BOMBS[name])
    assert refused.value.line == 1
    assert "simpler" in refused.value.reason


def test_a_bomb_hidden_in_what_looks_like_an_iri_is_refused() -> None:
    with pytest.raises(QueryError):
        refuse_deep("ASK { FILTER(1<" + "(" * 20_000 + "2" + ")" * 20_000 + ">1) }")


def test_a_bomb_hidden_in_what_looks_like_a_string_is_refused() -> None:
    hidden = "SELECT * { FILTER(1<2#>'''\n) " + "{" * 9_000 + "}" * 9_000 + " #'''\n}"
    with pytest.raises(QueryError, match="use a prefix"):
        refuse_deep(hidden)


def test_a_bomb_hidden_in_what_looks_like_a_long_string_is_refused() -> None:
    hidden = 'SELECT * { VALUES ?x { """a" } ' + "{" * 9_000 + "}" * 9_000 + ' #\\q """\n}'
    with pytest.raises(QueryError, match="a backslash that begins no escape"):
        refuse_deep(hidden)


def test_a_long_string_with_escapes_runs() -> None:
    text = r"'''\t\u00e9\U0001F600\\''' " * 300
    assert MemoryStore().query(f"SELECT * {{ VALUES ?x {{ {text} }} }}").formats


def test_a_query_at_the_bounds_runs() -> None:
    store = MemoryStore()
    store.query("ASK { FILTER" + "(" * 1_498 + "1" + ")" * 1_498 + " }")
    store.query("ASK { FILTER(1" + "+1" * 3_000 + ") }")
    store.query("SELECT * { " + "MINUS {?s ?p ?o}" * 1_000 + " }")


def test_long_lists_of_numbers_and_of_iris_run() -> None:
    store = MemoryStore()
    numbers = store.select("SELECT * { VALUES ?x {" + " 1" * 20_000 + "} }")
    iris = store.select("SELECT * { VALUES ?x {" + " <https://a.b/c/d/e/f-g>" * 3_000 + "} }")
    assert (len(numbers), len(iris)) == (20_000, 3_000)


def test_every_query_of_the_library_is_within_the_bounds() -> None:
    for folder in ("questions", "lookups", "checks"):
        for query in queries(folder):
            refuse_deep(query.text)
    assert rightsgraph.open().query("ASK { state:MEX a rg:State }") is True
