"""Write what an engine answered, whole or piece by piece, or read it as Python values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import IO

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    parse_query_results,
)

from rightsgraph import iris
from rightsgraph.rdf import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
    serialize,
)
from rightsgraph.results import Iri, Row, Table, Value, literal

RESULT_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
FORMATS_WITH_GRAPHS = ("nquads", "trig", "jsonld")
FORMATS_WITHOUT_PREFIXES = ("ntriples", "nquads")
LOOKED_AT_FOR_PREFIXES = 10_000  # triples
GRAPH_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
}


Result = QuerySolutions | QueryBoolean | QueryTriples
"""What the engine answers to the forms of query."""


@dataclass(frozen=True)
class StoreAnswer:
    """Hold what the engine answered, before it is read or written."""

    result: Result | list[Triple]

    @property
    def formats(self) -> tuple[str, ...]:
        """Return the names of the formats in which this kind of answer can be written."""
        if isinstance(self.result, QueryTriples | list):
            return ("turtle", "ntriples", "jsonld", "rdfxml", "nquads", "trig")
        return ("json", "xml", "csv", "tsv")

    def write(self, format: str) -> bytes:
        """Return the answer in a W3C format: one of `formats`."""
        if isinstance(self.result, QueryTriples | list):
            return write_triples(self.result, format)
        return self.result.serialize(format=RESULT_FORMATS[format]) or b""

    def write_to(self, sink: IO[bytes], format: str) -> None:
        """Write the answer piece by piece, as it is found, in one of `formats`.

        What the sink raises ends the evaluation.
        """
        if isinstance(self.result, QueryTriples) and format in FORMATS_WITHOUT_PREFIXES:
            self.result.serialize(sink, format=GRAPH_FORMATS[format])
        elif isinstance(self.result, QueryTriples | list):
            write_triples_to(sink, self.result, format)
        else:
            self.result.serialize(sink, format=RESULT_FORMATS[format])

    def value(self) -> Table | bool | list[Triple]:
        """Return the answer as Python values: a table, a truth value or triples."""
        if isinstance(self.result, QueryBoolean):
            return bool(self.result)
        if isinstance(self.result, QueryTriples | list):
            return list(self.result)
        variables = tuple(variable.value for variable in self.result.variables)
        return Table(variables, tuple(_row(variables, s) for s in self.result))


def read_results(content: bytes) -> QuerySolutions | QueryBoolean:
    """Read SPARQL results in JSON. Raises SyntaxError or ValueError."""
    return parse_query_results(content, format=QueryResultsFormat.JSON)


def read_triples(content: bytes) -> list[Triple]:
    """Read triples in Turtle. Raises SyntaxError or ValueError."""
    return [quad.triple for quad in parse(content, format=RdfFormat.TURTLE)]


def write_triples_to(sink: IO[bytes], triples: Iterable[Triple], format: str) -> None:
    """Write triples piece by piece, with the prefixes of the project that the first of them use."""
    found = iter(triples)
    first = list(islice(found, LOOKED_AT_FOR_PREFIXES))
    written = _in_graph(chain(first, found), format, DefaultGraph())
    serialize(written, sink, format=GRAPH_FORMATS[format], prefixes=_prefixes(first))


def write_triples(triples: Iterable[Triple], format: str, graph: str | None = None) -> bytes:
    """Return triples in one of `GRAPH_FORMATS`, in a named graph where the format has graphs."""
    given = list(triples)
    written = _in_graph(given, format, NamedNode(graph) if graph else DefaultGraph())
    return serialize(written, format=GRAPH_FORMATS[format], prefixes=_prefixes(given)) or b""


def _in_graph(
    triples: Iterable[Triple], format: str, name: NamedNode | DefaultGraph
) -> Iterable[Triple] | Iterator[Quad]:
    if format not in FORMATS_WITH_GRAPHS:
        return triples
    return (Quad(t.subject, t.predicate, t.object, name) for t in triples)


def _prefixes(triples: Iterable[Triple]) -> dict[str, str]:
    """Return those prefixes of the project that the triples can use."""
    terms = {term for t in triples for term in (t.subject, t.predicate, t.object)}
    named = {
        t.value if isinstance(t, NamedNode) else t.datatype.value
        for t in terms
        if isinstance(t, NamedNode | Literal)
    }
    spaces = {iri[: max(iri.rfind("/"), iri.rfind("#")) + 1] for iri in named}
    return {prefix: iri for prefix, iri in iris.PREFIXES.items() if iri in spaces}


def _row(variables: tuple[str, ...], solution: QuerySolution) -> Row:
    return Row({name: _value(term) for name, term in zip(variables, solution, strict=True)})


def _value(term: object) -> Value | None:
    match term:
        case NamedNode():
            return Iri(term.value)
        case Literal():
            return literal(term.value, term.datatype.value, term.language)
        case BlankNode():
            return f"_:{term.value}"
    return None
