"""Read the citations of a document, paragraph by paragraph."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rightsgraph.cite.cases import cases
from rightsgraph.cite.comments import comments, titles
from rightsgraph.cite.courts import host_of
from rightsgraph.cite.functions import with_functions
from rightsgraph.cite.ibid import repeated
from rightsgraph.cite.identity import Registry
from rightsgraph.cite.memory import Memory
from rightsgraph.cite.model import Citation, Paragraph
from rightsgraph.cite.pinpoints import attach
from rightsgraph.cite.place import Mention, Place, Taken
from rightsgraph.cite.plain import name_key
from rightsgraph.cite.provisions import provisions
from rightsgraph.cite.resolutions import resolutions
from rightsgraph.cite.rules import rules
from rightsgraph.cite.symbols import symbols

_BY_NAME = frozenset({"name", "ibid", "note-above"})
_MARK = re.compile(r",? ?\[\[fn:(\w+)\]\]")
_BEGINNING = 16


class Reader:
    """Read one document: its paragraphs in order, remembering what they named."""

    def __init__(self, symbol: str, registry: Registry | None = None) -> None:
        self.memory = Memory(symbol, registry)

    def read(self, paragraph: Paragraph) -> list[Citation]:
        """Return the citations of a paragraph and its footnotes, by place and position."""
        places = [Place("text", paragraph.text)]
        places += [Place(f"footnote:{note.n}", note.text) for note in paragraph.footnotes]
        text = places[0]
        found = self._of(text, None)
        for note in places[1:]:
            host = host_of(text, note.name.removeprefix("footnote:"), self.memory)
            found += self._of(note, host)
        named = _merged(_same_number(list(self._known(_numbered(found, text)))))
        return list(with_functions(named, {place.name: place for place in places}))

    def _known(self, citations: list[Citation]) -> Iterator[Citation]:
        """Yield the citations; a name whose number the document printed before has it in `also`."""
        numbers = self.memory.numbers
        for citation in citations:
            names = [t for t in (citation.target, *citation.also) if "/name:" in t]
            if names and "/name:" not in citation.target:
                numbers.update(dict.fromkeys(map(_name_key, names), citation.target))
            known = numbers.get(_name_key(names[0])) if names else None
            if names and known is None and "/name:" in citation.target:
                known = self.memory.registry.numbered(citation.target, citation.also)
            more = (known,) if known and known != citation.target else ()
            yield replace(citation, also=tuple(dict.fromkeys((*citation.also, *more))))

    def _of(self, place: Place, host: str | None) -> list[Citation]:
        memory = self.memory
        mentions = [
            *rules(place, memory),
            *symbols(place, memory.symbol),
            *comments(place, memory),
            *resolutions(place, memory),
            *cases(place, memory, host),
        ]
        taken = Taken([(m.start, m.end) for m in mentions if m.rule == "rule"] + titles(place))
        mentions += provisions(place, memory, taken)
        mentions += repeated(place, mentions, memory)
        mentions = attach(place, sorted(mentions, key=lambda m: (m.start, m.end)))
        memory.keep(place, mentions)
        return list(_united(place, mentions))


def _numbered(citations: list[Citation], text: Place) -> list[Citation]:
    """Give a case that is only named the number that the same paragraph prints for it."""
    best: dict[str, Citation] = {}
    for citation in citations:
        for name in (citation.target, *citation.also):
            if "/name:" in name:
                other = best.setdefault(_name_key(name), citation)
                if _surety(citation) > _surety(other):
                    best[_name_key(name)] = citation
    for citation, note in _marked(citations, text):
        best[_name_key(citation.target)] = note
    return _merged(_as_best(citation, best) for citation in citations)


def _same_number(citations: list[Citation]) -> Iterator[Citation]:
    """Give a name the number by which the paragraph cites the same item elsewhere."""
    targets = {citation.target for citation in citations}
    for citation in citations:
        printed = (other for other in citation.also if other in targets and "/name:" not in other)
        number = next(printed, None) if "/name:" in citation.target else None
        yield replace(citation, target=number) if number else citation


def _marked(citations: list[Citation], text: Place) -> Iterator[tuple[Citation, Citation]]:
    """Yield a case named right before the mark of a footnote that begins with its number."""
    first: dict[str, Citation] = {}
    for citation in citations:
        numbered = citation.target.startswith(("comm:", "case:")) and not citation.also
        if numbered and "/name:" not in citation.target and citation.start < _BEGINNING:
            first.setdefault(citation.where, citation)
    for citation in citations:
        mark = _MARK.match(text.text, citation.end) if citation.where == "text" else None
        if mark and citation.rule == "name" and f"footnote:{mark[1]}" in first:
            yield citation, first[f"footnote:{mark[1]}"]


def _surety(citation: Citation) -> tuple[bool, float]:
    return "/name:" not in citation.target, citation.confidence


def _as_best(citation: Citation, best: dict[str, Citation]) -> Citation:
    other = best.get(_name_key(citation.target)) if citation.rule in _BY_NAME else None
    if other is None or other.target == citation.target:
        return citation
    same_body = other.target.partition("/")[0] == citation.target.partition("/")[0]
    also = (citation.target, *citation.also) if same_body else citation.also
    return replace(citation, target=other.target, also=also)


def _merged(citations: Iterable[Citation]) -> list[Citation]:
    """Return citations with one for each target and place."""
    merged: dict[tuple[str, str], Citation] = {}
    for citation in citations:
        key = (citation.where, citation.target)
        first = merged.setdefault(key, citation)
        if first is not citation:
            pinpoint = tuple(dict.fromkeys((*first.pinpoint, *citation.pinpoint)))
            also = tuple(dict.fromkeys((*first.also, *citation.also)))
            merged[key] = replace(first, pinpoint=pinpoint, also=also)
    return list(merged.values())


def _name_key(target: str) -> str:
    return name_key(target.partition("/name:")[2])


def _united(place: Place, mentions: Iterable[Mention]) -> Iterator[Citation]:
    """Yield one citation for each target, with the pinpoints of all its mentions."""
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.target.upper(), []).append(mention)
    for group in groups.values():
        best = max(group, key=lambda m: (m.confidence, m.end - m.start, -m.start))
        pinpoints = tuple(dict.fromkeys(pin for m in group for pin in m.pinpoint))
        also = tuple(dict.fromkeys(other for m in group for other in m.also))
        start, end = place.span(best.start, best.end)
        yield Citation(
            best.target, pinpoints, place.name, start, end, place.given[start:end],
            best.confidence, best.rule, None, also,
        )  # fmt: skip
