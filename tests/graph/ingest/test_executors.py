"""Test that the bytes are the same whatever runs the work, and in which order."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from threading import Lock

import pytest
from distributed import LocalCluster

from rightsgraph.errors import StorageError
from rightsgraph.ingest.archives import Tally
from rightsgraph.ingest.pool import as_completed, processes

Pack = Callable[..., Path]
Read = Callable[..., Tally]


@pytest.fixture
def dask() -> Iterator[Executor]:
    """Give the executor of a cluster of two processes on this machine."""
    with (
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=2, threads_per_worker=1, dashboard_address=None
        ) as cluster,
        cluster.get_client() as client,
    ):
        yield client.get_executor()


@pytest.fixture
def archive(pack: Pack) -> Path:
    """Return an archive whose documents cite each other."""
    numbers = range(7001, 7031)
    documents = {
        f"ccpr-c-999-d-{number}-2098.json": [
            {"ID": "1.", "Text": f"See communication No. {number + step}/2098, para. 3."}
            for step in (-1, 1)
        ]
        for number in numbers
    }
    rows = [(Path(name).stem, "CCPR/C/999/D/1/2098", "", "", "", "2099") for name in documents]
    return pack(documents, rows=rows)


def contents(folder: Path) -> dict[str, str]:
    """Return the checksums of all that was kept of read documents."""
    return {
        str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest()
        for file in (*(folder / "read").glob("*.json"), *(folder / "graphs").glob("*.nq"))
    }


def test_processes_give_the_same_bytes_as_one_thread(
    archive: Path, read_into: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_into(tmp_path / "thread", archive)
    monkeypatch.setattr("rightsgraph.ingest.archives.CHUNK", 1)
    with processes(2) as executor:
        read_into(tmp_path / "processes", archive, executor=executor)
    assert len(contents(tmp_path / "thread")) == 60
    assert contents(tmp_path / "processes") == contents(tmp_path / "thread")


def test_a_dask_cluster_gives_the_same_bytes_as_one_thread(
    archive: Path,
    read_into: Read,
    dask: Executor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read_into(tmp_path / "thread", archive)
    monkeypatch.setattr("rightsgraph.ingest.archives.CHUNK", 1000)
    read_into(tmp_path / "dask", archive, executor=dask)
    assert contents(tmp_path / "dask") == contents(tmp_path / "thread")


def test_no_more_work_is_under_way_than_the_window_holds() -> None:
    lock, under_way, most = Lock(), 0, 0

    def items() -> Iterator[int]:
        nonlocal under_way, most
        for item in range(40):
            with lock:
                under_way += 1
                most = max(most, under_way)
            yield item

    with ThreadPoolExecutor(2) as executor:
        results = []
        for result in as_completed(executor, lambda item: item * 2, items(), window=4):
            with lock:
                under_way -= 1
            results.append(result)
    assert sorted(results) == [item * 2 for item in range(40)]
    assert most <= 5


def test_a_process_that_dies_is_told_of() -> None:
    with pytest.raises(StorageError, match="a process was killed"), processes(1) as executor:
        list(as_completed(executor, _die, [1], window=1))


def _die(status: int) -> None:
    import os

    os._exit(status)
