"""Talk to one worker."""

import asyncio
from collections.abc import Callable
from mmap import mmap
from typing import cast

from rightsgraph_server.isolation.frames import (
    ANSWER,
    ENDED,
    GREW,
    READY,
    SHELVED,
    STARTED,
    Reader,
    read_answer,
    read_head,
    read_shelved,
)
from rightsgraph_server.isolation.reply import Call


class Link(asyncio.Protocol):
    """Send jobs to one worker, and pass on what it answers to the call that asked."""

    def __init__(self, worker: int, shelf: mmap) -> None:
        self.worker = worker
        self._shelf = shelf
        self.call: Call | None = None
        self.is_ready = self.is_lost = self.retired = False
        self.reason = ""
        """Why the worker has ended."""
        self.on_ready: Callable[[Link], None] = lambda _: None
        self.on_growing: Callable[[Link], None] = lambda _: None
        self.on_answer: Callable[[Link], None] = lambda _: None
        self.on_loss: Callable[[Link], None] = lambda _: None
        self._reader = Reader()
        self._transport: asyncio.WriteTransport | None = None

    @property
    def is_quick(self) -> bool:
        """Tell whether the worker is at a task that has not run for long."""
        return self.call is not None and not self.call.long and not self.retired

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the way to the worker."""
        self._transport = cast(asyncio.WriteTransport, transport)

    def connection_lost(self, _: Exception | None) -> None:
        """Take note that the worker has ended, or will end; the keeper tells why later."""
        self._transport = None
        self.is_lost = True
        self.on_loss(self)

    def send(self, frame: bytes) -> None:
        """Send a frame to the worker, if it is still there."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(frame)

    def close(self) -> None:
        """Have the worker end once it has nothing to do."""
        if self._transport is not None:
            self._transport.close()

    def data_received(self, data: bytes) -> None:
        """Pass on what the worker says."""
        for kind, content in self._reader.feed(data):
            if kind == READY:
                self.is_ready = True
                self.on_ready(self)
            elif self.call is not None:
                self._hear(self.call, kind, content)

    def _hear(self, call: Call, kind: bytes, content: memoryview) -> None:
        if kind == ANSWER:
            call.answer(*read_answer(content))
        elif kind == SHELVED:
            head, length = read_shelved(content)
            call.answer(head, self._shelf[:length])
        elif kind == STARTED:
            self.on_growing(self)
            call.start(read_head(bytes(content)))
        elif kind == GREW:
            call.grow(int(bytes(content)))
        elif kind == ENDED:
            call.end(bytes(content).decode())
        if kind in (ANSWER, SHELVED) or (kind == ENDED and not call.preempted):
            self.on_answer(self)
