"""Build a version: read records, derive what follows, validate, publish."""

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from rightsgraph import resources
from rightsgraph._version import __version__
from rightsgraph.derive import Hierarchy, derive
from rightsgraph.errors import RecordsRejected, SourceError
from rightsgraph.findings import Report, report
from rightsgraph.ingest.folder import ReadFolder
from rightsgraph.ingest.pool import cores, processes
from rightsgraph.ingest.publish import Publication, Published
from rightsgraph.integrity import Places, integrity_findings
from rightsgraph.rdf import Triple, canonical_nquads, quads_of
from rightsgraph.records import SourceGraph, read_records, vocabulary_graph
from rightsgraph.store import MemoryStore
from rightsgraph.validate import load_shapes, shape_findings
from rightsgraph.versions import Folder, GraphEntry, Manifest, manifest
from rightsgraph.vocabulary import Vocabulary

Progress = Callable[[str], None]


def silent(_: str) -> None:
    """Take a word of progress and show nothing."""


@dataclass(frozen=True)
class Assembly:
    """Hold all graphs of a version to be: as read, and with what was derived."""

    read: list[SourceGraph]
    derived: list[SourceGraph]

    @property
    def triples(self) -> frozenset[Triple]:
        """Return the merge of all graphs."""
        return frozenset[Triple]().union(*(graph.triples for graph in self.derived))

    @property
    def size(self) -> int:
        """Return the number of distinct triples."""
        return len(self.triples)

    def store(self) -> MemoryStore:
        """Return a store that answers queries over all graphs."""
        store = MemoryStore()
        for graph in self.derived:
            store.add(quads_of(graph.triples, graph.iri))
        return store


def assemble(extra: Iterable[Path] = (), say: Progress = silent) -> Assembly:
    """Read the records of the library and extra files, and derive what follows from them.

    An extra file replaces the library's file of the same name. Raises SourceError.
    """
    added = list(dict.fromkeys(extra))
    replaced = {path.name for path in added}
    packaged = [path for path in resources.record_files() if path.name not in replaced]
    ontology = vocabulary_graph("ontology", resources.ontology_folder())
    records = read_records([*packaged, *added])
    say(f"read {len(records)} source graphs")
    hierarchy = Hierarchy(ontology.triples)
    graphs = [ontology, *records]
    derived = [replace(g, triples=derive(g.triples, hierarchy)) for g in graphs]
    say(f"derived {sum(len(g.triples) for g in derived)} quads")
    return Assembly(graphs, derived)


def validate(
    assembly: Assembly, only: frozenset[str] | None = None, say: Progress = silent
) -> Report:
    """Validate an assembly: terms, what clashes or is missing, and the SHACL shapes.

    `only` names the graphs (IRIs) on which findings are wanted; all by default.
    """
    vocabulary = Vocabulary(assembly.read[0].triples)
    wanted = [g for g in assembly.read if only is None or g.iri in only]
    unknown = tuple(finding for graph in wanted for finding in vocabulary.unknown(graph))
    say("looked for unknown terms")
    integrity = integrity_findings(assembly.store(), assembly.read, only)
    say("looked for what clashes or is missing")
    shapes = load_shapes(resources.shape_files())
    places = Places(assembly.derived, only)
    shaped = shape_findings(assembly.triples, shapes, places)
    say(f"checked {len(shapes)} triples of shapes")
    return report(unknown, integrity, shaped)


def build(
    folder: Path, extra: Iterable[Path] = (), say: Progress = silent, with_read: bool = True
) -> Manifest:
    """Build a version and publish it as the current one of a folder.

    It holds the records and, unless `with_read` is false, the documents that were read into the
    folder. Raises SourceError, RecordsRejected, VersionError or StorageError; the current version
    then stays as it was.
    """
    assembly = assemble(extra, say)
    found = validate(assembly, say=say)
    if not found.conforms:
        raise RecordsRejected(found)
    target = Folder(folder)
    read = _read_part(target, assembly, say) if with_read else Published(triples=assembly.size)
    entries = [*(_stored(target, graph) for graph in assembly.derived), *read.graphs]
    findings = [asdict(f) for f in (*found.findings, *read.findings)]
    checksum = target.add_report(json.dumps(findings, ensure_ascii=False, indent=1).encode())
    made = manifest(
        as_of=as_of(assembly.read),
        triples=read.triples,
        graphs=entries,
        report=checksum,
        warnings=len(findings),
        generator=f"rightsgraph {__version__}",
    )
    target.publish(made)
    return made


def _read_part(folder: Folder, assembly: Assembly, say: Progress) -> Published:
    """Check the documents that were read into a folder, and return their graphs."""
    read = ReadFolder(folder)
    if not read.path.is_dir():
        return Published(triples=assembly.size)
    hierarchy = Hierarchy(assembly.read[0].triples)
    publication = Publication(read, assembly.triples, hierarchy, say)
    with processes() as executor:
        made = publication.publish(executor, cores())
    say(f"checked {len(made.graphs)} graphs of read documents, left out {len(made.left_out)}")
    for finding in made.findings:
        say(finding.text())
    return made


def as_of(graphs: Iterable[SourceGraph]) -> str:
    """Return the time for which direct properties hold: SOURCE_DATE_EPOCH, or the latest source.

    Raises SourceError where SOURCE_DATE_EPOCH is no time.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return max(graph.generated for graph in graphs).replace("+00:00", "Z")
    try:
        return datetime.fromtimestamp(int(epoch), UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError, OSError) as error:
        reason = f"is {epoch!r}; make it a number of seconds since 1970, or unset it"
        raise SourceError("SOURCE_DATE_EPOCH", reason) from error


def _stored(folder: Folder, graph: SourceGraph) -> GraphEntry:
    content = canonical_nquads(graph.triples, graph.iri)
    quads = content.count(b"\n")
    return GraphEntry(graph.iri, folder.add_graph(content), quads, graph.path.name, graph.checksum)
