"""Describe what read documents name and nobody else describes: one graph for all of them.

A document is described by its symbol, a case or communication by its number, a part by its IRI:
that is all that a citation tells. What has no such identifier is not described here; then the
build finds it.
"""

from collections.abc import Iterable, Iterator, Mapping

from rightsgraph import iris
from rightsgraph.derive import Hierarchy, derive
from rightsgraph.errors import IdentifierError
from rightsgraph.identify import Symbol, part_of, symbol_of
from rightsgraph.identify.communications import deciding_body
from rightsgraph.identify.labels import whole_label
from rightsgraph.identify.things import split_thing
from rightsgraph.ingest.graphs import docket_description
from rightsgraph.ingest.unhrd import LICENSE
from rightsgraph.ingest.unhrd_facts import REGISTER
from rightsgraph.rdf import (
    DCTERMS,
    PROV,
    RDF,
    RDFS,
    RG,
    XSD,
    Literal,
    NamedNode,
    Triple,
)  # fmt: skip

GRAPH = iris.GRAPH + "cited/read"
_ISSUERS = {
    ("A", ("HRC",)): ("mechanism", "hrc"),
    ("A", ()): ("organisation", "un-general-assembly"),
    ("E", ("CN.4",)): ("mechanism", "chr"),
}


def cited_things(
    named: Mapping[str, str], described: Iterable[str], generated: str, hierarchy: Hierarchy
) -> frozenset[Triple]:
    """Return the graph of all things that are named and not described elsewhere.

    `named` leads from a thing to the document that names it; `generated` is the time of the
    newest of these documents.
    """
    known = frozenset(described)
    wholes = {_whole(iri): document for iri, document in sorted(named.items(), reverse=True)}
    triples = set(_graph(generated))
    for iri, document in wholes.items():
        if iri not in known:
            triples.update(_description(iri, document, known))
    parts = {iri for iri in named if part_of(iri) and iri not in known}
    given = frozenset(triples)
    with_parts = {*given, *(Triple(NamedNode(p), RDF.type, RG.Part) for p in parts)}
    return derive(frozenset(with_parts), hierarchy)


def _whole(iri: str) -> str:
    part = part_of(iri)
    return part.whole if part else iri


def _graph(generated: str) -> Iterator[Triple]:
    graph, register = NamedNode(GRAPH), NamedNode(REGISTER)
    label = "What read documents cite, by symbols and numbers"
    yield Triple(graph, RDF.type, RG.SourceGraph)
    yield Triple(graph, RDFS.label, Literal(label, language="en"))
    yield Triple(graph, DCTERMS.license, NamedNode(LICENSE))
    yield Triple(graph, PROV.wasDerivedFrom, register)
    yield Triple(graph, PROV.generatedAtTime, Literal(generated, datatype=XSD.dateTime))
    yield Triple(graph, RG.method, NamedNode(iris.thing("method", "read")))
    yield Triple(register, RDF.type, RG.Register)
    name = "UNHRD - UN Human Rights Database (Szoszkiewicz and Kowalska, 2026)"
    yield Triple(register, RDFS.label, Literal(name, language="en"))
    yield Triple(register, DCTERMS.identifier, Literal("unhrd"))
    yield Triple(register, DCTERMS.license, NamedNode(LICENSE))
    yield Triple(register, RG.statedIn, register)


def _description(iri: str, document: str, known: frozenset[str]) -> Iterator[Triple]:
    try:
        kind, segments = split_thing(iri)
        if kind in ("case", "communication"):
            yield from docket_description(iri, document)
        elif kind in ("document", "instrument", "judgment"):
            yield from _work(iri, kind, segments, known)
    except IdentifierError:
        return


def _work(
    iri: str, kind: str, segments: tuple[str, ...], known: frozenset[str]
) -> Iterator[Triple]:
    node, name = NamedNode(iri), whole_label(iri)
    yield Triple(node, RDF.type, RG.Citable)
    yield Triple(node, RDFS.label, Literal(name, language="en"))
    yield Triple(node, DCTERMS.identifier, Literal(iris.unslug("/".join(segments))))
    issuer = iris.thing("mechanism", segments[0]) if kind == "judgment" else None
    if kind == "document" and "/" in name:
        issuer = issuer_of(symbol_of(iri))
    if issuer in known:
        yield Triple(node, RG.issuedBy, NamedNode(issuer))


def issuer_of(symbol: Symbol) -> str | None:
    """Return the body in whose name a document was issued, where its symbol leaves no doubt.

    >>> from rightsgraph.identify import parse_symbol
    >>> issuer_of(parse_symbol("CEDAW/C/MEX/CO/7-8"))
    'https://w3id.org/rightsgraph/id/mechanism/cedaw'
    >>> issuer_of(parse_symbol("A/HRC/23/18")) is None  # a report to the Council, not of it
    True
    """
    try:
        return iris.thing("mechanism", deciding_body(symbol))
    except IdentifierError:
        decided = symbol.kind in ("RES", "DEC", "PRST")
        issuer = _ISSUERS.get((symbol.organ, symbol.body)) if decided else None
        return iris.thing(*issuer) if issuer else None
