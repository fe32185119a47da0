"""Ask a running server over HTTP, down to the bytes where they matter."""

import http.client
import json
import select
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from typing import Any
from urllib.parse import urlencode

from serving import PATIENCE, Server

Headers = Mapping[str, str]
JSON = "application/sparql-results+json"


@dataclass(frozen=True)
class Answer:
    """Hold what a server answered."""

    status: int
    headers: Message
    body: bytes

    @property
    def json(self) -> Any:
        """Return the body, read as JSON."""
        return json.loads(self.body)

    @property
    def detail(self) -> str:
        """Return what a problem says to the person."""
        assert self.headers["Content-Type"] == "application/problem+json"
        return str(self.json["detail"])


def send(
    server: Server,
    method: str,
    path: str,
    body: bytes | None = None,
    headers: Headers | None = None,
    address: str = "127.0.0.1",
) -> Answer:
    """Send one request, from an address of this machine, and return the answer."""
    client = http.client.HTTPConnection(
        "127.0.0.1", server.port, timeout=PATIENCE, source_address=(address, 0)
    )
    client.request(method, path, body, dict(headers or {}))
    response = client.getresponse()
    answer = Answer(response.status, response.headers, response.read())
    client.close()
    return answer


def address_of(query: str, **parameters: str) -> str:
    """Return the address of the answer to a query."""
    given = {name.replace("_", "-"): value for name, value in parameters.items()}
    return "/sparql?" + urlencode({"query": query, **given})


def ask(
    server: Server,
    query: str,
    headers: Headers | None = None,
    address: str = "127.0.0.1",
    **parameters: str,
) -> Answer:
    """Send a query by GET."""
    return send(server, "GET", address_of(query, **parameters), None, headers, address)


def post(server: Server, headers: Headers | None = None, **fields: str) -> Answer:
    """Send a form, with a query or an update."""
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    given = {name.replace("_", "-"): value for name, value in fields.items()}
    return send(server, "POST", "/sparql", urlencode(given).encode(), {**kind, **(headers or {})})


def values(answer: Answer, variable: str) -> list[str]:
    """Return what an answer in JSON has for a variable."""
    assert answer.status == 200, answer.body
    return [row[variable]["value"] for row in answer.json["results"]["bindings"]]


def metric(server: Server, name: str) -> float:
    """Return one of the numbers that the server tells of itself."""
    lines = send(server, "GET", "/metrics").body.decode().splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith(f"rightsgraph_{name} "))


def memory(process: int) -> int:
    """Return the MiB of memory that a process has."""
    with open(f"/proc/{process}/status", encoding="ascii") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) // 1024


def begin(server: Server, content: bytes, address: str = "127.0.0.1") -> socket.socket:
    """Open a connection and send some bytes on it."""
    connection = socket.create_connection(
        ("127.0.0.1", server.port), PATIENCE, source_address=(address, 0)
    )
    connection.sendall(content)
    return connection


def is_silent(connection: socket.socket) -> bool:
    """Tell whether the server neither answered on a connection nor closed it."""
    return not select.select([connection], [], [], 0)[0]


def rest(connection: socket.socket) -> bytes:
    """Read a connection until the server closes it, and close it."""
    parts = []
    with connection:
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def get_bytes(query: str, *headers: str, **parameters: str) -> bytes:
    """Return a request for the answer to a query, as it goes over the network."""
    lines = [f"GET {address_of(query, **parameters)} HTTP/1.1", "Host: localhost", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
