"""Take what a worker writes: in memory, or in a file once it grows beyond that.

The reader of a large answer takes it from the file while it is written. So no worker waits for a
slow client, and what was written before a worker was killed is told apart from what is whole.
"""

import io
import socket
from hashlib import sha256

from rightsgraph_server.compression import Compressor, compressor
from rightsgraph_server.isolation.frames import (
    ENDED,
    GREW,
    STARTED,
    Head,
    answer_frame,
    frame,
    write_head,
)

LARGEST_IN_MEMORY = 4 << 20
STEP = 1 << 18


class TooLarge(Exception):
    """Say that an answer is larger than answers may be."""


class Output(io.RawIOBase):
    """Send an answer to the pool: whole if it is small, else by way of a file."""

    def __init__(
        self, connection: socket.socket, file: str, encoding: str = "", largest: int = 1 << 40
    ) -> None:
        self.head = Head(200)
        self._connection = connection
        self._path = file
        self._encoding = encoding
        self._largest = largest
        self._held = bytearray()
        self._file: io.FileIO | None = None
        self._compressor: Compressor | None = None
        self._taken = self._written = 0
        self._checksum = sha256()

    @property
    def has_started(self) -> bool:
        """Tell whether a part of the answer is on its way and cannot be taken back."""
        return self._file is not None

    def writable(self) -> bool:
        """Return that it can be written to."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Take a part of the answer. Raises TooLarge."""
        self._taken += len(data)
        if self._taken > self._largest:
            raise TooLarge
        self._held += data
        if self._file is None and len(self._held) > LARGEST_IN_MEMORY:
            self._start()
        if self._file is not None and len(self._held) >= STEP:
            self._pass_on()
        return len(data)

    def finish(self) -> None:
        """Say that the answer is whole."""
        if self._file is None:
            _send_answer(self._connection, self.head, self._held)
            return
        self._pass_on(last=True)
        checksum = self._checksum.hexdigest().encode()
        self._connection.sendall(frame(ENDED, checksum))

    def fail(self, head: Head, body: bytes) -> None:
        """Send an error instead of the answer, of which nothing was sent yet."""
        _send_answer(self._connection, head, body)

    def close(self) -> None:
        """Close the file, if there is one."""
        if self._file is not None:
            self._file.close()
        super().close()

    def _start(self) -> None:
        self._file = io.FileIO(self._path, "xb")
        headers = self.head.headers
        if self._encoding:
            self._compressor = compressor(self._encoding)
            headers = (*headers, ("Content-Encoding", self._encoding))
        said = write_head(Head(self.head.status, headers))
        self._connection.sendall(frame(STARTED, said))

    def _pass_on(self, last: bool = False) -> None:
        data = bytes(self._held)
        self._held.clear()
        if self._compressor is not None:
            data = self._compressor.compress(data) + (self._compressor.flush() if last else b"")
        if self._file is None:
            raise AssertionError("begun before it is passed on")
        self._checksum.update(data)
        left = memoryview(data)
        while left:
            left = left[self._file.write(left) or 0 :]
        self._written += len(data)
        self._connection.sendall(frame(GREW, str(self._written).encode()))


def _send_answer(connection: socket.socket, head: Head, body: bytes | bytearray) -> None:
    announced = answer_frame(head, len(body))
    if len(body) < STEP:
        connection.sendall(announced + body)
    else:
        connection.sendall(announced)
        connection.sendall(body)
