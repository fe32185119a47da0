"""Keep the graphs of read documents beside the versions of a folder.

    DIR/read/NAME.json         what was read in one document: source, how it was read, checksum
    DIR/read/quarantine.json   which documents were not read, and why
    DIR/graphs/SHA256.nq       the graph itself, where versions keep theirs

A document is replaced in one step, after its graph is stored; so a crash leaves each document as
it was before or as it is after, and two that read at once do no harm.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from rightsgraph import iris
from rightsgraph.errors import StorageError, VersionError
from rightsgraph.files import replace_file, sweep
from rightsgraph.ingest.facts import Provenance
from rightsgraph.ingest.reading import ReadGraph
from rightsgraph.versions import Folder

QUARANTINE = "quarantine.json"


@dataclass(frozen=True, slots=True)
class Origin:
    """Tell from which file, with which checksum, and in which manner a document was read.

    `reading` is the checksum of the manner: of the recogniser, the options and what was known.
    """

    source: str
    checksum: str
    reading: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """Tell what was read in a document, from which file, and what its graph names.

    `describes` and `named` are as in `ReadGraph`.
    """

    graph: str
    document: str
    checksum: str
    quads: int
    citations: int
    describes: tuple[str, ...]
    named: tuple[str, ...]
    origin: Origin


class ReadFolder:
    """Be the read documents of a folder of versions."""

    def __init__(self, versions: Folder) -> None:
        self.versions = versions
        self.path = versions.path / "read"

    def entries(self) -> list[ReadEntry]:
        """Return all read documents, in the order of their graphs. Raises VersionError."""
        files = [f for f in self.path.glob("*.json") if f.name != QUARANTINE]
        return sorted((self._load(file) for file in files), key=lambda entry: entry.graph)

    def entry(self, graph: str) -> ReadEntry | None:
        """Return what was read in a document, or None where nothing usable was kept."""
        try:
            found = self._load(self._file(graph))
            content = self.versions.graph_content(found.checksum)
        except VersionError:
            return None
        return found if sha256(content).hexdigest() == found.checksum else None

    def keep(self, graph: ReadGraph, origin: Origin) -> None:
        """Store the graph of a document in the place of what was kept before."""
        entry = ReadEntry(
            graph=graph.iri,
            document=graph.document,
            checksum=self.versions.add_graph(graph.content),
            quads=graph.content.count(b"\n"),
            citations=graph.citations,
            describes=graph.describes,
            named=graph.named,
            origin=origin,
        )
        self._write(self._file(graph.iri), asdict(entry))

    def quarantine(self) -> dict[str, str]:
        """Return why documents were not read, by the names of their files."""
        try:
            found = json.loads((self.path / QUARANTINE).read_bytes())
        except (OSError, ValueError):
            return {}
        return {str(name): str(reason) for name, reason in dict(found).items()}

    def set_aside(self, reasons: Mapping[str, str], read: set[str]) -> None:
        """Add documents that were not read, with the reasons; take out those that now were."""
        kept = {name: why for name, why in self.quarantine().items() if name not in read}
        found = dict(sorted({**kept, **reasons}.items()))
        if found or (self.path / QUARANTINE).exists():
            self._write(self.path / QUARANTINE, found)
        sweep(self.path)

    def _file(self, graph: str) -> Path:
        name = graph.removeprefix(iris.GRAPH).removesuffix("/read").replace("/", "__")
        return self.path / f"{name}.json"

    def _load(self, file: Path) -> ReadEntry:
        try:
            fields = json.loads(file.read_bytes())
            origin = fields.pop("origin")
            made = Provenance(**origin.pop("provenance"))
            for name in ("describes", "named"):
                fields[name] = tuple(fields[name])
            return ReadEntry(**fields, origin=Origin(provenance=made, **origin))
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            reason = f"not a read document ({error}); read it again, or remove the file"
            raise VersionError(f"{file}: {reason}") from error

    def _write(self, file: Path, content: object) -> None:
        text = json.dumps(content, ensure_ascii=False, indent=0, sort_keys=True)
        try:
            replace_file(file, text.encode() + b"\n")
        except OSError as error:
            raise StorageError(f"{file}: cannot be written: {error.strerror}") from error
