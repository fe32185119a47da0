"""Say what the library needs of an engine, so that any SPARQL 1.1 engine can serve it."""

from collections.abc import Sequence
from typing import Protocol

from rightsgraph.rdf import Triple
from rightsgraph.results import Table


class Answer(Protocol):
    """Be what an engine answered to one query."""

    @property
    def formats(self) -> tuple[str, ...]:
        """Return the names of the formats in which this kind of answer can be written."""

    def write(self, format: str) -> bytes:
        """Return the answer in a W3C format: one of `formats`."""

    def value(self) -> Table | bool | list[Triple]:
        """Return the answer as Python values: a table, a truth value or triples."""


class Engine(Protocol):
    """Answer SPARQL 1.1 queries over the graph."""

    def query(
        self, text: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> Answer:
        """Run a query, on the graphs given or else on all. Raises QueryError."""
