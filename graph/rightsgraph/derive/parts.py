"""Describe every part of a document, instrument or register from its IRI alone."""

from collections.abc import Iterator

from rightsgraph.identify import LABEL_LANGUAGES, Part, citation_label, part_of
from rightsgraph.rdf import DCTERMS, RDF, RDFS, RG, Literal, NamedNode, Triple

CLASSES = {
    "paragraph": RG.Paragraph,
    "footnote": RG.Footnote,
    "annex": RG.Annex,
    "section": RG.Section,
    "item": RG.Item,
    "bullet": RG.Item,
    "article": RG.Provision,
    "rule": RG.Provision,
    "principle": RG.Provision,
    "preamble": RG.Preamble,
    "chapter": RG.Chapter,
    "summary": RG.Summary,
    "opinion": RG.Section,
    "row": RG.RegisterRow,
    "language": RG.LanguageVersion,
}


def part_descriptions(triples: frozenset[Triple], whole: str | None = None) -> Iterator[Triple]:
    """Yield class, number, label and place of each part that a triple names, and of its parents.

    `whole` is the IRI of a document or instrument: then parts of others are left out.
    """
    waiting = {
        term.value for t in triples for term in (t.subject, t.object) if isinstance(term, NamedNode)
    }
    done: set[str] = set()
    while waiting:
        iri = waiting.pop()
        done.add(iri)
        part = part_of(iri) if whole is None or iri.startswith(f"{whole}/") else None
        if part:
            yield from _description(NamedNode(iri), part)
            waiting |= {part.parent} - done


def _description(node: NamedNode, part: Part) -> Iterator[Triple]:
    yield Triple(node, RDF.type, CLASSES[part.kind])
    for language in LABEL_LANGUAGES:
        label = citation_label(part, language=language)
        yield Triple(node, RDFS.label, Literal(label, language=language))
    place = DCTERMS.isVersionOf if part.kind == "language" else DCTERMS.isPartOf
    yield Triple(node, place, NamedNode(part.parent))
    if part.kind == "language":
        yield Triple(node, DCTERMS.language, Literal(part.path[-1]))
    if part.number:
        yield Triple(node, RG.number, Literal(part.number))
