"""Keep the store, and the processes that share it: one front, and workers that come and go.

The keeper has one thread, so it can fork at any time; a child shares the store's memory until it
writes to it. The front asks for no process and holds none: it is told of each worker, with the
socket to talk to it, and of each that ended, with the reason.
"""

import json
import os
import pickle
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rightsgraph_server.isolation.output import SHELF
from rightsgraph_server.isolation.process import fork
from rightsgraph_server.isolation.tasks import Task
from rightsgraph_server.isolation.worker import CUT, FULL, OUT_OF_MEMORY, Desk

PATIENCE = 5  # seconds that the front has to end, or to take a message
MOST_FRONTS = 5
TOO_SOON = 0.05
LOW_PRIORITY = 10
_REASONS = {CUT: "cut", OUT_OF_MEMORY: "memory", FULL: "full"}
_SIGNALS = {signal.SIGALRM: "deadline", signal.SIGKILL: "killed", signal.SIGABRT: "memory"}


@dataclass(frozen=True)
class Doings:
    """Say what the processes do: the front, a worker, who changes the data, who prepares one."""

    front: Callable[[socket.socket], None]
    work: Callable[[Desk], None]
    change: Callable[[Task], object]
    prepare: Callable[[str], object]


class Keeper:
    """Run a front and a number of workers, replace those that end, and end them all."""

    def __init__(self, doings: Doings, workers: int, own: tuple[socket.socket, ...] = ()) -> None:
        """Take what the processes do, and how many workers; `own` are sockets that none needs."""
        self._doings, self._size, self._own = doings, workers, own
        self._preparing: dict[int, str] = {}
        self._front = 0
        self._fronts = 0
        self._workers: dict[int, float] = {}
        self._retired: set[int] = set()
        self._stopping = False
        self._control, self._other = socket.socketpair()
        self._woken, self._waker = socket.socketpair()

    def run(self) -> int:
        """Serve until told to end, and return the exit status."""
        self._waker.setblocking(False)
        self._woken.setblocking(False)
        signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        try:
            self._start()
            while not self._stopping:
                self._wait()
                self._reap()
            return 0 if self._fronts <= MOST_FRONTS else 1
        finally:
            self._end()

    def _stop(self, *_: object) -> None:
        self._stopping = True

    def _start(self) -> None:
        self._control, self._other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(PATIENCE)
        other = self._other
        unneeded = (*self._own, self._control, self._woken, self._waker)
        self._front = fork(lambda: self._doings.front(other), unneeded)
        self._fronts += 1
        other.close()
        while len(self._workers) < self._size:
            self._start_worker()

    def _start_worker(self) -> None:
        ours, theirs = socket.socketpair()
        unneeded = (*self._own, ours, self._control, self._woken, self._waker)
        shelf = os.memfd_create("answers")
        os.ftruncate(shelf, SHELF)
        worker = fork(lambda: self._doings.work(Desk(theirs, shelf)), unneeded)
        theirs.close()
        self._workers[worker] = time.monotonic()
        self._tell({"worker": worker}, ours.fileno(), shelf)
        ours.close()
        os.close(shelf)

    def _wait(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._woken, selectors.EVENT_READ)
            selector.register(self._control, selectors.EVENT_READ)
            ready = [key.fileobj for key, _ in selector.select(timeout=1)]
        if self._woken in ready:
            self._woken.recv(4096)
        if self._control in ready:
            self._listen()

    def _listen(self) -> None:
        try:
            said, files, _, _ = socket.recv_fds(self._control, 65536, 1)
        except OSError:
            return
        message = json.loads(said) if said else {}
        if (worker := message.get("kill")) in self._workers:
            os.kill(worker, signal.SIGKILL)
        if files:
            self._change_data(message["write"], files[0])
        if version := message.get("prepare"):
            self._prepare(version)

    def _prepare(self, version: str) -> None:
        """Have a child make a version ready, after all others in priority, and one at a time."""
        if self._preparing:
            return

        def child() -> None:
            os.nice(LOW_PRIORITY)
            self._doings.prepare(version)

        unneeded = (*self._own, self._control, self._woken, self._waker)
        self._preparing[fork(child, unneeded)] = version

    def _change_data(self, number: int, file: int) -> None:
        """Change the data, and replace the workers: each holds the data as they were."""
        with os.fdopen(file, "rb") as given:
            given.seek(0)
            task: Task = pickle.load(given)  # noqa: S301 (our own child)
        try:
            self._doings.change(task)
        except Exception:  # it went well in a worker; whatever happened, the rest must go on
            sys.excepthook(*sys.exc_info())
            self._tell({"written": number, "failed": True, "stale": []})
            return
        for worker in self._workers.keys() - self._retired:
            self._retired.add(worker)
        fresh = len(self._workers)
        self._tell({"written": number, "stale": sorted(self._retired)})
        for _ in range(min(fresh, self._size)):
            self._start_worker()

    def _tell(self, message: dict[str, Any], *files: int) -> None:
        said = json.dumps(message).encode()
        try:
            socket.send_fds(self._control, [said], files)
        except TimeoutError:  # a front that does not listen serves nobody
            os.kill(self._front, signal.SIGKILL)
        except OSError:
            pass  # it has ended, and is reaped in a moment

    def _reap(self) -> None:
        while True:
            try:
                ended, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not ended:
                return
            if ended == self._front:
                self._replace_front()
            elif ended in self._workers:
                self._replace_worker(ended, status)
            elif (version := self._preparing.pop(ended, "")) and status:
                self._tell({"unprepared": version})

    def _replace_worker(self, worker: int, status: int) -> None:
        soon = time.monotonic() - self._workers.pop(worker) < TOO_SOON
        retired = worker in self._retired
        self._retired.discard(worker)
        self._tell({"ended": worker, "reason": _reason(status)})
        if self._stopping or retired:
            return
        if soon:
            time.sleep(TOO_SOON)  # whatever ends them at once must not make us fork all day
        self._start_worker()

    def _replace_front(self) -> None:
        self._front = 0
        self._kill_workers()
        self._control.close()
        if self._fronts > MOST_FRONTS:
            self._stopping = True
        elif not self._stopping:
            self._start()

    def _end(self) -> None:
        """End the front first, which finishes what it does, and then the workers."""
        self._stopping = True
        if self._front:
            os.kill(self._front, signal.SIGTERM)
            end = time.monotonic() + PATIENCE
            while self._front and time.monotonic() < end:
                self._wait()
                self._reap()
        if self._front:
            os.kill(self._front, signal.SIGKILL)
            os.waitpid(self._front, 0)
        self._kill_workers()

    def _kill_workers(self) -> None:
        for child in (*self._workers, *self._preparing):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        self._workers.clear()
        self._preparing.clear()
        self._retired.clear()


def _reason(status: int) -> str:
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return _SIGNALS.get(signal.Signals(number), f"signal {number}")
    return _REASONS.get(os.WEXITSTATUS(status), f"exit {os.WEXITSTATUS(status)}")
