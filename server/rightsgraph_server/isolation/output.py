"""Take what a worker writes: on its shelf, or in a file once it grows beyond that.

A shelf is memory that a worker shares with the reader of its answers.

The reader of a large answer takes it from the file while it is written. So no worker waits for a
slow client, and what was written before a worker was killed is told apart from what is whole.
"""

import io
import socket
from hashlib import sha256
from mmap import mmap
from pathlib import Path

from rightsgraph_server.compression import Compressor, compressor
from rightsgraph_server.isolation.endings import no_room
from rightsgraph_server.isolation.frames import (
    ENDED,
    GREW,
    STARTED,
    Head,
    answer_frame,
    frame,
    shelved_frame,
    write_head,
)
from rightsgraph_server.isolation.spool import has_room

SHELF = 4 << 20  # bytes
SMALL = 1 << 16  # bytes of an answer that is sent as it is
STEP = 1 << 18


class TooLarge(Exception):
    """Say that an answer is larger than answers may be."""


class Output(io.RawIOBase):
    """Send an answer to the pool: whole if it is small, else by way of a file."""

    def __init__(
        self,
        connection: socket.socket,
        shelf: mmap,
        file: str,
        encoding: str = "",
        largest: int = 1 << 40,
    ) -> None:
        self.head = Head(200)
        self._connection = connection
        self._shelf = shelf
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
        begin, self._taken = self._taken, self._taken + len(data)
        if self._taken > self._largest:
            raise TooLarge
        if self._file is None and self._taken <= len(self._shelf):
            self._shelf[begin : self._taken] = data
            return len(data)
        if self._file is None:
            self._start()
            self._held += self._shelf[:begin]
        self._held += data
        if len(self._held) >= STEP:
            self._pass_on()
        return len(data)

    def finish(self) -> None:
        """Say that the answer is whole."""
        if self._file is None:
            small = self._taken < SMALL
            whole = answer_frame(self.head, self._shelf[: self._taken]) if small else b""
            self._connection.sendall(whole or shelved_frame(self.head, self._taken))
            return
        self._pass_on(last=True)
        checksum = self._checksum.hexdigest().encode()
        self._connection.sendall(frame(ENDED, checksum))

    def fail(self, head: Head, body: bytes) -> None:
        """Send an error instead of the answer, of which nothing was sent yet."""
        self._connection.sendall(answer_frame(head, body))

    def close(self) -> None:
        """Close the file, if there is one."""
        if self._file is not None:
            self._file.close()
        super().close()

    def _start(self) -> None:
        if not has_room(Path(self._path).parent):
            raise no_room()
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
