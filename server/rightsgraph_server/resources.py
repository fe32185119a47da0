"""Answer each IRI of the project: 303 to its page or to its RDF, as Accept prefers.

See "Cool URIs for the Semantic Web" (W3C Interest Group Note, 2008), section 4.2.
"""

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from rightsgraph import iris
from rightsgraph import resources as files
from rightsgraph.answers import write_triples
from rightsgraph_server.current import graph
from rightsgraph_server.describe import describe
from rightsgraph_server.documentation import documented_terms
from rightsgraph_server.formats import content_type
from rightsgraph_server.languages import language
from rightsgraph_server.sparql import chosen_format

blueprint = Blueprint("resources", __name__)

GRAPH_FORMATS = ("turtle", "jsonld", "ntriples", "rdfxml", "nquads", "trig")


@blueprint.get("/<any(id, graph):space>/<path:local>")
def thing(space: str, local: str) -> AnyResponse:
    """Send a reader of an IRI to its page or its RDF."""
    return _see_other(f"{space}/{iris.requote(local)}")


@blueprint.get("/ns")
def ontology() -> AnyResponse:
    """Send a reader of the ontology's IRI to its page or its RDF."""
    return _see_other("ns")


@blueprint.get("/ns/<version>")
def ontology_version(version: str) -> AnyResponse:
    """Send a reader of the version IRI of the ontology on, if it is the version served."""
    iri = iris.BASE + iris.requote(f"ns/{version}")
    if not graph().query(f"ASK {{ <{iris.BASE}ns> owl:versionIRI <{iri}> }}"):
        abort(404, f"<{iri}> is not the version of the ontology that this graph uses")
    return _see_other("ns")


@blueprint.get("/page/<path:path>")
def page(path: str) -> Response:
    """Show what the graph says of a thing."""
    if path in ("ns", "graph/ontology"):
        return make_response(render_template("ontology.html", terms=documented_terms()))
    iri = iris.BASE + iris.requote(path)
    found = describe(graph(), iri, language())
    if found is None:
        abort(404, f"the graph says nothing of <{iri}>")
    return make_response(render_template("thing.html", thing=found, path=iris.requote(path)))


@blueprint.get("/data/<path:path>")
def data(path: str) -> Response:
    """Give what the graph says of a thing as RDF."""
    iri = iris.GRAPH + "ontology" if path == "ns" else iris.BASE + iris.requote(path)
    whole_graph = iri.startswith(iris.GRAPH)
    triples = graph().triples_of_graph(iri) if whole_graph else graph().triples_about(iri)
    if not triples:
        abort(404, f"the graph says nothing of <{iri}>")
    chosen = chosen_format(GRAPH_FORMATS)
    response = make_response(write_triples(triples, chosen, iri if whole_graph else None))
    response.content_type = content_type(chosen)
    response.vary.add("Accept")
    return response


@blueprint.get("/shapes")
def shapes() -> Response:
    """Give the SHACL shapes as Turtle."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in files.shape_files())
    response = make_response(text)
    response.content_type = content_type("turtle")
    return response


def _see_other(path: str) -> AnyResponse:
    chosen = chosen_format(("html", *GRAPH_FORMATS))
    kind = "page" if chosen == "html" else "data"
    question = f"?{request.query_string.decode()}" if request.query_string else ""
    response = redirect(f"/{kind}/{path}{question}", 303)
    response.vary.add("Accept")
    return response
