"""Run the server as people do, and ask it with the tools that people have."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WORKERS = 4
PATIENCE = 20  # seconds that a client of a test waits


@dataclass
class Server:
    """Be a running server: its process, its address and what it says."""

    process: subprocess.Popen[str]
    url: str

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
        return self.processes - {self.front}

    def is_complete(self) -> bool:
        """Tell whether all workers are there."""
        return len(self.workers) == WORKERS


def start(*options: str) -> Server:
    """Start a server on a free port, and return once it listens."""
    command = [sys.executable, "-m", "rightsgraph", "serve", "--port", "0"]
    command += ["--workers", str(WORKERS), *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    said = []
    for line in process.stderr:
        said.append(line)
        if found := re.search(r"http://\S+/", line):
            server = Server(process, found[0])
            eventually(server.is_complete)
            return server
    raise AssertionError(f"the server does not start: {''.join(said)}")


def stop(server: Server) -> str:
    """End a server as an operator does, and return what else it said."""
    server.process.send_signal(signal.SIGTERM)
    said = server.process.communicate(timeout=10)[1]
    return str(said)


@contextmanager
def running(*options: str) -> Iterator[Server]:
    """Run a server with some options."""
    server = start(*options)
    try:
        yield server
    finally:
        stop(server)


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
