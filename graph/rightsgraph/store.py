"""Hold the quads of a version in memory and answer SPARQL: the one door to pyoxigraph's store.

The default graph is the merge of all named graphs. It is kept as a graph of its own, because
Oxigraph's union of named graphs gives a triple once for each graph that holds it, and RDF merge
(SPARQL 1.1 Query, section 13.1) gives it once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import IO

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    Store,
    parse_query_results,
)

from rightsgraph import iris
from rightsgraph.bounds import refuse_deep
from rightsgraph.errors import QueryError, SourceError, VersionError
from rightsgraph.federation import refuse_federation
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
from rightsgraph.sparql import explain

RESULT_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
LOOKED_AT_FOR_PREFIXES = 10_000  # triples
GRAPH_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
}


@dataclass(frozen=True)
class StoreAnswer:
    """Hold what the engine answered, before it is read or written."""

    result: QuerySolutions | QueryBoolean | QueryTriples | list[Triple]

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
        if isinstance(self.result, QueryTriples | list):
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


class QuadStore:
    """Answer SPARQL 1.1 queries over the quads of a store of Oxigraph.

    It is in memory, or at a path on disk: then it is read-only, and opened when it is first asked.
    With `union`, the default graph is the union of all graphs; else it is what the store holds as
    its default graph.
    """

    def __init__(self, path: Path | None = None, union: bool = False) -> None:
        self._path = path
        self._union = union

    @cached_property
    def _store(self) -> Store:
        try:
            return Store.read_only(str(self._path)) if self._path else Store()
        except OSError as error:
            raise VersionError(f"{self._path}: cannot be opened: {error}") from error

    def open(self) -> None:
        """Open the store now. On disk it starts threads, so this process must not fork any more."""
        self._store  # noqa: B018

    def query(
        self, text: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> StoreAnswer:
        """Run a query; undeclared prefixes of the project are understood.

        Graphs given replace the dataset of the query (SPARQL 1.1 Protocol, section 2.1.4).
        Raises QueryError where the query is not SPARQL 1.1, nests too deep, or would leave this
        machine.
        """
        refuse_deep(text)
        refuse_federation(text)
        try:
            given = bool(default_graphs or named_graphs)
            result = self._store.query(
                text,
                base_iri=iris.BASE,
                prefixes={p: iri for p, iri in iris.PREFIXES.items() if f"{p}:" in text},
                use_default_graph_as_union=self._union and not given,
                default_graph=[NamedNode(iri) for iri in default_graphs] if given else None,
                named_graphs=[NamedNode(iri) for iri in named_graphs] if given else None,
            )
            return StoreAnswer(result)
        except SyntaxError as error:
            raise explain(text, str(error)) from error
        except (ValueError, OSError, RuntimeError) as error:  # RuntimeError: unknown function
            raise QueryError(str(error)) from error

    def has_graph(self, graph: str | None) -> bool:
        """Tell whether the store has a named graph; it always has a default graph."""
        return graph is None or self._store.contains_named_graph(NamedNode(graph))

    def quads(self) -> Iterator[Quad]:
        """Yield all quads, those of the default graph too."""
        return self._store.quads_for_pattern(None, None, None, None)

    def triples_of(self, graph: str | None) -> Iterator[Triple]:
        """Yield the triples of a named graph, or of the default graph."""
        name = DefaultGraph() if graph is None else NamedNode(graph)
        return (quad.triple for quad in self._store.quads_for_pattern(None, None, None, name))

    def select(self, text: str) -> Table:
        """Run a SELECT query. Raises QueryError for another form of query."""
        table = self.query(text).value()
        if not isinstance(table, Table):
            raise QueryError("not a SELECT query")
        return table

    def __len__(self) -> int:
        """Return the number of distinct triples of the merge of all graphs."""
        return sum(1 for _ in self._store.quads_for_pattern(None, None, None, DefaultGraph()))


class MemoryStore(QuadStore):
    """Hold quads in memory, and the merge of their graphs as the default graph."""

    def __init__(self) -> None:
        super().__init__()

    def load(self, path: Path) -> None:
        """Add what a file of RDF says, in a format that its name tells (`.nq`, `.ttl`, ...).

        Raises SourceError where the file cannot be read or is not in that format.
        """
        known = RdfFormat.from_extension(path.suffix.removeprefix("."))
        if known is None:
            reason = "name it .nq, .nt, .ttl, .trig, .rdf or .jsonld, by the format it is in"
            raise SourceError(str(path), reason)
        try:
            self._store.bulk_load(path=str(path), format=known)
        except (OSError, SyntaxError, ValueError) as error:
            raise SourceError(str(path), f"not {known.name}: {error}") from error
        named = (quad for quad in self.quads() if not isinstance(quad.graph_name, DefaultGraph))
        self._store.bulk_extend(Quad(q.subject, q.predicate, q.object) for q in named)

    def load_nquads(self, path: Path) -> None:
        """Add the quads of an N-Quads file to their named graph and to the merge of all.

        Raises VersionError where the file is missing or damaged.
        """
        try:
            self.add(parse(path=str(path), format=RdfFormat.N_QUADS))
        except (OSError, SyntaxError) as error:
            raise VersionError(f"{path}: not a graph of a version: {error}") from error

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads to their named graphs and to the merge of all."""
        given = list(quads)
        self._store.bulk_extend(given)
        self._store.bulk_extend(Quad(q.subject, q.predicate, q.object) for q in given)


def make_store(path: Path, quads: Iterable[Quad]) -> None:
    """Make a store on disk of quads. Raises OSError."""
    store = Store(str(path))
    store.bulk_extend(quads)
    store.flush()


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
    serialize(chain(first, found), sink, format=GRAPH_FORMATS[format], prefixes=_prefixes(first))


def write_triples(triples: Iterable[Triple], format: str, graph: str | None = None) -> bytes:
    """Return triples in one of `GRAPH_FORMATS`, in a named graph where the format has graphs."""
    given = list(triples)
    prefixes = _prefixes(given)
    if format not in ("nquads", "trig", "jsonld"):
        return serialize(given, format=GRAPH_FORMATS[format], prefixes=prefixes) or b""
    name = NamedNode(graph) if graph else DefaultGraph()
    quads = (Quad(t.subject, t.predicate, t.object, name) for t in given)
    return serialize(quads, format=GRAPH_FORMATS[format], prefixes=prefixes) or b""


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
