"""Gather what pages show of citations: the first of each kind, and counts where there are many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from rightsgraph import Graph
from rightsgraph import iris as known
from rightsgraph.ledger import Entry, Tally
from rightsgraph.results import Value

FEW = 12  # up to so many citations need no counts
MOST = 12  # rows of each count

_PINPOINT, _AS, _CONFIDENCE, _RULE, _STATED_IN = (
    known.expand(name)
    for name in (
        "rg:pinpoint", "rg:citedAs", "rg:confidenceValue", "rg:readingRule", "rg:statedIn",
    )
)  # fmt: skip
_REPORTED = known.expand("rg:ReportedCitation")


@dataclass
class Shown:
    """Hold one citation as a page, JSON or CSV shows it."""

    entry: Entry
    pinpoints: list[str] = field(default_factory=list)
    stated_in: list[str] = field(default_factory=list)
    cited_as: str = ""
    confidence: Decimal | None = None
    rule: str = ""
    reported: bool = False

    @property
    def unresolved(self) -> bool:
        """Tell whether what is cited is known by its name only."""
        return self.entry.cited_kind == "unresolved"

    @property
    def as_read(self) -> str:
        """Return the name of what is cited as it was read, or its normal form.

        >>> entry = Entry("", "", "", "", "", 0, "", "", "unresolved")
        >>> Shown(entry, cited_as="case:ECtHR/name:Example v. Nowhere").as_read
        'Example v. Nowhere'
        """
        return self.cited_as.partition("name:")[2] or self.cited_as

    @property
    def mentioned(self) -> set[str]:
        """Return the IRIs that need a name where the citation is shown."""
        entry = self.entry
        named = {entry.citing, entry.cited, entry.function, *self.pinpoints, *self.stated_in}
        return named - {""}


@dataclass(frozen=True)
class Group:
    """Hold the first citations of one kind, and how many there are."""

    kind: str
    total: int
    citations: list[Shown]


@dataclass(frozen=True)
class Side:
    """Hold what a thing cites (`role` citing), or what cites it (`role` cited)."""

    role: str
    total: int
    groups: list[Group]
    bodies: list[tuple[str, int]]
    years: list[tuple[int, int]]
    parts: list[tuple[str, int]]

    @property
    def mentioned(self) -> set[str]:
        """Return the IRIs that need a name on the page."""
        found = {iri for iri, _ in (*self.bodies, *self.parts)}
        return found.union(*(c.mentioned for group in self.groups for c in group.citations))


def side(graph: Graph, role: str, iri: str) -> Side:
    """Return what a thing cites, or what cites it."""
    tally = graph.ledger.tally(**{role: iri})
    details = shown(graph, [entry for entries in tally.newest.values() for entry in entries])
    by_name = {each.entry.citation: each for each in details}
    groups = [
        Group(kind, tally.kinds[kind], [by_name[entry.citation] for entry in entries])
        for kind, entries in tally.newest.items()
    ]
    return Side(role, tally.total, groups, *_counts(tally))


def shown(graph: Graph, entries: Sequence[Entry]) -> list[Shown]:
    """Return citations with all that is shown of them, found with one query."""
    if not entries:
        return []
    found = {entry.citation: Shown(entry) for entry in entries}
    for row in graph.look_up("citation", *found):
        _note(found[str(row.citation)], str(row.property), row["value"])
    for each in found.values():
        each.pinpoints.sort()
        each.stated_in.sort()
    return [found[entry.citation] for entry in entries]


def _note(citation: Shown, property: str, value: Value | None) -> None:
    if property == _PINPOINT:
        citation.pinpoints.append(str(value))
    elif property == _STATED_IN:
        citation.stated_in.append(str(value))
    elif property == _AS:
        citation.cited_as = str(value)
    elif property == _RULE:
        citation.rule = str(value)
    elif property == _CONFIDENCE and isinstance(value, Decimal):
        citation.confidence = value
    elif value == _REPORTED:
        citation.reported = True


def _counts(
    tally: Tally,
) -> tuple[list[tuple[str, int]], list[tuple[int, int]], list[tuple[str, int]]]:
    if tally.total <= FEW:
        return [], [], []
    years = sorted((year, count) for year, count in tally.years.items() if year)
    years = years if len(years) > 1 else []
    return most(tally.bodies.items()), years, most(tally.parts.items())


def most(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the highest counts, equal ones by name, those of nothing left out."""
    named = [(name, count) for name, count in counts if name]
    return sorted(named, key=lambda pair: (-pair[1], pair[0]))[:MOST]
