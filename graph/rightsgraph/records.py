"""Read records: a file, or a folder of files, is one named graph, one source and one method."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from rightsgraph import iris
from rightsgraph.errors import SourceError
from rightsgraph.rdf import PROV, RDF, RG, Literal, NamedNode, Triple
from rightsgraph.turtle import line_of, read_plain_turtle


@dataclass(frozen=True)
class SourceGraph:
    """Hold the triples of one named graph, and the file or folder they came from, with checksum."""

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

    def place(self, subject: str) -> tuple[str, int]:
        """Return the name of the file and the line (0 if unknown) that describe a subject."""
        for file in turtle_files(self.path):
            if line := line_of(file, subject):
                return file.name, line
        return self.path.name, 0


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
    """Read the records of one source: a file, or all files of a folder."""
    triples = _read(turtle_files(path))
    return SourceGraph(_graph_iri(path, triples), path, checksum(path), frozenset(triples))


def vocabulary_graph(name: str, folder: Path) -> SourceGraph:
    """Read the chapters of the ontology and the concept schemes as one named graph."""
    triples = _read(turtle_files(folder))
    return SourceGraph(iris.GRAPH + name, folder, checksum(folder), frozenset(triples))


def turtle_files(path: Path) -> list[Path]:
    """Return the Turtle files of a folder in order, or the file itself."""
    return sorted(path.glob("*.ttl")) if path.is_dir() else [path]


def checksum(path: Path) -> str:
    """Return the checksum (SHA-256) of a file, or of all Turtle files of a folder."""
    return sha256(b"".join(file.read_bytes() for file in turtle_files(path))).hexdigest()


def _read(files: list[Path]) -> list[Triple]:
    return [triple for file in files for triple in read_plain_turtle(file)]


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
            f"describes {len(named)} source graphs; a source has exactly one rg:SourceGraph. "
            "Of a source with several files, give the folder"
        )
        raise SourceError(str(path), reason)
    return named.pop()
