"""The example queries are RDF in the form that query editors read, and each of them runs."""

import pytest
import rdflib
from flask import Flask
from flask.testing import FlaskClient
from rdflib import OWL, RDF, RDFS, SDO, SH, XSD, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.plugins.sparql import prepareQuery

import rightsgraph
from rightsgraph import iris
from rightsgraph.queries import NamedQuery
from rightsgraph_server.examples import PATH, SPEX, describe, described, named
from rightsgraph_server.formats import GRAPHS, content_type
from rightsgraph_server.languages import LANGUAGES

NAMES = sorted(named())
READERS = {
    "turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml",
    "nquads": "nt", "trig": "turtle",  # all is in the default graph
}  # fmt: skip
ENDPOINT = URIRef("http://localhost/sparql")


@pytest.fixture(scope="module")
def examples(app_client: FlaskClient) -> rdflib.Graph:
    """Read the examples as a query editor does."""
    return read(app_client, "turtle")


@pytest.fixture(scope="module")
def app_client(app: Flask) -> FlaskClient:
    return app.test_client()


def read(client: FlaskClient, format: str) -> rdflib.Graph:
    """Return the examples, asked for and read in a format."""
    answer = client.get(PATH, headers={"Accept": content_type(format)})
    assert answer.status_code == 200
    assert answer.content_type == content_type(format)
    return rdflib.Graph().parse(data=answer.data, format=READERS[format])


def iri(name: str) -> URIRef:
    return URIRef(f"{iris.ID}query/{name}")


def prologue(examples: rdflib.Graph, query: URIRef) -> str:
    """Return the prefixes of a query as SHACL has them declared (section 5.2.1)."""
    declared = examples.objects(query, SH.prefixes / SH.declare)
    pairs = ((examples.value(d, SH.prefix), examples.value(d, SH.namespace)) for d in declared)
    return "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in pairs)


def rows(graph: rightsgraph.Graph, query: str) -> list[str]:
    """Return the rows of an answer in an order of their own: some queries leave it open."""
    return sorted(str(dict(row)) for row in graph.select(query))


def test_every_question_and_step_of_the_guide_is_an_example(examples: rdflib.Graph) -> None:
    found = set(examples.subjects(RDF.type, SH.SPARQLExecutable))
    assert found == {iri(name) for name in NAMES}
    assert {iri("CQ001"), iri("who-cites-whom")} <= found


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's JSON-LD reader
@pytest.mark.parametrize("format", GRAPHS)
def test_every_format_says_the_same(
    app_client: FlaskClient, examples: rdflib.Graph, format: str
) -> None:
    assert isomorphic(read(app_client, format), examples)


def test_an_unknown_format_is_refused(client: FlaskClient) -> None:
    assert client.get(PATH, headers={"Accept": "image/png"}).status_code == 406


def test_all_project_prefixes_are_declared_once_with_their_namespaces(
    examples: rdflib.Graph,
) -> None:
    rows = examples.query(
        "SELECT ?prefix ?namespace { [] sh:namespace ?namespace ; sh:prefix ?prefix }",
        initNs={"sh": SH},
    )
    declared = [(str(row.prefix), row.namespace) for row in rows]  # type: ignore[union-attr]
    assert len(declared) == len(iris.PREFIXES)
    assert dict(declared) == {
        prefix: Literal(space, datatype=XSD.anyURI) for prefix, space in iris.PREFIXES.items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_an_example_has_all_that_editors_show(examples: rdflib.Graph, name: str) -> None:
    one = iri(name)
    (prefixes,) = examples.objects(one, SH.prefixes)
    assert (prefixes, RDF.type, OWL.Ontology) in examples
    assert set(examples.objects(one, SDO.target)) == {ENDPOINT}
    assert len(set(examples.objects(one, SDO.keywords))) == 1
    comments = [c for c in examples.objects(one, RDFS.comment) if isinstance(c, Literal) and c]
    assert sorted(comment.language or "" for comment in comments) == sorted(LANGUAGES)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_runs_with_its_declared_prefixes(
    examples: rdflib.Graph, graph: rightsgraph.Graph, name: str
) -> None:
    (text,) = examples.objects(iri(name), SH.select)
    query = prologue(examples, iri(name)) + str(text)
    assert rows(graph, query) == rows(graph, named()[name].text)
    prepareQuery(query)


@pytest.mark.parametrize(
    ("text", "kind", "property"),
    [
        ("SELECT * { ?s ?p ?o }", SH.SPARQLSelectExecutable, SH.select),
        ("ASK {}", SH.SPARQLAskExecutable, SH.ask),
        ("CONSTRUCT WHERE { ?s ?p ?o }", SH.SPARQLConstructExecutable, SH.construct),
        ("DESCRIBE <#a>", SPEX.SPARQLDescribeExecutable.value, SPEX.describe.value),
    ],
)
def test_each_form_of_query_has_its_class_and_its_property(
    text: str, kind: str, property: str
) -> None:
    header = {("question", language): "Which?" for language in LANGUAGES}
    said = {
        (triple.predicate.value, getattr(triple.object, "value", ""))
        for triple in describe("made-up", NamedQuery("made-up", text, header), str(ENDPOINT))
    }
    assert (str(RDF.type), str(kind)) in said
    assert (str(property), text + "\n") in said


@pytest.mark.parametrize("name", ["CQ001", "who-cites-whom"])
def test_the_iri_of_an_example_leads_to_its_query_and_to_its_rdf(
    client: FlaskClient, name: str
) -> None:
    page = client.get(f"/id/query/{name}", headers={"Accept": "text/html"}, follow_redirects=True)
    assert page.status_code == 200
    assert page.request.args["query"] == named()[name].body
    data = client.get(
        f"/id/query/{name}", headers={"Accept": "application/n-triples"}, follow_redirects=True
    )
    assert data.content_type == "application/n-triples"
    assert iri(name) in set(rdflib.Graph().parse(data=data.data, format="nt").subjects())


def test_an_unknown_query_is_not_found(client: FlaskClient) -> None:
    assert client.get("/id/query/CQ000").status_code == 404


def test_the_same_bytes_come_each_time(app_client: FlaskClient) -> None:
    first = app_client.get(PATH).data
    described.cache_clear()
    assert app_client.get(PATH).data == first
