"""Read files of records: each file is one named graph, one source taken by one method."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from rightsgraph import iris
from rightsgraph.errors import SourceError
from rightsgraph.rdf import PROV, RDF, RG, Literal, NamedNode, Triple
from rightsgraph.turtle import read_plain_turtle


@dataclass(frozen=True)
class SourceGraph:
    """Hold the triples of one named graph, the file they came from and its checksum (SHA-256)."""

    iri: str
    path: Path
    checksum: str
    triples: frozenset[Triple]

    @property
    def generated(self) -> str:
        """Return the time at which the records were made, as its source states it (ISO 8601)."""
        times = [
            t.object.value
            for t in self.triples
            if t.predicate == PROV.generatedAtTime and isinstance(t.object, Literal)
        ]
        return max(times, default="")


def read_records(paths: Iterable[Path]) -> list[SourceGraph]:
    """Read files of records, in the order of their graphs' IRIs.

    Raises SourceError where a file is unusable, does not describe exactly one rg:SourceGraph, or
    describes a graph that another file describes too.
    """
    graphs = [read_source_graph(path) for path in paths]
    counts = Counter(graph.iri for graph in graphs)
    for graph in graphs:
        if counts[graph.iri] > 1:
            files = ", ".join(str(g.path) for g in graphs if g.iri == graph.iri)
            reason = f"the graph <{graph.iri}> is described by several files ({files}); keep one"
            raise SourceError(str(graph.path), reason)
    return sorted(graphs, key=lambda graph: graph.iri)


def read_source_graph(path: Path) -> SourceGraph:
    """Read one file of records."""
    triples = read_plain_turtle(path)
    checksum = sha256(path.read_bytes()).hexdigest()
    return SourceGraph(_graph_iri(path, triples), path, checksum, frozenset(triples))


def vocabulary_graph(name: str, paths: Iterable[Path]) -> SourceGraph:
    """Read the chapters of the ontology or the concept schemes as one named graph."""
    files = sorted(paths)
    triples = [t for path in files for t in read_plain_turtle(path)]
    checksum = sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    return SourceGraph(iris.GRAPH + name, files[0].parent, checksum, frozenset(triples))


def _graph_iri(path: Path, triples: list[Triple]) -> str:
    named = {
        t.subject.value
        for t in triples
        if t.predicate == RDF.type
        and t.object == RG.SourceGraph
        and isinstance(t.subject, NamedNode)
    }
    if len(named) != 1:
        reason = (
            f"describes {len(named)} source graphs; a file describes exactly one rg:SourceGraph"
        )
        raise SourceError(str(path), reason)
    return named.pop()
