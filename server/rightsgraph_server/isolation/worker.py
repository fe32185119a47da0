"""Answer one task at a time, in a process that ends rather than exceed its time or memory."""

import errno
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from mmap import mmap
from socket import socket

from rightsgraph.errors import RightsgraphError
from rightsgraph_server.isolation.allocator import (
    return_freed_memory,
    sort_freed_memory,
    with_fresh_memory,
)
from rightsgraph_server.isolation.frames import READY, Head, frame, receive_job
from rightsgraph_server.isolation.output import SHELF, Output, TooLarge
from rightsgraph_server.isolation.process import limit_memory, memory, quiet
from rightsgraph_server.isolation.tasks import Task
from rightsgraph_server.problems import Problem, problem_of
from rightsgraph_server.settings import MIB, Settings

MOST_TASKS = 20_000  # after which a worker has copied much of the store that it shared
MOST_GROWTH = 128 * MIB
LOOK_AT_MEMORY = 8  # tasks
LARGE = 0.05  # seconds of work
CUT, OUT_OF_MEMORY, FULL = 75, 76, 77
"""What a worker exits with when its answer grew too large, and when memory or the disk ended."""

Answer = Callable[[Task, Output], None]


@dataclass(frozen=True)
class Desk:
    """Be where a worker is asked, and where it lays its answers: a socket and a shared file."""

    connection: socket
    shelf: int


def work(desk: Desk, prepare: Callable[[], None], answer: Answer, settings: Settings) -> None:
    """Answer jobs until nobody asks any more, or until it is time for a fresh process."""
    quiet()
    with_fresh_memory(lambda: _work(desk, prepare, answer, settings))


def _work(desk: Desk, prepare: Callable[[], None], answer: Answer, settings: Settings) -> None:
    connection, shelf = desk.connection, mmap(desk.shelf, SHELF)
    prepare()
    limit_memory(settings.memory)
    return_freed_memory()
    enough = memory() + MOST_GROWTH
    connection.sendall(frame(READY))
    for number in range(MOST_TASKS):
        job = receive_job(connection)
        if job is None:
            return
        signal.setitimer(signal.ITIMER_REAL, job.seconds)  # its signal ends the process
        output = Output(connection, shelf, job.file, job.encoding, settings.largest_result)
        _answer(job.task, answer, output)
        signal.setitimer(signal.ITIMER_REAL, 0)
        if number % LOOK_AT_MEMORY == 0 and _has_grown(enough):
            break
    connection.close()  # the front is to know at once, and to end takes a while


def _has_grown(enough: int) -> bool:
    if memory() <= enough:
        return False
    return_freed_memory()
    return memory() > enough


def _answer(task: Task, answer: Answer, output: Output) -> None:
    began = time.process_time()
    try:
        answer(task, output)
        if time.process_time() - began > LARGE:
            sort_freed_memory()  # before the answer ends, since another task may come at once
        output.finish()
    except TooLarge:
        os._exit(CUT)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Problem as problem:
        _fail(output, problem)
    except RightsgraphError as error:
        _fail(output, problem_of(error))
    except (BrokenPipeError, ConnectionResetError):
        os._exit(0)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            os._exit(FULL)
        _stumble(output, error)
    except Exception as error:
        _stumble(output, error)
    finally:
        output.close()


def _stumble(output: Output, error: Exception) -> None:
    sys.excepthook(*sys.exc_info())
    reason = f"{type(error).__name__}; this is a fault of the server, and it was logged"
    _fail(output, Problem(500, "The server failed", reason))


def _fail(output: Output, problem: Problem) -> None:
    if output.has_started:
        os._exit(CUT)
    output.fail(Head(problem.status, problem.headers()), problem.body())
