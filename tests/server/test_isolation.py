"""Queries run in processes that are ended, replaced and shared fairly; nobody stops the others."""

import os
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from asking import address_of, ask, begin, get_bytes, is_silent, memory, metric, post, rest, send
from serving import WORKERS, Server, curl, eventually, running

DEADLINE = 2
SIZE = 400
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
LONG = "SELECT (COUNT(*) AS ?n) { SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 3000000 }"
CSV = {"Accept": "text/csv"}
NUMBERS = count()


def swelling(doublings: int) -> str:
    """Return a query that doubles a text so many times."""
    texts = [f"BIND(CONCAT(?t{n}, ?t{n}) AS ?t{n + 1})" for n in range(doublings)]
    return f"SELECT (STRLEN(?t{doublings}) AS ?n) {{ BIND('x' AS ?t0) {' '.join(texts)} }}"


def lookup() -> str:
    """Return a short question that was never asked before."""
    return f"SELECT ?o {{ <http://t/s1> ?p ?o FILTER(?o != '{next(NUMBERS)}') }}"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write some quads: enough for their product to be endless."""
    path = tmp_path_factory.mktemp("data") / "some.nq"
    lines = (f'<http://t/s{n}> <http://t/p> "value {n}" <http://t/g> .\n' for n in range(SIZE))
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def hasty(data: Path) -> Iterator[Server]:
    """Run a server with a short deadline."""
    with running("--data", str(data), "--deadline", str(DEADLINE), "--memory", "256") as server:
        yield server


@pytest.fixture(scope="module")
def patient(data: Path) -> Iterator[Server]:
    """Run a server whose deadline no test waits for."""
    with running("--data", str(data), "--deadline", "300", "--memory", "256") as server:
        yield server


@pytest.fixture(scope="module")
def stalled(patient: Server) -> Iterator[dict[str, socket.socket]]:
    """Open connections on which no request comes to its end, and one of each kind to look at."""
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
    kinds = {
        "silent": b"",
        "half-sent": b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nAccept: ",
        "no body": head + b"Content-Length: 30\r\n\r\nASK {",
        "no chunk": head + b"Transfer-Encoding: chunked\r\n\r\n20\r\nASK {",
    }
    with ExitStack() as opened:
        for content in list(kinds.values()) * 40:
            opened.enter_context(begin(patient, content))
        front = patient.front
        yield {k: opened.enter_context(begin(patient, c)) for k, c in kinds.items()}
        assert patient.front == front


@pytest.fixture(autouse=True)
def calm(request: pytest.FixtureRequest) -> Iterator[None]:
    """Leave the servers as they were found: whole, and with nothing to do."""
    yield
    for name in {"hasty", "patient"} & set(request.fixturenames):
        eventually(partial(is_calm, request.getfixturevalue(name)))


def is_calm(server: Server) -> bool:
    """Tell whether a server is whole and has nothing to do."""
    return metric(server, "running") == 0 and server.is_complete()


def test_requests_that_never_end_stop_nobody(
    patient: Server, stalled: dict[str, socket.socket]
) -> None:
    for _ in range(WORKERS):
        assert ask(patient, lookup()).status == 200
    assert all(map(is_silent, stalled.values()))


def test_a_query_that_runs_too_long_is_ended_and_told_what_to_try(hasty: Server) -> None:
    began = time.monotonic()
    answer = ask(hasty, RUNAWAY)
    assert time.monotonic() - began > DEADLINE * 0.9
    assert answer.status == 504
    assert "ran for 2 seconds" in answer.detail
    assert "write FILTER NOT EXISTS as MINUS" in answer.detail
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("timeout", "allowed"), [("0.3", "0.3"), ("100", "2"), ("1e-9", "0.05")])
def test_a_client_may_shorten_the_time_but_not_lengthen_it(
    hasty: Server, timeout: str, allowed: str
) -> None:
    answer = ask(hasty, RUNAWAY, timeout=timeout)
    assert answer.status == 504
    assert f"ran for {allowed} seconds" in answer.detail


@pytest.mark.parametrize("timeout", ["0", "-1", "nan", "inf", "soon"])
def test_a_time_that_is_none_is_refused(hasty: Server, timeout: str) -> None:
    assert ask(hasty, "ASK {}", timeout=timeout).status == 400


def test_a_query_that_takes_too_much_memory_is_ended_and_the_server_goes_on(
    patient: Server,
) -> None:
    before = patient.workers
    answer = ask(patient, swelling(32))
    assert answer.status == 503
    assert "more than 256 MiB of memory" in answer.detail
    assert len(before - patient.workers) == 1
    assert ask(patient, lookup()).status == 200


@pytest.mark.parametrize("version", ["--http1.1", "--http1.0"])
def test_an_answer_that_fails_never_looks_whole(hasty: Server, version: str) -> None:
    given = ("--data-urlencode", f"query={ENDLESS}", "--write-out", "%{http_code}")
    done = curl(hasty, version, "--output", os.devnull, "--fail", *given, "-H", "Accept: text/csv")
    if version == "--http1.1":
        assert (done.returncode, done.stdout) == (18, "200")
    else:
        assert (done.returncode, done.stdout) == (22, "504")


@pytest.mark.parametrize("version", ["--http1.1", "--http1.0"])
@pytest.mark.parametrize("encoding", ["identity", "gzip", "br", "zstd"])
def test_a_large_answer_comes_whole(hasty: Server, version: str, encoding: str) -> None:
    given = ("--data-urlencode", f"query={LARGE} # {next(NUMBERS)}", "-H", "Accept: text/csv")
    coding = ("-H", f"Accept-Encoding: {encoding}", "--compressed")
    done = curl(hasty, version, *coding, *given)
    assert done.returncode == 0
    assert done.stdout.count("\n") == SIZE * SIZE + 1


def test_small_answers_tell_their_length(hasty: Server) -> None:
    for answer in (ask(hasty, lookup()), ask(hasty, "nonsense"), ask(hasty, RUNAWAY, timeout="1")):
        assert answer.headers["Content-Length"] == str(len(answer.body))
        assert answer.headers["Transfer-Encoding"] is None


def test_a_query_whose_client_has_left_is_ended(patient: Server) -> None:
    before = patient.workers
    connection = begin(patient, get_bytes(RUNAWAY))
    eventually(lambda: metric(patient, "running") == 1)
    connection.close()
    eventually(lambda: metric(patient, "running") == 0)
    eventually(lambda: patient.is_complete() and len(before - patient.workers) == 1)


def test_a_query_whose_client_leaves_amid_the_answer_is_ended(patient: Server) -> None:
    before = patient.workers
    with begin(patient, get_bytes(ENDLESS)) as connection:
        assert connection.recv(5000).startswith(b"HTTP/1.1 200")
    eventually(lambda: metric(patient, "running") == 0)
    eventually(lambda: patient.is_complete() and len(before - patient.workers) == 1)


def test_who_asks_for_the_head_of_a_large_answer_lets_nobody_write_it(patient: Server) -> None:
    before = patient.workers
    answer = send(patient, "HEAD", address_of(ENDLESS))
    assert (answer.status, answer.body) == (200, b"")
    eventually(lambda: metric(patient, "running") == 0, 2)
    eventually(lambda: patient.is_complete() and len(before - patient.workers) == 1)


def test_a_client_that_reads_slowly_holds_no_worker_and_gets_all(patient: Server) -> None:
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(20)
        connection.connect(("127.0.0.1", patient.port))
        connection.sendall(get_bytes(LARGE, "Accept: text/csv", "Connection: close"))
        assert connection.recv(100).startswith(b"HTTP/1.1 200")
        eventually(lambda: metric(patient, "running") == 0)
        content = rest(connection)
    assert content.count(b"http://t/s399,http://t/p,value 399") > SIZE
    assert content.endswith(b"0\r\n\r\n")


def test_workers_that_are_killed_while_they_work_are_replaced(patient: Server) -> None:
    connections = [begin(patient, get_bytes(RUNAWAY)) for _ in range(2)]
    eventually(lambda: metric(patient, "running_long") == 2)
    before = patient.workers
    for worker in before:
        os.kill(worker, signal.SIGKILL)
    eventually(lambda: len(patient.workers - before) == WORKERS)
    assert ask(patient, lookup()).status == 200
    for connection in connections:
        connection.close()


def test_no_query_fails_where_workers_end_that_have_nothing_to_do(patient: Server) -> None:
    front = patient.front
    for _ in range(20):
        for worker in list(patient.workers)[:3]:
            os.kill(worker, signal.SIGKILL)
        for _ in range(3):
            assert ask(patient, lookup()).status == 200
    assert patient.front == front


def test_a_query_is_run_again_when_its_worker_is_killed(patient: Server) -> None:
    connection = begin(patient, get_bytes(LONG, "Connection: close"))
    eventually(lambda: metric(patient, "running") == 1)
    for worker in patient.workers:
        os.kill(worker, signal.SIGKILL)
    assert b'"value":"3000000"' in rest(connection)


def test_who_asks_too_much_at_once_is_told_to_wait_and_others_are_served(patient: Server) -> None:
    with ExitStack() as opened:
        asked = [
            opened.enter_context(begin(patient, get_bytes(RUNAWAY, "Connection: close")))
            for _ in range(120)
        ]
        other = ask(patient, lookup(), address="127.0.0.2")
        assert other.status == 200
        refused = rest(asked[-1]).decode()
        assert refused.startswith("HTTP/1.1 429")
        assert "retry-after: 5" in refused
        assert "too many queries wait" in refused
    eventually(lambda: metric(patient, "waiting") == 0)


def test_two_who_fill_the_queue_make_room_for_a_third(patient: Server) -> None:
    with ExitStack() as opened:
        for address in ("127.0.0.3", "127.0.0.4"):
            for _ in range(80):
                asked = begin(patient, get_bytes(RUNAWAY), address)
                opened.enter_context(asked)
        eventually(lambda: metric(patient, "waiting") >= 128)
        assert ask(patient, lookup(), address="127.0.0.2").status == 200
    eventually(lambda: metric(patient, "waiting") == 0)


def test_quick_queries_are_answered_while_more_long_ones_run_than_there_are_workers(
    patient: Server,
) -> None:
    with ExitStack() as opened:
        for _ in range(3 * WORKERS):
            opened.enter_context(begin(patient, get_bytes(RUNAWAY)))
        eventually(lambda: metric(patient, "running_long") == WORKERS // 2)
        for number in range(20):
            assert ask(patient, lookup(), address=f"127.0.0.{2 + number % 2}").status == 200
        assert metric(patient, "running_long") == WORKERS // 2
    eventually(lambda: metric(patient, "waiting") == 0)


def test_quick_queries_are_answered_while_more_large_answers_are_asked_than_there_are_workers(
    patient: Server,
) -> None:
    with ExitStack() as opened:
        for _ in range(2 * WORKERS):
            opened.enter_context(begin(patient, get_bytes(ENDLESS)))
        eventually(lambda: metric(patient, "running_long") == WORKERS // 2)
        for number in range(10):
            assert ask(patient, lookup(), address=f"127.0.0.{2 + number % 2}").status == 200
            assert metric(patient, "running_long") == WORKERS // 2
    eventually(lambda: metric(patient, "running") == 0)


def test_more_large_answers_than_workers_all_come_whole(patient: Server) -> None:
    with ThreadPoolExecutor(2 * WORKERS) as clients:
        asked = [clients.submit(ask, patient, LARGE, CSV) for _ in range(2 * WORKERS)]
        rows = [answer.result().body.count(b"\n") - 1 for answer in asked]
    assert rows == 2 * WORKERS * [SIZE * SIZE]


def test_a_front_that_is_killed_is_replaced(hasty: Server) -> None:
    before = hasty.processes
    os.kill(hasty.front, signal.SIGKILL)
    eventually(lambda: not before & hasty.processes and hasty.is_complete())
    eventually(lambda: curl(hasty, path="health").returncode == 0)
    assert ask(hasty, lookup()).status == 200


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("Content-Length: 2000000", b"413"),
        ("Content-Length: 99999999999999999999999", b"400"),
        ("Content-Length: -1", b"400"),
        ("Content-Length: 5\r\nContent-Length: 6", b"400"),
        ("Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nASK{}", b"400"),
        ("Transfer-Encoding: chunked\r\n\r\n-1\r\nASK{}", b"400"),
        ("Transfer-Encoding: chunked\r\n\r\nzz\r\nASK{}", b"400"),
        ("X-Long: " + "x" * 150_000, b"431"),
        ("\r\n".join(f"X-{n}: x" for n in range(1000)), b"431"),
    ],
)
def test_an_absurd_request_is_refused_at_once(patient: Server, head: str, status: bytes) -> None:
    kind = "Content-Type: application/sparql-query"
    request = f"POST /sparql HTTP/1.1\r\nHost: x\r\n{kind}\r\n{head}\r\n\r\n"
    with begin(patient, request.encode()) as connection:
        connection.settimeout(5)
        assert connection.recv(65536).split()[1] == status


def test_an_endless_body_is_refused_before_it_is_held(patient: Server) -> None:
    before = memory(patient.front)
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
    with begin(patient, head + b"Transfer-Encoding: chunked\r\n\r\n") as connection:
        sent = 0
        with suppress(ConnectionError):
            while sent < 100_000_000:
                sent += connection.send(b"40000\r\n" + b"#" * 0x40000 + b"\r\n")
        assert sent < 100_000_000
    assert memory(patient.front) - before < 30


def test_what_clients_send_does_not_stay_in_memory(patient: Server) -> None:
    ask(patient, "ASK {}")
    before = memory(patient.front)
    for number in range(100):
        absurd = f"x/{number}" + "x" * 60_000
        assert ask(patient, "ASK {}", {"Accept": f"*/*, {absurd}"}).status == 200
        query = f"ASK {{ FILTER('{absurd}' = '') }}"
        assert post(patient, {"Accept-Encoding": absurd}, query=query).status == 200
    assert memory(patient.front) - before < 12


def test_an_address_that_is_too_long_is_refused(patient: Server) -> None:
    assert send(patient, "GET", "/sparql?query=" + "x" * 70_000).status == 414


def spools() -> set[str]:
    """Return the folders for large answers of all servers of this machine, by their front."""
    prefix = "rightsgraph-answers-"
    found = Path(tempfile.gettempdir()).glob(prefix + "*")
    return {folder.name.removeprefix(prefix).split("-")[0] for folder in found}


def test_a_server_that_is_killed_leaves_no_process_and_frees_the_port(data: Path) -> None:
    options = ("--data", str(data))
    with running(*options) as one, running(*options) as other:
        fronts = str(one.front), str(other.front)
        assert spools() >= set(fronts)
        processes = other.processes
        with begin(other, get_bytes(RUNAWAY)):
            eventually(lambda: metric(other, "running_long") == 1)
            other.process.kill()
        other.process.wait(timeout=10)
        eventually(lambda: not any(Path(f"/proc/{process}").exists() for process in processes))
        socket.create_server(("127.0.0.1", other.port)).close()
    assert fronts[0] not in spools()
    with running(*options) as third:  # it removes what the killed one could not
        assert fronts[1] not in spools()
        assert str(third.front) in spools()


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("silent", b""),
        ("half-sent", b""),
        ("no body", b"HTTP/1.1 408 Request Timeout"),
        ("no chunk", b"HTTP/1.1 408 Request Timeout"),
    ],
)
def test_requests_that_never_end_are_ended(
    stalled: dict[str, socket.socket], kind: str, answer: bytes
) -> None:
    assert rest(stalled[kind]).partition(b"\r\n")[0] == answer
