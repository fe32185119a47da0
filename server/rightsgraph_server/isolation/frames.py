"""Frame what a worker and its pool say to each other over a socket.

A frame is one byte that tells its kind, four bytes of length, and so many bytes.
"""

import json
import pickle
import socket
import struct
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from rightsgraph_server.isolation.tasks import Job

READY, ASKED = b"R", b"J"
ANSWER, SHELVED, STARTED, GREW, ENDED = b"A", b"M", b"S", b"G", b"E"
_HEADER = struct.Struct("!cI")
_LENGTH = struct.Struct("!I")
HEADER_SIZE = _HEADER.size


@dataclass(frozen=True)
class Head:
    """Hold the status and the headers of an answer."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def is_problem(self) -> bool:
        """Tell whether it announces an error."""
        return self.status >= 400


@lru_cache(maxsize=64)
def write_head(head: Head) -> bytes:
    """Return a head as bytes."""
    return json.dumps(asdict(head)).encode()


@lru_cache(maxsize=64)
def read_head(content: bytes) -> Head:
    """Return the head that some bytes hold."""
    fields = json.loads(content)
    return Head(fields["status"], tuple((name, value) for name, value in fields["headers"]))


def frame(kind: bytes, *parts: bytes) -> bytes:
    """Return a frame."""
    return b"".join((_HEADER.pack(kind, sum(map(len, parts))), *parts))


def answer_frame(head: Head, body: bytes) -> bytes:
    """Return the frame of an answer that is whole."""
    said = write_head(head)
    return frame(ANSWER, _LENGTH.pack(len(said)), said, body)


def shelved_frame(head: Head, length: int) -> bytes:
    """Return the frame of an answer whose body, of so many bytes, lies on the worker's shelf."""
    return frame(SHELVED, _LENGTH.pack(length), write_head(head))


def read_shelved(content: memoryview) -> tuple[Head, int]:
    """Return head and length of an answer that lies on the shelf."""
    (length,) = _LENGTH.unpack_from(content)
    return read_head(bytes(content[_LENGTH.size :])), length


def read_answer(content: memoryview) -> tuple[Head, bytes]:
    """Return head and body of an answer that is whole."""
    (length,) = _LENGTH.unpack_from(content)
    begin = _LENGTH.size + length
    return read_head(bytes(content[_LENGTH.size : begin])), bytes(content[begin:])


def job_frame(job: Job) -> bytes:
    """Return the frame that asks a worker for something."""
    return frame(ASKED, pickle.dumps(job, pickle.HIGHEST_PROTOCOL))


def receive_job(connection: socket.socket) -> Job | None:
    """Wait for the next job, or return None where nobody will ask any more."""
    reader = Reader()  # nothing else is sent before this job is answered
    while data := connection.recv(1 << 18):
        for _, content in reader.feed(data):
            job: Any = pickle.loads(content)  # noqa: S301 (our own parent)
            return job if isinstance(job, Job) else None
    return None


class Reader:
    """Cut a stream of bytes into frames."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._size = 0
        self._wanted = HEADER_SIZE

    def feed(self, data: bytes) -> Iterator[tuple[bytes, memoryview]]:
        """Take some bytes and yield kind and content of each frame that is whole now."""
        self._held.append(data)
        self._size += len(data)
        if self._size < self._wanted:
            return
        whole = b"".join(self._held) if len(self._held) > 1 else data
        view, start = memoryview(whole), 0
        self._wanted = HEADER_SIZE
        while self._size - start >= HEADER_SIZE:
            kind, length = _HEADER.unpack_from(view, start)
            end = start + HEADER_SIZE + length
            if self._size < end:
                self._wanted = end - start
                break
            yield kind, view[start + HEADER_SIZE : end]
            start = end
        self._held = [whole[start:]] if start < self._size else []
        self._size -= start
