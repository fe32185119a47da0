"""Remember, within one document, what short names stand for."""

import re
from functools import cache

from rightsgraph.cite.bodies import COMMITTEES, body_of_symbol
from rightsgraph.cite.gazetteer import Named
from rightsgraph.cite.homes import HOMES, Home
from rightsgraph.cite.identity import Registry
from rightsgraph.cite.place import Mention, Place
from rightsgraph.cite.treaties import HIGHEST_ARTICLE

_KINDS = {
    "CCPR": "covenant", "CESCR": "covenant", "UDHR": "declaration", "ROME": "statute",
    "CHARTER-UN": "charter", "ACHPR-CHARTER": "charter",
}  # fmt: skip
_PROTOCOLS = frozenset(
    {"CCPR-OP1", "CCPR-OP2", "CESCR-OP", "OPCAT", "CEDAW-OP", "CRC-OPAC", "CRC-OPSC", "CRC-OPIC"}
    | {"CRPD-OP", "GENEVA-AP1", "GENEVA-AP2", "Maputo"}
)
_FAR = 600
# The sentence in which committees say what adherence to the protocol means cites its articles.
_ADHERENCE = re.compile(
    r"(?:adher(?:ing|ence) to|becoming a party to|party to) the (?:Optional )?Protocol"
)
_IN_BRACKETS = re.compile(r"\((?:preamble and |see )?$")
_COURT_AGAIN = re.compile(
    r"\b(?:[Tt]he|said|that) (?:European )?(?:Court|Commission)\b|"
    r"\b[Ll]a (?:Corte|Cour|Comisión|Commission)\b|\b[Ee]l Tribunal\b|المحكمة"
)
_PARTIES_AGAIN = re.compile(
    r"\b(?:[Tt]he|this) (?:author|State party|Committee|complainant|petitioner)"
)
_COMMITTEE = re.compile(r"\b(?:[Tt]he Committee|[EeLl]l? Comité)\b")
_ALLEGED = re.compile(r"(?:violations? of|breach(?:es)? of|(?:claims?|rights) under|violated) $")


def kind_of_treaty(key: str) -> str:
    """Return by which short name a treaty goes: covenant, convention, protocol, charter."""
    return "protocol" if key in _PROTOCOLS else _KINDS.get(key, "convention")


@cache
def known_items() -> Registry:
    """Return the registry of the library's records, read once in each process."""
    return Registry.load()


def _on_adherence(place: Place, position: int) -> bool:
    bracket = _IN_BRACKETS.search(place.text, max(0, position - 20), position)
    return bracket is not None and any(
        "(" not in place.text[adhered.end() : bracket.start()]
        for adhered in _ADHERENCE.finditer(place.text, max(0, position - _FAR), bracket.start())
    )


_BY_KIND = {
    kind: frozenset(key for key in HIGHEST_ARTICLE if kind_of_treaty(key) == kind) - {"GENEVA"}
    for kind in {kind_of_treaty(key) for key in HIGHEST_ARTICLE}
}
_OF_COVENANTS = frozenset({"CCPR", "CESCR"})
_REGIONAL = frozenset({"ECtHR", "IACtHR", "IACHR"})


class Memory:
    """Hold a document's treaty body, and the treaties and items named so far."""

    def __init__(self, symbol: str, registry: Registry | None = None) -> None:
        self._registry = registry
        self.symbol = symbol
        self.body = body_of_symbol(symbol)
        self.home = HOMES.get(self.body or "", Home())
        self.comments_on_treaty = "general " in symbol or "/GC/" in symbol
        self.numbers: dict[str, str] = {}
        self._notes: dict[str, str | None] = {}
        own = {self.home.own or "", self.home.protocol or "", "generic:covenant"}
        self._own = frozenset(own)
        self._last: dict[str, str] = {}
        self.comments: set[tuple[str, str, str]] = set()
        self.organs: dict[str, str] = {}

    @property
    def registry(self) -> Registry:
        """Return the registry that knows names; that of the library unless another was given.

        A document may go on in another process: the library's registry does not travel with it.
        """
        return self._registry or known_items()

    def comment_body(self, number: str, year: str) -> str | None:
        """Return the body whose comment of a number the document cited, if it is only one.

        Without a year, the comments of all years count.
        """
        bodies = {b for n, y, b in self.comments if n == number and year in {"", y}}
        return bodies.pop() if len(bodies) == 1 else None

    def treaty(self, place: Place, span: Named) -> str | None:
        """Return the key of the treaty that a mention names, or None where it stays unclear."""
        if not span.key.startswith("generic:"):
            return span.key
        kind = span.key.removeprefix("generic:")
        if kind == "any-protocol":
            return self._recent(place, span.start, "protocol", far=True)
        if kind == "protocol":
            return self.home.protocol or self._recent(place, span.start, kind, far=True)
        if kind == "covenant":
            return self.home.covenant or self._covenant(place, span.start)
        if kind == "convention":
            return self._convention(place, span.start)
        return self._recent(place, span.start, kind, far=True)

    def _covenant(self, place: Place, position: int) -> str | None:
        body = place.bodies.of(_OF_COVENANTS).before(position)
        recent = self._recent(place, position, "covenant", far=False)
        return recent or (body.key if body else self._last.get("covenant"))

    def _convention(self, place: Place, position: int) -> str | None:
        court = self.reported_court(place, position)
        if court == "ECtHR":
            return "ECHR"
        if court in {"IACtHR", "IACHR"}:
            return "ACHR"
        return self.home.convention or self._recent(place, position, "convention", far=True)

    def _recent(self, place: Place, position: int, kind: str, *, far: bool) -> str | None:
        """Return the treaty of a kind that was named last before a position."""
        recent = place.treaties.of(_BY_KIND.get(kind, frozenset())).before(position)
        if recent:
            return recent.key
        return self._last.get(kind) if far else None

    def reported_court(self, place: Place, position: int) -> str | None:
        """Return the regional court on whose words the sentence at a position reports, if any."""
        body = place.bodies.before(position)
        if body is None or body.key not in _REGIONAL:
            return None
        begin = place.sentence(position)
        own = place.treaties.of(self._own).before(position)
        if own and own.start > body.end:
            return None
        if body.end >= begin:
            return body.key
        between = place.text[body.end : position]
        told, back = _COURT_AGAIN.search(between), _PARTIES_AGAIN.search(between)
        return body.key if told and not back and len(between) < _FAR else None

    def implied_treaty(self, place: Place, position: int, law: re.Pattern[str]) -> str | None:
        """Return the treaty that an article without one belongs to at a position."""
        court = self.reported_court(place, position)
        if court:
            return "ECHR" if court == "ECtHR" else "ACHR"
        if self.home.protocol and _on_adherence(place, position):
            return self.home.protocol
        begin = max(0, position - _FAR)
        last = place.treaties.before(position)
        if last and last.start < begin:
            last = None
        laws = [m.end() for m in law.finditer(place.text, begin, position)]
        if laws and _ALLEGED.search(place.text, max(0, position - 30), position):
            laws = [end for end in laws if end > place.sentence(position)]
        if laws and not self.comments_on_treaty and (last is None or last.end < laws[-1]):
            return None
        if self.body is None:
            return self.treaty(place, last) if last else self._of_committee(place, position)
        foreign = last and self.treaty(place, last) not in {None, self.home.own, self.home.protocol}
        if last and foreign and not self._own_words(place, last.end, position):
            return None
        return self.home.own

    def _own_words(self, place: Place, start: int, end: int) -> bool:
        """Return whether the committee itself is named between two positions."""
        named = {span.key for span in place.bodies.within(start, end)}
        return self.body in named or _COMMITTEE.search(place.text, start, end) is not None

    def _of_committee(self, place: Place, position: int) -> str | None:
        """Return the treaty of the committee on whose words the sentence reports."""
        body = place.bodies.before(position)
        told = body is not None and body.end > place.sentence(position)
        return HOMES[body.key].own if body and told and body.key in HOMES else None

    def last_treaty(self, place: Place, position: int) -> str | None:
        """Return the treaty that was named last before a position, which an `ibid.` repeats."""
        span = place.treaties.before(position)
        return self.treaty(place, span) if span else None

    def committee(self) -> str | None:
        """Return the treaty body of the document, where it decides on communications."""
        return self.body if self.body in COMMITTEES else None

    def learn(self, place: Place) -> None:
        """Remember the treaties that a place named, for the places after it."""
        for span in place.treaties:
            if not span.key.startswith("generic:"):
                self._last[kind_of_treaty(span.key)] = span.key

    def keep(self, place: Place, mentions: list[Mention]) -> None:
        """Remember what a place cited, for `ibid.` and short names after it."""
        self.learn(place)
        if place.name.startswith("footnote:"):
            targets = {m.target for m in mentions}
            number = place.name.removeprefix("footnote:")
            self._notes[number] = targets.pop() if len(targets) == 1 else None

    def note(self, number: str) -> str | None:
        """Return what a footnote cites, if it cites one item only."""
        return self._notes.get(number)

    def previous_note(self, name: str) -> str | None:
        """Return what the footnote before the one of a place's name cites, if one item only."""
        number = name.removeprefix("footnote:")
        return self._notes.get(str(int(number) - 1)) if number.isdecimal() else None
