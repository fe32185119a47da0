"""Stand for endpoints on this machine while a query runs."""

from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType

from rightsgraph.errors import QueryError
from rightsgraph_server.egress.addresses import Endpoint
from rightsgraph_server.egress.listener import Listener
from rightsgraph_server.problems import Problem


class Relay(Mapping[str, str]):
    """Map endpoints to local addresses where they can be asked, until the relay is closed."""

    def __init__(self, endpoints: Sequence[Endpoint]) -> None:
        self._endpoints = {endpoint.url: endpoint for endpoint in endpoints}
        self._listener: Listener | None = None

    def __iter__(self) -> Iterator[str]:
        return iter(self._endpoints)

    def __len__(self) -> int:
        return len(self._endpoints)

    def __getitem__(self, url: str) -> str:
        """Return the local address of an endpoint; from the first one on there is a listener."""
        endpoint = self._endpoints[url]
        if self._listener is None:
            self._listener = Listener()
        return self._listener.address_of(endpoint)

    def __enter__(self) -> "Relay":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close. Raises Problem where the engine failed because an endpoint did.

        What the engine says of it is left out: it holds the local address, and what others wrote.
        """
        listener, self._listener = self._listener, None
        if listener is None:
            return
        listener.close()
        if listener.failure and _is_of_the_engine(error):
            raise Problem(502, "Another endpoint failed", listener.failure) from None


def _is_of_the_engine(error: BaseException | None) -> bool:
    kinds = (QueryError, OSError, RuntimeError, SyntaxError, ValueError)
    return isinstance(error, kinds) and not isinstance(error, ConnectionError)
