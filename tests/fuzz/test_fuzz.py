"""Ten thousand requests that nobody should send: none hangs, or fails the server, or ends it."""

import os
import random
import re
import resource
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from serving import Server, curl, eventually, running

pytestmark = pytest.mark.long

SEED = int(os.environ.get("FUZZ_SEED", "5"))
RAW_REQUESTS = 7000
EXAMPLES = "40"  # for each operation and phase of schemathesis: 3,000 requests and more
GIB = 1 << 30
LONGEST = 20  # seconds
DECLARED = {502, 503, 504}
"""The 5xx that the interface declares: another endpoint failed, limits, and the deadline."""

WORDS = (
    "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "{", "}", "(", ")", "?s", "?p", "*", "a",
    "rg:State", "<http://a/>", "<", ">", '"', "'", '"""', "#", "\\", "\n", "FILTER", "NOT",
    "EXISTS", "OPTIONAL", "UNION", "MINUS", "GRAPH", "FROM", "SERVICE", "SILENT", "BIND", "AS",
    "VALUES", "ORDER BY", "LIMIT", "1", "-1", "1e9", "true", "@en", "^^xsd:date", "_:b", "[]",
    "/", "|", "!", "+", "=", "&&", ";", ".", ",", "م", "\x00", "\ud83d\ude00", "PREFIX", "BASE",
    ":", "COUNT(*)",
)  # fmt: skip
ACCEPTS = (
    "*/*", "text/csv;q=", ";;;,,,", "application/*;q=-1", "a/b;q=1.0000001", "\x7f", "text/html",
)  # fmt: skip
PATHS = ("/sparql?query=ASK%7B%7D", "/id/state/MEX", "/data/ns", "/citations", "/")
TYPES = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain", "\x01")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Run a server of which no process may take more than 4 GiB, and a query 256 MiB."""
    limits = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (4 * GIB, limits[1]))
    try:
        with running("--deadline", "1", "--memory", "256") as server:
            resource.setrlimit(resource.RLIMIT_AS, limits)
            yield server
    finally:
        resource.setrlimit(resource.RLIMIT_AS, limits)


def sent(server: Server, request: bytes, is_whole: bool = True) -> int:
    """Send bytes; return the status of the answer, or 0 where the server closed the connection."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=LONGEST) as connection:
        try:
            connection.sendall(request)
            if not is_whole:
                return 0
            connection.shutdown(socket.SHUT_WR)
            answer = b""
            while len(answer) < 12 and (part := connection.recv(65536)):
                answer += part
        except (BrokenPipeError, ConnectionResetError):
            return 0
    found = re.match(rb"HTTP/1\.[01] (\d{3})", answer)
    return int(found[1]) if found else 0


def get(path: str, *headers: str) -> bytes:
    """Return the bytes of a GET."""
    lines = (f"GET {path} HTTP/1.1", "Host: x", "Connection: close", *headers, "", "")
    return "\r\n".join(lines).encode("utf-8", "surrogatepass")


def random_bytes(chance: random.Random) -> bytes:
    """Say anything."""
    return chance.randbytes(chance.randrange(1, 3000))


def almost_a_request(chance: random.Random) -> bytes:
    """Say a request of which some bytes are wrong."""
    request = bytearray(get("/sparql?query=ASK%20%7B%7D", "Accept: text/csv"))
    for _ in range(chance.randrange(1, 8)):
        request[chance.randrange(len(request))] = chance.randrange(256)
    return bytes(request)


def words_of_sparql(chance: random.Random) -> bytes:
    """Ask with words of SPARQL in any order."""
    text = " ".join(chance.choices(WORDS, k=chance.randrange(1, 60)))
    return get("/sparql?query=" + quote(text, safe="", errors="replace"))


def odd_accept(chance: random.Random) -> bytes:
    """Accept nothing that anybody understands."""
    accepted = "".join(chance.choices(ACCEPTS, k=chance.randrange(1, 6)))
    headers = ("Accept", "Accept-Encoding", "Accept-Language")
    return get(chance.choice(PATHS), *(f"{header}: {accepted}" for header in headers))


def bomb(chance: random.Random) -> bytes:
    """Nest and chain more than any parser bears."""
    depth = chance.choice((900, 5000, 20_000))
    few = depth // 9
    text = chance.choice(
        (
            "ASK " + "{" * depth + "}" * depth,
            "ASK { FILTER(" + "(" * depth + "1" + ")" * depth + ") }",
            "ASK { ?s " + "/".join(["rg:x"] * depth) + " ?o }",
            "ASK { {} " + "UNION {}" * depth + " }",
            "ASK { FILTER(" + "!" * depth + "true) }",
            "ASK { FILTER " + "NOT EXISTS { FILTER " * few + "(true)" + "}" * few + "}",
        )
    ).encode()
    head = "POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    head += f"Content-Type: application/sparql-query\r\nContent-Length: {len(text)}\r\n\r\n"
    return head.encode() + text


def odd_body(chance: random.Random) -> bytes:
    """Send a body that is not what its head says."""
    length = chance.choice(("0", "-1", "99999999999999999999", "x", "12", "4294967296"))
    kind = chance.choice(TYPES)
    chunks = chance.choice(("", "Transfer-Encoding: chunked\r\n"))
    size = chance.choice(("ffffffffffffffff", "5", "0", "zz", "-5"))
    path = chance.choice(("/sparql", "/graph-store", "/graph-store?default", "/"))
    method = chance.choice(("POST", "PUT", "DELETE", "PATCH", "BREW", "OPTIONS"))
    head = f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: {kind}\r\n"
    return (head + f"Content-Length: {length}\r\n{chunks}\r\n{size}\r\nquery=ASK{{}}").encode()


KINDS: tuple[Callable[[random.Random], bytes], ...] = (
    random_bytes, almost_a_request, words_of_sparql, odd_accept, bomb, odd_body,
)  # fmt: skip


def is_well(server: Server) -> bool:
    """Tell whether a server answers and has all its workers."""
    asked = curl(server, "--data-urlencode", "query=ASK {}")
    return '"boolean":true' in asked.stdout and server.is_complete()


def test_bytes_that_make_no_sense(server: Server) -> None:
    chance = random.Random(SEED)
    keeper, front = server.process.pid, server.front
    for number in range(RAW_REQUESTS):
        kind = KINDS[number % len(KINDS)]
        request = kind(chance)
        is_whole = chance.random() > 0.1
        cut = request if is_whole else request[: chance.randrange(1, len(request))]
        status = sent(server, cut, is_whole)
        assert status < 500 or status in DECLARED, (number, kind.__name__, request)
    eventually(lambda: is_well(server))
    assert (server.process.pid, server.front) == (keeper, front)


def test_the_interface_as_it_is_described(server: Server, tmp_path: Path) -> None:
    schemathesis = shutil.which("schemathesis", path=os.path.dirname(sys.executable))
    assert schemathesis, "it is among the packages for tests"
    checks = "not_a_server_error,status_code_conformance,content_type_conformance"
    for name in ("schemathesis.toml", "hooks.py"):
        shutil.copy(Path(__file__).parent / name, tmp_path)
    command = [schemathesis, "--config-file", "schemathesis.toml"]
    command += ["run", server.url + "openapi.json", "--max-examples", EXAMPLES]
    command += ["--seed", str(SEED), "--checks", checks, "--no-color"]
    command += ["--request-timeout", str(LONGEST)]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=900, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stdout[-6000:]
    eventually(lambda: is_well(server))
