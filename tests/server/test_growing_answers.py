"""Large answers are read while they are written, and those that are cut are told apart."""

import asyncio
from collections.abc import Awaitable, Callable
from mmap import mmap
from pathlib import Path
from typing import Any, TypeVar

import pytest

from rightsgraph_server.gateway import delivery
from rightsgraph_server.gateway.delivery import Cut, Delivery
from rightsgraph_server.gateway.request import Message, Request, Room
from rightsgraph_server.isolation.frames import (
    ANSWER,
    ENDED,
    GREW,
    STARTED,
    Head,
    answer_frame,
    frame,
    write_head,
)
from rightsgraph_server.isolation.link import Link
from rightsgraph_server.isolation.pool import Pool
from rightsgraph_server.isolation.reply import Call, Growing
from rightsgraph_server.isolation.tasks import Job, ReadGraph
from rightsgraph_server.problems import Problem
from rightsgraph_server.settings import Settings

T = TypeVar("T")
CONTENT = b"some content"
LATE = Problem(504, "Late", "it took too long")
BEGUN = frame(STARTED, write_head(Head(200)))
GROWN = frame(GREW, str(len(CONTENT)).encode())
WHOLE = frame(ENDED, b"checksum")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write what a worker wrote."""
    path = tmp_path / "answer"
    path.write_bytes(CONTENT)
    return path


def run(wanted: Callable[[], Awaitable[T]]) -> T:
    """Run something, and end it if it hangs."""

    async def limited() -> T:
        return await asyncio.wait_for(wanted(), 5)

    return asyncio.run(limited())


def asked(file: Path) -> tuple[Link, Call, list[Link]]:
    """Return a worker that was asked something, the call, and those that have answered."""
    link, answered = Link(1, mmap(-1, 16)), list[Link]()
    link.on_answer = answered.append
    link.call = Call(Job(ReadGraph(None, "csv"), 1, "", str(file)), "", asyncio.get_running_loop())
    return link, link.call, answered


async def read(growing: Growing) -> bytes:
    """Read all of an answer."""
    return b"".join([part async for part in growing.parts()])


def test_an_answer_is_read_while_it_is_written(file: Path) -> None:
    async def reading() -> None:
        growing = Growing(str(file))
        assert not file.exists()
        growing.grow(4)
        parts = growing.parts()
        assert await anext(parts) == b"some"
        growing.grow(len(CONTENT))
        assert await anext(parts) == b" content"
        growing.end("checksum")
        with pytest.raises(StopAsyncIteration):
            await anext(parts)

    run(reading)


def test_an_answer_that_fails_gives_what_there_is_and_then_the_reason(file: Path) -> None:
    async def reading() -> None:
        growing = Growing(str(file))
        growing.grow(4)
        growing.fail(LATE)
        parts = growing.parts()
        assert await anext(parts) == b"some"
        with pytest.raises(Problem) as caught:
            await anext(parts)
        assert caught.value is LATE

    run(reading)


def test_who_waits_for_the_whole_hears_its_size_or_why_there_is_none(file: Path) -> None:
    async def waiting() -> None:
        growing = Growing(str(file))
        size = asyncio.ensure_future(growing.whole())
        growing.grow(4)
        await asyncio.sleep(0)
        growing.grow(len(CONTENT))
        await asyncio.sleep(0)
        assert not size.done()
        growing.end("checksum")
        assert await size == len(CONTENT)
        assert await read(growing) == CONTENT

    async def failing() -> None:
        growing = Growing(str(file))
        growing.grow(4)
        asyncio.get_running_loop().call_soon(growing.fail, LATE)
        with pytest.raises(Problem):
            await growing.whole()

    run(waiting)
    file.write_bytes(CONTENT)
    run(failing)


def test_a_worker_tells_of_its_answer_bit_by_bit(file: Path) -> None:
    async def hearing() -> None:
        link, call, answered = asked(file)
        for byte in BEGUN + GROWN + WHOLE:
            assert not answered
            link.data_received(bytes([byte]))
        reply = await call.reply
        assert reply.growing
        assert await read(reply.growing) == CONTENT
        assert answered == [link]

    run(hearing)


def test_what_was_to_run_again_gives_only_the_second_answer(file: Path) -> None:
    async def hearing() -> None:
        link, call, answered = asked(file)
        call.preempted = True
        link.data_received(BEGUN + GROWN + WHOLE)
        assert not call.reply.done()
        assert not answered
        assert not file.exists()
        call.again()
        file.write_bytes(CONTENT)
        link.data_received(BEGUN + GROWN + WHOLE)
        reply = await call.reply
        assert reply.growing
        assert await read(reply.growing) == CONTENT
        assert answered == [link]

    run(hearing)


def test_a_small_answer_that_came_before_the_end_of_its_worker_counts(file: Path) -> None:
    async def hearing() -> None:
        link, call, answered = asked(file)
        call.preempted = True
        link.data_received(answer_frame(Head(200), CONTENT))
        assert (await call.reply).body == CONTENT
        assert answered == [link]

    run(hearing)


@pytest.mark.parametrize("said", [BEGUN + GROWN + WHOLE, answer_frame(Head(200), b"")])
def test_an_answer_for_which_nobody_waits_any_more_is_dropped(file: Path, said: bytes) -> None:
    async def hearing() -> None:
        link, call, answered = asked(file)
        call.fail(LATE)
        link.data_received(said)
        with pytest.raises(Problem):
            await call.reply
        assert answered == [link]
        assert file.exists() == said.startswith(ANSWER)

    run(hearing)


def test_what_a_worker_said_before_it_ended_is_heard_whatever_is_told_first(
    file: Path, tmp_path: Path
) -> None:
    class Nobody:
        def kill(self, worker: int) -> None:
            raise AssertionError("nobody is to be killed")

    async def hearing() -> None:
        link, call, _ = asked(file)
        pool = Pool(Nobody(), Settings(), tmp_path)
        pool.add(link)
        link.data_received(BEGUN + GROWN)
        pool.remove(link.worker, "exit 0")
        link.data_received(WHOLE)
        link.connection_lost(None)
        growing = (await call.reply).growing
        assert growing
        assert await growing.whole() == len(CONTENT)
        growing.close()

    run(hearing)


def request(http_version: str) -> Request:
    """Return a request that was made in a version of HTTP."""

    async def receive() -> Message:
        return {"type": "http.request"}

    scope: dict[str, Any] = {
        "method": "GET", "path": "/", "query_string": b"", "headers": [], "scheme": "http",
        "http_version": http_version,
    }  # fmt: skip
    return Request(scope, receive, Room(1))


def test_a_client_that_stops_reading_is_left(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "PATIENCE", 0.05)

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            await asyncio.sleep(60)

    async def delivering() -> None:
        growing = Growing(str(file))
        growing.grow(4)
        growing.end("checksum")
        deliver = Delivery(None)  # type: ignore[arg-type]
        await deliver.growing(request("1.1"), send, Head(200), growing, "")

    with pytest.raises(Cut, match="stopped reading"):
        run(delivering)


@pytest.mark.parametrize("http_version", ["1.0", "1.1"])
def test_only_an_older_client_waits_for_the_length(file: Path, http_version: str) -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def delivering() -> None:
        growing = Growing(str(file))
        loop = asyncio.get_running_loop()
        loop.call_later(0.02, growing.grow, len(CONTENT))
        loop.call_later(0.04, growing.end, "checksum")
        deliver = Delivery(None)  # type: ignore[arg-type]
        await deliver.growing(request(http_version), send, Head(200), growing, "")

    run(delivering)
    headers = dict(sent[0]["headers"])
    assert headers.get(b"content-length") == (b"12" if http_version == "1.0" else None)
    assert b"".join(message["body"] for message in sent[1:]) == CONTENT
