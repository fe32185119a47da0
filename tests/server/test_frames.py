"""What worker and pool say to each other is understood, however the network cuts it."""

import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsgraph_server.isolation.frames import (
    ANSWER,
    ENDED,
    GREW,
    STARTED,
    Head,
    Reader,
    answer_frame,
    frame,
    job_frame,
    read_answer,
    read_head,
    receive_job,
    write_head,
)
from rightsgraph_server.isolation.tasks import Job, Page, Query, ReadGraph, Task, Update, WriteGraph

kinds = st.sampled_from([ANSWER, STARTED, GREW, ENDED])
frames = st.lists(st.tuples(kinds, st.binary(max_size=40)), max_size=8)
heads = st.builds(
    Head,
    st.integers(100, 599),
    st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), max_size=4).map(tuple),
)


def cut(content: bytes, places: list[int]) -> list[bytes]:
    """Cut some bytes at places."""
    ends = sorted({place % (len(content) + 1) for place in places} | {len(content)})
    return [content[a:b] for a, b in zip([0, *ends], ends, strict=False)]


@given(frames, st.lists(st.integers(0, 500)))
def test_frames_are_read_wherever_the_stream_is_cut(
    said: list[tuple[bytes, bytes]], places: list[int]
) -> None:
    stream = b"".join(frame(kind, content) for kind, content in said)
    reader = Reader()
    heard = [
        (kind, bytes(content))
        for part in cut(stream, places)
        for kind, content in reader.feed(part)
    ]
    assert heard == said


def test_a_frame_is_given_as_soon_as_it_is_whole_and_not_before() -> None:
    reader = Reader()
    stream = frame(GREW, b"12") + frame(ENDED, b"")
    given_ = [[kind for kind, _ in reader.feed(bytes([byte]))] for byte in stream]
    assert given_ == [[]] * 6 + [[GREW]] + [[]] * 4 + [[ENDED]]


def test_a_long_frame_that_comes_in_many_parts_takes_no_time_to_read() -> None:
    reader = Reader()
    stream = frame(ANSWER, b"x" * (8 << 20))
    heard = [
        len(content)
        for start in range(0, len(stream), 1 << 10)
        for _, content in reader.feed(stream[start : start + (1 << 10)])
    ]
    assert heard == [8 << 20]


@given(heads)
def test_a_head_comes_back_as_it_was(head: Head) -> None:
    assert read_head(write_head(head)) == head
    assert head.is_problem == (head.status >= 400)


@given(heads, st.binary(max_size=60), st.lists(st.integers(0, 500)))
def test_an_answer_comes_back_as_it_was(head: Head, body: bytes, places: list[int]) -> None:
    reader = Reader()
    stream = answer_frame(head, body) + frame(GREW, b"7")
    heard = [
        read_answer(content) if kind == ANSWER else bytes(content)
        for part in cut(stream, places)
        for kind, content in reader.feed(part)
    ]
    assert heard == [(head, body), b"7"]


@pytest.mark.parametrize(
    "task",
    [
        Query("SELECT 'م'", "csv", ("a:b",), ("c:d",), "version"),
        ReadGraph(None, "turtle"),
        Page({"PATH_INFO": "/"}, b"\xff"),
        Update("x" * 1_000_000),
        WriteGraph("PUT", "a:b", (("turtle", b"y" * 3_000_000),), "c:d"),
    ],
)
def test_a_worker_hears_what_it_is_asked(task: Task) -> None:
    job = Job(task, 1.5, "gzip", "/file")
    pool, worker = socket.socketpair()
    with pool, worker:
        sending = threading.Thread(target=pool.sendall, args=(job_frame(job),))
        sending.start()
        assert receive_job(worker) == job
        sending.join()


@pytest.mark.parametrize("said", [b"", job_frame(Job(ReadGraph(None, "csv"), 1))[:-1]])
def test_a_worker_whom_nobody_asks_any_more_ends(said: bytes) -> None:
    pool, worker = socket.socketpair()
    with worker:
        pool.sendall(said)
        pool.close()
        assert receive_job(worker) is None
