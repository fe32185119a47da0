"""Read a request, within limits of size and time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from rightsgraph_server.problems import Problem
from rightsgraph_server.settings import Settings

RETRY_AFTER = 5
Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Room:
    """Bound the bytes of all bodies that are being read."""

    def __init__(self, most: int) -> None:
        self._left = most

    def take(self, size: int) -> None:
        """Take room for a part of a body. Raises Problem with status 503 where none is left."""
        self._left -= size
        if self._left < 0:
            detail = "too much is being sent at the same time; send it again later"
            raise Problem(503, "The server is busy", detail, retry_after=RETRY_AFTER)

    def give_back(self, size: int) -> None:
        """Give back what was taken."""
        self._left += size


class Request:
    """Be a request as ASGI tells it: the headers as one dictionary, the body on demand."""

    __slots__ = (
        "_body", "_receive", "_room", "headers", "is_answered", "method", "path", "query_string",
        "scheme", "scope",
    )  # fmt: skip

    def __init__(
        self, scope: Scope, receive: Receive, room: Room, behind_proxy: bool = False
    ) -> None:
        """Take a request; `behind_proxy` says that a trusted proxy tells how it was asked."""
        self.scope = scope
        self._room = room
        self.scheme: str = scope["scheme"]
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.query_string: bytes = scope["query_string"]
        self.headers: dict[bytes, bytes] = _joined(scope["headers"])
        if behind_proxy and self.header(b"x-forwarded-proto") == "https":
            self.scheme = "https"
        self._receive = receive
        self._body: bytes | None = None
        self.is_answered = False

    def header(self, name: bytes) -> str:
        """Return the value of a header, named in small letters, or an empty text."""
        return self.headers.get(name, b"").decode("latin-1")

    def client(self, trusted_proxies: int) -> str:
        """Return who asks: the address, or what so many trusted proxies say of it."""
        if trusted_proxies:
            told = [each.strip() for each in self.header(b"x-forwarded-for").split(",")]
            if len(told) >= trusted_proxies and told[-trusted_proxies]:
                return told[-trusted_proxies]
        address = self.scope.get("client")
        return str(address[0]) if address else ""

    @property
    def base_url(self) -> str:
        """Return the address that was asked, without its query."""
        host = self.header(b"host") or ":".join(map(str, self.scope["server"]))
        raw: bytes = self.scope.get("raw_path") or self.path.encode()
        return f"{self.scheme}://{host}{raw.partition(b'?')[0].decode('latin-1')}"

    async def body(self, largest: int, seconds: float) -> bytes:
        """Return the body. Raises Problem: 413 if it is too large, 408 too slow, 400 cut."""
        if self._body is None:
            self._body = await self._read(largest, seconds)
        return self._body

    async def _read(self, largest: int, seconds: float) -> bytes:
        too_large = Problem(413, "Too large", f"a request may have {largest} bytes here")
        told = self.header(b"content-length")
        if told.isdecimal() and int(told) > largest:
            raise too_large
        parts: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(seconds):
                more = True
                while more:
                    message = await self._receive()
                    if message["type"] == "http.disconnect":  # said of broken chunks, too
                        raise Problem(400, "Broken off", "the body broke off before its end")
                    parts.append(message.get("body", b""))
                    size += len(parts[-1])
                    self._room.take(len(parts[-1]))
                    if size > largest:
                        raise too_large
                    more = message.get("more_body", False)
        except TimeoutError:
            detail = f"the body did not come within {seconds:g} seconds"
            raise Problem(408, "Too slow", detail) from None
        finally:
            self._room.give_back(size)
        return b"".join(parts)

    async def until_gone(self) -> None:
        """Wait until the client leaves. The body must have been read."""
        while (await self._receive())["type"] != "http.disconnect":
            pass


class Gone(Exception):
    """Say that the client has left."""


def body_limit(settings: Settings) -> int:
    """Return the most bytes of a query: a character takes four, and each three in a form."""
    return 12 * settings.longest_query


def _joined(pairs: list[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    headers: dict[bytes, bytes] = {}
    for name, value in pairs:
        headers[name] = headers[name] + b", " + value if name in headers else value
    return headers
