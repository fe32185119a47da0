"""Compress answers: gzip, br and zstd (RFC 9110, section 8.4.1)."""

import zlib
from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

import brotli
import zstandard
from werkzeug.http import parse_accept_header

LONGEST_ACCEPT = 500  # characters that are read; what is read is kept
SMALLEST = 1000  # bytes; below, compression costs more than it saves


class Compressor(Protocol):
    """Compress a stream part by part."""

    def compress(self, data: bytes, /) -> bytes:
        """Take a part, and return what is compressed so far and was not returned yet."""

    def flush(self) -> bytes:
        """Return the rest."""


class _Brotli:
    def __init__(self, quality: int) -> None:
        self._compressor = brotli.Compressor(quality=quality)

    def compress(self, data: bytes, /) -> bytes:
        compressed: bytes = self._compressor.process(data)
        return compressed

    def flush(self) -> bytes:
        rest: bytes = self._compressor.finish()
        return rest


_COMPRESSORS: dict[str, Callable[[], Compressor]] = {
    "zstd": lambda: zstandard.ZstdCompressor(level=3).compressobj(),
    "br": lambda: _Brotli(quality=4),
    "gzip": lambda: zlib.compressobj(level=5, wbits=31),
}
ENCODINGS = tuple(_COMPRESSORS)
"""What is offered, the best first."""


def compressor(encoding: str) -> Compressor:
    """Return a new compressor for one of `ENCODINGS`."""
    return _COMPRESSORS[encoding]()


def compress(content: bytes, encoding: str) -> bytes:
    """Return the content compressed in one of `ENCODINGS`."""
    compressing = compressor(encoding)
    return compressing.compress(content) + compressing.flush()


def choose_encoding(accept: str) -> str:
    """Return the encoding that an Accept-Encoding header prefers, or an empty text for none.

    >>> choose_encoding("gzip, deflate, br;q=0.5")
    'gzip'
    >>> choose_encoding("identity, zstd;q=0")
    ''
    """
    return _chosen(accept[:LONGEST_ACCEPT])


@lru_cache(maxsize=256)
def _chosen(accept: str) -> str:
    asked = {name.strip().lower(): quality for name, quality in parse_accept_header(accept)}
    wanted = {each: asked.get(each, asked.get("*", 0)) for each in ENCODINGS}
    best = max(wanted, key=lambda each: wanted[each])
    return best if wanted[best] > 0 and wanted[best] >= asked.get("identity", 0) else ""
