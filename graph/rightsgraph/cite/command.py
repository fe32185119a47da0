"""Run the citation recogniser on a stream of JSON Lines."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import parent_process
from select import select
from threading import Thread

import click

from rightsgraph.cite.lines import LONGEST_LINE, refuse_length
from rightsgraph.cite.stream import Line, citations_of
from rightsgraph.errors import SourceError

BLOCK = 2**18
# How long (seconds) a line waits for others to come, and at most for a batch to be full.
IDLE = 0.05
PATIENCE = 0.5
LINES_REFUSED = 1


@click.command("citations")
@click.argument("file", default="-", type=click.Path(dir_okay=False, allow_dash=True))
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=lambda: os.cpu_count() or 1,
    show_default="one for each core",
    help="How many processes read.",
)
def citations_command(file: str, workers: int) -> None:
    """Read what the paragraphs of FILE (JSON Lines; - for standard input) cite.

    A line in has "id", "symbol" (of the document), "text" and, if any, "language" and
    "footnotes", a list of {"n", "text"}. A line out has its "id" and its "citations". Lines with
    the same symbol that follow each other are one document. Blank lines are passed over.

    A line that cannot be read is told of, with its number, and left out; then the exit code is 1.
    """
    name = "standard input" if file == "-" else file
    refused = 0

    def refuse(error: SourceError) -> None:
        nonlocal refused
        refused += 1
        click.echo(f"rightsgraph: {error}", err=True)

    out = sys.stdout.buffer
    try:
        with _opened(file) as descriptor, _pool(workers) as executor:
            for line in citations_of(lines_of(descriptor, out.flush), executor, refuse, name):
                out.write(line.encode() + b"\n")
            out.flush()
    except BrokenPipeError:
        # The reader has had enough; what is still in the buffer has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except BrokenProcessPool as error:
        reason = "a process that read it was killed, perhaps for want of memory; try --workers 1"
        raise SourceError(name, reason) from error
    if refused:
        click.echo(f"rightsgraph: {refused} lines of {name} were not read", err=True)
        sys.exit(LINES_REFUSED)


def lines_of(descriptor: int, idle: Callable[[], None]) -> Iterator[Line | None]:
    """Yield the lines of an open file as they come, and None (having called idle) in pauses.

    Of a line that is too long no more is kept than its length.
    """
    parts: list[bytes] = []
    length, told = 0, time.monotonic()
    while True:
        ready = _is_ready(descriptor)
        if not ready or time.monotonic() - told > PATIENCE:
            idle()
            yield None
            told = time.monotonic()
        if not ready:
            continue
        block = os.read(descriptor, BLOCK)
        *ended, rest = block.split(b"\n")
        for end in ended:
            length += len(end)
            yield refuse_length(length) if length > LONGEST_LINE else b"".join((*parts, end))
            parts, length = [], 0
        length += len(rest)
        if length > LONGEST_LINE:
            parts = []
        else:
            parts.append(rest)
        if not block:
            break
    if length:
        yield refuse_length(length) if length > LONGEST_LINE else b"".join(parts)


def _is_ready(descriptor: int) -> bool:
    # Windows can wait for sockets only; there a line waits for the batch to be full.
    return os.name == "nt" or bool(select([descriptor], [], [], IDLE)[0])


@contextmanager
def _opened(file: str) -> Iterator[int]:
    if file == "-":
        yield sys.stdin.fileno()
        return
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError as error:
        reason = f"cannot be read: {error.strerror}; give a file of JSON Lines, or -"
        raise SourceError(file, reason) from error
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _pool(workers: int) -> Iterator[Executor | None]:
    if workers == 1:
        yield None
        return
    pool = ProcessPoolExecutor(workers, initializer=_depend_on_the_parent)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _depend_on_the_parent() -> None:
    """Leave interrupts to the parent, and end when it ends, even if it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
