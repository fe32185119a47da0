"""Open a graph and look things up in it: the library's front door for developers."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from rightsgraph import resources
from rightsgraph.engine import Engine
from rightsgraph.errors import Ambiguous, NotFound
from rightsgraph.identify import NameIndex, identify
from rightsgraph.ledger import Ledger
from rightsgraph.queries import query
from rightsgraph.rdf import Triple
from rightsgraph.results import Iri, Row, Table
from rightsgraph.sparql import bind
from rightsgraph.store import MemoryStore
from rightsgraph.things import (
    Citation,
    Document,
    Instrument,
    Judgment,
    Mechanism,
    Part,
    Recommendation,
    State,
    Thing,
    last_segment,
    thing,
)
from rightsgraph.versions import Folder, Manifest

T = TypeVar("T", bound=Thing)


class Graph:
    """Answer questions on the graph, in SPARQL or by looking up and walking."""

    def __init__(self, engine: Engine, manifest: Manifest | None = None) -> None:
        self.engine = engine
        self.manifest = manifest

    def query(self, text: str) -> Table | bool | list[Triple]:
        """Run a SPARQL query; prefixes of the project need no declaration.

        SELECT gives a table, ASK a truth value, CONSTRUCT and DESCRIBE triples.
        Raises QueryError with line and column.
        """
        return self.engine.query(text).value()

    def select(self, text: str) -> Table:
        """Run a SELECT query and return its table. Raises TypeError for another query form."""
        value = self.query(text)
        if not isinstance(value, Table):
            raise TypeError("not a SELECT query; use query() for ASK, CONSTRUCT and DESCRIBE")
        return value

    def find(self, text: str) -> tuple[Thing, ...]:
        """Return all things with an IRI, code, symbol, number or name in any language."""
        known = identify(text)
        found = {known.iri} if known and self._describes(known.iri) else set()
        return tuple(self.get(iri) for iri in sorted(found | set(self.names.find(text))))

    def get(self, iri: str) -> Thing:
        """Return the thing with an IRI, described or not."""
        return thing(self, iri)

    def state(self, text: str) -> State:
        """Return a State by IRI, alpha-3, alpha-2 or M49 code, or name in any language."""
        return self._one(State, "State", text)

    def mechanism(self, text: str) -> Mechanism:
        """Return a mechanism by IRI, short name, acronym or name in any language."""
        return self._one(Mechanism, "mechanism", text)

    def instrument(self, text: str) -> Instrument:
        """Return an instrument by IRI, short name, UN Treaty Collection number or title."""
        return self._one(Instrument, "instrument", text)

    def document(self, text: str) -> Document:
        """Return a document by IRI or symbol, or a judgment by number or name."""
        return self._one(Document, "document", text)

    def judgment(self, text: str) -> Judgment:
        """Return a judgment by IRI, series number or name in any language."""
        return self._one(Judgment, "judgment", text)

    def part(self, text: str) -> Part:
        """Return a part by IRI, or by symbol and number: `A/HRC/23/18, para. 53`."""
        return self._one(Part, "part", text)

    def recommendation(self, text: str) -> Recommendation:
        """Return a recommendation by IRI, by where it is made, or by name."""
        return self._one(Recommendation, "recommendation", text)

    @cached_property
    def names(self) -> NameIndex:
        """Return the index of all names, identifiers and codes."""
        rows = self.select(query("lookups", "names").text)
        return NameIndex((str(row["name"]), str(row.thing)) for row in rows)

    @cached_property
    def counts(self) -> Table:
        """Return how many things of the main classes there are: rows of `class` and `things`."""
        return self.select(query("lookups", "counts").text)

    @cached_property
    def ledger(self) -> Ledger:
        """Return the account of all citations: to list, count and page through many of them."""
        names = ("ledger", "issuers", "mechanisms")
        return Ledger(*(self.select(query("lookups", name).text) for name in names))

    def look_up(self, name: str, *iri: str) -> Table:
        """Run a lookup query of the library on one thing, or on several where it takes several."""
        return self.select(bind(query("lookups", name).text, "this", *iri))

    def one(self, text: str) -> Thing:
        """Return the thing with an IRI, code, symbol, number or name in any language.

        Raises NotFound or Ambiguous.
        """
        return self._one(Thing, "thing", text)

    def incoming(self, iri: str, property: str) -> tuple[Iri, ...]:
        """Return the first hundred things that refer to a thing by a property (an IRI)."""
        bound = bind(query("lookups", "incoming").text, "property", property)
        rows = self.select(bind(bound, "this", iri))
        return tuple(v for v in rows.column("subject") if isinstance(v, Iri))

    def triples_about(self, iri: str) -> list[Triple]:
        """Return the triples that have a thing as subject or as object."""
        return self._construct("about", iri)

    def triples_of_graph(self, iri: str) -> list[Triple]:
        """Return the triples of a named graph."""
        return self._construct("graph", iri)

    def _construct(self, name: str, iri: str) -> list[Triple]:
        triples = self.query(bind(query("lookups", name).text, "this", iri))
        return triples if isinstance(triples, list) else []

    def things(self, table: Table, variable: str) -> tuple[Thing, ...]:
        """Return the things in a column of a table."""
        return tuple(self.get(v) for v in table.column(variable) if isinstance(v, Iri))

    def citations(self, lookup: str, iri: str) -> tuple[Citation, ...]:
        """Return the citations that a lookup finds for a thing."""
        groups = groupby(self.look_up(lookup, iri), key=lambda row: row.citation)
        return tuple(self._citation(rows) for _, rows in groups)

    def _citation(self, rows: Iterable[Row]) -> Citation:
        found = list(rows)
        first = found[0]
        return Citation(
            iri=str(first.citation),
            citing=self.get(str(first.citing)),
            cited=self.get(str(first.cited)),
            reported=bool(first.reported),
            function=last_segment(first.function),
            confidence=first.confidence if isinstance(first.confidence, Decimal) else None,
            stated_in=tuple(self.get(str(row.statedIn)) for row in found),
        )

    def _one(self, wanted: type[T], kind: str, text: str) -> T:
        found = [t for t in self.find(text) if isinstance(t, wanted)]
        if not found:
            raise NotFound(kind, text, self._near(wanted, text))
        if len(found) > 1:
            raise Ambiguous(kind, text, tuple(t.iri for t in found))
        return found[0]

    def _near(self, wanted: type[Thing], text: str) -> tuple[str, ...]:
        names = self.names.closest(text, 12)
        named = [n for n in names if any(isinstance(t, wanted) for t in self.find(n))]
        return tuple(named[:3])

    def _describes(self, iri: str) -> bool:
        return bool(self.query(f"ASK {{ <{iri}> ?property ?value }}"))


def open_graph(folder: Path | str | None = None) -> Graph:
    """Open the current version of a folder, or the graph that is built into the library.

    Raises VersionError where the folder holds no version.
    """
    place = Path(folder) if folder is not None else resources.built_folder()
    if place is None:
        return _assembled()
    versions = Folder(place)
    manifest = versions.require_current()
    store = MemoryStore()
    for entry in manifest.graphs:
        store.load_nquads(versions.graph_file(entry))
    return Graph(store, manifest)


def connect(url: str, timeout: int = 60) -> Graph:
    """Use the graph behind a SPARQL endpoint, waiting for each answer `timeout` seconds at most."""
    from rightsgraph.remote import RemoteEngine

    return Graph(RemoteEngine(url, timeout))


def _assembled() -> Graph:
    """Open the records of a checkout, which has no built graph, without validating them."""
    from rightsgraph.build import assemble

    return Graph(assemble().store())
