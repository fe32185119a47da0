"""Turn the preferred claim on a disputed property into its direct statement."""

from collections import defaultdict
from collections.abc import Iterator

from rightsgraph import iris
from rightsgraph.rdf import RDF, RG, NamedNode, Term, Triple

PREFERRED = NamedNode(iris.thing("rank", "preferred"))


def preferred_statements(triples: frozenset[Triple]) -> Iterator[Triple]:
    """Yield one direct statement for each subject and property with a single preferred value.

    Claims of equal rank yield none: the graph prefers no value silently.
    """
    preferred = {t.subject for t in triples if t.predicate == RG.rank and t.object == PREFERRED}
    fields: dict[tuple[Term, NamedNode], set[Term]] = defaultdict(set)
    for t in triples:
        if t.subject in preferred:
            fields[t.subject, t.predicate].add(t.object)
    values: dict[tuple[Term, Term], set[Term]] = defaultdict(set)
    for claim in preferred:
        for subject in fields[claim, RDF.subject]:
            for predicate in fields[claim, RDF.predicate]:
                values[subject, predicate] |= fields[claim, RDF.object]
    for (subject, predicate), stated in values.items():
        if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and len(stated) == 1:
            yield Triple(subject, predicate, stated.pop())
