"""Where memory is short a version is served from disk: nobody sees the difference."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from asking import ask, begin, get_bytes, send, values
from serving import Server, eventually, running
from small_versions import publish, things

SIZE = 2000
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
QUERIES = (
    COUNT,
    "SELECT * { ?s <http://t/p> ?o }",
    "SELECT * { GRAPH ?g { ?s <http://t/after> ?o } }",
    "SELECT ?p (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o } GROUP BY ?p",
    "SELECT ?s { ?s <http://t/after>+ <http://t/s9> }",
    "SELECT ?s { ?s ?p ?o FILTER NOT EXISTS { ?x <http://t/after> ?s } }",
    "SELECT ?s ?x { ?s <http://t/after> <http://t/s3> OPTIONAL { ?s <http://t/none> ?x } }",
    "ASK { ?s <http://t/p> 'text 7' }",
    "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 9 OFFSET 9",
)


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Publish a version; return the folder and its id."""
    folder = tmp_path_factory.mktemp("versions")
    return folder, publish(folder, things(SIZE, "text"))


@pytest.fixture(scope="module")
def on_disk(version: tuple[Path, str]) -> Iterator[Server]:
    """Serve the version from disk, with little memory for each query."""
    with running("--graph", str(version[0]), "--store", "disk", "--memory", "64") as server:
        yield server


@pytest.fixture(scope="module")
def in_memory(version: tuple[Path, str]) -> Iterator[Server]:
    """Serve the version from memory, with little memory for each query."""
    with running("--graph", str(version[0]), "--store", "memory", "--memory", "64") as server:
        yield server


def rows(server: Server, query: str, version: str = "") -> Counter[str]:
    """Return the rows of an answer, in no order."""
    answer = ask(server, query, format="csv", version=version)
    assert answer.status == 200, answer.body
    return Counter(answer.body.decode().splitlines())


def number_in(server: Server, version: str) -> str:
    """Return the number of triples in a version, and come again until it is ready."""
    eventually(lambda: ask(server, COUNT, version=version).status == 200, 60)
    (number,) = values(ask(server, COUNT, version=version), "n")
    return number


@pytest.mark.parametrize("query", QUERIES)
def test_a_question_has_the_same_answer_from_disk_and_from_memory(
    on_disk: Server, in_memory: Server, version: tuple[Path, str], query: str
) -> None:
    expected = rows(in_memory, query)
    assert rows(on_disk, query) == expected
    assert rows(on_disk, query, version=version[1]) == expected
    assert rows(in_memory, query, version=version[1]) == expected


@pytest.mark.parametrize("path", ["/graph-store?default", "/graph-store?graph=http://t/g"])
def test_graphs_are_the_same_from_disk_and_from_memory(
    on_disk: Server, in_memory: Server, path: str
) -> None:
    headers = {"Accept": "application/n-triples"}
    graphs = [send(each, "GET", path, headers=headers).body for each in (on_disk, in_memory)]
    assert len(graphs[0].splitlines()) == 2 * SIZE
    assert set(graphs[0].splitlines()) == set(graphs[1].splitlines())


@pytest.mark.parametrize("path", ["/", "/sparql", "/citations", "/docs"])
def test_pages_are_the_same_from_disk_and_from_memory(
    on_disk: Server, in_memory: Server, path: str
) -> None:
    pages = [
        send(each, "GET", path, headers={"Accept": "text/html"}) for each in (on_disk, in_memory)
    ]
    assert [page.status for page in pages] == [200, 200]
    bodies = [
        page.body.replace(str(each.port).encode(), b"PORT")
        for page, each in zip(pages, (on_disk, in_memory), strict=True)
    ]
    assert bodies[0] == bodies[1]


def test_the_store_is_made_when_it_is_first_served_and_never_again(tmp_path: Path) -> None:
    name = publish(tmp_path, things(SIZE, "text"))
    inodes = set()
    for _ in range(2):
        with running("--graph", str(tmp_path), "--store", "disk") as server:
            assert values(ask(server, COUNT), "n") == [str(2 * SIZE)]
        inodes.add((tmp_path / "stores" / name).stat().st_ino)
    assert len(inodes) == 1
    assert [path.name for path in (tmp_path / "stores").iterdir()] == [name]


def test_stores_are_made_one_at_a_time(tmp_path: Path) -> None:
    older = [publish(tmp_path, things(5000, text)) for text in ("old", "older", "oldest")]
    publish(tmp_path, things(3, "new"))
    most = 0
    options = ("--graph", str(tmp_path), "--store", "memory")
    with running(*options) as server, ThreadPoolExecutor(3) as threads:
        asked = [threads.submit(number_in, server, version) for version in older]
        while not all(answer.done() for answer in asked):
            most = max(most, len(list(tmp_path.glob("stores/.*"))))
            time.sleep(0.01)
    assert [answer.result() for answer in asked] == 3 * ["10000"]
    assert most <= 1


def test_a_server_that_is_killed_while_it_makes_a_store_leaves_nothing_half_made(
    tmp_path: Path,
) -> None:
    old = publish(tmp_path, things(20_000, "old"))
    publish(tmp_path, things(3, "new"))
    options = ("--graph", str(tmp_path), "--store", "memory")
    with running(*options) as server, begin(server, get_bytes("ASK {}", version=old)):
        eventually(lambda: bool(list(tmp_path.glob(f"stores/.{old}-*"))))
        children = server.processes
        server.process.kill()
        server.process.wait(timeout=10)
    eventually(lambda: not any(Path(f"/proc/{child}").exists() for child in children))
    assert not (tmp_path / "stores" / old).exists()
    with running(*options) as again:
        assert number_in(again, old) == "40000"
    assert [path.name for path in (tmp_path / "stores").iterdir()] == [old]
