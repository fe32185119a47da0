"""Write what was read in a document as one named graph: the document, its citations, its text.

Parts are described where they cite; what is cited is named here and described at the build
(`cited.py`), once for all documents.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial

from rightsgraph import iris, resources
from rightsgraph.cite import Citation
from rightsgraph.cite.identity import cited_mechanism
from rightsgraph.cite.targets import KEYS
from rightsgraph.derive import Hierarchy, calendar_properties, derive, plain_properties
from rightsgraph.derive.parts import part_descriptions
from rightsgraph.identify import citation_label, docket_of, part_of
from rightsgraph.ingest.facts import Facts, Provenance
from rightsgraph.rdf import (
    CITO,
    DCTERMS,
    PROV,
    RDF,
    RDFS,
    RG,
    SKOS,
    XSD,
    Literal,
    NamedNode,
    Triple,
)  # fmt: skip
from rightsgraph.records import vocabulary_graph

METHOD = NamedNode(iris.thing("method", "read"))
DATATYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


@dataclass(frozen=True, slots=True)
class Found:
    """Hold a citation with what it cites: the IRI of the item (None: unresolved), and its parts."""

    citation: Citation
    cited: str | None
    pinpoints: tuple[str, ...] = ()


@dataclass(slots=True)
class Citing:
    """Hold the parts of a document that cite, by their IRIs, with what was found in each."""

    document: Facts
    parts: dict[str, list[Found]] = field(default_factory=dict)
    texts: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, part: str, found: Found) -> None:
        """Add what a part cites. A document does not cite itself."""
        if found.cited not in (self.document.iri, *self.document.decides):
            self.parts.setdefault(part, []).append(found)


def graph_iri(document: str) -> str:
    """Return the IRI of the graph that holds what was read in a document.

    >>> graph_iri("https://w3id.org/rightsgraph/id/document/A_HRC_31_57")
    'https://w3id.org/rightsgraph/graph/A_HRC_31_57/read'
    """
    return f"{iris.GRAPH}{document.rsplit('/', 1)[-1]}/read"


def read_triples(citing: Citing, provenance: Provenance) -> frozenset[Triple]:
    """Return all triples of the graph of a document, with what follows from them."""
    facts = citing.document
    triples = {*_graph(facts, provenance), *_document(facts)}
    for part, found in citing.parts.items():
        for each in _merged(found):
            triples.update(_citation(part, each))
    for part, (text, language) in citing.texts.items():
        triples.add(Triple(NamedNode(part), RG.text, Literal(text, language=language)))
    own = partial(part_descriptions, whole=facts.iri)
    return derive(frozenset(triples), hierarchy(), (own, calendar_properties, plain_properties))


@cache
def hierarchy() -> Hierarchy:
    """Return the superclasses and superproperties of the ontology."""
    return Hierarchy(vocabulary_graph("ontology", resources.ontology_folder()).triples)


def _graph(facts: Facts, provenance: Provenance) -> Iterator[Triple]:
    graph, symbol = NamedNode(graph_iri(facts.iri)), facts.identifier
    yield Triple(graph, RDF.type, RG.SourceGraph)
    yield Triple(graph, RDFS.label, _english(f"What {symbol} cites, read by {provenance.tool}"))
    yield Triple(graph, DCTERMS.license, NamedNode(provenance.license))
    yield Triple(graph, PROV.wasDerivedFrom, NamedNode(facts.iri))
    time = Literal(provenance.generated, datatype=XSD.dateTime)
    yield Triple(graph, PROV.generatedAtTime, time)
    yield Triple(graph, RG.method, METHOD)
    yield Triple(graph, RG.tool, Literal(provenance.tool))
    if provenance.source:
        yield Triple(graph, DCTERMS.source, NamedNode(provenance.source))


def _document(facts: Facts) -> Iterator[Triple]:
    node = NamedNode(facts.iri)
    stated = NamedNode(facts.stated_in or facts.iri)
    # Of a document of which neither date nor issuer is known, no more is said than that it cites.
    kind = facts.kind if facts.issued and facts.issued_by else "Citable"
    yield Triple(node, RDF.type, NamedNode(iris.NS + kind))
    yield Triple(node, RDFS.label, _english(facts.identifier))
    yield Triple(node, DCTERMS.identifier, Literal(facts.identifier))
    yield Triple(node, RG.statedIn, stated)
    for issuer in facts.issued_by:
        yield Triple(node, RG.issuedBy, NamedNode(issuer))
    if facts.issued:
        issued = Literal(facts.issued, datatype=DATATYPES[len(facts.issued)])
        yield Triple(node, DCTERMS.issued, issued)
    if facts.title:
        yield Triple(node, SKOS.altLabel, _english(facts.title))
    if facts.state:
        yield Triple(node, RG.concernsState, NamedNode(facts.state))
    for communication in facts.decides:
        yield Triple(node, RG.decides, NamedNode(communication))
        yield from docket_description(communication, facts.iri)


def docket_description(iri: str, stated_in: str) -> Iterator[Triple]:
    """Yield what the number of a communication or case says; its parties are never named."""
    node, docket = NamedNode(iri), docket_of(iri)
    kind = {"communication": RG.Communication, "case": RG.Case}[docket.kind]
    label = f"{docket.kind} {docket.number} ({KEYS.get(docket.body, docket.body.upper())})"
    yield Triple(node, RDF.type, kind)
    yield Triple(node, RDFS.label, _english(label))
    yield Triple(node, DCTERMS.identifier, Literal(docket.canonical))
    yield Triple(node, RG.statedIn, NamedNode(stated_in))
    yield Triple(node, RG.broughtBefore, NamedNode(iris.thing("mechanism", docket.body)))


def _merged(found: Iterable[Found]) -> list[Found]:
    """Return one citation for each cited item, the surest, with the pinpoints of all."""
    items: dict[str, list[Found]] = {}
    for each in found:
        items.setdefault(each.cited or each.citation.target, []).append(each)
    merged = []
    for same in items.values():
        surest = min(same, key=lambda f: (-f.citation.confidence, f.citation.start, f.citation.end))
        pinpoints = tuple(dict.fromkeys(p for each in same for p in each.pinpoints))
        merged.append(Found(surest.citation, surest.cited, pinpoints))
    return merged


def citation_iri(part: str, found: Found) -> str:
    """Return the IRI of the citation of an item by a part."""
    citing = part.removeprefix(iris.ID)
    cited = found.cited.removeprefix(iris.ID) if found.cited else None
    return iris.thing("citation", citing, "cites", cited or unresolved(found.citation.target))


def unresolved(target: str) -> str:
    """Return the segments of an IRI that stand for a cited item that nobody identified.

    >>> unresolved("case:ECtHR/name:Soering v. United Kingdom")
    'unresolved/case%3AECtHR_name%3ASoering%20v.%20United%20Kingdom'
    """
    return "unresolved/" + "%5F".join(iris.slug(piece) for piece in target.split("_"))


def _citation(part: str, found: Found) -> Iterator[Triple]:
    read, citing = found.citation, NamedNode(part)
    node = NamedNode(citation_iri(part, found))
    kind = RG.DirectCitation if found.cited else RG.UnresolvedCitation
    yield Triple(node, RDF.type, kind)
    yield Triple(node, RDFS.label, _english(f"{_short(part)} cites {_cited_name(found)}"))
    yield Triple(node, CITO.hasCitingEntity, citing)
    yield Triple(node, RG.statedIn, citing)
    if found.cited:
        yield Triple(node, CITO.hasCitedEntity, NamedNode(found.cited))
    elif body := cited_mechanism(read.target):
        yield Triple(node, RG.citedMechanism, NamedNode(body))
    for pinpoint in found.pinpoints:
        yield Triple(node, RG.pinpoint, NamedNode(pinpoint))
    if read.function:
        function = iris.thing("citation-function", read.function)
        yield Triple(node, RG.citationFunction, NamedNode(function))
    confidence = Literal(f"{read.confidence:.2f}".rstrip("0").rstrip("."), datatype=XSD.decimal)
    yield Triple(node, RG.confidenceValue, confidence)
    yield Triple(node, RG.readingRule, Literal(read.rule))
    yield Triple(node, RG.spanFrom, Literal(read.start))
    yield Triple(node, RG.spanTo, Literal(read.end))
    yield Triple(node, RG.citedAs, Literal(read.target))


def _short(iri: str) -> str:
    part = part_of(iri)
    return citation_label(part) if part else iri


def _cited_name(found: Found) -> str:
    if found.cited is None:
        return found.citation.target.split("name:")[-1].split(":")[-1]
    part = part_of(found.cited)
    return citation_label(part) if part else iris.unslug(found.cited.rsplit("/", 1)[-1])


def _english(text: str) -> Literal:
    return Literal(text, language="en")
