"""Hand tasks to workers, fairly, and end what runs too long: the front's end of the isolation.

A task first runs as a quick one. Once it has worked for longer it is a long one: it goes on if
fewer than `most_long` do; else its worker is killed and it waits, to run again from the beginning.
So quick questions find a worker whatever else is asked.
"""

import asyncio
import itertools
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from rightsgraph_server.isolation.endings import problem_of_end
from rightsgraph_server.isolation.frames import job_frame
from rightsgraph_server.isolation.judge import Judge
from rightsgraph_server.isolation.link import Link
from rightsgraph_server.isolation.queue import FairQueue
from rightsgraph_server.isolation.reply import Call
from rightsgraph_server.isolation.tasks import Job, Task, Update, WriteGraph
from rightsgraph_server.problems import Problem
from rightsgraph_server.settings import Settings

SWEEP = 0.02
BRIEF = 0.5  # seconds: a worker that ends so soon was about to when it was given the task
_NOT_ITS_FAULT = ("exit 0", "killed")  # or by the system, for want of memory
RETRY_AFTER = 5


class Control(Protocol):
    """Tell the keeper of workers what to do."""

    def kill(self, worker: int) -> None:
        """End a worker at once."""


class Pool:
    """Hold the workers and what waits for them."""

    def __init__(self, control: Control, settings: Settings, spool: Path) -> None:
        self._control = control
        self._settings = settings
        self._spool = spool
        self._loop = asyncio.get_running_loop()
        self._numbers = itertools.count()
        self._links: dict[int, Link] = {}
        self._judge = Judge(self._links, self._kill, settings)
        self._idle: list[Link] = []
        self._waiting = FairQueue[Call](settings.most_waiting, settings.most_waiting_of_one)
        self._long_waiting = FairQueue[Call](settings.most_waiting, settings.most_waiting)
        self.ended: dict[str, int] = {}
        self.seconds = 0.0

    @property
    def waiting(self) -> int:
        """Return how many tasks wait."""
        return len(self._waiting) + len(self._long_waiting)

    @property
    def running(self) -> int:
        """Return how many tasks run."""
        return sum(link.call is not None for link in self._links.values())

    @property
    def long(self) -> int:
        """Return how many tasks run that have run for long."""
        return self._judge.long

    @property
    def workers(self) -> int:
        """Return how many workers are ready."""
        return sum(link.is_ready for link in self._links.values())

    def run(
        self, task: Task, client: str, seconds: float, encoding: str = "", long: bool = False
    ) -> Call:
        """Begin a task for a client and return the call, whose reply may be awaited.

        `long` says that it will take long although it works little, since it waits for others.
        Raises Problem with status 429 where too much waits already.
        """
        job = Job(task, seconds, encoding, f"{self._spool}/{next(self._numbers)}")
        call = Call(job, client, self._loop)
        queue = self._long_waiting if long else self._waiting
        if self._has_room and not self._waiting and not long:
            self._begin(call, self._idle.pop())
        elif left_out := queue.put(client, call):
            problem = _too_many()
            if left_out is call:
                raise problem
            left_out.fail(problem)
        if long:
            self._serve_next()
        return call

    def abandon(self, call: Call) -> None:
        """Stop a call in which nobody is interested any more."""
        if call.is_over:
            return
        call.is_over = True
        self._waiting.remove(call.client, call)
        self._long_waiting.remove(call.client, call)
        if call.worker is not None:
            self._kill(self._links[call.worker])
        _remove(call.job.file)

    def add(self, link: Link) -> None:
        """Take in a worker, which says, or has said, that it is ready."""
        link.on_ready, link.on_growing = self._free, self._judge.growing
        link.on_answer, link.on_loss = self._answered, self._lost
        self._links[link.worker] = link
        if link.is_ready:
            self._free(link)

    def retire(self, workers: list[int]) -> None:
        """Give no more tasks to workers, and let those end that have none."""
        for worker in workers:
            if link := self._links.get(worker):
                link.retired = True
                if link in self._idle:
                    self._idle.remove(link)
                    link.close()

    def remove(self, worker: int, reason: str) -> None:
        """Take note that a worker has ended, and why; what it said before is heard first."""
        if link := self._links.get(worker):
            link.reason = reason
            if link.is_lost:
                self._bury(link)

    def _bury(self, link: Link) -> None:
        del self._links[link.worker]
        call, link.call = link.call, None
        reason = link.reason
        if reason != "exit 0":
            self.ended[reason] = self.ended.get(reason, 0) + 1
        if call is None:
            return
        ran = time.monotonic() - call.began
        self.seconds += ran
        _remove(call.job.file)
        if call.is_over:
            return
        if call.preempted:
            call.again()
            self._long_waiting.put_ahead(call.client, call)
        elif reason in _NOT_ITS_FAULT and call.may_run_again(3 if ran < BRIEF else 1):
            call.again()
            self._waiting.put_ahead(call.client, call)
        else:
            call.fail(problem_of_end(reason, call.job.seconds, self._settings))
        self._serve_next()

    async def sweep(self) -> None:
        """Look after what runs, for ever: mark what is long, and make room for what is quick."""
        while True:
            await asyncio.sleep(SWEEP)
            self._judge.look(crowded=bool(self._waiting), awaited=bool(self.waiting))
            self._drop_stale()
            self._serve_next()

    def _kill(self, link: Link) -> None:
        link.retired = True  # it may answer yet, but not get another task
        self._control.kill(link.worker)

    def _drop_stale(self) -> None:
        """Answer those that have waited for longer than a query may run."""
        oldest = time.monotonic() - self._settings.deadline
        for queue in (self._waiting, self._long_waiting):
            for client, call in queue.items():
                if call.asked < oldest:
                    queue.remove(client, call)
                    detail = "it waited too long for its turn; ask again later"
                    call.fail(Problem(503, "The server is busy", detail, retry_after=RETRY_AFTER))

    @property
    def _has_room(self) -> bool:
        """Tell whether a task may begin: more quick ones than processors only hinder each other."""
        quick = sum(link.is_quick for link in self._links.values())
        return bool(self._idle) and quick < self._settings.processors

    def _serve_next(self) -> None:
        while self._has_room:
            has_room = self._judge.has_room
            if long := self._long_waiting.take() if has_room else None:
                self._begin(long, self._idle.pop())
                self._judge.make_long(long)
            elif call := self._waiting.take():
                self._begin(call, self._idle.pop())
            else:
                return

    def _begin(self, call: Call, link: Link) -> None:
        call.began = time.monotonic()
        call.worker = link.worker
        link.call = call
        link.send(job_frame(call.job))

    def _answered(self, link: Link) -> None:
        """Take back a worker that has answered."""
        call, link.call = link.call, None
        if call is not None:
            self.seconds += time.monotonic() - call.began
            call.worker = None
            call.is_over = True
            if isinstance(call.job.task, Update | WriteGraph):  # it was only rehearsed
                link.close()
                return
        self._free(link)

    def _lost(self, link: Link) -> None:
        """Give no task to a worker that has ended; one that it was just given runs again."""
        link.retired = True
        if link in self._idle:
            self._idle.remove(link)
        if link.reason:
            self._bury(link)

    def _free(self, link: Link) -> None:
        if link.retired:
            link.close()
            return
        self._idle.append(link)
        if self.waiting:
            self._serve_next()


def _too_many() -> Problem:
    detail = "too many queries wait; ask again in some seconds, or fewer at a time"
    return Problem(429, "Too many queries", detail, retry_after=RETRY_AFTER)


def _remove(file: str) -> None:
    with suppress(OSError):
        os.unlink(file)
