"""A worker answers one task after the other, and ends rather than exceed what it may take."""

import errno
import os
import shutil
import signal
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from mmap import PROT_READ, mmap
from pathlib import Path

import pytest

from rightsgraph.errors import QueryError
from rightsgraph_server.isolation import spool
from rightsgraph_server.isolation.frames import (
    ANSWER,
    ENDED,
    GREW,
    READY,
    SHELVED,
    STARTED,
    Head,
    Reader,
    job_frame,
    read_answer,
    read_head,
    read_shelved,
)
from rightsgraph_server.isolation.output import SHELF, Output
from rightsgraph_server.isolation.process import fork
from rightsgraph_server.isolation.tasks import Job, Task, Update
from rightsgraph_server.isolation.worker import CUT, FULL, OUT_OF_MEMORY, Desk, work
from rightsgraph_server.problems import Problem
from rightsgraph_server.settings import MIB, Settings

SETTINGS = Settings(memory=512 * MIB, largest_result=32 * MIB)
LINE = b"0123456789abcdef" * 64
Said = tuple[bytes, bytes]


def do(task: Task, output: Output) -> None:
    """Do what the text of an update says: one of the functions below."""
    assert isinstance(task, Update)
    name, _, number = task.text.partition(" ")
    ACTIONS[name](output, int(number or 0))


def write(output: Output, size: int) -> None:
    """Write so many bytes."""
    output.head = Head(200, (("Content-Type", "text/plain"),))
    for _ in range(0, size, len(LINE)):
        output.write(LINE)


def write_and_fail(output: Output, size: int) -> None:
    write(output, size)
    raise QueryError("not so")


def grow(output: Output, size: int) -> None:
    """Take memory for a moment."""
    assert (b"x" * size).endswith(b"x")
    output.write(b"grown")


def keep(output: Output, size: int) -> None:
    """Take memory and never give it back."""
    KEPT.append(b"x" * size)
    output.write(b"kept")


def spin(output: Output, _: int) -> None:
    while True:
        output.write(b"")


def fill(output: Output, size: int) -> None:
    """Write so many bytes to a disk that has no room for them."""
    write(output, size)
    raise OSError(errno.ENOSPC, "No space left on device")


def refuse(_: Output, status: int) -> None:
    raise Problem(status, "No", "not here")


def stumble(_: Output, __: int) -> None:
    raise LookupError("nothing there")


KEPT: list[bytes] = []
ACTIONS: dict[str, Callable[[Output, int], None]] = {
    "write": write, "fail": write_and_fail, "grow": grow, "keep": keep, "spin": spin,
    "refuse": refuse, "stumble": stumble, "fill": fill,
}  # fmt: skip


class Worker:
    """Be a worker in a process of its own, and what it says."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.own, theirs = socket.socketpair()
        self.own.settimeout(20)
        shelf = os.memfd_create("answers")
        os.ftruncate(shelf, SHELF)
        desk = Desk(theirs, shelf)
        self.process = fork(lambda: work(desk, lambda: None, do, SETTINGS), (self.own,))
        theirs.close()
        with os.fdopen(shelf, "rb") as opened:
            self.shelf = mmap(opened.fileno(), 0, prot=PROT_READ)
        self._reader = Reader()
        assert self._hear() == [(READY, b"")]

    def ask(self, text: str, seconds: float = 10, encoding: str = "") -> list[Said]:
        """Return all that the worker says to a task, until it has answered or ended."""
        self.own.sendall(job_frame(Job(Update(text), seconds, encoding, str(self.file))))
        heard: list[Said] = []
        while not (heard and heard[-1][0] in (ANSWER, SHELVED, ENDED)):
            said = self._hear()
            if said is None:
                break
            heard += said
        return heard

    def _hear(self) -> list[Said] | None:
        data = self.own.recv(1 << 16)
        if not data:
            return None
        return [(kind, bytes(content)) for kind, content in self._reader.feed(data)]

    def answer(self, text: str) -> tuple[Head, bytes]:
        """Return the answer to a task that is answered at once."""
        ((kind, content),) = self.ask(text)
        if kind == ANSWER:
            return read_answer(memoryview(content))
        head, length = read_shelved(memoryview(content))
        return head, self.shelf[:length]

    def status(self) -> int:
        """Wait until the worker ends and return how it did: negative for a signal."""
        end = time.monotonic() + 10
        while time.monotonic() < end:
            ended, status = os.waitpid(self.process, os.WNOHANG)
            if ended:
                self.process = 0
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.01)
        raise AssertionError("the worker does not end")

    def close(self) -> None:
        """End the worker."""
        self.own.close()
        self.shelf.close()
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    """Start a worker."""
    worker = Worker(tmp_path / "answer")
    yield worker
    worker.close()


@pytest.mark.parametrize("size", [0, 1 << 10, 1 << 16, SHELF])
def test_an_answer_that_fits_is_given_whole(worker: Worker, size: int) -> None:
    for _ in range(2):
        head, body = worker.answer(f"write {size}")
        assert head == Head(200, (("Content-Type", "text/plain"),))
        assert body == LINE * (size // len(LINE))
    assert not worker.file.exists()


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_a_larger_answer_is_given_in_a_file_while_it_grows(worker: Worker, encoding: str) -> None:
    size = SHELF + MIB
    heard = worker.ask(f"write {size}", encoding=encoding)
    kinds = [kind for kind, _ in heard]
    assert kinds[0] == STARTED
    assert kinds[-1] == ENDED
    assert set(kinds[1:-1]) == {GREW}
    assert ("Content-Encoding", "gzip") in read_head(heard[0][1]).headers or not encoding
    content = worker.file.read_bytes()
    assert int(heard[-2][1]) == len(content)
    whole = zlib.decompress(content, wbits=31) if encoding else content
    assert whole == LINE * (size // len(LINE))
    assert worker.answer("write 1024")[1] == LINE


def test_an_error_is_told_as_a_problem_and_the_worker_goes_on(worker: Worker) -> None:
    for text, status in (("fail 2048", 400), ("refuse 404", 404), ("stumble", 500)):
        head, body = worker.answer(text)
        assert head.status == status
        assert b'"detail"' in body
        assert LINE not in body
    assert worker.answer("write 1024")[1] == LINE


def test_an_error_amid_a_large_answer_ends_the_worker(worker: Worker) -> None:
    heard = worker.ask(f"fail {SHELF + MIB}")
    assert heard[0][0] == STARTED
    assert ENDED not in {kind for kind, _ in heard}
    assert worker.status() == CUT


def test_an_answer_that_is_too_large_ends_the_worker(worker: Worker) -> None:
    assert ENDED not in {kind for kind, _ in worker.ask(f"write {33 * MIB}")}
    assert worker.status() == CUT
    assert worker.file.stat().st_size <= 32 * MIB


def test_a_large_answer_is_refused_where_there_is_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=usage.total // 11))
    monkeypatch.setattr(spool, "ENOUGH", usage.total)
    worker = Worker(tmp_path / "answer")
    head, body = worker.answer(f"write {SHELF + MIB}")
    assert head.status == 503
    assert ("Retry-After", "60") in head.headers
    assert b"no room for large answers" in body
    assert worker.answer("write 1024")[1] == LINE
    worker.close()


def test_a_disk_that_is_full_ends_the_worker(worker: Worker) -> None:
    heard = worker.ask(f"fill {SHELF + MIB}")
    assert heard[0][0] == STARTED
    assert worker.status() == FULL


def test_too_much_memory_ends_the_worker(worker: Worker) -> None:
    assert worker.ask(f"grow {600 * MIB}") == []
    assert worker.status() == OUT_OF_MEMORY


def test_a_worker_that_has_grown_and_keeps_it_answers_and_ends(worker: Worker) -> None:
    assert worker.answer(f"keep {200 * MIB}")[1] == b"kept"
    assert worker.status() == 0


def test_a_worker_that_gives_back_what_it_took_stays(worker: Worker) -> None:
    for _ in range(20):
        assert worker.answer(f"grow {200 * MIB}")[1] == b"grown"


def test_a_worker_that_has_grown_a_little_stays(worker: Worker) -> None:
    for _ in range(20):
        assert worker.answer(f"grow {8 * MIB}")[1] == b"grown"


def test_too_long_a_time_ends_the_worker(worker: Worker) -> None:
    began = time.monotonic()
    assert worker.ask("spin", seconds=0.2) == []
    assert worker.status() == -signal.SIGALRM
    assert 0.1 < time.monotonic() - began < 5


def test_the_time_of_one_task_does_not_end_the_next(worker: Worker) -> None:
    worker.ask("write 1024", seconds=0.2)
    time.sleep(0.3)
    assert worker.answer("write 1024")[1] == LINE


def test_a_worker_whom_nobody_asks_any_more_ends(worker: Worker) -> None:
    worker.own.shutdown(socket.SHUT_RDWR)
    assert worker.status() == 0
