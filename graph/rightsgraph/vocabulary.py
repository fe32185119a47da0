"""Know which terms are defined, and find those that are used and are not.

A term is defined where a chapter of the ontology describes it: ours, and the terms of other
vocabularies that we reuse (`ontology/reused.ttl`).
"""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property

from rightsgraph import iris
from rightsgraph.findings import Finding
from rightsgraph.rdf import RDF, NamedNode, Triple, subjects
from rightsgraph.records import SourceGraph


class Vocabulary:
    """Hold the defined terms of the ontology and of what it reuses."""

    def __init__(self, ontology: Iterable[Triple]) -> None:
        self._ontology = tuple(ontology)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Return the IRIs of all defined terms."""
        return frozenset(subjects(t for t in self._ontology if t.predicate == RDF.type))

    def unknown(self, graph: SourceGraph) -> tuple[Finding, ...]:
        """Return a finding for each term that a graph uses and nobody defines."""
        findings = set()
        for triple in graph.triples:
            for term in _terms(triple):
                if term not in self.terms:
                    findings.add(self._finding(graph, triple, term))
        return tuple(sorted(findings))

    def _finding(self, graph: SourceGraph, triple: Triple, term: str) -> Finding:
        subject = triple.subject.value if isinstance(triple.subject, NamedNode) else ""
        near = get_close_matches(term, self.terms, n=1, cutoff=0.85)
        hint = f"did you mean {iris.compact(near[0])}?" if near else "define it in ontology/"
        file, line = graph.place(subject)
        return Finding(
            file=file,
            line=line,
            focus=iris.compact(subject),
            rule="unknown-term",
            message=f"{iris.compact(term)} is not a defined term; {hint}",
        )


def _terms(triple: Triple) -> list[str]:
    """Return what stands where only a vocabulary term can: predicates, classes and our own ns#."""
    terms = [triple.predicate.value]
    if isinstance(triple.object, NamedNode):
        if triple.predicate == RDF.type or triple.object.value.startswith(iris.NS):
            terms.append(triple.object.value)
    elif hasattr(triple.object, "datatype"):
        terms.append(triple.object.datatype.value)
    return terms
