"""Hold one place, a paragraph's text or one footnote, with what its readers ask of it."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from rightsgraph.cite.arabic import legible
from rightsgraph.cite.bodies import BODIES
from rightsgraph.cite.gazetteer import Names
from rightsgraph.cite.plain import plain
from rightsgraph.cite.treaties import TREATIES

_SENTENCE_END = re.compile(
    r"(?<![ .(\"]v)(?<![ .(\"](?:No|al|vs|Cf|cf))(?<![ .(\"][A-Zcps])"
    r"(?<![ .(\"](?:Nos|art|Art|App|Ser|par))"
    r"(?<![ .(\"](?:arts|Arts|para|paga|Para))(?<![ .(\"]paras)"
    r"[.!?]['\")\]]*(?:\[\[fn:\w{1,6}\]\]){0,3} +(?=[\"'(\[A-ZÀ-Ýء-ي]|\d+ [A-Z])"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Hold what one reader found: a target with its pinpoints, its stretch, and how sure it is."""

    target: str
    start: int
    end: int
    rule: str
    confidence: float
    pinpoint: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    def with_pinpoints(self, pinpoint: tuple[str, ...]) -> "Mention":
        """Return the mention with the pinpoints that follow it."""
        return replace(self, pinpoint=(*self.pinpoint, *pinpoint))


class Place:
    """Hold a text, made plain, with the bodies and treaties that it names and its sentences."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.given = text
        self.deciders: Names | None = None
        read = legible(text)
        self.text = read.text if read else plain(text)
        self._origin = read.origin if read else None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the text stands in the text as given, as one stretch."""
        if self._origin is None:
            return start, end
        letters = [i for i in range(start, end) if self.text[i] != " "] or [start]
        places = [self._origin[i] for i in letters]
        return min(places), max(places) + 1

    @cached_property
    def bodies(self) -> Names:
        """Return the mentions of bodies, in order."""
        return BODIES.find(self.text)

    @cached_property
    def treaties(self) -> Names:
        """Return the mentions of treaties, in order; shared names with their generic key."""
        return TREATIES.find(self.text)

    @cached_property
    def _sentences(self) -> list[int]:
        return [0, *(m.end() for m in _SENTENCE_END.finditer(self.text))]

    def sentence(self, position: int) -> int:
        """Return where the sentence around a position begins."""
        return self._sentences[bisect_right(self._sentences, position) - 1]

    def sentence_end(self, position: int) -> int:
        """Return where the sentence around a position ends."""
        index = bisect_right(self._sentences, position)
        return self._sentences[index] if index < len(self._sentences) else len(self.text)


class Taken:
    """Hold stretches that were read, and tell whether a stretch touches one of them."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if self._spans and start < self._spans[-1][1]:
                self._spans[-1] = (self._spans[-1][0], max(end, self._spans[-1][1]))
            else:
                self._spans.append((start, end))

    def touches(self, start: int, end: int) -> bool:
        """Return whether a stretch shares a character with one that was read."""
        index = bisect_right(self._spans, end - 1, key=lambda span: span[0])
        return index > 0 and self._spans[index - 1][1] > start
