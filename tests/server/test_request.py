"""Bodies that are being read take no more room together than there is."""

import asyncio

import pytest

from rightsgraph_server.gateway.request import Message, Request, Room
from rightsgraph_server.problems import Problem

SCOPE = {
    "type": "http", "method": "POST", "path": "/sparql", "query_string": b"", "scheme": "http",
    "headers": [],
}  # fmt: skip


def sending(room: Room, size: int, go_on: asyncio.Event) -> Request:
    """Return a request that sends half of a body, and the rest when it is told to."""
    parts = [b"x" * (size // 2)] * 2

    async def receive() -> Message:
        if len(parts) == 1:
            await go_on.wait()
        return {"type": "http.request", "body": parts.pop(), "more_body": bool(parts)}

    return Request(SCOPE, receive, room)


def test_who_sends_while_there_is_no_room_is_told_to_wait_and_room_comes_back() -> None:
    async def scene() -> None:
        room, go_on = Room(10), asyncio.Event()
        first = asyncio.create_task(sending(room, 12, go_on).body(100, 5))
        await asyncio.sleep(0)
        for _ in range(2):
            with pytest.raises(Problem) as refused:
                await sending(room, 10, go_on).body(100, 5)
            assert (refused.value.status, refused.value.retry_after) == (503, 5)
        assert not first.done()
        assert await sending(room, 4, go_on_now()).body(100, 5) == b"xxxx"
        go_on.set()
        with pytest.raises(Problem):  # alone it is too much, too
            await first
        assert len(await sending(room, 10, go_on).body(100, 5)) == 10

    asyncio.run(scene())


def go_on_now() -> asyncio.Event:
    """Return what waits for nothing."""
    event = asyncio.Event()
    event.set()
    return event
