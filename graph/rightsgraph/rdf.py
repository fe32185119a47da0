"""Know the terms of RDF: the one door to pyoxigraph's parser, writer and term types."""

from collections.abc import Iterable

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
    serialize,
)

from rightsgraph import iris

__all__ = [
    "CITO", "DCTERMS", "ORG", "OWL", "PROV", "RDF", "RDFS", "RG", "SH", "SKOS", "XSD",
    "BlankNode", "DefaultGraph", "Literal", "NamedNode", "Namespace", "Quad", "RdfFormat",
    "Term", "Triple", "canonical_nquads", "is_iri", "parse", "quads_of", "serialize",
    "subjects",
]  # fmt: skip

Term = NamedNode | BlankNode | Literal | Triple


class Namespace:
    """Make terms of one vocabulary: `RG.statedIn` is `rg:statedIn`.

    >>> RG.statedIn.value
    'https://w3id.org/rightsgraph/ns#statedIn'
    """

    def __init__(self, iri: str) -> None:
        self.iri = iri

    def __getattr__(self, name: str) -> NamedNode:
        term = NamedNode(self.iri + name)
        setattr(self, name, term)  # it is found without this method from now on
        return term


CITO, DCTERMS, ORG, OWL, PROV, RDF, RDFS, RG, SH, SKOS, XSD = (
    Namespace(iris.PREFIXES[prefix])
    for prefix in [
        "cito",
        "dcterms",
        "org",
        "owl",
        "prov",
        "rdf",
        "rdfs",
        "rg",
        "sh",
        "skos",
        "xsd",
    ]
)


def canonical_nquads(triples: Iterable[Triple], graph: str) -> bytes:
    """Return the triples as sorted canonical N-Quads of one named graph, each once.

    Without blank nodes this is RDF Dataset Canonicalization (RDFC-1.0).
    """
    lines = serialize(quads_of(triples, graph), format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(set(lines.splitlines(keepends=True))))


def subjects(triples: Iterable[Triple]) -> set[str]:
    """Return the IRIs of all subjects."""
    return {t.subject.value for t in triples if isinstance(t.subject, NamedNode)}


def quads_of(triples: Iterable[Triple], graph: str) -> list[Quad]:
    """Return the triples as quads of one named graph."""
    name = NamedNode(graph)
    return [Quad(t.subject, t.predicate, t.object, name) for t in triples]


def is_iri(text: str) -> bool:
    """Tell whether a text is an absolute IRI (RFC 3987).

    >>> is_iri("https://w3id.org/rightsgraph/id/state/MEX"), is_iri("state MEX")
    (True, False)
    """
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True
