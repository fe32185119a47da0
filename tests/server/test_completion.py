"""`/sparql/terms.json` offers what completes a query: prefixes, and the terms that are used."""

from collections.abc import Sequence
from typing import Any

import pytest
from flask.testing import FlaskClient

import rightsgraph
from rightsgraph import iris
from rightsgraph.engine import Answer, Engine
from rightsgraph_server.completion import completion
from rightsgraph_server.documentation import chapters
from rightsgraph_server.languages import LANGUAGES

ADDRESS = "/sparql/terms.json"


class Counting:
    """Be an engine that counts what it is asked."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.asked = 0

    def query(
        self, text: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> Answer:
        self.asked += 1
        return self.engine.query(text, default_graphs, named_graphs)


def terms(client: FlaskClient, language: str = "en") -> dict[str, dict[str, Any]]:
    """Return the terms offered, by their names."""
    offered = client.get(ADDRESS, query_string={"lang": language}).get_json()["terms"]
    return {term["name"]: term for term in offered}


def test_the_prefixes_are_those_that_need_no_declaration(client: FlaskClient) -> None:
    assert client.get(ADDRESS).get_json()["prefixes"] == iris.PREFIXES


def test_a_term_has_its_kind_its_meaning_and_how_often_it_is_used(client: FlaskClient) -> None:
    assert terms(client)["rg:State"] == {
        "kind": "class",
        "iri": iris.NS + "State",
        "name": "rg:State",
        "uses": 195,
        "label": "State",
        "definition": rightsgraph.open()
        .select('SELECT ?d { rg:State skos:definition ?d FILTER(LANG(?d) = "en") }')
        .rows[0]
        .d,
    }
    assert terms(client)["rdfs:label"]["kind"] == "property"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_named_in_the_language_of_the_page(
    client: FlaskClient, graph: rightsgraph.Graph, language: str
) -> None:
    offered = terms(client, language)
    labels = graph.select(
        f'SELECT ?term ?label {{ ?term rdfs:label ?label FILTER(LANG(?label) = "{language}") }}'
    )
    named = {(str(row.term), str(row.label)) for row in labels}
    assert {(term["iri"], term["label"]) for term in offered.values()} <= named


def test_the_language_is_otherwise_what_the_browser_prefers(client: FlaskClient) -> None:
    answer = client.get(ADDRESS, headers={"Accept-Language": "ar"})
    assert answer.data == client.get(ADDRESS, query_string={"lang": "ar"}).data
    assert "Accept-Language" in answer.headers["Vary"]


def test_only_what_is_used_is_offered_and_the_most_used_first(client: FlaskClient) -> None:
    offered = terms(client)
    uses = [term["uses"] for term in offered.values()]
    assert uses == sorted(uses, reverse=True)
    assert uses[-1] > 0
    defined = {iris.compact(iri) for chapter in chapters().values() for iri in chapter}
    unused = defined - set(offered)
    assert unused
    (found,) = client.get(
        "/sparql", query_string={"query": f"SELECT (COUNT(*) AS ?n) {{ ?x a {min(unused)} }}"}
    ).get_json()["results"]["bindings"]
    assert found["n"]["value"] == "0"


def test_the_graph_is_asked_once_for_all_languages_and_readers(graph: rightsgraph.Graph) -> None:
    engine = Counting(graph.engine)
    served = rightsgraph.Graph(engine)
    for language in [*LANGUAGES, *LANGUAGES]:
        assert completion(served, language)
    assert engine.asked == 1


def test_who_has_the_terms_already_is_told_so(client: FlaskClient) -> None:
    first = client.get(ADDRESS)
    again = client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
