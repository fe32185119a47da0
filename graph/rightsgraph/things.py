"""Be the things of the graph, with the walks that their readers take."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from rightsgraph import iris
from rightsgraph.identify import part_of
from rightsgraph.results import Iri, Table, Text, Value

if TYPE_CHECKING:
    from rightsgraph.graph import Graph


@dataclass(frozen=True)
class Citation:
    """Be one citation: who cites, what is cited, read or reported, and where that is stated.

    The function is `relied-on`, `recalled`, `distinguished`, `followed-up` and the like, or empty;
    the confidence is that of the reading (0 to 1), or None where a person read.
    """

    iri: str
    citing: Thing
    cited: Thing
    reported: bool
    function: str
    confidence: Decimal | None
    stated_in: tuple[Thing, ...]


@dataclass(frozen=True)
class Responsibility:
    """Be the part of one agent in implementing one recommendation."""

    agent: Thing
    recommendation: Thing
    role: str


class Thing:
    """Be anything that the graph describes; equal to another with the same IRI."""

    def __init__(self, graph: Graph, iri: str) -> None:
        self.graph = graph
        self.iri = iri

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.iri.removeprefix(iris.ID)}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Thing) and other.iri == self.iri

    def __hash__(self) -> int:
        return hash(self.iri)

    @cached_property
    def statements(self) -> Table:
        """Return all that the graph states of this thing: rows of `property` and `value`."""
        return self.graph.look_up("statements", self.iri)

    def values(self, property: str) -> list[Value]:
        """Return the values of a property, named with a prefix (`rg:statedIn`) or by IRI."""
        wanted = iris.expand(property)
        rows = (row for row in self.statements if row.property == wanted)
        return [row["value"] for row in rows if row["value"] is not None]

    def label(self, language: str = "en") -> str:
        """Return the name in a language, else in English, else the prefixed IRI."""
        labels = {v.language: str(v) for v in self.values("rdfs:label") if isinstance(v, Text)}
        return labels.get(language) or labels.get("en") or iris.compact(self.iri)

    @property
    def identifier(self) -> str:
        """Return the identifier: code, symbol, number or short name; empty where there is none."""
        return next((str(v) for v in self.values("dcterms:identifier")), "")

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the classes as prefixed names, such as `rg:TreatyBody`."""
        return tuple(iris.compact(str(v)) for v in self.values("rdf:type"))

    @property
    def stated_in(self) -> tuple[Thing, ...]:
        """Return the paragraphs, footnotes, articles or rows that state this record."""
        return self.related("rg:statedIn")

    def related(self, property: str) -> tuple[Thing, ...]:
        """Return the things that a property relates this one to."""
        return tuple(self.graph.get(v) for v in self.values(property) if isinstance(v, Iri))

    def cites(self) -> tuple[Citation, ...]:
        """Return the citations made by this document, part or mechanism."""
        return self.graph.citations("cites", self.iri)

    def cited_by(self) -> tuple[Citation, ...]:
        """Return the citations of this document, part or mechanism by others."""
        return self.graph.citations("cited-by", self.iri)

    def issued(self) -> tuple[Thing, ...]:
        """Return the documents and recommendations that this agent issued."""
        return self.graph.things(self.graph.look_up("issued", self.iri), "thing")

    def received(self) -> tuple[Thing, ...]:
        """Return the recommendations to this agent, and judgments and observations on it."""
        return self.graph.things(self.graph.look_up("received", self.iri), "thing")


class Agent(Thing):
    """Be a State, a mechanism, an organisation, a secretariat unit or a group of these."""

    def assigned(self) -> tuple[Responsibility, ...]:
        """Return the recommendations that this agent is to implement, all groups expanded."""
        rows = self.graph.look_up("assigned", self.iri)
        get = self.graph.get
        return tuple(
            Responsibility(self, get(str(row.recommendation)), last_segment(row.role))
            for row in rows
        )


class State(Agent):
    """Be a State; its identifier is the ISO 3166-1 alpha-3 code."""


class Mechanism(Agent):
    """Be a human rights mechanism."""


class Instrument(Thing):
    """Be a treaty, protocol, declaration or set of rules."""


class Document(Thing):
    """Be a document as a work, all its language versions together."""

    @property
    def year(self) -> int | None:
        """Return the year of issue."""
        return next((v for v in self.values("rg:year") if isinstance(v, int)), None)

    @property
    def issued_by(self) -> tuple[Thing, ...]:
        """Return the mechanisms or organisations in whose name the document was issued."""
        return self.related("rg:issuedBy")


class Judgment(Document):
    """Be a judgment."""


class Part(Thing):
    """Be a paragraph, footnote, annex, item, article or row."""

    @property
    def whole(self) -> Thing:
        """Return the document, instrument or register that the part belongs to."""
        part = part_of(self.iri)
        return self.graph.get(part.whole) if part else self


class Recommendation(Thing):
    """Be one recommendation."""

    def responsible(self) -> tuple[Responsibility, ...]:
        """Return who is to implement it, all groups expanded."""
        rows = self.graph.look_up("responsible", self.iri)
        get = self.graph.get
        return tuple(
            Responsibility(get(str(row.agent)), self, last_segment(row.role)) for row in rows
        )


CLASSES: dict[str, type[Thing]] = {
    "state": State,
    "mechanism": Mechanism,
    "organisation": Agent,
    "group": Agent,
    "instrument": Instrument,
    "document": Document,
    "judgment": Judgment,
    "recommendation": Recommendation,
}


def thing(graph: Graph, iri: str) -> Thing:
    """Return a thing of the class that its IRI tells."""
    if part_of(iri):
        return Part(graph, iri)
    return CLASSES.get(iris.kind_of(iri), Thing)(graph, iri)


def last_segment(iri: object) -> str:
    """Return the last segment of an IRI, empty where there is none."""
    return str(iri or "").rsplit("/", 1)[-1]
