"""Read the plain text of a UN document: its parts, each with the notes that it has marks of."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from rightsgraph.cite import Footnote, Paragraph
from rightsgraph.cite.language import language_of
from rightsgraph.cite.plain import plain
from rightsgraph.ingest.notes import Note, take_notes
from rightsgraph.ingest.numbering import is_arabic
from rightsgraph.ingest.records import ReadDocument, ReadPart
from rightsgraph.ingest.segment import Segment, segments

# Job numbers, with a page number before or behind; page numbers such as 3/22.
_FOOTER = re.compile(
    r"(?:\d{1,3}\s+)?(?:GE\.\d\d-\d{4,6}|\d\d-\d{5})(?:\s*\([A-Z]\))?(?:\s+\d{1,3}(?:/\d{1,3})?)?"
    r"|\d{1,3}/\d{1,3}|page \d{1,3}",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\d{1,3}")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_text(text: str, symbol: str, language: str | None = None) -> ReadDocument:
    """Read a document from its plain text.

    Page headers, footers and job numbers are dropped. In the text of a part the mark of a note is
    written as [[fn:12]], but left as it is among Arabic letters. The language is told from the
    text where none is given; parts in another script (annexes often) have their own.
    """
    spoken = language or language_of(text)
    lines, notes = take_notes(_without_furniture(text.splitlines(), symbol))
    found = _with_marks(segments(lines), notes)
    parts = tuple(_part(symbol, spoken, segment, held) for segment, held in found)
    return ReadDocument(symbol=symbol, language=spoken, parts=parts)


def _part(symbol: str, language: str, segment: Segment, notes: Sequence[Note]) -> ReadPart:
    own = language_of(segment.text)
    spoken = own if (own == "ar") != (language == "ar") else language
    footnotes = tuple(Footnote(note.n, note.text) for note in notes)
    name = "/".join(segment.path)
    return ReadPart(segment.path, Paragraph(name, symbol, segment.text, footnotes, spoken))


def _without_furniture(lines: Sequence[str], symbol: str) -> list[str]:
    """Return the lines without running headers and footers, and the page numbers beside them."""
    bare = ["".join(plain(line).split()).upper() for line in lines]
    header = "".join(symbol.split()).upper()
    repeated = [
        mark == header or bool(_FOOTER.fullmatch(plain(line).strip()))
        for mark, line in zip(bare, lines, strict=True)
    ]
    texts = [place for place, mark in enumerate(bare) if mark]
    for order, place in enumerate(texts):
        near = texts[max(order - 1, 0) : order] + texts[order + 1 : order + 2]
        if _PAGE.fullmatch(bare[place]) and any(
            bare[other] == header or _FOOTER.fullmatch(plain(lines[other]).strip())
            for other in near
        ):
            repeated[place] = True
    return [line for line, drop in zip(lines, repeated, strict=True) if not drop]


def _with_marks(
    parts: Sequence[Segment], notes: Sequence[Note]
) -> Iterator[tuple[Segment, list[Note]]]:
    """Give each note to the part that has its mark; without one, to the part where it stands."""
    texts = [part.text for part in parts]
    held: list[list[Note]] = [[] for _ in parts]
    places = [part.place for part in parts]
    order, offset, page, last = 0, 0, 0, 0
    for note in notes if parts else ():
        if note.at != last:
            page, last = max(bisect_left(places, last) - 1, 0), note.at
        place = max(bisect_left(places, note.at) - 1, 0)
        for k in range(max(order, page), place + 1):
            found = _mark(texts[k], note.n, offset if k == order else 0)
            if found:
                mark = found[0] if is_arabic(texts[k]) else f"[[fn:{note.n}]]"
                texts[k] = texts[k][: found.start()] + mark + texts[k][found.end() :]
                order, offset, place = k, found.start() + len(mark), k
                break
        held[place].append(note)
    for part, text, own in zip(parts, texts, held, strict=True):
        yield Segment(part.path, text, part.place), own


def _mark(text: str, n: str, start: int) -> re.Match[str] | None:
    """Find the mark of a note: [[fn:3]], [3], a raised or glued 3; in Arabic also )3( or (3)."""
    forms = [rf"\[\[fn:{re.escape(n)}\]\]", rf"\[{re.escape(n)}\]"]
    if n.isdigit():
        forms += [n.translate(_SUPERSCRIPTS), rf"(?<=[^\s\d/(.-]){n}(?![\d/]|[.,]\d)"]
        forms += [rf"(?<=[a-z)”\"’]\.){n}(?![\d/]|[.,]\d)", rf"(?<=\d\.){n}(?=\s+[A-Z]|\s*$)"]
        if is_arabic(text):
            forms += [rf"\)\s?{n}\s?\(", rf"(?<=\S)\({n}\)"]
    elif n.startswith("*"):
        forms += [rf"(?<=[^\s*]){re.escape(n)}(?!\*)"]
    return re.compile("|".join(forms)).search(plain(text), start)
