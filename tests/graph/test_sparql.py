"""Test what the library knows of SPARQL's text: tokens, prefixes, variables and error messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsgraph import iris
from rightsgraph.errors import QueryError
from rightsgraph.mistakes import explain
from rightsgraph.sparql import bind, comments, place, tokens, with_prefixes
from rightsgraph.store import MemoryStore


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("SELECT ?x", ["word", "variable"]),
        ("$x ?y1", ["variable", "variable"]),
        ("<http://a#b>", ["iri"]),
        ("ex:a.b", ["name"]),
        (":a ex:", ["name", "name"]),
        (r"ex:a\#b ex:a\'b", ["name", "name"]),
        ("ex:a%20b", ["name"]),
        ("# SELECT", []),
        ("a # b\rc", ["word", "word"]),
        ("'a#b' \"c\"", ["string", "string"]),
        (r"'a\'b'", ["string"]),
        ("'''a'b''c'''", ["string"]),
        ('"""a\n"b""c"""', ["string"]),
        ("?a<?b", ["variable", "mark", "variable"]),
        ('"a\n"', ["mark", "word", "mark"]),
        ('"x"@en', ["string", "mark", "word"]),
        ("(1,2)", ["mark", "word", "mark", "word", "mark"]),
    ],
)
def test_a_text_is_cut_into_tokens(text: str, kinds: list[str]) -> None:
    assert [token.kind for token in tokens(text)] == kinds


@given(st.text(alphabet="SELECT?x<>{}'\"\\#:. \n\r\u0627\u0644", max_size=60))
def test_tokens_and_comments_are_the_whole_text_in_order(text: str) -> None:
    found = sorted([*tokens(text), *comments(text)], key=lambda token: token.start)
    end = 0
    for token in found:
        assert text[end : token.start].strip() == ""
        assert text.startswith(token.text, token.start)
        end = token.start + len(token.text)
    assert text[end:].strip() == ""


def test_comments_are_found_and_hashes_elsewhere_are_not() -> None:
    text = '# one\n<http://a#b> \'# no\' ex:a\\#b # two\r\n"""\n# no\n""" # three'
    assert [comment.text for comment in comments(text)] == ["# one", "# two", "# three"]


def test_a_variable_is_replaced_wherever_it_stands_as_a_token() -> None:
    query = (
        'SELECT * { ?this ?p $this . ?thisOne ?q "?this" . # ?this\n <http://x?this> ?r ex:this }'
    )
    assert bind(query, "this", "http://i") == (
        'SELECT * { <http://i> ?p <http://i> . ?thisOne ?q "?this" . # ?this\n'
        " <http://x?this> ?r ex:this }"
    )


def test_a_query_without_the_variable_stays_as_it_is() -> None:
    query = "SELECT ?other { ?other ?p ?o }"
    assert bind(query, "this", "http://i") == query


def test_each_project_prefix_that_is_used_and_omitted_is_declared() -> None:
    query = (
        "prefix dcterms: <http://purl.org/dc/terms/>\n"
        "SELECT * { ?s a rg:State ; dcterms:date ?d ; foo:bar 'skos:x' } # org:y"
    )
    assert with_prefixes(query) == f"PREFIX rg: <{iris.NS}>\n{query}"
    assert with_prefixes(with_prefixes(query)) == with_prefixes(query)


def test_a_query_with_all_prefixes_declared_is_understood_by_an_engine_that_knows_none() -> None:
    query = with_prefixes("SELECT * { ?s a rg:State ; assignment-role:x doc:A_HRC_23_18 }")
    assert query.count("PREFIX ") == 3
    assert MemoryStore().query(query).formats


def caught(query: str) -> QueryError:
    """Return the error that a query gives."""
    with pytest.raises(QueryError) as error:
        MemoryStore().query(query)
    return error.value


@pytest.mark.parametrize(
    ("query", "line", "column", "prefix"),
    [
        ("SELECT * { ?s ?p foo:x }", 1, 18, "foo"),
        ('SELECT * {\n  "\u0627\u0644\u0645\u0643\u0633\u064a\u0643"@ar ?p foo:x }', 2, 19, "foo"),
        ("SELECT * { ?s ?p 'foo:x', bar:y }", 1, 27, "bar"),
        ("# foo:x\nSELECT * { ?s ?p :x }", 2, 18, ""),
        ("SELECT * { ?s ?p 'x'^^foo:x }", 1, 23, "foo"),
        ("PREFIX foo: <http://f/> SELECT * { ?s foo:p Foo:x }", 1, 45, "Foo"),
    ],
)
def test_an_undeclared_prefix_is_named_with_line_and_column(
    query: str, line: int, column: int, prefix: str
) -> None:
    error = caught(query)
    assert (error.line, error.column) == (line, column)
    assert error.reason == (f"the prefix {prefix}: is not declared; add PREFIX {prefix}: <...>")


@pytest.mark.parametrize("prefix", sorted(iris.PREFIXES))
def test_the_prefixes_of_the_project_need_no_declaration(prefix: str) -> None:
    assert MemoryStore().query(f"SELECT * {{ ?s ?p {prefix}:x }}").formats


@pytest.mark.parametrize(
    ("query", "line", "column", "near"),
    [
        ("SELECT ?s WHERE ?s ?p ?o }", 1, 17, "'?s'"),
        ("SELECT ?s {\n ?s <a:p> }", 2, 11, "'}'"),
        ("SELECT ?s {\n '\u0627\u0644\u0639\u0631\u0628\u064a\u0629' ?p }", 2, 15, "'}'"),
        ("SELECT * { ?s ?p ?o", 1, 20, "the end of the query"),
        ("", 1, 1, "the end of the query"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", 1, 1, "'INSERT'"),
    ],
)
def test_a_syntax_error_has_its_place_and_what_stands_there(
    query: str, line: int, column: int, near: str
) -> None:
    error = caught(query)
    assert error.line == line
    assert error.column
    if near != "'INSERT'":  # Oxigraph has read the keyword as far as it could
        assert error.column == column
        assert error.reason.startswith(f"not SPARQL 1.1 near {near}: ")
    assert str(error).startswith(f"line {line}, column {error.column}: ")


@pytest.mark.parametrize(
    ("query", "line", "column", "told"),
    [
        ("SELCT ?s { ?s ?p ?o }", 1, 1, "it begins with 'SELCT', not with one of SELECT, ASK"),
        ("PREFIX a: <b:c>\nselekt * {}", 2, 1, "it begins with 'selekt'"),
        ("SELECT (COUNT(?s)) { ?s ?p ?o }", 1, 8, "needs a name: (COUNT(?s) AS ?n)"),
        ("SELECT (1 AS ?x) (STR(?s)) { ?s ?p ?o }", 1, 18, "needs a name"),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x ?p ?y }", 1, 41, "only variables of GROUP BY"),
        ("SELECT (1 AS ?s) (2 AS ?s) {}", 1, 30, "Duplicated variable name in SELECT"),
        ("SELECT * { ?s ?p ?o FILTER(?s = ) }", 1, 36, "not expected"),
    ],
)
def test_common_mistakes_are_told_in_plain_words(
    query: str, line: int, column: int, told: str
) -> None:
    error = caught(query)
    assert (error.line, error.column) == (line, column)
    assert told in error.reason


def test_an_iri_with_a_space_is_not_taken_for_a_prefix() -> None:
    assert "prefix" not in caught("SELECT * { ?s ?p <http://a b> }").reason


def test_a_message_without_a_place_stays_as_it_is() -> None:
    error = explain("SELECT * {}", "something else")
    assert (str(error), error.line, error.column) == ("something else", None, None)


@given(st.text(alphabet="a\n\u0627\U0001f30d", max_size=20), st.integers(0, 20))
def test_line_and_column_count_characters_from_one(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    line, column = place(text, offset)
    assert text.split("\n")[line - 1][: column - 1] == text[:offset].rpartition("\n")[2]
