"""Ask a SPARQL endpoint instead of a store in memory: the one door to SPARQLWrapper."""

import json
from ast import literal_eval
from collections.abc import Sequence
from contextlib import closing
from http.client import IncompleteRead
from urllib.error import HTTPError, URLError

from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointNotFound, QueryBadFormed, SPARQLWrapperException

from rightsgraph._version import __version__
from rightsgraph.answers import StoreAnswer, read_results, read_triples
from rightsgraph.errors import QueryError, RemoteError
from rightsgraph.sparql import with_prefixes

NO_ENDPOINT = "is no address of an endpoint, such as https://host/sparql"
GRAPH_FORMS = ("CONSTRUCT", "DESCRIBE")


class RemoteEngine:
    """Answer queries by asking an endpoint that speaks the SPARQL 1.1 Protocol."""

    def __init__(self, url: str, timeout: int = 60) -> None:
        """Name the endpoint, and the seconds to wait for it."""
        self.url = url
        self.timeout = timeout

    def query(
        self, text: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> StoreAnswer:
        """Run a query; undeclared prefixes of the project are declared for the endpoint.

        Raises QueryError where the endpoint refuses the query, RemoteError where it does not
        answer as it should.
        """
        client = self._client(with_prefixes(text))
        for iri in default_graphs:
            client.addParameter("default-graph-uri", iri)
        for iri in named_graphs:
            client.addParameter("named-graph-uri", iri)
        content = self._content(client)
        try:
            read = read_triples if client.queryType in GRAPH_FORMS else read_results
            return StoreAnswer(read(content))
        except (SyntaxError, ValueError) as error:
            raise RemoteError(self.url, f"answered in no SPARQL format: {error}") from error

    def _client(self, text: str) -> SPARQLWrapper:
        client = SPARQLWrapper(self.url, agent=f"rightsgraph/{__version__}")
        client.setTimeout(self.timeout)
        client.setMethod(POST)
        client.setQuery(text)
        client.setReturnFormat(TURTLE if client.queryType in GRAPH_FORMS else JSON)
        return client

    def _content(self, client: SPARQLWrapper) -> bytes:
        try:
            with closing(client.query().response) as response:
                content: bytes = response.read()
                return content
        except QueryBadFormed as error:
            raise QueryError(f"{self.url} refuses the query: {_told(error)}") from error
        except IncompleteRead as error:
            raise RemoteError(self.url, "cut its answer; ask for less, or in parts") from error
        except HTTPError as error:
            error.close()
            raise RemoteError(self.url, NO_ENDPOINT) from error
        except EndPointNotFound as error:
            raise RemoteError(self.url, NO_ENDPOINT) from error
        except SPARQLWrapperException as error:
            raise RemoteError(self.url, f"did not answer: {_told(error)}") from error
        except (URLError, OSError, ValueError) as error:
            raise RemoteError(self.url, f"did not answer: {error}") from error


def _told(error: SPARQLWrapperException) -> str:
    """Return what the endpoint said: the detail of a problem (RFC 9457), or the first line."""
    text = str(error)
    try:
        # SPARQLWrapper keeps the body only as a bytes literal within its message.
        body: bytes = literal_eval(text.partition("Response:\n")[2])
        return str(json.loads(body)["detail"])
    except (SyntaxError, ValueError, KeyError, TypeError):
        return text.partition("\n")[0].strip()
