"""Keep versions of the graph in a folder: a manifest each, and files shared by checksum.

    DIR/current                the id of the current version: the only file that ever changes
    DIR/manifests/ID.json      what a version holds, with checksums
    DIR/graphs/SHA256.nq       one named graph, canonical N-Quads
    DIR/reports/SHA256.json    the validation report of a version

Files are written aside, flushed and then renamed into place; `current` comes last. So a crash at
any moment leaves the current version as it was, and two builds at once do no harm.
"""

import errno
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from rightsgraph.errors import StorageError, VersionError
from rightsgraph.files import replace_file, sweep


@dataclass(frozen=True)
class GraphEntry:
    """Tell what one named graph of a version is: IRI, file's checksum (SHA-256), quads, source."""

    iri: str
    checksum: str
    quads: int
    source: str
    source_checksum: str


@dataclass(frozen=True)
class Manifest:
    """Tell what a version holds. Two builds of the same input have the same manifest."""

    id: str
    as_of: str
    triples: int
    graphs: tuple[GraphEntry, ...]
    report: str
    warnings: int
    generator: str


_REMEDY = "build again, or name another folder with --graph"


class Folder:
    """Be a folder of versions."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def current(self) -> Manifest | None:
        """Return the manifest of the current version, or None where none was published."""
        pointer = self.path / "current"
        try:
            version = pointer.read_text(encoding="utf-8").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise VersionError(f"{pointer}: cannot be read ({error}); {_REMEDY}") from error
        return self.manifest(version)

    def require_current(self) -> Manifest:
        """Return the manifest of the current version. Raises VersionError where there is none."""
        manifest = self.current()
        if manifest is None:
            reason = "holds no version of the graph; make one with: rightsgraph build"
            raise VersionError(f"{self.path}: {reason} --graph {self.path}")
        return manifest

    def manifest(self, version: str) -> Manifest:
        """Return the manifest of a version. Raises VersionError where it is missing or damaged."""
        file = self.path / "manifests" / f"{version}.json"
        try:
            fields = json.loads(file.read_bytes())
            graphs = [GraphEntry(**entry) for entry in fields.pop("graphs")]
            said = fields.pop("id")
            found = manifest(graphs=graphs, **fields)
            if not said == found.id == version:
                raise ValueError("its id is not the checksum of what it says")
            return found
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise VersionError(f"{file}: not a manifest ({error}); {_REMEDY}") from error

    def has_manifest(self, version: str) -> bool:
        """Tell whether there is a version with an id."""
        return (self.path / "manifests" / f"{version}.json").is_file()

    def graph_file(self, entry: GraphEntry) -> Path:
        """Return the N-Quads file of a named graph. Raises VersionError where it is damaged."""
        file = self.graph_path(entry.checksum)
        try:
            whole = sha256(file.read_bytes()).hexdigest() == entry.checksum
        except OSError as error:
            raise VersionError(f"{file}: cannot be read ({error.strerror}); {_REMEDY}") from error
        if not whole:
            raise VersionError(f"{file}: not what its checksum says; {_REMEDY}")
        return file

    def graph_path(self, checksum: str) -> Path:
        """Return where a named graph with a checksum is stored."""
        return self.path / "graphs" / f"{checksum}.nq"

    def has_graph(self, checksum: str) -> bool:
        """Tell whether a named graph is stored."""
        return self.graph_path(checksum).is_file()

    def graph_content(self, checksum: str) -> bytes:
        """Return the N-Quads of a named graph. Raises VersionError where they are missing."""
        file = self.graph_path(checksum)
        try:
            return file.read_bytes()
        except OSError as error:
            raise VersionError(f"{file}: cannot be read ({error.strerror}); {_REMEDY}") from error

    def add_graph(self, content: bytes) -> str:
        """Store the N-Quads of a named graph and return their checksum."""
        return self._add("graphs", content, ".nq")

    def add_report(self, content: bytes) -> str:
        """Store a validation report and return its checksum."""
        return self._add("reports", content, ".json")

    def publish(self, manifest: Manifest) -> None:
        """Write a manifest whose files are all stored, and make it the current version."""
        content = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
        self._write(Path("manifests") / f"{manifest.id}.json", content.encode() + b"\n")
        self._write(Path("current"), manifest.id.encode() + b"\n")
        sweep(self.path)

    def _add(self, folder: str, content: bytes, suffix: str) -> str:
        checksum = sha256(content).hexdigest()
        target = Path(folder) / (checksum + suffix)
        if not _holds(self.path / target, content):
            self._write(target, content)
        return checksum

    def _write(self, target: Path, content: bytes) -> None:
        file = self.path / target
        with _storage_errors(file):
            replace_file(file, content, aside=self.path)


def manifest(
    as_of: str, triples: int, graphs: list[GraphEntry], report: str, warnings: int, generator: str
) -> Manifest:
    """Return a manifest whose id is the checksum of what it says (first 16 hex digits)."""
    body = (as_of, triples, [asdict(g) for g in graphs], report, warnings, generator)
    identity = sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:16]
    return Manifest(identity, as_of, triples, tuple(graphs), report, warnings, generator)


def _holds(file: Path, content: bytes) -> bool:
    """Tell whether a file is there and whole: a damaged one is written again."""
    try:
        return file.read_bytes() == content
    except OSError:
        return False


@contextmanager
def _storage_errors(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        remedy = "free some space" if full else "mend it or name another folder with --graph"
        reason = f"{error.strerror}; {remedy}; the current version is as it was"
        raise StorageError(f"{file}: cannot be written: {reason}") from error
