"""Cut the lines of a document into its parts: summary, paragraphs, sections, items, annexes.

What is no part has no IRI and is left out: titles, headings, tables of contents.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rightsgraph.ingest.notes import ends_sentence
from rightsgraph.ingest.numbering import (
    Number,
    annex_of,
    in_sequence,
    label_first,
    letters_of,
    number_of,
    without_bullet,
)

LONGEST_HEADING = 400
SHORT_HEADING = 160
_SUMMARY = re.compile(r"[\s*#]*(?:summary|résumé|resumen|موجز|ملخص)[\s*:]*", re.IGNORECASE)
_LEADER = re.compile(r"(?:\.\s?){5}|…\s?…")
# "The Commission on Human Rights," begins a resolution and is no paragraph of its preamble.
_BODY_NAMED = re.compile(r"[\s*]*(?:The|La|Le|El|إن)\s[^,.;:]{3,80},[\s*]*")


class Line(NamedTuple):
    """Hold a line and its place in the document."""

    place: int
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Hold a part: its path, its text, and the place of its first line."""

    path: tuple[str, ...]
    text: str
    place: int


@dataclass(frozen=True, slots=True)
class _Numbered:
    number: Number
    lines: list[Line]

    @property
    def word(self) -> str:
        return ".".join(map(str, self.number))

    @property
    def is_heading(self) -> bool:
        """Return whether the number is that of a heading: a few words, and no sentence."""
        block = next(_blocks(self.lines), [])
        length = sum(len(line.text) for line in block)
        is_short = len(block) <= 2 and length <= SHORT_HEADING
        return is_short and not any(ends_sentence(line.text) for line in block)


def segments(lines: Sequence[str]) -> list[Segment]:
    """Return the parts of a document in order."""
    shown = [
        Line(place, label_first(text))
        for place, text in enumerate(lines)
        if not _LEADER.search(text)
    ]
    starts: list[int] = []
    for k in range(len(shown)):
        # The title of the annex that is open is a running header.
        again = starts and annex_of(shown[k].text) == annex_of(shown[starts[-1]].text)
        if _begins_annex(shown, k) and not again:
            starts.append(k)
    found = list(_division((), shown[: starts[0] if starts else None]))
    for start, end in pairwise([*starts, len(shown)]):
        found += _division(("annex", annex_of(shown[start].text) or "I"), shown[start:end])
    return [segment for segment in found if segment.text.strip()]


def _begins_annex(lines: Sequence[Line], k: int) -> bool:
    """Return whether a line is the title of an annex, and not a piece of a sentence."""
    if annex_of(lines[k].text) is None:
        return False
    before, after = (lines[j].text if 0 <= j < len(lines) else "" for j in (k - 1, k + 1))
    return not before.strip() or not after.strip() or ends_sentence(before)


def _division(prefix: tuple[str, ...], lines: list[Line]) -> Iterator[Segment]:
    """Yield the parts of the body, or of one annex."""
    numbered = _numbered(lines)
    if not numbered:
        yield from _whole(prefix, lines) if prefix else _unnumbered((), lines)
        return
    first = numbered[0].lines[0].place
    opening = [line for line in lines if line.place < first]
    if prefix:
        yield _segment((*prefix, "section", "0"), opening)
    else:
        yield from _opening(opening)
    # In the body of a UN document the numbers are those of paragraphs.
    sections = prefix and 2 * sum(part.is_heading for part in numbered) > len(numbered)
    for part in numbered:
        if sections:
            path = (*prefix, "section", part.word)
            yield from _with_bullets(path, _without_tail(part.lines)[0], "item")
        else:
            kept, tail = _without_tail(part.lines)
            yield from _lettered((*prefix, "paragraph", part.word), kept)
            if part is numbered[-1] and not prefix:
                for count, block in enumerate(_blocks(tail), start=1):
                    yield _segment(("item", str(count)), block)


def _numbered(lines: list[Line]) -> list[_Numbered]:
    found = [(k, read) for k, line in enumerate(lines) if (read := number_of(line.text))]
    found = _without_first_headings(lines, found)
    places = [found[place] for place in in_sequence([number for _, (number, _) in found])]
    ends = [k for k, _ in places[1:]] + [len(lines)] if places else []
    return [
        _Numbered(number, [Line(lines[k].place, rest), *lines[k + 1 : end]])
        for (k, (number, rest)), end in zip(places, ends, strict=True)
    ]


def _without_first_headings(
    lines: list[Line], found: list[tuple[int, tuple[Number, str]]]
) -> list[tuple[int, tuple[Number, str]]]:
    """Leave out headings numbered 1, if there is a sentence numbered 1 too."""
    ends = [k for k, _ in found[1:]] + [len(lines)] if found else []
    headings = {
        k
        for (k, (number, _)), end in zip(found, ends, strict=True)
        if number == (1,) and not any(ends_sentence(line.text) for line in lines[k:end])
    }
    if all(k in headings for k, (number, _) in found if number == (1,)):
        return found
    return [each for each in found if each[0] not in headings]


def _opening(lines: list[Line]) -> Iterator[Segment]:
    """Yield the paragraphs of a preamble, and the summary."""
    title = next((k for k, line in enumerate(lines) if _SUMMARY.fullmatch(line.text)), None)
    yield from _unnumbered(("section", "0"), lines[:title])
    if title is not None:
        yield _segment(("summary",), _without_tail(lines[title + 1 :])[0])


def _unnumbered(prefix: tuple[str, ...], lines: list[Line]) -> Iterator[Segment]:
    """Yield paragraphs that have no numbers, counted: those that are sentences, not titles."""
    paragraphs: list[list[Line]] = []
    for block in _blocks(lines):
        text = "\n".join(line.text for line in block)
        goes_on = text.lstrip()[:1].islower() or text.lstrip().startswith("(")
        if paragraphs and goes_on:
            paragraphs[-1] += block
        elif _is_paragraph(text):
            paragraphs.append(block)
    for count, paragraph in enumerate(paragraphs, start=1):
        yield from _lettered((*prefix, "paragraph", str(count)), paragraph)


def _is_paragraph(text: str) -> bool:
    if len(text) > LONGEST_HEADING:
        return True
    ends = ends_sentence(text) or text.rstrip().endswith((",", "،"))
    return ends and not _BODY_NAMED.fullmatch(text)


def _whole(prefix: tuple[str, ...], lines: list[Line]) -> Iterator[Segment]:
    """Yield an annex that has no numbers as one part, and its bullets."""
    yield from _with_bullets(prefix, lines, "item")


def _lettered(path: tuple[str, ...], lines: list[Line]) -> Iterator[Segment]:
    """Yield a paragraph and its sub-paragraphs."""
    lines = [line for line in lines if line.text.strip()]
    text = "\n".join(line.text for line in lines)
    cuts = [(0, 0, ()), *letters_of(text)]
    ends = [start for start, _, _ in cuts[1:]] + [len(text)]
    for (_, start, letters), end in zip(cuts, ends, strict=True):
        first = text.count("\n", 0, start)
        last = text.count("\n", 0, end)
        piece = text[start:end].split("\n")
        places = [line.place for line in lines[first : last + 1]]
        held = [Line(place, words) for place, words in zip(places, piece, strict=True)]
        yield from _with_bullets((*path, *letters), held, "bullet")


def _with_bullets(path: tuple[str, ...], lines: list[Line], kind: str) -> Iterator[Segment]:
    """Yield a part, and each of its bullets as a part of it."""
    held: list[list[Line]] = [[]]
    for line in lines:
        rest = without_bullet(line.text)
        if rest is None:
            held[-1].append(line)
        else:
            held.append([Line(line.place, rest)])
    yield _segment(path, held[0])
    for count, bullet in enumerate(held[1:], start=1):
        yield _segment((*path, kind, str(count)), bullet)


def _without_tail(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Split lines behind the last sentence: what follows it, if short, is a heading or a closing.

    Lines with nothing but blanks at the end are dropped.
    """
    end, length = len(lines), 0
    while end and not ends_sentence(lines[end - 1].text):
        length += len(lines[end - 1].text.strip())
        end -= 1
    if not end or length > LONGEST_HEADING:
        return lines, []
    return lines[:end], lines[end:]


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines between blank lines."""
    block: list[Line] = []
    for line in lines:
        if line.text.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _segment(path: tuple[str, ...], lines: Sequence[Line]) -> Segment:
    text = "\n".join(line.text for line in lines if line.text.strip())
    return Segment(path, text, lines[0].place if lines else 0)
