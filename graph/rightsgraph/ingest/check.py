"""Validate read graphs in batches: terms, clashes, SHACL, with what they name as context.

A batch is checked as curated records are, by the same shapes and queries. Of what its graphs name
and do not describe themselves it knows the types (and all of what curated records say of the same
documents): the shapes and queries ask no more of a thing that is not in focus. What can clash
between batches, identifiers and codes, is handed back and checked for all at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b, sha256
from pathlib import Path

from rightsgraph import resources
from rightsgraph.findings import Finding
from rightsgraph.integrity import Places, integrity_findings
from rightsgraph.rdf import (
    DCTERMS,
    OWL,
    RDF,
    RDFS,
    SKOS,
    NamedNode,
    RdfFormat,
    Triple,
    parse,
    quads_of,
)  # fmt: skip
from rightsgraph.records import SourceGraph, vocabulary_graph
from rightsgraph.store import MemoryStore
from rightsgraph.validate import relevant_to, shape_findings, shipped_shapes
from rightsgraph.vocabulary import Vocabulary

CONTEXT = "urn:x-rightsgraph:context"
UNIQUE = (DCTERMS.identifier, SKOS.notation)
"""The properties by which things of different graphs may clash."""
_MARKS = tuple(f" <{predicate.value}> ".encode() for predicate in UNIQUE)
_TYPE = f" <{RDF.type.value}> ".encode()


class ReadSource(SourceGraph):
    """Be the graph of a read document; its place is the file in the archive, without a line."""

    def place(self, subject: str) -> tuple[str, int]:  # noqa: ARG002
        """Return the name of the file that was read."""
        return str(self.path), 0


@dataclass(frozen=True, slots=True)
class Stored:
    """Name the stored graph of a read document, and the file that was read."""

    iri: str
    source: str
    file: Path
    checksum: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Hold some graphs to be checked, and what is known of the things they name (N-Triples).

    `passed` tells that the very same batch was checked before and that nothing was found.
    """

    graphs: tuple[Stored, ...]
    context: bytes
    passed: bool = False

    @property
    def key(self) -> str:
        """Return the checksum of all that decides what is found."""
        digest = sha256(self.context + rules_version().encode())
        digest.update("".join(graph.checksum for graph in self.graphs).encode())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Checked:
    """Hold what was found in a batch (see `Batch.key`), with the IRI of the graph of each finding.

    `triples` has a checksum (8 bytes) of each triple, `clashing` the lines that may clash.
    """

    key: str
    findings: tuple[tuple[str, Finding], ...]
    triples: bytes
    clashing: bytes
    damaged: tuple[str, ...] = ()


def check_batch(batch: Batch) -> Checked:
    """Check the graphs of a batch."""
    contents = {graph.iri: _content(graph) for graph in batch.graphs}
    damaged = tuple(
        graph.iri
        for graph in batch.graphs
        if sha256(contents[graph.iri]).hexdigest() != graph.checksum
    )
    found = () if batch.passed or damaged else _findings(batch, contents)
    lines = b"".join(contents.values()).splitlines(keepends=True)
    return Checked(batch.key, found, triple_checksums(lines), _clashing(lines), damaged)


def _content(graph: Stored) -> bytes:
    """Return a stored graph, empty where it cannot be read: then it is damaged."""
    try:
        return graph.file.read_bytes()
    except OSError:
        return b""


def triple_checksums(nquads: Iterable[bytes]) -> bytes:
    """Return a checksum of 8 bytes for each line of N-Quads, whatever its graph."""
    return b"".join(blake2b(line.rsplit(b" <", 1)[0], digest_size=8).digest() for line in nquads)


@cache
def rules_version() -> str:
    """Return a checksum of all rules: shapes, ontology, queries of checks."""
    files = (
        *resources.shape_files(),
        *resources.ontology_files(),
        *resources.query_files("checks"),
    )
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _findings(batch: Batch, contents: dict[str, bytes]) -> tuple[tuple[str, Finding], ...]:
    graphs = [_source(graph, contents[graph.iri]) for graph in batch.graphs]
    context = [quad.triple for quad in parse(batch.context, format=RdfFormat.N_TRIPLES)]
    store = MemoryStore()
    for graph in graphs:
        store.add(quads_of(graph.triples, graph.iri))
    store.add(quads_of((*context, *axioms()), CONTEXT))
    triples = frozenset(context).union(*(graph.triples for graph in graphs))
    asked = relevant_to(shipped_shapes(), triples)
    found = (
        *(finding for graph in graphs for finding in vocabulary().unknown(graph)),
        *integrity_findings(store, list(graphs)),
        *shape_findings(asked, shipped_shapes(), Places(list(graphs))),
    )
    return tuple(_attributed(found, batch.graphs))


def _attributed(
    findings: Iterable[Finding], graphs: Iterable[Stored]
) -> Iterator[tuple[str, Finding]]:
    """Yield findings with their graphs, told apart by IRI: files of two documents share names."""
    by_place = {str(Path(graph.iri)): graph for graph in graphs}
    for finding in findings:
        graph = by_place[finding.file]
        yield graph.iri, replace(finding, file=graph.source)


def _source(graph: Stored, content: bytes) -> ReadSource:
    triples = frozenset(quad.triple for quad in parse(content, format=RdfFormat.N_QUADS))
    return ReadSource(graph.iri, Path(graph.iri), graph.checksum, triples)


def _clashing(lines: list[bytes]) -> bytes:
    """Return the identifiers and codes of things, with the types of these things."""
    held = [line for line in lines if any(mark in line for mark in _MARKS)]
    subjects = {line.split(b" ", 1)[0] for line in held}
    types = (line for line in lines if _TYPE in line and line.split(b" ", 1)[0] in subjects)
    return b"".join([*held, *types])


@cache
def ontology() -> SourceGraph:
    """Return the ontology and the concept schemes."""
    return vocabulary_graph("ontology", resources.ontology_folder())


@cache
def axioms() -> tuple[Triple, ...]:
    """Return what the queries of checks ask of the ontology: domains, ranges, kinds of terms."""
    wanted = (RDFS.domain, RDFS.range, RDFS.isDefinedBy)
    return tuple(
        t
        for t in ontology().triples
        if t.predicate in wanted or (t.predicate == RDF.type and t.object == OWL.ObjectProperty)
    )


@cache
def vocabulary() -> Vocabulary:
    """Return the defined terms."""
    return Vocabulary(ontology().triples)


def clash_findings(
    clashing: bytes, graphs: Iterable[Stored], curated: Iterable[Triple]
) -> list[tuple[str, Finding]]:
    """Find identifiers and codes that two things have, among all read graphs and curated records.

    `clashing` are the lines that `check_batch` handed back, of all batches.
    """
    held: dict[str, set[Triple]] = defaultdict(set)
    store = MemoryStore()
    quads = list(parse(clashing, format=RdfFormat.N_QUADS))
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            held[quad.graph_name.value].add(quad.triple)
    store.add(quads)
    kept = (
        t for t in (*curated, *axioms()) if t.predicate in (*UNIQUE, RDF.type, RDFS.isDefinedBy)
    )
    store.add(quads_of(kept, CONTEXT))
    sources = [
        ReadSource(graph.iri, Path(graph.iri), graph.checksum, frozenset(held[graph.iri]))
        for graph in graphs
        if graph.iri in held
    ]
    return list(_attributed(integrity_findings(store, list(sources)), graphs))
