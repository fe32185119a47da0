"""Test that folding a query never changes what the engine answers, and what is told of its form."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QueryTriples, Store

from rightsgraph.outline import MOST_SCANNED, outline

PREFIX = "PREFIX a: <http://a/> "
TOKENS = (
    "{", "}", "(", ")", ".", ";", "SELECT", "*", "?x", "?y", "ASK", "FILTER", "VALUES", "1", "2",
    "a:", r"a:\#b", r"a:\'b", r"a:\#c", "<http://a/#b>", "<http://a/p>", "<b#c>", "<'>", "<x>",
    "<", ">", "&&", "||", "=", "'#'", '"#"', "''", '""', '"""', "'''", "'a b'", r'"a\" #b"',
    r"'\''", "'x\ny'", "\\", "#c", "# a's\n", "#", "://", "BOUND(?x)", "true", "false",
)  # fmt: skip
GAPS = (
    "",
    "",
    " ",
    "  ",
    "\n",
    "\t",
    "\r\n",
    " # it's\n",
    "#>\n",
    '#"""\r',
    "\n#\n",
    "\f",
    "\u00a0",
)
QUERIES = (
    "ASK { FILTER(1<2#://> && false\n) }",
    "ASK { FILTER(1<2#://>\n && false) }",
    "ASK { FILTER(1<2#'>\n) } #'",
    PREFIX + "SELECT * { a:\\#b ?p ?x\n}",
    PREFIX + "SELECT * { a:\\#c ?p ?x\n}",
    PREFIX + "SELECT * { a:\\'b ?p ?x # '\n}",
    "SELECT * { <http://a/#b> ?p ?x }",
    "SELECT * { ?x ?p '  # two  ' }",
    'SELECT * { VALUES ?x { """a" } #\\q """\n}',
    'SELECT * { VALUES ?x { """a  b""" "" "c  d" } }',
    "SELECT * { VALUES ?x { 'a\nb' } }",
    "ASK {\u00a0}",
    "ASK {\f}",
    "ASK {FILTER(1<2)} # the end",
    "ASK{FILTER('a'<'b')}#'",
)


@pytest.fixture(scope="module")
def store() -> Store:
    """Hold what some of the queries find."""
    store = Store()
    found = {"http://a/#b": "  # two  ", "http://a/#c": "a b", "http://a/'b": "#"}
    triples = ((NamedNode(s), NamedNode("http://a/p"), Literal(o)) for s, o in found.items())
    store.extend(Quad(*triple) for triple in triples)
    return store


def answer(store: Store, query: str) -> object:
    """Return what the engine answers, or that it is no query."""
    try:
        found = store.query(query)
    except (SyntaxError, ValueError):
        return "no query"
    if isinstance(found, QueryBoolean):
        return bool(found)
    if isinstance(found, QueryTriples):
        return sorted(map(str, found))
    return sorted(str(row) for row in found)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Make a text of tokens with gaps between them, most often one that the engine takes."""
    tokens = draw(st.lists(st.sampled_from(TOKENS), max_size=8))
    wrapped = draw(st.sampled_from(["ASK {T}", "ASK {FILTER(1<2 T)}", "SELECT * {?x ?p T}", "T"]))
    inner = "".join(token + draw(st.sampled_from(GAPS)) for token in tokens)
    return PREFIX + wrapped.replace("T", draw(st.sampled_from(GAPS)) + inner)


@settings(max_examples=400, deadline=None)
@given(texts())
def test_folding_never_changes_the_answer(store: Store, text: str) -> None:
    assert answer(store, outline(text).text) == answer(store, text)


@pytest.mark.parametrize("query", QUERIES)
def test_folding_does_not_change_the_answer_to_a_tricky_query(store: Store, query: str) -> None:
    assert answer(store, outline(query).text) == answer(store, query)


def test_queries_with_different_answers_never_look_the_same(store: Store) -> None:
    answers: dict[str, object] = {}
    for query in QUERIES:
        found = answer(store, query)
        assert answers.setdefault(outline(query).text, found) == found


@pytest.mark.parametrize(
    "same",
    [
        "SELECT *\n{ ?s ?p 'a  b' }",
        "  SELECT   * # all\r\n{\t?s ?p 'a  b' }\n",
        "# what?\n# it's this\nSELECT * { ?s ?p 'a  b' }#",
    ],
)
def test_white_space_and_comments_make_no_other_question(same: str) -> None:
    assert outline(same).text == "SELECT * { ?s ?p 'a  b' }"


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("select * {}", "SELECT"),
        ("ASK{}", "ASK"),
        (
            "#c\nBASE <http://a/>\n\nPREFIX a:<http://a/#b>PREFIX :\t<x>#y\r\nconstruct {}",
            "CONSTRUCT",
        ),
        ("DESCRIBE<http://a/>", "DESCRIBE"),
        ("CONSTRUCTWHERE{ ?s ?p ?o }", "CONSTRUCT"),
        ("#first\nCONSTRUCT { ?s ?p <#x> } WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("PREFIX a: <b>\nPREFIX b: <c>\nCONSTRUCT {} {}" + " " * MOST_SCANNED, "CONSTRUCT"),
        ("INSERT DATA {}", ""),
        ("", ""),
    ],
)
def test_the_form_of_a_query_is_told(query: str, form: str) -> None:
    assert outline(query).form == form


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (NOW() AS ?x) {}",
        "SELECT (now # now\n () AS ?x) {}",
        "ASK{FILTERRAND()}",
        "SELECT (STRUUID() AS ?x) {}",
        "SELECT (1+UUID() AS ?x) {}",
        "SELECT (BNODE('a') AS ?x) {}",
        "SELECT * { SERVICE <http://a/> {} }",
        "CONSTRUCT { ?s ?p [] } WHERE { ?s ?p ?o }",
        "CONSTRUCT { _:b ?p ?o } WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p (1 2) } WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p '}' ; ?q [] } WHERE { ?s ?p ?o }",
        "CONSTRUCT { # }\n ?s ?p [] } WHERE { ?s ?p ?o }",
        "CONSTRUCT WHERE { ?s ?p [] }",
        "SELECT (NOW() AS ?x) {}" + " " * MOST_SCANNED,
    ],
)
def test_what_changes_with_each_evaluation_is_not_repeatable(query: str) -> None:
    assert not outline(query).repeatable


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?now { ?now ?rand 'unknown, brand' }",
        "ASK {}",
        "CONSTRUCT { ?s ?p 'a' } WHERE { ?s ?p [] FILTER(ISIRI(?s)) }",
        "SELECT * { ?s ?p [] }",
    ],
)
def test_other_queries_are_repeatable(query: str) -> None:
    assert outline(query).repeatable


@pytest.mark.parametrize(
    "unit", ["'", '"', "'\\'", '"\\"', "<", "<a", "#", "# \n", "\\", "PREFIX a:", "now ", "now# #"]
)
@pytest.mark.parametrize("size", [MOST_SCANNED, 100_000])
def test_any_text_is_outlined_at_once(unit: str, size: int) -> None:
    began = time.perf_counter()
    outline((unit * size)[:size])
    assert time.perf_counter() - began < 1
