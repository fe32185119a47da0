"""Add the superclasses and superproperties of our own ontology."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rightsgraph.rdf import RDF, RDFS, NamedNode, Triple

Supers = dict[NamedNode, frozenset[NamedNode]]


class Hierarchy:
    """Know all ancestors of each class and property of an ontology."""

    def __init__(self, ontology: Iterable[Triple]) -> None:
        triples = list(ontology)
        self.classes = _ancestors(triples, RDFS.subClassOf)
        self.properties = _ancestors(triples, RDFS.subPropertyOf)

    def closure(self, triples: frozenset[Triple]) -> Iterator[Triple]:
        """Yield for each triple those with the superclass or superproperty in its place."""
        for triple in triples:
            if triple.predicate == RDF.type and isinstance(triple.object, NamedNode):
                for parent in self.classes.get(triple.object, ()):
                    yield Triple(triple.subject, RDF.type, parent)
            for parent in self.properties.get(triple.predicate, ()):
                yield Triple(triple.subject, parent, triple.object)


def _ancestors(triples: Iterable[Triple], relation: NamedNode) -> Supers:
    parents: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for t in triples:
        if t.predicate != relation:
            continue
        if isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode):
            parents[t.subject].add(t.object)
    return {child: frozenset(_climb(child, parents)) for child in list(parents)}


def _climb(child: NamedNode, parents: dict[NamedNode, set[NamedNode]]) -> set[NamedNode]:
    found: set[NamedNode] = set()
    waiting = list(parents[child])
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(parents.get(node, ()))
    return found - {child}
