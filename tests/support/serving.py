"""Run the server as people do, and ask it with the tools that people have."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

WORKERS = 4
PATIENCE = 20  # seconds that a client of a test waits
SECONDS_TO_START = 60
SECONDS_TO_END = 20
WELCOME = re.compile(r"^serving .* on (http://\S+/) ", re.MULTILINE)


@dataclass(frozen=True)
class Server:
    """Be a running server: its process, its address, and the file with what it says."""

    process: subprocess.Popen[bytes]
    url: str
    log: Path
    wanted: int  # workers

    @property
    def said(self) -> str:
        """Return what it has said so far."""
        return self.log.read_text(encoding="utf-8")

    @property
    def port(self) -> int:
        """Return the port that it listens on."""
        return int(self.url.rstrip("/").rsplit(":", 1)[1])

    @property
    def _children(self) -> list[int]:
        pid = self.process.pid
        return [int(x) for x in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    @property
    def processes(self) -> set[int]:
        """Return the ids of the front and of the workers."""
        return set(self._children)

    @property
    def front(self) -> int:
        """Return the id of the process that listens: it was there first."""
        return self._children[0]

    @property
    def workers(self) -> set[int]:
        """Return the ids of the processes that answer queries."""
        return set(self._children[1:])

    def is_complete(self) -> bool:
        """Tell whether all workers are there."""
        return len(self.workers) == self.wanted


@contextmanager
def running(
    *options: str, workers: int = WORKERS, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Run a server with some options on a free port; a test may end it earlier."""
    with TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        process = launch(log, ["--workers", str(workers), *options], environment or {})
        try:
            server = Server(process, address(process, log), log, workers)
            eventually(server.is_complete, SECONDS_TO_START)
            yield server
        finally:
            stop(process)


def launch(
    log: Path, options: Sequence[str], environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    """Start a server that writes to a file what it says: a pipe that nobody reads would stop it."""
    command = [sys.executable, "-m", "rightsgraph", "serve", "--port", "0", *options]
    with log.open("wb") as stderr:
        return subprocess.Popen(command, stderr=stderr, env={**os.environ, **environment})


def address(process: subprocess.Popen[bytes], log: Path) -> str:
    """Wait until a server tells its address."""
    end = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < end:
        if found := WELCOME.search(log.read_text(encoding="utf-8")):
            return found[1]
        time.sleep(0.02)
    raise AssertionError(f"the server does not start: {log.read_text(encoding='utf-8')}")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server as an operator does, unless it has ended; kill it where that fails."""
    process.terminate()
    try:
        process.wait(SECONDS_TO_END)
    except BaseException:
        process.kill()
        process.wait()
        raise


def eventually(holds: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until a condition holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.02)


def curl(server: Server, *arguments: str, path: str = "sparql") -> subprocess.CompletedProcess[str]:
    """Run curl on an address of the server; both what it prints and its exit code matter."""
    command = ["curl", "--silent", "--show-error", "--max-time", str(PATIENCE), *arguments]
    command.append(server.url + path)
    return subprocess.run(command, capture_output=True, text=True, check=False)
