"""Validate graphs against the SHACL shapes: the one door to pySHACL."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyshacl
import rdflib
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from rightsgraph import iris
from rightsgraph.errors import SourceError
from rightsgraph.findings import Finding, Severity
from rightsgraph.integrity import Places
from rightsgraph.rdf import RdfFormat, Triple, serialize


def load_shapes(paths: Iterable[Path]) -> rdflib.Graph:
    """Read files of shapes into one graph. Raises SourceError where one is unusable."""
    shapes = rdflib.Graph(bind_namespaces="none")
    for path in paths:
        try:
            shapes.parse(path, format="turtle")
        except Exception as error:
            raise SourceError(str(path), f"is not Turtle: {error}") from error
    return shapes


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
    text = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    return graph.parse(data=text, format="nt")


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
