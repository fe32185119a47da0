"""Frame what a worker and its pool say to each other over a socket.

A frame is one byte that tells its kind, four bytes of length, and so many bytes.
"""

import json
import pickle
import socket
import struct
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from rightsgraph_server.isolation.tasks import Job

ANSWER, STARTED, GREW, ENDED, ASKED = b"A", b"S", b"G", b"E", b"J"
_HEADER = struct.Struct("!cI")
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


def write_head(head: Head) -> bytes:
    """Return a head as bytes."""
    return json.dumps(asdict(head)).encode()


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
    return frame(ANSWER, struct.pack("!I", len(said)), said, body)


def read_answer(content: bytes) -> tuple[Head, bytes]:
    """Return head and body of an answer that is whole."""
    (length,) = struct.unpack_from("!I", content)
    return read_head(content[4 : 4 + length]), content[4 + length :]


def job_frame(job: Job) -> bytes:
    """Return the frame that asks a worker for something."""
    return frame(ASKED, pickle.dumps(job, pickle.HIGHEST_PROTOCOL))


def receive_job(connection: socket.socket) -> Job | None:
    """Wait for the next job, or return None where nobody will ask any more."""
    header = _exactly(connection, HEADER_SIZE)
    if header is None:
        return None
    content = _exactly(connection, _HEADER.unpack(header)[1])
    job: Any = pickle.loads(content) if content is not None else None  # noqa: S301 (our own parent)
    return job if isinstance(job, Job) else None


def _exactly(connection: socket.socket, size: int) -> bytes | None:
    parts: list[bytes] = []
    while size:
        part = connection.recv(min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class Reader:
    """Cut a stream of bytes into frames."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Take some bytes and yield kind and content of each frame that is whole now."""
        self._held += data
        while len(self._held) >= HEADER_SIZE:
            kind, length = _HEADER.unpack_from(self._held)
            end = HEADER_SIZE + length
            if len(self._held) < end:
                return
            content = bytes(self._held[HEADER_SIZE:end])
            del self._held[:end]
            yield kind, content
