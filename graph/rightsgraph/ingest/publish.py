"""Put read documents into a version: describe what they cite, check them, name their graphs.

Curated records come first: where they describe a thing that a read graph describes too, the read
graph keeps only what they do not say. A document with violations is left out of the version, with
the reasons in its report; the rest is published.
"""

import json
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from hashlib import sha256

from rightsgraph.derive import Hierarchy
from rightsgraph.errors import RecordsRejected, StorageError, VersionError
from rightsgraph.files import replace_file
from rightsgraph.findings import Finding, Severity, report
from rightsgraph.ingest.check import (
    Batch,
    Checked,
    Stored,
    check_batch,
    clash_findings,
    triple_checksums,
)  # fmt: skip
from rightsgraph.ingest.cited import GRAPH, cited_things
from rightsgraph.ingest.curated import Curated
from rightsgraph.ingest.folder import ReadEntry, ReadFolder
from rightsgraph.ingest.pool import as_completed
from rightsgraph.rdf import (
    RDF,
    RG,
    NamedNode,
    RdfFormat,
    Triple,
    canonical_nquads,
    serialize,
)  # fmt: skip
from rightsgraph.versions import GraphEntry

DOCUMENTS = 24
"""About so many documents are checked at once; pySHACL is slower with fewer and with more."""
VIOLATION = Severity.VIOLATION
NEWS = 20
"""After how many batches a word of progress is due."""
PASSED = "checked/passed.json"
"""The file of the batches in which nothing was found."""


@dataclass(frozen=True, slots=True)
class Published:
    """Hold the read graphs of a version, what was found, and how many triples there are in all.

    `left_out` are the graphs with violations, `triples` counts curated records too.
    """

    graphs: tuple[GraphEntry, ...] = ()
    findings: tuple[Finding, ...] = ()
    left_out: tuple[str, ...] = ()
    triples: int = 0


class Publication:
    """Make the read part of one version."""

    def __init__(
        self,
        folder: ReadFolder,
        curated: frozenset[Triple],
        hierarchy: Hierarchy,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._folder = folder
        self._merge = curated
        self._curated = Curated(curated)
        self._hierarchy = hierarchy
        self._say = say

    def publish(self, executor: Executor, workers: int) -> Published:
        """Check all read documents; return the graphs that can be published.

        Raises VersionError where a stored graph is damaged, StorageError where none can be stored.
        """
        entries = self._folder.entries()
        if not entries:
            return Published(triples=len(self._merge))
        stored = [self._stored(entry) for entry in entries]
        checks = self._check(self._batches(entries, stored), executor, workers)
        clashing = b"".join(checked.clashing for checked in checks)
        found = [finding for checked in checks for finding in checked.findings]
        found += clash_findings(clashing, stored, self._merge)
        refused = {graph for graph, finding in found if finding.severity is VIOLATION}
        if GRAPH in refused:
            raise RecordsRejected(report(tuple(f for graph, f in found if graph == GRAPH)))
        if refused:
            entries = [entry for entry in entries if entry.graph not in refused]
            stored = [graph for graph in stored if graph.iri not in refused]
            rest = self._batches(entries, stored) if entries else []
            # What is cited is described anew, so it is checked again; the documents were.
            again = [replace(batch, passed=place > 0) for place, batch in enumerate(rest)]
            checks = self._check(again, executor, workers)
            if wrong := [f for c in checks for _, f in c.findings if f.severity is VIOLATION]:
                raise RecordsRejected(report(tuple(wrong)))
        published = (self._cited, *stored) if entries else ()
        origins = {entry.graph: entry.origin.checksum for entry in entries}
        return Published(
            graphs=tuple(self._entry(graph, origins) for graph in published),
            findings=tuple(_left_out(f) if graph in refused else f for graph, f in found),
            left_out=tuple(sorted(refused)),
            triples=self._count(checks),
        )

    def _stored(self, entry: ReadEntry) -> Stored:
        """Return the graph of a document as it is published, without what is curated."""
        checksum = entry.checksum
        if any(self._curated.about(iri) for iri in entry.describes):
            content = self._folder.versions.graph_content(checksum)
            checksum = self._folder.versions.add_graph(
                self._curated.without(content, entry.describes)
            )
        return self._named(entry.graph, entry.origin.source, checksum)

    def _named(self, graph: str, source: str, checksum: str) -> Stored:
        return Stored(graph, source, self._folder.versions.graph_path(checksum), checksum)

    def _batches(self, entries: list[ReadEntry], stored: list[Stored]) -> list[Batch]:
        """Return all graphs in batches, with what is known of the things that they name."""
        described = self._curated.described | {entry.document for entry in entries}
        named = {iri: entry.document for entry in reversed(entries) for iri in entry.named}
        generated = max(entry.origin.provenance.generated for entry in entries)
        cited = cited_things(named, described, generated, self._hierarchy)
        checksum = self._folder.versions.add_graph(canonical_nquads(cited, GRAPH))
        self._cited = self._named(GRAPH, "what read documents cite", checksum)
        types: dict[str, list[Triple]] = defaultdict(list)
        for triple in cited:
            if triple.predicate == RDF.type and isinstance(triple.subject, NamedNode):
                types[triple.subject.value].append(triple)
        for entry in entries:
            types[entry.document].append(Triple(NamedNode(entry.document), RDF.type, RG.Citable))
        # A graph stays in its batch when others come and go, so that what passed is known.
        count = 1 << (len(entries) // DOCUMENTS).bit_length()
        buckets: dict[int, list[tuple[ReadEntry, Stored]]] = defaultdict(list)
        for entry, graph in zip(entries, stored, strict=True):
            place = int(sha256(entry.graph.encode()).hexdigest()[:8], 16)
            buckets[place % count].append((entry, graph))
        batches = [Batch((self._cited,), self._context(_objects(cited), (), types))]
        for _, held in sorted(buckets.items()):
            names = {iri for entry, _ in held for iri in entry.named}
            things = {iri for entry, _ in held for iri in entry.describes}
            graphs = tuple(graph for _, graph in held)
            batches.append(Batch(graphs, self._context(names, things, types)))
        return batches

    def _context(
        self, named: Iterable[str], described: Iterable[str], types: dict[str, list[Triple]]
    ) -> bytes:
        """Return the types of what is named, and what is curated of what is described."""
        found = {t for iri in named for t in (*types.get(iri, ()), *self._curated.types(iri))}
        found |= {t for iri in described for t in self._curated.about(iri)}
        named_besides = {t.object.value for t in found if isinstance(t.object, NamedNode)}
        found |= {t for iri in named_besides for t in self._curated.types(iri)}
        lines = serialize(found, format=RdfFormat.N_TRIPLES) or b""
        return b"".join(sorted(lines.splitlines(keepends=True)))

    def _check(self, batches: list[Batch], executor: Executor, workers: int) -> list[Checked]:
        """Check batches, those left out that passed before in the very same form."""
        passed = self._passed()
        work = [replace(b, passed=b.passed or b.key in passed) for b in batches]
        anew = not any(batch.passed for batch in batches)
        results: list[Checked] = []
        clean: set[str] = set()
        for checked in as_completed(executor, check_batch, work, 2 * workers):
            results.append(checked)
            clean |= set() if checked.findings or checked.damaged else {checked.key}
            if len(results) % NEWS == 0:
                self._say(f"checked {len(results)} of {len(work)} batches of read documents")
                if anew:  # what passed need not be checked again after an interruption
                    self._remember(clean | passed)
        if damaged := sorted(graph for checked in results for graph in checked.damaged):
            reason = "is damaged; read its document again, or remove it from the folder `read`"
            raise VersionError(f"{', '.join(damaged)}: {reason}")
        if anew:
            self._remember(clean)
        return results

    def _passed(self) -> set[str]:
        try:
            return set(json.loads((self._folder.path / PASSED).read_bytes()))
        except (OSError, ValueError, TypeError):
            return set()

    def _remember(self, keys: set[str]) -> None:
        content = json.dumps(sorted(keys), indent=0).encode()
        try:
            replace_file(self._folder.path / PASSED, content)
        except OSError as error:
            reason = f"cannot be written: {error.strerror}"
            raise StorageError(f"{self._folder.path / PASSED}: {reason}") from error

    def _entry(self, graph: Stored, origins: Mapping[str, str]) -> GraphEntry:
        quads = self._folder.versions.graph_content(graph.checksum).count(b"\n")
        origin = origins.get(graph.iri, graph.checksum)
        return GraphEntry(graph.iri, graph.checksum, quads, graph.source, origin)

    def _count(self, checks: list[Checked]) -> int:
        """Count the distinct triples of all graphs."""
        merge = canonical_nquads(self._merge, GRAPH).splitlines(keepends=True)
        checksums = array("Q", triple_checksums(merge))
        for checked in checks:
            checksums.frombytes(checked.triples)
        return len(set(checksums))


def _objects(triples: Iterable[Triple]) -> set[str]:
    return {t.object.value for t in triples if isinstance(t.object, NamedNode)}


def _left_out(finding: Finding) -> Finding:
    message = f"its document is left out of the version: {finding.message}"
    return replace(finding, message=message, severity=Severity.WARNING)
