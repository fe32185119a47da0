"""Ask one question of one endpoint, by addresses that were checked.

A name is resolved once for each connection, and the address that was checked is the one that is
connected to; the name remains the Host and what the certificate must be for.
"""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import (
    AddrInfoType,
    ClientConnectorCertificateError,
    ClientError,
    ClientResponse,
    ClientSession,
    TCPConnector,
    ThreadedResolver,
)
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from rightsgraph import __version__
from rightsgraph_server.egress.addresses import Endpoint, is_private, is_public

LONGEST = 10  # seconds
LARGEST = 16 << 20  # bytes
MOST_REDIRECTS = 3
QUERY = "application/sparql-query"
RESULTS = ("application/sparql-results+json", "application/sparql-results+xml")
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {"Accept": ", ".join(RESULTS), "User-Agent": f"rightsgraph/{__version__}"}

Permits = Callable[[str], bool]


class Refused(Exception):
    """Say why an endpoint was not asked, or its answer not taken: what follows its name."""


@dataclass(frozen=True)
class Results:
    """Hold the results of a query: their media type, and the bytes."""

    media_type: str
    content: bytes


async def ask(endpoint: Endpoint, query: bytes) -> Results:
    """Return what an endpoint answers to a query. Raises Refused."""
    try:
        async with asyncio.timeout(LONGEST):
            return await _follow(endpoint, query)
    except TimeoutError:
        raise Refused(f"did not answer within {LONGEST} seconds") from None
    except ClientConnectorCertificateError:
        raise Refused("has no valid certificate") from None
    except (ClientError, OSError, ValueError):
        raise Refused("cannot be reached") from None


async def _follow(endpoint: Endpoint, query: bytes) -> Results:
    """Ask an endpoint, and where it sends us. SPARQL queries by POST may be repeated safely."""
    url, method = URL(endpoint.url), "POST"
    body: bytes | None = query
    for _ in range(MOST_REDIRECTS + 1):
        async with (
            _session(_permits(endpoint, url)) as session,
            session.request(
                method, url, data=body, headers=_headers(method), allow_redirects=False
            ) as response,
        ):
            if response.status not in _REDIRECTS:
                return await _read(response)
            url = _target(url, response.headers.get("Location", ""))
            if response.status == 303:
                method, body = "GET", None
    raise Refused(f"redirects more than {MOST_REDIRECTS} times")


def _permits(endpoint: Endpoint, url: URL) -> Permits:
    """Return which addresses may be connected to: private ones only for what was allowed."""
    if endpoint.is_private and url.origin() == URL(endpoint.url).origin():
        return lambda address: is_public(address) or is_private(address)
    return is_public


def _session(permits: Permits) -> ClientSession:
    """Return what asks once: what the next one is sent holds no cookie of the one before."""
    connector = TCPConnector(
        resolver=_CheckedResolver(permits),
        socket_factory=lambda info: _checked_socket(info, permits),
        use_dns_cache=False,
        force_close=True,
    )
    return ClientSession(
        connector=connector,
        auto_decompress=False,
        trust_env=False,
        skip_auto_headers=("Accept-Encoding",),
    )


def _headers(method: str) -> dict[str, str]:
    return {**_HEADERS, "Content-Type": QUERY} if method == "POST" else _HEADERS


def _target(url: URL, location: str) -> URL:
    """Return where a redirect leads. Raises Refused where it is not followed."""
    target = url.join(URL(location))
    if not location or target.scheme not in (url.scheme, "https") or target.user is not None:
        raise Refused("redirects to where it may not")
    return target


class _CheckedResolver(AbstractResolver):
    """Resolve names, and refuse those that have any address that is not permitted."""

    def __init__(self, permits: Permits) -> None:
        self._resolver = ThreadedResolver()
        self._permits = permits

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self._resolver.resolve(host, port, family)
        for each in found:
            _check(each["host"], self._permits)
        return found

    async def close(self) -> None:
        await self._resolver.close()


def _checked_socket(info: AddrInfoType, permits: Permits) -> socket.socket:
    family, kind, protocol, _, address = info
    _check(str(address[0]), permits)
    return socket.socket(family, kind, protocol)


def _check(address: str, permits: Permits) -> None:
    if not permits(address):
        raise Refused("is, or leads to, an address that may not be asked")


async def _read(response: ClientResponse) -> Results:
    """Return the results that a response holds. Raises Refused."""
    if response.status != 200:
        raise Refused(f"answers with status {response.status}")
    if response.content_type not in RESULTS or "Content-Encoding" in response.headers:
        raise Refused("answers with something else than SPARQL results in JSON or XML")
    content = bytearray()
    async for part in response.content.iter_any():
        content += part
        if len(content) > LARGEST:
            raise Refused(f"answers with more than {LARGEST >> 20} MiB; ask it for less")
    return Results(response.content_type, bytes(content))
