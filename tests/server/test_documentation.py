"""The documentation shows every term, concept, rule and step, in every language."""

import re
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from rightsgraph import Graph, iris
from rightsgraph.queries import NamedQuery, queries
from rightsgraph.rdf import OWL, RDF, NamedNode
from rightsgraph.resources import ontology_files, shape_files
from rightsgraph.turtle import read_turtle
from rightsgraph_server.documentation import DIAGRAMS, chapters
from rightsgraph_server.languages import LANGUAGES

STEPS = queries("guide")
each_step = pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)


def test_the_guide_has_ten_steps() -> None:
    assert [step.name[:2] for step in STEPS] == [f"{n:02}" for n in range(1, 11)]


@each_step
def test_a_step_of_the_guide_has_an_answer(step: NamedQuery, graph: Graph) -> None:
    assert len(graph.select(step.text)) > 0


@each_step
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_step_of_the_guide_is_told_in_every_language(
    step: NamedQuery, language: str, client: FlaskClient
) -> None:
    page = client.get("/docs/guide", query_string={"lang": language}).text
    assert step.said("title", language) in page.replace("&#39;", "'").replace("&#34;", '"')
    assert step.said("text", language)
    runnable = re.findall(r'href="/sparql\?query=([^"&]+)', page)
    assert step.body in [unquote(query) for query in runnable]


@pytest.mark.parametrize("chapter", chapters())
def test_a_chapter_shows_all_its_terms(chapter: str, client: FlaskClient) -> None:
    page = client.get(f"/docs/chapters/{chapter}?lang=ar").text
    for term in chapters()[chapter]:
        if term.startswith(iris.NS):
            assert f'id="{term.removeprefix(iris.NS)}"' in page


@pytest.mark.parametrize("chapter", chapters())
def test_the_diagram_of_a_chapter_shows_its_classes(chapter: str) -> None:
    file = next(file for file in ontology_files() if file.stem == chapter)
    drawn = (DIAGRAMS / f"{chapter}.svg").read_text(encoding="utf-8")
    for t in read_turtle(file):
        if t.predicate == RDF.type and t.object == OWL.Class and isinstance(t.subject, NamedNode):
            assert f">{iris.compact(t.subject.value)}<" in drawn, "run: make diagrams"


def test_every_concept_is_on_the_page_of_schemes(client: FlaskClient, graph: Graph) -> None:
    page = client.get("/docs/schemes?lang=es").text
    for row in graph.select("SELECT ?concept { ?concept a skos:Concept }"):
        assert f">{iris.compact(str(row.concept))}<" in page


def test_every_shape_with_a_message_is_on_the_page_of_rules(client: FlaskClient) -> None:
    page = client.get("/docs/shapes").text
    text = "".join(file.read_text(encoding="utf-8") for file in shape_files())
    for shape in re.findall(r"^rgsh:(\S+)\n    a sh:PropertyShape", text, re.MULTILINE):
        assert f"<code>{shape}</code>" in page


def test_an_unknown_chapter_is_not_found(client: FlaskClient) -> None:
    assert client.get("/docs/chapters/nothing").status_code == 404


def test_a_browser_may_show_the_diagrams_of_a_chapter(client: FlaskClient) -> None:
    answer = client.get("/docs", headers={"Accept": "text/html"})

    assert "img-src 'self'" in answer.headers["Content-Security-Policy"]
