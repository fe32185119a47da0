"""Add the plain properties beside the nodes of citations and participations."""

from collections import defaultdict
from collections.abc import Iterator

from rightsgraph.identify import part_of
from rightsgraph.rdf import CITO, RG, NamedNode, Triple


def plain_properties(triples: frozenset[Triple]) -> Iterator[Triple]:
    """Yield cito:cites, rg:citingDocument, rg:citedDocument and rg:hasParticipant."""
    values: dict[NamedNode, dict[object, NamedNode]] = defaultdict(dict)
    for t in triples:
        if isinstance(t.object, NamedNode):
            values[t.predicate][t.subject] = t.object
    yield from _citations(values[CITO.hasCitingEntity], values[CITO.hasCitedEntity])
    for participation, event in values[RG.inEvent].items():
        if participation in values[RG.ofAgent]:
            yield Triple(event, RG.hasParticipant, values[RG.ofAgent][participation])


def _citations(citing: dict[object, NamedNode], cited: dict[object, NamedNode]) -> Iterator[Triple]:
    for citation, part in citing.items():
        if isinstance(citation, NamedNode):
            yield Triple(citation, RG.citingDocument, whole(part))
            if citation in cited:
                yield Triple(part, CITO.cites, cited[citation])
                yield Triple(citation, RG.citedDocument, whole(cited[citation]))


def whole(item: NamedNode) -> NamedNode:
    """Return the document that a part belongs to, or the item itself if it is no part."""
    part = part_of(item.value)
    return NamedNode(part.whole) if part else item
