"""Hold the quads of a version in memory and answer SPARQL: the one door to pyoxigraph's store.

The default graph is the merge of all named graphs. It is kept as a graph of its own, because
Oxigraph's union of named graphs gives a triple once for each graph that holds it, and RDF merge
(SPARQL 1.1 Query, section 13.1) gives it once.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import Store

from rightsgraph import iris
from rightsgraph.answers import Result, StoreAnswer
from rightsgraph.bounds import refuse_deep
from rightsgraph.errors import QueryError, SourceError, VersionError
from rightsgraph.federation import with_local_services
from rightsgraph.mistakes import explain
from rightsgraph.rdf import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse
from rightsgraph.results import Table
from rightsgraph.rewrite import rewritten

# The engine takes a keyword that touches a number, a truth value or what follows it, and escapes
# may hide one. What only looks like one of these words costs a little time.
_PREFIXES = [(f"{prefix}:", prefix, iri) for prefix, iri in iris.PREFIXES.items()]
_NAMES_GRAPHS = re.compile(
    r"(?:(?<![a-z])|true|false|ask|construct)(?:GRAPH|FROM)|\\u", re.IGNORECASE
)


NO_SERVICES: Mapping[str, str] = MappingProxyType({})


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

    @property
    def _merged(self) -> Store:
        """Return the store to ask where no graph is named: its default graph is all there is."""
        return self._store

    def open(self) -> None:
        """Open the store now. On disk it starts threads, so this process must not fork any more."""
        self._store  # noqa: B018

    def query(
        self,
        text: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        services: Mapping[str, str] = NO_SERVICES,
    ) -> StoreAnswer:
        """Run a query; undeclared prefixes of the project are understood.

        Graphs given replace the dataset of the query (SPARQL 1.1 Protocol, section 2.1.4).
        `services` are the endpoints that SERVICE may name, each with its address here.
        Raises QueryError where the query is not SPARQL 1.1, nests too deep, or would leave this
        machine.
        """
        refuse_deep(text)
        local = with_local_services(text, services)
        given = bool(default_graphs or named_graphs)
        store = self._store if given or _may_name_graphs(text) else self._merged
        try:
            run = partial(
                store.query,
                base_iri=iris.BASE,
                prefixes={**_prefixes_in(text), **local.prefixes},
                use_default_graph_as_union=store is self._store and self._union and not given,
                default_graph=[NamedNode(iri) for iri in default_graphs] if given else None,
                named_graphs=[NamedNode(iri) for iri in named_graphs] if given else None,
            )
            return StoreAnswer(_first_that_parses(run, rewritten(local.text), local.text))
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
        store = self._merged if graph is None else self._store
        return (quad.triple for quad in store.quads_for_pattern(None, None, None, name))

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
    """Hold quads in memory, and the merge of their graphs as the default graph.

    The merge is a store of its own, since Oxigraph looks at the quads of all graphs to find those
    of one: so queries that name no graph take half the time. Where no triple is in two graphs,
    their union is the merge; else the store of the graphs gets the merge too.
    """

    def __init__(self) -> None:
        super().__init__(union=True)
        self._merge = Store()
        self._is_settled = False

    @property
    def _merged(self) -> Store:
        return self._merge

    def open(self) -> None:
        """Make the default graph of those queries that name graphs too."""
        if not self._is_settled:
            self._is_settled = True
            self._union = len(self._store) == len(self._merge)
            if not self._union:
                self._store.bulk_extend(self._merge)

    def query(
        self,
        text: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        services: Mapping[str, str] = NO_SERVICES,
    ) -> StoreAnswer:
        """Run a query, as `QuadStore.query` does."""
        self.open()
        return super().query(text, default_graphs, named_graphs, services)

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
        self._merge.bulk_extend(map(_merged_quad, self._store))
        self._is_settled = False

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
        self._merge.bulk_extend(map(_merged_quad, given))
        self._is_settled = False

    def __len__(self) -> int:
        """Return the number of distinct triples of the merge of all graphs."""
        return len(self._merge)


def _first_that_parses(run: Callable[[str], Result], better: str, given: str) -> Result:
    """Return what a rewritten query gives; an error is to tell of the query that was given."""
    try:
        return run(better)
    except SyntaxError:
        if better == given:
            raise
        return run(given)


def _prefixes_in(text: str) -> dict[str, str]:
    """Return the prefixes of the project that a query may use: each costs the parser time."""
    return {prefix: iri for mark, prefix, iri in _PREFIXES if mark in text}


def _may_name_graphs(text: str) -> bool:
    words = text.upper()
    if "GRAPH" in words or "FROM" in words or "\\U" in words:
        return bool(_NAMES_GRAPHS.search(text))
    return False


def _merged_quad(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object)


def make_store(path: Path, quads: Iterable[Quad]) -> None:
    """Make a store on disk of quads. Raises OSError."""
    store = Store(str(path))
    store.bulk_extend(quads)
    store.flush()
