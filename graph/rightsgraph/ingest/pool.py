"""Run work on many processes, with a bounded amount of it in memory."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import TypeVar

from rightsgraph.errors import StorageError

Item = TypeVar("Item")
Result = TypeVar("Result")


def cores() -> int:
    """Return how many processes can run at once on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def processes(workers: int | None = None) -> Iterator[Executor]:
    """Give an executor of processes on this machine, by default one for each core.

    Raises StorageError where one of them is killed, most likely for want of memory.
    """
    executor = ProcessPoolExecutor(workers or cores(), initializer=_follow_parent)
    try:
        yield executor
    except BrokenProcessPool as error:
        reason = "a process was killed, perhaps for want of memory; what was done is kept"
        raise StorageError(
            f"{reason}; free some, or use fewer --workers where there is the choice"
        ) from error
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def as_completed(
    executor: Executor,
    function: Callable[[Item], Result],
    items: Iterable[Item],
    window: int,
) -> Iterator[Result]:
    """Yield the results of a function on items, as they come, with `window` items under way."""
    waiting: set[Future[Result]] = set()
    try:
        for item in items:
            waiting.add(executor.submit(function, item))
            if len(waiting) >= window:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    finally:
        for future in waiting:
            future.cancel()


def _follow_parent() -> None:
    """Leave Ctrl-C to the process that started this one, and end when that one is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
