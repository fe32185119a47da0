"""Each IRI of the project answers with a page or with RDF, as "Cool URIs" has it."""

import random
from urllib.parse import quote

import pytest
import rdflib
from flask.testing import FlaskClient
from rdflib.compare import isomorphic, to_isomorphic
from werkzeug.test import TestResponse

import rightsgraph
from rightsgraph import iris
from rightsgraph.resources import shape_files

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
TURTLE = {"Accept": "text/turtle"}

THINGS = {
    "State": ("id/state/MEX", "Mexico"),
    "mechanism": ("id/mechanism/cedaw", "Committee on the Elimination"),
    "instrument": ("id/instrument/opcat", "Optional Protocol"),
    "document": ("id/document/A_HRC_23_18", "A/HRC/23/18"),
    "paragraph": ("id/document/A_HRC_23_18/paragraph/53", "A/HRC/23/18, para. 53"),
    "footnote": ("id/document/A_HRC_23_18/footnote/13", "A/HRC/23/18, footnote 13"),
    "judgment": ("id/judgment/iacthr/C-205", "Campo Algodonero"),
    "annexed item": (
        "id/document/A_HRC_23_18/annex/II/section/1/item/3",
        "A/HRC/23/18, annex II, section 1, item 3",
    ),
    "theme": ("id/theme/prevention-of-torture", "orture"),
    "graph": ("graph/states/register", "Member States and observers"),
    "parentheses": ("id/document/A_RES_217%28III%29", "A/RES/217(III)"),
    "ontology": ("ns", "Citation"),
    "graph of the ontology": ("graph/ontology", "Citation"),
}
KINDS = (
    "rg:State", "rg:Mechanism", "rg:Instrument", "rg:Document", "rg:Paragraph", "rg:Footnote",
    "rg:Judgment", "rg:Recommendation", "rg:Assignment", "rg:Citation", "rg:ReportedCitation",
    "rg:Claim", "rg:SourceGraph", "rg:Register", "rg:RegisterRow", "rg:Event", "rg:AgentGroup",
    "skos:Concept",
)  # fmt: skip


def follow(client: FlaskClient, path: str, headers: dict[str, str]) -> TestResponse:
    """Ask for an IRI of the project and follow its redirect."""
    return client.get(f"/{path}", headers=headers, follow_redirects=True)


def one_of(graph: rightsgraph.Graph, kind: str) -> str:
    """Return the path of one thing of a class."""
    rows = graph.select(f"SELECT ?thing {{ ?thing a {kind} }} ORDER BY ?thing LIMIT 1").rows
    assert rows, f"the graph describes no {kind}"
    return str(rows[0].thing).removeprefix(iris.BASE)


@pytest.mark.parametrize(("accept", "kind"), [(BROWSER, "page"), (TURTLE, "data"), ({}, "page")])
def test_an_iri_sends_the_reader_on_by_what_accept_prefers(
    client: FlaskClient, accept: dict[str, str], kind: str
) -> None:
    answer = client.get("/id/state/MEX", headers=accept)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/{kind}/id/state/MEX")
    assert "Accept" in answer.headers["Vary"]


def test_a_format_parameter_goes_before_accept(client: FlaskClient) -> None:
    answer = client.get("/id/state/MEX?format=jsonld", headers=BROWSER, follow_redirects=True)
    assert answer.mimetype == "application/ld+json"


def test_an_iri_that_cannot_be_written_as_asked_says_how_it_can(client: FlaskClient) -> None:
    answer = client.get("/id/state/MEX", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.get_json()["detail"]


@pytest.mark.parametrize("thing", THINGS)
def test_a_thing_has_a_page_with_its_name_and_its_rdf(client: FlaskClient, thing: str) -> None:
    path, name = THINGS[thing]
    page, data = follow(client, path, BROWSER), follow(client, path, TURTLE)
    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert name in page.text
    assert (data.status_code, data.content_type) == (200, "text/turtle; charset=utf-8")
    assert len(rdflib.Graph().parse(data=data.data, format="turtle")) > 0


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_thing_has_a_page_and_rdf(
    client: FlaskClient, graph: rightsgraph.Graph, kind: str
) -> None:
    path = one_of(graph, kind)
    page, data = follow(client, path, BROWSER), follow(client, path, TURTLE)
    assert (page.status_code, data.status_code) == (200, 200)
    assert iris.BASE + path in page.text
    iri = rdflib.URIRef(iris.BASE + path)
    assert (iri, rdflib.RDF.type, None) in rdflib.Graph().parse(data=data.data, format="turtle")


def test_footnote_13_is_shown_with_what_its_arabic_version_says(client: FlaskClient) -> None:
    page = follow(client, "id/document/A_HRC_23_18/footnote/13?lang=ar", BROWSER).text
    assert '<html lang="ar" dir="rtl">' in page
    assert "الحاشية" in page


def test_percent_encoding_in_an_iri_leads_to_the_same_thing_however_it_is_sent(
    client: FlaskClient,
) -> None:
    encoded = client.get("/id/document/A_RES_217%28III%29", headers=TURTLE)
    plain = client.get("/id/document/A_RES_217(III)", headers=TURTLE)
    assert encoded.headers["Location"] == plain.headers["Location"]
    assert encoded.headers["Location"] == "/data/id/document/A_RES_217%28III%29"
    assert follow(client, "id/document/A_RES_217%2528III%2529", TURTLE).status_code == 404


def test_the_rdf_of_a_thing_is_what_the_graph_says_of_it(
    client: FlaskClient, graph: rightsgraph.Graph
) -> None:
    path = "id/judgment/iacthr/C-205"
    iri = iris.BASE + path
    query = f"CONSTRUCT {{ ?s ?p ?o }} {{ ?s ?p ?o FILTER(?s = <{iri}> || ?o = <{iri}>) }}"
    said = rdflib.Graph().parse(data=graph.engine.query(query).write("ntriples"), format="nt")
    for name, parser in (("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml")):
        data = client.get(f"/data/{path}?format={name}").data
        assert isomorphic(to_isomorphic(rdflib.Graph().parse(data=data, format=parser)), said)


def test_the_rdf_of_a_graph_is_that_graph(client: FlaskClient, graph: rightsgraph.Graph) -> None:
    iri = iris.GRAPH + "states/register"
    lines = client.get("/data/graph/states/register?format=nquads").text.splitlines()
    assert all(line.endswith(f" <{iri}> .") for line in lines)
    query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"
    assert len(lines) == graph.select(query).rows[0].n


def test_the_shapes_are_turtle(client: FlaskClient) -> None:
    answer = client.get("/shapes")
    assert answer.content_type == "text/turtle; charset=utf-8"
    shapes = rdflib.Graph()
    for path in shape_files():
        shapes.parse(path)
    assert len(rdflib.Graph().parse(data=answer.data, format="turtle")) == len(shapes)


@pytest.mark.parametrize("path", ["id/state/XXX", "id/x%00y", "graph/x", "id/%FF", "id/a//b"])
def test_an_unknown_iri_is_not_found_as_a_page_or_a_problem(client: FlaskClient, path: str) -> None:
    page, problem = follow(client, path, BROWSER), follow(client, path, TURTLE)
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert (problem.status_code, problem.mimetype) == (404, "application/problem+json")
    assert problem.get_json()["status"] == 404


@pytest.mark.parametrize(
    "path",
    [
        "id/state/MEX> ?p ?o } #",
        'id/state/MEX"><script>alert(1)</script>',
        "id/../../../etc/passwd",
        "id/state/MEX\\",
        "../../static/style.css",
        "id/" + "a" * 3000,
    ],
)
@pytest.mark.parametrize("kind", ["page", "data"])
def test_no_path_breaks_out_of_a_query_or_a_page(client: FlaskClient, kind: str, path: str) -> None:
    answer = client.get(f"/{kind}/" + quote(path, safe=""), headers=BROWSER)
    assert answer.status_code == 404
    assert "<script>" not in answer.text


def test_every_thing_answers_with_a_page_and_with_rdf(
    client: FlaskClient, graph: rightsgraph.Graph
) -> None:
    query = f'SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{iris.ID}")) }}'
    things = sorted(str(row.s) for row in graph.select(query))
    assert len(things) > 1000
    for iri in random.Random(8).sample(things, 300):
        path = iri.removeprefix(iris.BASE)
        for headers in (BROWSER, TURTLE):
            answer = follow(client, path, headers)
            assert (iri, answer.status_code) == (iri, 200)
            assert answer.request.path.startswith("/page/" if headers is BROWSER else "/data/")


def test_every_source_graph_answers_with_a_page_and_with_rdf(
    client: FlaskClient, graph: rightsgraph.Graph
) -> None:
    for row in graph.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"):
        path = str(row.g).removeprefix(iris.BASE)
        assert (path, follow(client, path, BROWSER).status_code) == (path, 200)
        assert (path, follow(client, path, TURTLE).status_code) == (path, 200)


def test_the_version_iri_of_the_ontology_leads_to_it(client: FlaskClient) -> None:
    assert client.get("/ns/0.1.0").headers["Location"] == "/page/ns"
    assert client.get("/ns/0.0.9").status_code == 404
    assert client.get("/ns/%3E%20%7D").status_code == 404
