"""Offer the questions and the guide as RDF that query editors read.

The form is that of sib-swiss/sparql-examples: each query is an executable of SHACL-SPARQL, with
its prefixes, its subject and its endpoint.
"""

from collections.abc import Iterator
from functools import lru_cache

from flask import Blueprint, Response, abort, make_response, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from rightsgraph import iris
from rightsgraph.answers import write_triples
from rightsgraph.outline import outline
from rightsgraph.queries import NamedQuery, queries
from rightsgraph.rdf import (
    OWL,
    RDF,
    RDFS,
    SH,
    XSD,
    BlankNode,
    Literal,
    NamedNode,
    Namespace,
    Triple,
)
from rightsgraph_server.formats import GRAPHS, content_type
from rightsgraph_server.languages import LANGUAGES
from rightsgraph_server.links import link
from rightsgraph_server.sparql import chosen_format

blueprint = Blueprint("examples", __name__)

PATH = "/.well-known/sparql-examples"
SCHEMA = Namespace("https://schema.org/")
SPEX = Namespace("https://purl.expasy.org/sparql-examples/ontology#")
FORMS = {
    "SELECT": (SH.SPARQLSelectExecutable, SH.select),
    "ASK": (SH.SPARQLAskExecutable, SH.ask),
    "CONSTRUCT": (SH.SPARQLConstructExecutable, SH.construct),
    "DESCRIBE": (SPEX.SPARQLDescribeExecutable, SPEX.describe),
}
ONTOLOGY = NamedNode(iris.NS.removesuffix("#"))
_KEPT_FOR = 8  # addresses by which this server is asked


@blueprint.get(PATH)
def examples() -> Response:
    """Give all example queries."""
    chosen = chosen_format(GRAPHS)
    endpoint = url_for("sparql.sparql", _external=True)
    response = make_response(write_triples(described(endpoint), chosen))
    response.content_type = content_type(chosen)
    response.vary.add("Accept")
    return response


@blueprint.get("/id/query/<name>")
def example(name: str) -> AnyResponse:
    """Send a reader of a query's IRI to the query page, or to the RDF of all examples."""
    found = named().get(name)
    if found is None:
        abort(404, f"there is no query {name!r}")
    chosen = chosen_format(("html", *GRAPHS))
    if chosen == "html":
        response = redirect(link(url_for("sparql.sparql", query=found.body)), 303)
    else:
        response = redirect(url_for("examples.examples", format=chosen), 303)
    response.vary.add("Accept")
    return response


@lru_cache(maxsize=_KEPT_FOR)
def described(endpoint: str) -> tuple[Triple, ...]:
    """Return what is said of all examples, and of the prefixes that they use."""
    found = [each for name, query in named().items() for each in describe(name, query, endpoint)]
    return (*_prefixes(), *found)


@lru_cache(maxsize=1)
def named() -> dict[str, NamedQuery]:
    """Return the examples by the last part of their IRI.

    A step of the guide is known by its title, not by its place: another may come before it.
    """
    questions = {each.name: each for each in queries("questions")}
    return {**questions, **{each.name.lstrip("0123456789-"): each for each in queries("guide")}}


def describe(name: str, query: NamedQuery, endpoint: str) -> Iterator[Triple]:
    """Yield what is said of one query."""
    subject = NamedNode(f"{iris.ID}query/{name}")
    kind, text = FORMS[outline(query.body).form]
    yield Triple(subject, RDF.type, SH.SPARQLExecutable)
    yield Triple(subject, RDF.type, kind)
    yield Triple(subject, SH.prefixes, ONTOLOGY)
    yield Triple(subject, text, Literal(query.body))
    yield Triple(subject, SCHEMA.target, NamedNode(endpoint))
    yield Triple(subject, SCHEMA.keywords, Literal(query.said("subject") or "guide"))
    for language in LANGUAGES:
        if title := query.said("title", language):
            yield Triple(subject, RDFS.label, Literal(title, language=language))
        comment = query.said("question", language) or query.said("text", language)
        yield Triple(subject, RDFS.comment, Literal(comment, language=language))


def _prefixes() -> Iterator[Triple]:
    """Yield the declarations of the project's prefixes (SHACL, section 5.2.1)."""
    yield Triple(ONTOLOGY, RDF.type, OWL.Ontology)
    for prefix, iri in iris.PREFIXES.items():
        declaration = BlankNode(f"prefix-{prefix}")  # named, so that the bytes stay the same
        yield Triple(ONTOLOGY, SH.declare, declaration)
        yield Triple(declaration, SH.prefix, Literal(prefix))
        yield Triple(declaration, SH.namespace, Literal(iri, datatype=XSD.anyURI))
