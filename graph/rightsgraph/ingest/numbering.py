"""Recognise what stands before a part: numbers, letters and bullets of paragraphs, annex titles.

Text taken from Arabic pages often has the lines from left to right, so that the number of a
paragraph stands at the end of its first line. `label_first` moves it to where it is read.
"""

import re
from collections.abc import Iterator, Sequence

from rightsgraph.cite.plain import plain
from rightsgraph.identify.pinpoints import read_step

Number = tuple[int, ...]

_ARABIC = re.compile(r"[\u0621-\u064a]")
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_AT_END = re.compile(
    rf"(?:^|\s)(?:-\s?(?P<number>\d{{1,3}})|(?<=\s\s)(?P<first>\d{{1,3}})\s?-"
    rf"|[()](?P<letter>[{_ABJAD}])ـ?[()]|(?P<bullet>[•▪◦‣]))$"
)
_NUMBER = re.compile(
    r"\s*(?:\*\*)?(?:(?P<whole>\d{1,3})\s?[.-](?:\*\*)?|(?P<parts>\d{1,3}\.\d{1,2})\.?)\s+(?=\S)"
)
# Lines of a table of contents end with a leader or with numbers in columns.
_CONTENTS = re.compile(r"(?:\.\s?){4}|…\s?…|\s\s\d+(?:-\d+)?\s+\d+\s*$")
_BULLET = re.compile(r"\s*[•▪◦‣]\s*")
_ANNEX = re.compile(
    r"(?:Annex|Annexe|Anexo|Appendix|Appendice|Apéndice|المرفق)(?: (?P<number>\S{1,12}))?",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"[#*\s]+")
_LETTER = re.compile(
    rf"(?P<before>^|\n|[:;,]\s)\s*(?:and |or |y |o |et |ou |و)?"
    rf"\(?(?P<letter>[a-z]{{1,5}}|[{_ABJAD}])ـ?\)\s"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def is_arabic(line: str) -> bool:
    """Return whether a line has Arabic letters."""
    return _ARABIC.search(line) is not None


def label_first(line: str) -> str:
    """Return an Arabic line with its number, letter or bullet at its beginning.

    >>> label_first("وأوصى المشاركون           -٥")
    '5- وأوصى المشاركون'
    """
    stripped = line.rstrip()
    found = _AT_END.search(plain(stripped[-24:])) if is_arabic(line) else None
    if not found:
        return line
    rest = stripped[: len(stripped) - len(found[0])].strip()
    if found["letter"]:
        return f"({found['letter']}) {rest}"
    return f"• {rest}" if found["bullet"] else f"{found['number'] or found['first']}- {rest}"


def number_of(line: str) -> tuple[Number, str] | None:
    """Return the number that a line begins with, and the rest of the line.

    >>> number_of("12. The Committee recalls"), number_of("7.3 The Committee")
    (((12,), 'The Committee recalls'), ((7, 3), 'The Committee'))
    """
    shown = plain(line)
    found = _NUMBER.match(shown)
    if not found or _CONTENTS.search(shown):
        return None
    number = tuple(map(int, (found["whole"] or found["parts"]).split(".")))
    return number, line[found.end() :]


def without_bullet(line: str) -> str | None:
    """Return a line without its bullet, or None where it has none."""
    found = _BULLET.match(line)
    return line[found.end() :] if found else None


def annex_of(line: str) -> str | None:
    """Return the number of the annex whose title a line is.

    >>> annex_of(" Annex II "), annex_of("المرفق الأول"), annex_of("## Annex"), annex_of("Annexes")
    ('II', 'I', 'I', None)
    """
    title = _MARKUP.sub(" ", line).strip(" .:") if len(line) < 60 else ""
    found = _ANNEX.fullmatch(title)
    if not found:
        return None
    step = read_step(f"annex {found['number'] or 'I'}") or read_step(f"المرفق {found['number']}")
    return step[1] if step else None


def in_sequence(numbers: Sequence[Number]) -> Iterator[int]:
    """Yield the positions of the numbers that follow each other: 1, 2, 3 or 1, 2.1, 2.2, 3.

    Numbers of headings and of lists inside paragraphs stand among them and are passed over. Up
    to two numbers may be missing.
    """
    last_place = {number: place for place, number in enumerate(numbers)}
    place = _first(numbers)
    while place is not None:
        yield place
        place = _next(numbers, place, last_place)


def letters_of(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield start, end and path of the letters of sub-paragraphs: (a), (b), (b)(i), (b)(ii).

    They stand at the beginning of a line, or behind a colon, comma or semicolon in a list that
    goes at least to (b).
    """
    found = [(m.end("before"), m.end(), m["letter"]) for m in _LETTER.finditer(text)]
    letters = [_LATIN[_ABJAD.index(a)] if a in _ABJAD[:26] else a for _, _, a in found]
    if "a" not in letters or "b" not in letters[letters.index("a") :]:
        return
    outer, inner = 0, 0
    for (start, end, _), letter in zip(found, letters, strict=True):
        if outer < len(_LATIN) and letter == _LATIN[outer]:
            outer, inner = outer + 1, 0
            yield start, end, (letter,)
        elif outer and inner < len(_ROMAN) and letter == _ROMAN[inner]:
            inner += 1
            yield start, end, (_LATIN[outer - 1], letter)


def _first(numbers: Sequence[Number]) -> int | None:
    ones = [place for place, number in enumerate(numbers) if number in ((1,), (1, 1))]
    if not ones:
        return 0 if len(numbers) > 1 else None
    twos = (p for p, n in enumerate(numbers) if p > ones[0] and n in ((2,), (2, 1), (1, 2)))
    second = next(twos, len(numbers))
    return max(place for place in ones if place < second)


def _next(numbers: Sequence[Number], place: int, last_place: dict[Number, int]) -> int | None:
    head, *tail = numbers[place]
    following = {(head, tail[0] + 1 if tail else 1), (head + 1,), (head + 1, 1)}
    if any(last_place.get(number, -1) > place for number in following):
        return next(p for p in range(place + 1, len(numbers)) if numbers[p] in following)
    later = {(head + 2,), (head + 3,), (head + 2, 1)}
    return next((p for p in range(place + 1, len(numbers)) if numbers[p] in later), None)
