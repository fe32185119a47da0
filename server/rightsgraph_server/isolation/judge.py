"""Judge how long tasks have worked, and which are to give way to others."""

import asyncio
import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress

from rightsgraph_server.isolation.endings import problem_of_end
from rightsgraph_server.isolation.link import Link
from rightsgraph_server.isolation.process import processor_seconds
from rightsgraph_server.isolation.reply import Call
from rightsgraph_server.settings import Settings

CROWDED = 4  # how much less time a task has to be quick, while others wait
SLOW = 20  # how much longer it may take if the processors do other things
LOW_PRIORITY = 10
VERY_LONG = 5  # seconds of work


class Judge:
    """Tell quick tasks from long ones, by the time that they have worked."""

    def __init__(
        self, links: Mapping[int, Link], kill: Callable[[Link], None], settings: Settings
    ) -> None:
        """Look at the workers that there are at any time, and `kill` those that give way."""
        self._links, self._kill, self._settings = links, kill, settings

    @property
    def long(self) -> int:
        """Return how many long tasks run."""
        return sum(link.call is not None and link.call.long for link in self._links.values())

    @property
    def has_room(self) -> bool:
        """Tell whether one more long task may run."""
        return self.long < self._settings.most_long

    def look(self, crowded: bool, awaited: bool) -> None:
        """Look at all that runs: mark what is long, and have it give way.

        `crowded` says that quick tasks wait, `awaited` that any do.
        """
        now = time.monotonic()
        quick = self._settings.quick / (CROWDED if crowded else 1)
        for link in list(self._links.values()):
            call = link.call
            if call is None:
                continue
            if call.long:
                self._step_back(call, link)
                continue
            if now - call.began >= call.job.seconds:
                self._overdue(call)
            elif _worked(call, link.worker) < quick and now - call.began < SLOW * quick:
                continue
            elif self.has_room:
                self.make_long(call)
            elif awaited:
                self._preempt(call, link)

    def make_long(self, call: Call) -> None:
        """Take a task that runs for a long one."""
        call.long = True
        end = call.began + call.job.seconds
        call.end_of_time = asyncio.get_running_loop().call_later(
            end - time.monotonic(), self._overdue, call
        )

    def _preempt(self, call: Call, link: Link) -> None:
        if not call.preempted:
            call.preempted = True
            self._kill(link)

    def growing(self, link: Link) -> None:
        """Take an answer that begins to be given in parts for a long one: it cannot begin again."""
        call = link.call
        if call is None or call.long:
            return
        if self.has_room:
            self.make_long(call)
        else:
            self._preempt(call, link)

    def _step_back(self, call: Call, link: Link) -> None:
        """Give a task a lower priority, for good, where long ones take all processors.

        A process cannot raise its priority again, so the worker ends after it. A fresh one is slow
        at first: to read the store is to write to it, and so to copy what processes share. So what
        leaves others a processor keeps its priority for longer.
        """
        is_crowded = self.long >= self._settings.processors
        enough = self._settings.quick if is_crowded else VERY_LONG
        if not link.retired and _worked(call, link.worker) > enough:
            link.retired = True
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, link.worker, LOW_PRIORITY)

    def _overdue(self, call: Call) -> None:
        """Answer at the deadline: the kernel ends the worker then, but that takes a while."""
        if not call.is_over:
            call.fail(problem_of_end("deadline", call.job.seconds, self._settings))


def _worked(call: Call, worker: int) -> float:
    """Return the seconds that a worker has worked on a call since it was first looked at."""
    spent = processor_seconds(worker)
    if call.noticed is None:
        call.noticed = spent
    return spent - call.noticed
