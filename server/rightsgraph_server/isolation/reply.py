"""Hold what a task is answered: whole, or in a file that grows."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from rightsgraph_server.isolation.frames import Head
from rightsgraph_server.isolation.tasks import Job

STEP = 1 << 18


class Growing:
    """Be an answer that is written to a file while it is read. One reader reads it once."""

    def __init__(self, file: str) -> None:
        self._file = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
        os.unlink(file)
        self._size = 0
        self._grown = asyncio.Event()
        self.checksum = ""
        self.watch: asyncio.Future[None] | None = None
        self.on_close: Callable[[], None] = lambda: None
        self._failure: Exception | None = None

    def grow(self, size: int) -> None:
        """Take note that the file holds so many bytes."""
        self._size = size
        self._grown.set()

    def end(self, checksum: str) -> None:
        """Take note that the answer is whole."""
        self.checksum = checksum
        self._grown.set()

    def fail(self, reason: Exception) -> None:
        """Take note that the answer will never be whole."""
        self._failure = reason
        self._grown.set()

    async def parts(self) -> AsyncIterator[bytes]:
        """Yield the answer part by part. Raises what it failed with."""
        read = 0
        try:
            while True:
                while read < self._size:
                    part = os.pread(self._file, min(STEP, self._size - read), read)
                    read += len(part)
                    yield part
                if self._failure:
                    raise self._failure
                if self.checksum:
                    return
                self._grown.clear()
                await self._grown.wait()
        finally:
            self.close()

    async def whole(self) -> int:
        """Wait until the answer is whole, and return its size. Raises what it failed with."""
        while not self.checksum and not self._failure:
            self._grown.clear()
            await self._grown.wait()
        if self._failure:
            self.close()
            raise self._failure
        return self._size

    def close(self) -> None:
        """Give the file back, watch the client no longer, and have nobody write what is left."""
        if self.watch is not None:
            self.watch.cancel()
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
            self.on_close()


class Reply:
    """Be the answer to a task: a head, and a body that is whole or that grows."""

    __slots__ = ("body", "growing", "head")

    def __init__(self, head: Head, body: bytes = b"", growing: Growing | None = None) -> None:
        self.head = head
        self.body = body
        self.growing = growing


class Call:
    """Be a task on its way: who asked and when, and the reply once there is one."""

    def __init__(self, job: Job, client: str, loop: asyncio.AbstractEventLoop) -> None:
        self.job = job
        self.client = client
        self.asked = time.monotonic()
        self.began = 0.0
        self.worker: int | None = None
        self.long = self.preempted = self.is_over = False
        self.attempts = 0
        self.noticed: float | None = None
        self._reply: asyncio.Future[Reply] = loop.create_future()
        self._growing: Growing | None = None
        self.watch: asyncio.Future[None] | None = None
        self.end_of_time: asyncio.TimerHandle | None = None

    @property
    def has_started(self) -> bool:
        """Tell whether a part of the answer was sent."""
        return self._growing is not None

    @property
    def reply(self) -> asyncio.Future[Reply]:
        """Return what will be the reply; awaiting it may raise what it failed with."""
        return self._reply

    def answer(self, head: Head, body: bytes) -> None:
        """Give the answer, whole."""
        if not self._reply.done():
            self._reply.set_result(Reply(head, body))

    def start(self, head: Head) -> None:
        """Give the head of an answer that grows, if anybody waits for it still."""
        if self.preempted or self._reply.done():
            Path(self.job.file).unlink(missing_ok=True)
            return
        self._growing = Growing(self.job.file)
        self._reply.set_result(Reply(head, growing=self._growing))

    def grow(self, size: int) -> None:
        """Take note of how long the answer is by now."""
        if self._growing:
            self._growing.grow(size)

    def end(self, checksum: str) -> None:
        """Take note that the answer that grew is whole."""
        if self._growing:
            self._growing.end(checksum)

    def fail(self, reason: Exception) -> None:
        """Take note that there will be no answer, or none that is whole."""
        self.is_over = True
        if self._growing:
            self._growing.fail(reason)
        elif not self._reply.done():
            self._reply.set_exception(reason)

    def may_run_again(self, most: int) -> bool:
        """Tell whether it may run again: so often at most, and not after a part of its answer."""
        return self.attempts < most and not self.has_started

    def again(self) -> None:
        """Forget that it ran; it will run again."""
        self.attempts += 1
        self.worker = None
        self.long = self.preempted = False
        self.noticed = None
        if self.end_of_time:
            self.end_of_time.cancel()
