"""A server under measurement: started, filled, watched, started again, ended."""

import socket
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

import psutil  # type: ignore[import-untyped]
from bench.serving.client import Refused, TooSlow, ask, read_rows

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
LONGEST_START = 600
LONGEST_END = 10
QUIET = 0.02
"""The share of a core below which a server has nothing left to do."""


class Failed(Exception):
    """A server ended or said nothing; its log tells why."""


class Server(ABC):
    """A program that serves the data by SPARQL on loopback."""

    name: ClassVar[str]
    path: ClassVar[str] = "/sparql"
    version = ""

    def __init__(self, program: str, data: Path, folder: Path) -> None:
        self.program = program
        self.data = data
        self.folder = folder / "running" / self.name.replace(" ", "-")
        self.log = self.folder / "server.log"
        self.port = 0
        self.load_seconds = 0.0
        self.triples = 0
        self.memory_mb = 0.0
        self._process: psutil.Popen | None = None

    @abstractmethod
    def command(self) -> list[str]:
        """Return the command that serves on the port."""

    def fill(self) -> None:
        """Bring the data into the started server; by default it reads them before it answers."""
        self.wait_until(self.answers)

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        start = time.perf_counter()
        self.start()
        self.load_seconds = time.perf_counter() - start
        self.memory_mb = self._sum(lambda process: process.memory_full_info().pss) / 1e6
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the program and wait until it answers. Raises Failed."""
        self.port = free_port()
        with self.log.open("w") as log:
            self._process = psutil.Popen(
                self.command(), stdout=log, stderr=log, cwd=self.folder, start_new_session=True
            )
        try:
            self.fill()
            self.wait_until(self.answers)
        except BaseException:
            self.stop()
            raise

    def restart(self) -> None:
        """Start anew, as a query that nobody waits for any longer may still run."""
        self.stop()
        try:
            self.start()
        except Failed as error:
            print(f"does not start again: {error}", file=sys.stderr)

    def wait_until(self, ready: Callable[[], bool]) -> None:
        """Wait for something that the program does. Raises Failed."""
        for _ in range(LONGEST_START * 5):
            if ready():
                return
            if self._process is None or self._process.poll() is not None:
                break
            time.sleep(0.2)
        raise Failed(f"{self.name}: {self.log.read_text(errors='replace')[-500:].strip()}")

    def answers(self) -> bool:
        """Tell whether it counts its triples."""
        try:
            self.triples = int(read_rows(ask(self.port, self.path, COUNT)[1])[0]["n"])
        except (Refused, TooSlow):
            return False
        return True

    def settle(self) -> None:
        """Wait until nothing is left to do from earlier requests, for a minute at most."""
        before = self._worked()
        for _ in range(240):
            time.sleep(0.25)
            if abs(-before + (before := self._worked())) <= 0.25 * QUIET:
                return

    def _worked(self) -> float:
        return self._sum(lambda process: sum(process.cpu_times()[:2]))

    def _sum(self, measure: Callable[[psutil.Process], float]) -> float:
        total = 0.0
        for process in self._tree():
            with suppress(psutil.NoSuchProcess):
                total += measure(process)
        return total

    def _tree(self) -> list[psutil.Process]:
        if self._process is None or not self._process.is_running():
            return []
        return [self._process, *self._process.children(recursive=True)]

    def stop(self) -> None:
        """End the program and all that it started."""
        tree = self._tree()
        for process in tree[:1]:
            process.terminate()
        _, alive = psutil.wait_procs(tree, timeout=LONGEST_END)
        for process in alive:
            process.kill()
        psutil.wait_procs(alive, timeout=LONGEST_END)
        self._process = None


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def said_by(command: list[str]) -> str:
    """Return what a command prints, for one that tells its version."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).strip()
