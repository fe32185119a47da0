"""Keep versions as stores on disk: made once of the version's files, opened at once and read-only.

    DIR/stores/ID/     the store of one version, a cache that can be made again

Where DIR cannot be written, the stores are kept in the user's cache. A store is made aside and
renamed into place, so it is there whole or not at all.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

from platformdirs import user_cache_path

from rightsgraph.errors import StorageError
from rightsgraph.files import is_alive
from rightsgraph.rdf import Quad, RdfFormat, parse
from rightsgraph.store import QuadStore, make_store
from rightsgraph.versions import Folder, Manifest

Progress = Callable[[int, int], object]
"""Take how many graphs are done, and of how many."""


def silent(done: int, of: int) -> None:
    """Tell nobody."""


class DiskStores:
    """Find the stores of a folder of versions, and make those that are missing."""

    def __init__(self, folder: Path) -> None:
        self._versions = Folder(folder)
        writable = os.access(folder, os.W_OK)
        cache = user_cache_path("rightsgraph") / "stores"
        self._path = folder / "stores" if writable else cache

    def knows(self, version: str) -> bool:
        """Tell whether there is such a version."""
        return _is_id(version) and self._versions.has_manifest(version)

    def find(self, version: str) -> QuadStore | None:
        """Return the store of a version, or None where it was not made yet."""
        found = _is_id(version) and (self._path / version).is_dir()
        return self.made(version) if found else None

    def made(self, version: str) -> QuadStore:
        """Return the store of a version that was made."""
        return QuadStore(self._path / version)

    def make(self, version: str, progress: Progress = silent) -> None:
        """Make the store of a version, if it is missing. Raises VersionError or StorageError."""
        if self.find(version):
            return
        manifest = self._versions.manifest(version)
        aside = self._path / f".{version}-{os.getpid()}-{uuid4().hex}"
        try:
            aside.mkdir(parents=True)
            self._sweep()
            make_store(aside, self._quads(manifest, progress))
            os.replace(aside, self._path / version)
        except OSError as error:
            if self.find(version):  # made by another process meanwhile
                return
            raise StorageError(f"{self._path}: cannot be written: {error}") from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def _sweep(self) -> None:
        """Remove the unfinished stores of processes that were killed."""
        for aside in self._path.glob(".*-*-*"):
            owner = aside.name.split("-")[1]
            if owner.isdecimal() and not is_alive(int(owner)):
                shutil.rmtree(aside, ignore_errors=True)

    def _quads(self, manifest: Manifest, progress: Progress) -> Iterator[Quad]:
        """Yield the quads of a version, and each triple in the default graph too."""
        for number, entry in enumerate(manifest.graphs, 1):
            file = self._versions.graph_file(entry)
            for quad in parse(path=str(file), format=RdfFormat.N_QUADS):
                yield quad
                yield Quad(quad.subject, quad.predicate, quad.object)
            progress(number, len(manifest.graphs))


def _is_id(version: str) -> bool:
    return re.fullmatch("[0-9a-f]{16}", version) is not None
