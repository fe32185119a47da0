"""Test stores on disk: they answer as memory does, and are there whole or not at all."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from rightsgraph.disk import DiskStores
from rightsgraph.errors import StorageError, VersionError
from rightsgraph.graph import Graph
from rightsgraph.queries import NamedQuery, queries
from rightsgraph.store import QuadStore
from rightsgraph.versions import Folder
from small_versions import GRAPH, publish, things

MAKE = """
import sys
from pathlib import Path
from rightsgraph.disk import DiskStores
DiskStores(Path(sys.argv[1])).make(sys.argv[2])
"""
COUNT = "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?g) AS ?graphs) { ?s ?p ?o GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Publish a version that takes a while to be put on disk; return the folder and its id."""
    folder = tmp_path_factory.mktemp("small")
    return folder, publish(folder, things(20_000, "text"))


@pytest.fixture
def version(small: tuple[Path, str], tmp_path: Path) -> tuple[Path, str]:
    """Return a copy of the folder, with no store yet, and the id of its version."""
    return shutil.copytree(small[0], tmp_path / "versions"), small[1]


def making(folder: Path, version: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Begin to make a store in a process of its own."""
    command = [sys.executable, "-c", MAKE, str(folder), version]
    return subprocess.Popen(command, env=environment)


def in_stores(folder: Path) -> list[str]:
    """Return what is in the folder of stores."""
    return sorted(os.listdir(folder / "stores"))


def rows(store: QuadStore, query: str) -> Counter[str]:
    """Return the rows of an answer, in no order; lists within them in none either."""
    lines = store.query(query).write("csv").decode().splitlines()
    return Counter("".join(sorted(line)) for line in lines)


@pytest.fixture(scope="module")
def on_disk(built: Path, tmp_path_factory: pytest.TempPathFactory) -> QuadStore:
    """Put the built version on disk."""
    folder = shutil.copytree(built, tmp_path_factory.mktemp("disk") / "versions")
    stores, name = DiskStores(folder), Folder(folder).require_current().id
    stores.make(name)
    return stores.made(name)


@pytest.mark.parametrize("question", queries("questions"), ids=lambda question: question.name)
def test_every_question_has_the_same_answer_on_disk_and_in_memory(
    on_disk: QuadStore, built_graph: Graph, question: NamedQuery
) -> None:
    memory = built_graph.engine
    assert isinstance(memory, QuadStore)
    assert rows(on_disk, question.text) == rows(memory, question.text)


def test_the_merge_of_all_graphs_is_the_same_on_disk_and_in_memory(
    on_disk: QuadStore, built_graph: Graph
) -> None:
    memory = built_graph.engine
    assert isinstance(memory, QuadStore)
    assert len(on_disk) == len(memory) > 10_000
    assert set(on_disk.quads()) == set(memory.quads())


def test_a_store_is_made_once(version: tuple[Path, str]) -> None:
    folder, name = version
    stores = DiskStores(folder)
    assert stores.find(name) is None
    told: list[tuple[int, int]] = []
    stores.make(name, lambda done, of: told.append((done, of)))
    before = (folder / "stores" / name).stat()
    stores.make(name, lambda done, of: told.append((done, of)))
    assert told == [(1, 1)]
    assert (folder / "stores" / name).stat() == before
    assert in_stores(folder) == [name]
    found = stores.find(name)
    assert found is not None
    assert (found.select(COUNT).rows[0].n, found.select(COUNT).rows[0].graphs) == (40_000, 1)
    assert found.has_graph(GRAPH)


def test_a_making_that_is_killed_leaves_nothing_half_made(
    version: tuple[Path, str], environment: dict[str, str]
) -> None:
    folder, name = version
    process = making(folder, name, environment)
    while not list(folder.glob(f"stores/.{name}-*/*.log")):
        assert process.poll() is None
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=10)
    stores = DiskStores(folder)
    assert stores.find(name) is None
    assert in_stores(folder) != []
    stores.make(name)
    assert in_stores(folder) == [name]
    assert stores.made(name).select(COUNT).rows[0].n == 40_000


def test_two_that_make_the_same_store_at_once_make_one(
    version: tuple[Path, str], environment: dict[str, str]
) -> None:
    folder, name = version
    processes = [making(folder, name, environment) for _ in range(2)]
    assert [process.wait(timeout=60) for process in processes] == [0, 0]
    assert in_stores(folder) == [name]
    assert DiskStores(folder).made(name).select(COUNT).rows[0].n == 40_000


def test_a_version_that_is_damaged_has_no_store(version: tuple[Path, str]) -> None:
    folder, name = version
    (file,) = (folder / "graphs").iterdir()
    file.write_bytes(file.read_bytes()[:-10])
    with pytest.raises(VersionError, match="not what its checksum says"):
        DiskStores(folder).make(name)
    assert in_stores(folder) == []


def test_a_store_that_cannot_be_written_is_told_so(version: tuple[Path, str]) -> None:
    folder, name = version
    (folder / "stores").write_text("in the way", encoding="utf-8")
    with pytest.raises(StorageError, match="cannot be written"):
        DiskStores(folder).make(name)


@pytest.mark.parametrize("name", ["0" * 16, "", "..", "../stores", "x" * 300, "A" * 16, "é" * 16])
def test_what_names_no_version_is_not_known(version: tuple[Path, str], name: str) -> None:
    stores = DiskStores(version[0])
    assert not stores.knows(name)
    assert stores.find(name) is None
    assert stores.knows(version[1])


def test_a_folder_that_cannot_be_written_has_its_stores_in_the_cache(
    version: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, name = version
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(os, "access", lambda *_: False)
    DiskStores(folder).make(name)
    assert not (folder / "stores").exists()
    assert (tmp_path / "cache" / "rightsgraph" / "stores" / name).is_dir()
