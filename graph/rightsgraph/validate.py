"""Validate graphs against the SHACL shapes: the one door to pySHACL."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyshacl
import pyshacl.constraints
import pyshacl.shape
import rdflib
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from rightsgraph import iris, resources
from rightsgraph.errors import SourceError
from rightsgraph.findings import Finding, Severity
from rightsgraph.integrity import Places
from rightsgraph.rdf import BlankNode, Literal, NamedNode, Term, Triple


class _Parameters(list[rdflib.URIRef]):
    """Be the list of all parameters of constraints, quick to ask whether it holds a term.

    pySHACL asks that for each property of each shape and thing: half its time goes into it.
    """

    def __init__(self, parameters: Iterable[rdflib.URIRef]) -> None:
        super().__init__(parameters)
        self._held = frozenset(self)

    def __contains__(self, term: object) -> bool:
        return term in self._held


# pySHACL keeps them there once it has looked them up.
pyshacl.shape.CONSTRAINT_PARAMS = (  # type: ignore[attr-defined]
    _Parameters(pyshacl.constraints.ALL_CONSTRAINT_PARAMETERS),
    pyshacl.constraints.CONSTRAINT_PARAMETERS_MAP,
)


def load_shapes(paths: Iterable[Path]) -> rdflib.Graph:
    """Read files of shapes into one graph. Raises SourceError where one is unusable."""
    shapes = rdflib.Graph(bind_namespaces="none")
    for path in paths:
        try:
            shapes.parse(path, format="turtle")
        except Exception as error:
            raise SourceError(str(path), f"is not Turtle: {error}") from error
    return shapes


@cache
def shipped_shapes() -> rdflib.Graph:
    """Return the shapes of the project, read once."""
    return load_shapes(resources.shape_files())


def shape_findings(
    triples: Iterable[Triple], shapes: rdflib.Graph, places: Places
) -> tuple[Finding, ...]:
    """Return a finding for each SHACL result on a thing whose place is known."""
    results = shacl_results(as_rdflib(triples), shapes)
    found = [
        _finding(results, node, places) for node in results.subjects(RDF.type, SH.ValidationResult)
    ]
    return tuple(sorted(finding for finding in found if finding))


def rules_of(shapes: rdflib.Graph) -> list[dict[str, str]]:
    """Return each shape that has a message: its local name, its path and the message."""
    found = []
    for shape, message in sorted(shapes.subject_objects(SH.message)):
        path = shapes.value(shape, SH.path)
        name = str(shape).removeprefix(iris.SHAPES)
        shown = iris.compact(str(path)) if path else ""
        found.append({"name": name, "path": shown, "message": str(message)})
    return found


def shacl_results(data: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    """Return the SHACL validation report of a data graph."""
    _, results, text = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    if not isinstance(results, rdflib.Graph):
        raise SourceError("shapes", f"the shapes cannot be used: {text}")
    return results


def as_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    """Return triples as a graph of rdflib."""
    graph = rdflib.Graph(bind_namespaces="none")
    nodes: dict[Term, Node] = {}
    for triple in triples:
        terms = (triple.subject, triple.predicate, triple.object)
        found = [nodes.get(term) or nodes.setdefault(term, _node(term)) for term in terms]
        graph.add((found[0], found[1], found[2]))
    return graph


def relevant_to(shapes: rdflib.Graph, triples: frozenset[Triple]) -> frozenset[Triple]:
    """Return the triples that shapes can ask for: types, and properties that a shape names.

    A closed shape asks for all properties, so all are returned where a thing is its target.
    """
    closed = set(shapes.subjects(SH.closed))
    targets = {str(c) for shape in closed for c in shapes.objects(shape, SH.targetClass)}
    type_ = NamedNode(str(RDF.type))
    if any(t.predicate == type_ and _iri(t.object) in targets for t in triples):
        return triples
    named = {str(term) for triple in shapes for term in triple}
    asked = {p for p in {t.predicate for t in triples} if p == type_ or p.value in named}
    return frozenset(t for t in triples if t.predicate in asked)


def _iri(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _node(term: Term) -> Node:
    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case BlankNode():
            return rdflib.BNode(term.value)
        case Literal():
            if term.language:
                return rdflib.Literal(term.value, lang=term.language)
            return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
    raise SourceError("records", f"hold a triple term, which no shape can check: {term}")


def _finding(results: rdflib.Graph, node: Node, places: Places) -> Finding | None:
    said = {p: str(results.value(node, p) or "") for p in _FIELDS}
    value = iris.compact(said[SH.value])
    finding = places.finding(
        said[SH.focusNode], iris.compact(said[SH.sourceShape]), said[SH.resultMessage], value
    )
    if finding and said[SH.resultSeverity] != str(SH.Violation):
        return replace(finding, severity=Severity.WARNING)
    return finding


_FIELDS = (SH.focusNode, SH.sourceShape, SH.resultMessage, SH.value, SH.resultSeverity)
