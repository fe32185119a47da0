"""Keep account of all citations: who cites whom, in order, to list, count and page through.

A query that sorts or counts a hundred thousand citations takes seconds. The ledger reads them
once; what it answers after that takes milliseconds.
"""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from rightsgraph import iris
from rightsgraph.identify import part_of
from rightsgraph.results import Row, Table

KINDS = ("treaty-bodies", "special-procedures", "courts", "instruments", "other", "unresolved")
"""What readers tell apart among citing and cited items; `unresolved` only among cited ones."""

NEWEST = 10  # citations of each kind that a tally names
MOST_TALLIES = 1000
_NO_ENTRIES = array("I")
_NUMBER = re.compile(r"([0-9]+)")
_CLASSES = {
    iris.NS + "TreatyBody": "treaty-bodies",
    iris.NS + "SpecialProcedure": "special-procedures",
    iris.NS + "RegionalMechanism": "courts",
    iris.NS + "InternationalCourt": "courts",
}


class Entry(NamedTuple):
    """Hold one citation: its IRI, the citing part and document, the cited part and item.

    Where the cited item could not be resolved, `cited` and `item` are the mechanism that it is
    of, or empty. The year is that of the citing document, 0 where it is not known.
    """

    citation: str
    citing: str
    document: str
    cited: str
    item: str
    year: int
    function: str
    citing_kind: str
    cited_kind: str


class Tally(NamedTuple):
    """Hold how many citations there are: by year, kind, cited part and mechanism; and the newest.

    Kinds and mechanisms are those of what cites where the cited thing is given, else of what is
    cited.
    """

    total: int
    years: Counter[int]
    kinds: Counter[str]
    parts: Counter[str]
    bodies: Counter[str]
    newest: Mapping[str, tuple[Entry, ...]]


class Ledger:
    """List citations by what cites and what is cited: the newest citing documents first."""

    def __init__(self, citations: Table, issuers: Table, mechanisms: Table) -> None:
        self.classes = {str(row.mechanism): _CLASSES[str(row["class"])] for row in mechanisms}
        self._issuers: defaultdict[str, set[str]] = defaultdict(set)
        self._decided: defaultdict[str, set[str]] = defaultdict(set)
        self._years: dict[str, int] = {}
        self._kinds: dict[str, str] = {}
        self._tallies: dict[tuple[str, str], Tally] = {}
        for row in issuers:
            self._issuers[str(row.document)].add(str(row.issuer))
            if row.decided:
                self._decided[str(row.document)].add(str(row.decided))
            if isinstance(row.year, int):
                self._years[str(row.document)] = row.year
        self.entries: tuple[Entry, ...] = ()
        self._citing: Mapping[str, array[int]] = {}
        self._cited: Mapping[str, array[int]] = {}
        self._fill(citations)

    def bodies(self, item: str) -> frozenset[str]:
        """Return who issued a document, before whom a case or communication is, or a body itself.

        >>> Ledger(Table((), ()), Table((), ()), Table((), ())).bodies(iris.ID + "case/ecthr/1_02")
        frozenset({'https://w3id.org/rightsgraph/id/mechanism/ecthr'})
        """
        if known := self._issuers.get(item):
            return frozenset(known)
        kind, _, rest = item.removeprefix(iris.ID).partition("/")
        if kind == "mechanism":
            return frozenset((item,))
        if kind in ("case", "communication", "judgment"):
            return frozenset((iris.thing("mechanism", rest.partition("/")[0]),))
        return frozenset()

    def kind(self, item: str) -> str:
        """Return which of `KINDS` an item is: by its issuer, or an instrument."""
        if item not in self._kinds:
            kinds = {self.classes.get(body, "other") for body in self.bodies(item)}
            own = "instruments" if iris.kind_of(item) == "instrument" else "other"
            self._kinds[item] = min(kinds, key=KINDS.index, default=own)
        return self._kinds[item]

    def select(
        self,
        citing: str = "",
        cited: str = "",
        year: int = 0,
        kind: str = "",
        function: str = "",
    ) -> Sequence[int]:
        """Return the positions of entries, in order.

        `citing` and `cited` are IRIs of documents, parts, cases, instruments or mechanisms; `kind`
        is that of what cites if only `cited` is given, else of what is cited.
        """
        found = self._both(citing, cited)
        entries = self.entries
        if year:
            found = [n for n in found if entries[n].year == year]
        if function:
            found = [n for n in found if entries[n].function == function]
        if kind and cited and not citing:
            found = [n for n in found if entries[n].citing_kind == kind]
        elif kind:
            found = [n for n in found if entries[n].cited_kind == kind]
        return found

    def tally(self, citing: str = "", cited: str = "") -> Tally:
        """Count the entries that `select` finds, by year, kind, mechanism and cited part."""
        key = (citing, cited)
        if key not in self._tallies:
            found = [self.entries[n] for n in self._both(citing, cited)]
            other = "document" if cited else "item"
            kind = attrgetter("citing_kind" if cited else "cited_kind")
            kinds = Counter(map(kind, found))
            bodies: Counter[str] = Counter()
            for item, count in Counter(map(attrgetter(other), found)).items():
                bodies.update(dict.fromkeys(self.bodies(item), count))
            self._tallies[key] = Tally(
                total=len(found),
                years=Counter(map(attrgetter("year"), found)),
                kinds=kinds,
                parts=Counter(e.cited for e in found if e.cited_kind != "unresolved"),
                bodies=bodies,
                newest={
                    each: tuple(islice((e for e in found if kind(e) == each), NEWEST))
                    for each in KINDS
                    if each in kinds
                },
            )
            if len(self._tallies) > MOST_TALLIES:
                del self._tallies[next(iter(self._tallies))]
        return self._tallies[key]

    def _both(self, citing: str, cited: str) -> Sequence[int]:
        if citing and cited:
            first = self._citing.get(citing, _NO_ENTRIES)
            second = self._cited.get(cited, _NO_ENTRIES)
            short, long = sorted((first, second), key=len)
            kept = set(long)
            return [n for n in short if n in kept]
        if citing:
            return self._citing.get(citing, _NO_ENTRIES)
        return self._cited.get(cited, _NO_ENTRIES) if cited else range(len(self.entries))

    def _fill(self, citations: Table) -> None:
        cited_parts: dict[str, set[str]] = {}
        entries: list[Entry] = []
        for row in citations:
            name, cited = str(row.citation), str(row.cited or "")
            if name not in cited_parts:
                entries.append(self._entry(row))
                cited_parts[name] = {cited}
            if row.pinpoint:
                cited_parts[name].add(str(row.pinpoint))
        entries.sort(key=_newest_first)
        self.entries = tuple(entries)
        by_citing: defaultdict[str, array[int]] = defaultdict(_NO_ENTRIES.__copy__)
        by_cited: defaultdict[str, array[int]] = defaultdict(_NO_ENTRIES.__copy__)
        for n, entry in enumerate(entries):
            for key in {*_wholes(entry.citing), *self._belongs_to(entry.document)}:
                by_citing[key].append(n)
            parts = {whole for part in cited_parts[entry.citation] for whole in _wholes(part)}
            for key in parts | self._belongs_to(entry.item):
                by_cited[key].append(n)
        self._citing, self._cited = dict(by_citing), dict(by_cited)
        _wholes.cache_clear()

    def _entry(self, row: Row) -> Entry:
        citing, cited = str(row.citing), str(row.cited or "")
        document, item = _wholes(citing)[-1], _wholes(cited)[-1]
        return Entry(
            str(row.citation),
            _wholes(citing)[0],
            document,
            _wholes(cited)[0],
            item,
            self._years.get(document, 0),
            str(row.function or ""),
            self.kind(document),
            "unresolved" if row.unresolved else self.kind(item),
        )

    def _belongs_to(self, item: str) -> set[str]:
        return {*self.bodies(item), *self._decided.get(item, ())}


@cache
def _wholes(iri: str) -> tuple[str, ...]:
    """Return a part, what holds it, and so on up to the document, judgment or instrument."""
    part = part_of(iri)
    return (iri, *_wholes(part.parent)) if part else (iri,)


def _newest_first(entry: Entry) -> tuple[int, str, list[str | int], str]:
    """Order by year, document and part, paragraph 9 before paragraph 10."""
    pieces = _NUMBER.split(entry.citing.removeprefix(entry.document))
    numbered = [int(piece) if n % 2 else piece for n, piece in enumerate(pieces)]
    return -entry.year, entry.document, numbered, entry.citation
