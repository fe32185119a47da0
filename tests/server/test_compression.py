"""Answers are compressed as the client prefers, whole or part by part."""

import gzip
import time
from collections.abc import Callable

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from rightsgraph_server.compression import ENCODINGS, choose_encoding, compress, compressor

TEXT = "".join(f"row {n}, المكسيك\r\n" for n in range(5000)).encode()
DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda content: zstandard.ZstdDecompressor().stream_reader(content).read(),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("content", [b"", b"x", TEXT])
def test_what_is_compressed_is_decompressed(encoding: str, content: bytes) -> None:
    assert DECODERS[encoding](compress(content, encoding)) == content


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_text_becomes_much_smaller(encoding: str) -> None:
    assert len(compress(TEXT, encoding)) < len(TEXT) / 4


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(st.lists(st.binary(max_size=50)))
def test_a_stream_is_compressed_part_by_part(encoding: str, parts: list[bytes]) -> None:
    compressing = compressor(encoding)
    content = b"".join([*map(compressing.compress, parts), compressing.flush()])
    assert DECODERS[encoding](content) == b"".join(parts)


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "br"),
        ("gzip;q=1.0, br;q=0.5, zstd;q=0.1", "gzip"),
        ("*", "zstd"),
        ("*, zstd;q=0", "br"),
        ("gzip;q=0", ""),
        ("*;q=0", ""),
        ("identity, gzip;q=0.5", ""),
        ("identity;q=0.5, gzip", "gzip"),
        ("deflate, compress", ""),
        ("gzip;q=much", ""),
        (",;=, ;q", ""),
    ],
)
def test_the_client_chooses_and_among_equals_the_best_is_taken(accept: str, chosen: str) -> None:
    assert choose_encoding(accept) == chosen


@given(st.text())
def test_any_wish_is_understood_somehow(accept: str) -> None:
    assert choose_encoding(accept) in ("", *ENCODINGS)


def test_an_absurd_wish_takes_no_time() -> None:
    began = time.perf_counter()
    for number in range(1000):
        choose_encoding(f"{number}," + "gzip;q=0.1," * 50_000)
    assert time.perf_counter() - began < 30
