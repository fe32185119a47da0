"""Put lines of Arabic back into the order of reading, where extraction left them as they looked.

A page shows a line of Arabic from right to left, its numbers and Latin words from left to right.
Some extractors store the pieces of a line as they stand on the page from the left: each piece can
be read, but the last one comes first. The rules:

`evidence`     a line counts as stored by its looks where a letter is glued behind a number, a mark
               of punctuation to the word behind it, a number in brackets stands as `)5(`, a number
               comes before its noun (`5, paragraph`), or the line ends with `-7`, the number of the
               paragraph. Lines that begin with `7-` or hold `(5)` speak against it. A line
               without evidence follows the majority of the lines of its text. A text without any
               evidence is left alone.
`pieces`       the pieces of such a line are numbers, Latin words, signs of punctuation, and Arabic
               words with single spaces between them; two spaces part pieces, and so does every full
               stop, but no comma with a space behind it.
`backwards`    the pieces are read from the last to the first; brackets then fit by themselves.
`latin-first`  a line whose first piece, but for the mark of a footnote, is a symbol keeps the order
               of its chunks; backwards are only the pieces between brackets, and the brackets turn.
`overlong`     a line of more than 200 characters is none: its line breaks are lost, and so is its
               order. It stays as it is.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_DIGIT = "[0-9٠-٩۰-۹]"
_LETTERS = "[ء-يٱ-ۓـً-ْٰ]+"
_LATIN = r"[A-Za-zÀ-ÿ](?:[\w/.&'’-]*[A-Za-zÀ-ÿ0-9])?"
_PIECE = re.compile(
    rf"\[\[fn:\w+\]\]|{_LATIN}(?: {_LATIN})*|(?P<number>{_DIGIT}+(?:[/.,:٫]{_DIGIT}+)*)|"
    rf"(?P<arabic>(?:[،؛] )?{_LETTERS}(?:[،؛]? {_LETTERS})*)|(?P<sign>\S)"
)
_NOUN = r"(?:و|ب|ل)?(?:ال)?(?:فقرة|فقرتان|فقرتين|فقرات|مادة|مادتان|مادتين|فرع)"
_FOR = (
    (re.compile(rf"(?<![A-Za-z0-9٠-٩۰-۹.(])(?<![A-Za-z]/){_DIGIT}+(?:[ء-هىي]|و(?!{_DIGIT}))"), 1),
    (re.compile(r"(?:^| )[،؛.:](?=[ء-ي])"), 1),
    (re.compile(r"^ *[،؛]"), 1),
    (re.compile(rf"\) ?{_DIGIT}{{1,3}} ?\("), 2),
    (re.compile(r"\) ?[أ-نهي]\.? ?\("), 1),
    (re.compile(rf"(?<!{_DIGIT})(?<!{_DIGIT} )- ?{_DIGIT}{{1,3}} *$"), 2),
    (re.compile(rf"{_DIGIT}[،,]? {{0,3}}{_NOUN}(?! *{_DIGIT})(?![\w ]{{0,30}}{_DIGIT})"), 2),
)
_AGAINST = (
    (re.compile(rf"^ *{_DIGIT}{{1,3}} ?[-.] "), 2),
    (re.compile(rf"\( ?{_DIGIT}{{1,3}} ?\)"), 1),
    (re.compile(rf"{_DIGIT}[.؛] *$"), 1),
)
_LATIN_FIRST = re.compile(rf" *(?:\) ?{_DIGIT}{{1,3}} ?\( ?)?[A-Z]{{1,6}}/\S")
_LONGEST = 200
_MIRRORED = str.maketrans("()[]", ")(][")
_TIGHT_BEFORE = frozenset(")]،؛.:")


class Traced(NamedTuple):
    """Hold a text, and for each of its characters where it stood in the text as given."""

    text: str
    origin: list[int]


def reordered(text: str) -> Traced | None:
    """Return a text with its lines in the order of reading, or None if they already are."""
    lines = list(_lines(text))
    votes = [_evidence(line) for _, line in lines]
    overall = sum(votes)
    if not any(vote > 0 for vote in votes):
        return None
    read: list[tuple[str, int]] = []
    for (start, line), vote in zip(lines, votes, strict=True):
        damaged = len(line) <= _LONGEST and (vote > 0 or (vote == 0 and overall > 0))
        read += _line(line, start) if damaged else [(c, start + i) for i, c in enumerate(line)]
        read.append(("\n", start + len(line)))
    read.pop()
    return Traced("".join(c for c, _ in read), [i for _, i in read])


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _evidence(line: str) -> int:
    """Return how much speaks for a line stored by its looks, and how much against it."""
    if len(line) > _LONGEST or not re.search("[ء-ي]", line):
        return 0
    for_it = sum(weight * len(sign.findall(line)) for sign, weight in _FOR)
    return for_it - sum(weight * len(sign.findall(line)) for sign, weight in _AGAINST)


def _line(line: str, start: int) -> list[tuple[str, int]]:
    pieces = list(_PIECE.finditer(line))
    if _LATIN_FIRST.match(line):
        ordered = list(_in_chunks(pieces))
    else:
        ordered = [(piece, piece[0]) for piece in reversed(pieces)]
    read: list[tuple[str, int]] = []
    for piece, written in ordered:
        if read and not _tight(read[-1][0], written[0]):
            read.append((" ", start + piece.start()))
        read += [(c, start + piece.start() + i) for i, c in enumerate(written)]
    return read


def _in_chunks(pieces: list[re.Match[str]]) -> Iterator[tuple[re.Match[str], str]]:
    """Yield pieces in the order of their chunks, which end at brackets, each read backwards."""
    chunk: list[re.Match[str]] = []
    for piece in [*pieces, None]:
        if piece is None or piece[0] in "()[]" or not (piece["arabic"] or piece["number"]):
            yield from ((p, p[0]) for p in reversed(chunk))
            chunk = []
            if piece is not None:
                yield piece, piece[0].translate(_MIRRORED)
        else:
            chunk.append(piece)


def _tight(before: str, after: str) -> bool:
    if after in _TIGHT_BEFORE or before in "([" or "/" in {before, after}:
        return True
    digits = before.isdigit(), after.isdigit()
    return (digits[0] and after in "(-") or (before == "-" and digits[1])
