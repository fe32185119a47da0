"""One query over HTTP, timed until its answer is read, and what the answer says."""

import http.client
import json
import time
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import quote

RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
PIECE = 1 << 18


class TooSlow(Exception):
    """An answer was not complete in time."""


class Refused(Exception):
    """An answer was no success, broke off, or never came; `said` is what the server says of it."""

    def __init__(self, reason: str, said: bytes = b"") -> None:
        super().__init__(reason)
        self.said = said.decode(errors="replace").strip()


@dataclass(frozen=True)
class Answer:
    """How many rows or triples an answer has, and a sum over their values in any order."""

    rows: int
    digest: str


def ask(port: int, path: str, query: str, limit: float = 60) -> tuple[float, bytes]:
    """Return the seconds from asking to the last byte, and the bytes.

    The connection is made before the clock starts. Raises TooSlow and Refused.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=limit)
    try:
        connection.connect()
        start = time.perf_counter()
        connection.request("GET", target(path, query), headers={"Accept": accepted(query)})
        body = _read(connection, start + limit)
        return time.perf_counter() - start, body
    except TimeoutError as error:
        raise TooSlow from error
    except (OSError, http.client.HTTPException) as error:
        raise Refused(type(error).__name__) from error
    finally:
        connection.close()


def _read(connection: http.client.HTTPConnection, deadline: float) -> bytes:
    socket = connection.sock
    response = connection.getresponse()
    pieces = []
    while piece := response.read1(PIECE):
        pieces.append(piece)
        if (left := deadline - time.perf_counter()) <= 0:
            raise TimeoutError
        socket.settimeout(left)
    body = b"".join(pieces)
    if response.status != http.HTTPStatus.OK:
        raise Refused(f"status {response.status}", body)
    return body


def target(path: str, query: str) -> str:
    """Return what a GET request of a query asks for."""
    return f"{path}?query={quote(query, safe='')}"


def accepted(query: str) -> str:
    """Return the format to ask for."""
    return TRIPLES if is_construct(query) else RESULTS


def is_construct(query: str) -> bool:
    """Tell whether a query of the yardstick has triples for an answer."""
    return "\nCONSTRUCT" in query


def read_answer(query: str, body: bytes) -> Answer:
    """Return what an answer says. Raises Refused where it cannot be read."""
    if is_construct(query):
        triples = {line for line in body.splitlines() if line.endswith(b".")}
        return Answer(len(triples), "")
    rows = read_rows(body)
    said = sorted(json.dumps(row, sort_keys=True) for row in rows)
    return Answer(len(rows), sha256("\n".join(said).encode()).hexdigest()[:12])


def read_rows(body: bytes) -> list[dict[str, str]]:
    """Return the rows of a result as plain values; a yes or no is one row."""
    try:
        result: dict[str, Any] = json.loads(body)
        if "boolean" in result:
            return [{"boolean": str(result["boolean"])}]
        rows = result["results"]["bindings"]
        if result["head"]["vars"] == ["__ASK_RETVAL"]:  # Virtuoso's yes or no
            return [{"boolean": str(rows[0]["__ASK_RETVAL"]["value"] == "1")}]
        return [{name: _plain(term["value"]) for name, term in row.items()} for row in rows]
    except (ValueError, LookupError) as error:
        raise Refused("unreadable answer") from error


def _plain(value: str) -> str:
    """Return a value with the one time zone of the data written one way: rdflib has its own."""
    return value.removesuffix("+00:00") + "Z" if value.endswith("+00:00") else value
