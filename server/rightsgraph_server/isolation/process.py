"""Make a process a good child: it dies with its parent, and takes no more than it may."""

import ctypes
import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import socket
from typing import TypeVar

from rightsgraph.errors import RightsgraphError

T = TypeVar("T")

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG in Linux's prctl.h
_OWN_SIGNALS = (signal.SIGTERM, signal.SIGCHLD, signal.SIGALRM, signal.SIGHUP)


def fork(child: Callable[[], None], unneeded: Iterable[socket]) -> int:
    """Run a function in a child of this process and return the child's id.

    The child has none of the sockets that it does not need, and ignores Ctrl-C: its parent tells
    it when to end.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    child_id = os.fork()
    if child_id:
        return child_id
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        for number in _OWN_SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        die_with(parent)
        for connection in unneeded:
            connection.close()
        child()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(status)


def in_child(make: Callable[[], T]) -> T:
    """Return what a function returns in a child of this process, which keeps all else to itself.

    Raises what the function raised of the project's own errors, or ChildProcessError.
    """
    reading, writing = os.pipe()

    def child() -> None:
        os.close(reading)
        try:
            made: T | RightsgraphError = make()
        except RightsgraphError as error:
            made = error
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(made, pipe)

    child_id = fork(child, ())
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        content = pipe.read()
    _, status = os.waitpid(child_id, 0)
    if status:
        raise ChildProcessError(f"ended with status {status}")
    made = pickle.loads(content)  # noqa: S301 (our own child)
    if isinstance(made, RightsgraphError):
        raise made
    result: T = made
    return result


def die_with(parent: int) -> None:
    """Have the kernel end this process when its parent ends, where the kernel can (Linux)."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def quiet() -> None:
    """Keep native code, which says at length that memory has ended, from the standard error."""
    own = os.dup(2)
    sys.stderr = os.fdopen(own, "w", buffering=1)
    with Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), 2)


def limit_memory(more: int) -> None:
    """Let this process take so many bytes more than it has; beyond, it ends."""
    if size := _address_space():
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (size + more, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):  # where memory ends all the same, this process goes before its parent
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")


@contextmanager
def uncounted_memory() -> Iterator[None]:
    """Do not count against the limit of this process what it takes meanwhile."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    before = _address_space()
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    try:
        yield
    finally:
        if soft != resource.RLIM_INFINITY:
            taken = max(0, _address_space() - before)
            resource.setrlimit(resource.RLIMIT_AS, (soft + taken, hard))


def _address_space() -> int:
    """Return the bytes of address space of this process (Linux), or 0."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[0]) * resource.getpagesize() if status.is_file() else 0


def most_files() -> None:
    """Let this process open as many files and sockets as the system allows it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def processor_seconds(process: int) -> float:
    """Return how long a process has worked, to a hundredth of a second (Linux), or 0."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    fields = told.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory() -> int:
    """Return the memory, in bytes, that this process has now, what it shares too (Linux), or 0."""
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[1]) * resource.getpagesize() if told.is_file() else 0
