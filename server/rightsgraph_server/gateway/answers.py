"""Keep answers for the next who asks: by what was asked of which version, within a size."""

import asyncio
from base64 import b64encode
from collections import OrderedDict
from hashlib import blake2b, sha256

import xxhash

from rightsgraph_server import headers as standard
from rightsgraph_server.compression import SMALLEST, compress
from rightsgraph_server.gateway.request import Message
from rightsgraph_server.isolation.frames import Head

Key = tuple[object, ...]
ASK_AGAIN = "public, no-cache"
"""Keep it, and ask each time whether it is still what would be answered."""

OVERHEAD = 2000  # bytes that an answer takes beyond its body
MOST_ASKED = 20_000
_ALWAYS = [(name.lower().encode(), value.encode()) for name, value in standard.ALWAYS]


class Answer:
    """Be an answer that is whole, and its forms: plain, and compressed as clients ask."""

    __slots__ = ("_forms", "body", "head", "size", "tag", "vary")

    def __init__(self, head: Head, body: bytes, vary: str) -> None:
        self.body = body
        self.vary = vary
        self.tag = xxhash.xxh3_128_hexdigest(body)
        self.head = head
        self.size = 2 * len(body) + OVERHEAD  # its compressed forms too
        self._forms: dict[str, tuple[Message, bytes, str]] = {}

    def with_digest(self) -> str:
        """Add the checksum (SHA-256) to the headers (RFC 9530), and return it in hexadecimal."""
        digest = sha256(self.body).digest()
        told = ("Repr-Digest", f"sha-256=:{b64encode(digest).decode()}:")
        if told not in self.head.headers:
            self.head = Head(self.head.status, (*self.head.headers, told))
            self._forms.clear()
        return digest.hex()

    async def form(self, encoding: str) -> tuple[Message, bytes, str]:
        """Return the start message, the body and the entity tag in an encoding; made once."""
        if len(self.body) < SMALLEST:
            encoding = ""
        found = self._forms.get(encoding)
        if found is None:
            body = self.body
            if encoding:
                loop = asyncio.get_running_loop()
                body = await loop.run_in_executor(None, compress, self.body, encoding)
            tag = f'"{self.tag}-{encoding}"' if encoding else f'"{self.tag}"'
            found = self._forms[encoding] = (self._start(body, tag, encoding), body, tag)
        return found

    def _start(self, body: bytes, tag: str, encoding: str) -> Message:
        digest = {"Repr-Digest"} if encoding else set()  # it is that of the plain form
        given = [pair for pair in self.head.headers if pair[0] not in digest]
        headers = [*given, ("Content-Length", str(len(body))), ("ETag", tag)]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        return start(Head(self.head.status, tuple(headers)), self.vary)


class Answers:
    """Keep answers until they take more bytes than they may; the longest unasked goes first."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._kept: OrderedDict[bytes, Answer] = OrderedDict()
        self._asked: dict[bytes, bytes] = {}
        self.size = self.hits = self.misses = 0

    def __len__(self) -> int:
        return len(self._kept)

    def asked(self, request: Key) -> Answer | None:
        """Return the answer to a request that was made in the very same bytes before."""
        name = self._asked.get(_name(request))
        return self._find(name) if name is not None else None

    def get(self, key: Key) -> Answer | None:
        """Return the answer to what a key says."""
        return self._find(_name(key))

    def put(self, key: Key, answer: Answer) -> None:
        """Keep an answer."""
        if answer.size > self._most // 8:
            return
        name = _name(key)
        old = self._kept.pop(name, None)
        self._kept[name] = answer
        self.size += answer.size - (old.size if old else 0)
        while self.size > self._most:
            _, dropped = self._kept.popitem(last=False)
            self.size -= dropped.size

    def remember(self, request: Key, key: Key) -> None:
        """Remember what a request of these very bytes asks."""
        if len(self._asked) >= MOST_ASKED:
            self._asked.clear()
        self._asked[_name(request)] = _name(key)

    def clear(self) -> None:
        """Forget all, since the data have changed."""
        self._kept.clear()
        self._asked.clear()
        self.size = 0

    def _find(self, name: bytes) -> Answer | None:
        found = self._kept.get(name)
        if found is not None:
            self._kept.move_to_end(name)
            self.hits += 1
        return found


def _name(key: Key) -> bytes:
    """Return a name for a key that is short, however long what was asked."""
    return blake2b(repr(key).encode(), digest_size=32).digest()


def start(head: Head, vary: str) -> Message:
    """Return the ASGI message that begins an answer, with the headers of every answer."""
    pairs = [
        (name.lower().encode(), value.encode("latin-1", "replace")) for name, value in head.headers
    ]
    given = dict(pairs)
    varies = ", ".join(filter(None, (given.get(b"vary", b"").decode("latin-1"), vary)))
    if varies:
        pairs = [pair for pair in pairs if pair[0] != b"vary"]
        pairs.append((b"vary", varies.encode("latin-1")))
    pairs += [pair for pair in _ALWAYS if pair[0] not in given]
    return {"type": "http.response.start", "status": head.status, "headers": pairs}
