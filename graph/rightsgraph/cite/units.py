"""Read lists of numbers with their letters: `14 (3) (c) and (g)`, `7, 10 and 13-17`, `8.3 ff.`.

    list  = unit (separator (unit | letters))*
    unit  = number letters? ("-" unit)? "ff."?
    letters = ("(" (number | letter | roman numeral) ")")+

Letters that stand alone repeat the number before them (GUIDELINES, section 2).
"""

import re
from dataclasses import dataclass, replace

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|"
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
_LETTER = r"(?:[ivx]{2,5}|[a-zA-Z]|\d{1,2})"
# Spanish and French write `3 g)` and `12 2) c)`.
_HALF = r"(?: ?(?:[ivx]{2,5}|[a-z])\)| \d{1,2}\))"
_UNIT = re.compile(
    r"(?P<number>\d{1,4}(?:\.\d{1,3}){0,3}(?: ?(?:bis|ter|quater)\b| ?[A-F](?= ?\(\d\)))?)"
    r"(?:(?<=\b1)er\b)?(?!\d|/\d)"
    rf"(?P<letters>(?: ?\( ?{_LETTER} ?\)|{_HALF})*)"
    rf"(?P<more> ?ff\b\.?)?"
)
_MOST_PARAGRAPHS = 12
"""No article cited by its paragraphs has more of them."""
_DATE = re.compile(rf" (?:{MONTHS})\b")
_LETTERS = re.compile(
    rf"(?: ?\( ?{_LETTER} ?\))+|(?:[ivx]{{2,5}}|[a-z])\)(?: (?:[ivx]{{2,5}}|[a-z])\))*"
)
_ONE = re.compile(_LETTER)
_RANGE = re.compile(r" ?- ?| (?:to|through|a|à|al|au|إلى) ")
_SEPARATOR = re.compile(
    r"(?: ?,| ?;)? ?(?:(?:and|or|and/or|as well as|y|e|o|et|ou|&)(?: (?:in )?(?:also )?)| ?و ?)|"
    r" ?[,;] ?"
)
_ROMAN = re.compile(r"[ivx]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """Hold one number with its letters, and the end of the range that it may begin."""

    number: str
    letters: tuple[str, ...] = ()
    to: str | None = None

    @property
    def printed(self) -> str:
        """Return the number as a pinpoint, without spaces: `18(f)`, `50-55`, `138ff`."""
        start = self.number.replace(" ", "") + "".join(f"({letter})" for letter in self.letters)
        if self.to is None:
            return start
        return start + ("ff" if self.to == "ff" else f"-{self.to}")

    @property
    def plain(self) -> bool:
        """Return whether it is a whole number without letters or dots."""
        return self.number.isdigit() and not self.letters


def read_units(
    text: str,
    position: int,
    stop: re.Pattern[str] | None = None,
    most: int = 200,
    separator: re.Pattern[str] | None = None,
    *,
    rising: bool = False,
) -> tuple[list[Unit], int]:
    """Read a list of at most `most` numbers that begins at a position; return it and its end.

    A number before which the list must end (another article, a date) matches `stop` or a month.
    """
    units: list[Unit] = []
    end = position
    first = _unit(text, position)
    while first is not None:
        unit, after = first
        if rising and units and not _rises(units[-1], unit):
            return units, end
        units.append(unit)
        end = after
        end = _more_letters(text, end, units)
        gap = (separator or _SEPARATOR).match(text, end)
        if gap is None or len(units) >= most or (stop and stop.match(text, gap.end())):
            break
        first = _unit(text, gap.end())
    return units, end


def _rises(before: Unit, unit: Unit) -> bool:
    """Return whether a paragraph can follow another: not the articles of a list that goes on."""
    first, second = before.number.split(".")[0], unit.number.split(".")[0]
    return (
        not (first.isdigit() and second.isdigit()) or int(first) <= int(second) <= _MOST_PARAGRAPHS
    )


def _unit(text: str, position: int) -> tuple[Unit, int] | None:
    match = _UNIT.match(text, position)
    if match is None or _DATE.match(text, match.end()):
        return None
    unit = Unit(match["number"], tuple(_ONE.findall(match["letters"])))
    if match["more"]:
        return replace(unit, to="ff"), match.end()
    gap = _RANGE.match(text, match.end())
    last = _UNIT.match(text, gap.end()) if gap else None
    if last is None or _DATE.match(text, last.end()) or not _follows(unit.number, last["number"]):
        return unit, match.end()
    to = Unit(last["number"], tuple(_ONE.findall(last["letters"])))
    return replace(unit, to=to.printed), last.end()


def _follows(first: str, last: str) -> bool:
    return [int(n) for n in re.findall(r"\d+", first)] < [int(n) for n in re.findall(r"\d+", last)]


def _more_letters(text: str, end: int, units: list[Unit]) -> int:
    """Read `and (b)`, `, (c) and (d)` after a unit with letters; return the new end."""
    for _ in range(100):
        separator = _SEPARATOR.match(text, end) or _RANGE.match(text, end)
        letters = _LETTERS.match(text, separator.end()) if separator else None
        if separator is None or letters is None or not units[-1].letters:
            return end
        added = tuple(_ONE.findall(letters[0]))
        last = units[-1]
        if separator.re is _RANGE and len(added) == 1:
            units[-1] = replace(last, to=f"({added[0]})")
        else:
            units.append(Unit(last.number, _continued(last.letters, added)))
        end = letters.end()
    return end


def _continued(before: tuple[str, ...], added: tuple[str, ...]) -> tuple[str, ...]:
    """Return the letters of `(2) (a)` continued by `(b)`: those of the same kind give way."""
    kind = _kind(added[0], before[-1])
    for depth, letter in enumerate(before):
        if _kind(letter, added[0]) == kind:
            return before[:depth] + added
    return before + added


def _kind(letter: str, beside: str) -> str:
    if letter.isdigit():
        return "number"
    roman = _ROMAN.fullmatch(letter) and (len(letter) > 1 or _ROMAN.fullmatch(beside))
    return "roman" if roman else "letter"
