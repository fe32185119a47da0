"""Find the names of cases in Arabic: the word for "case", an applicant, `against`, a State.

Arabic has no capitals, and "against" is a common word; so a name must begin at a sign: right behind
the word for case, behind the number of a communication or an application, or, where a court is
named before it or a number or judgment behind it, at a comma or bracket.
"""

import re
from collections.abc import Iterator

from rightsgraph.cite.names import CaseName
from rightsgraph.cite.place import Place
from rightsgraph.cite.states import is_state

_AGAINST = re.compile(r" ضد (?=[ء-ي])")
_CERTAIN = re.compile(
    r"(?:قضية|قضايا|دعوى) (?:السيدة? )?\"?|\d/\d{2,4}\)? ?[,(-]? ?\"?|(?:البلاغ|الطلب) \d+/\d+ ?"
)
_LIKELY = re.compile(r"[,;(\[\"] ?")
_BODY_BEFORE = re.compile(r" ?[,(:] ?\"?")
_ITEM_BEHIND = re.compile(r"\"? ?[,(]{1,2} ?(?:البلاغ|الطلب|الحكم|حكم|Series|القضية|\d{1,5}/\d)")
_APPLICANT = re.compile(r"[ء-ي][ء-ي .'()\"-]*")
_BRACKETS = re.compile(r"\([^()]*\)$")
_LONGEST = 110
_MOST_WORDS = 9


def arabic_case_names(place: Place) -> Iterator[CaseName]:
    """Yield the names of cases that a place gives in Arabic, as printed."""
    text, floor = place.text, 0
    for match in _AGAINST.finditer(text):
        end = _state(text, match.end())
        if end is None:
            continue
        start = _applicant(place, max(floor, match.start() - _LONGEST), match.start(), end)
        if start is not None:
            yield CaseName(start, end, " ".join(text[start:end].split()))
            floor = end


def _state(text: str, position: int) -> int | None:
    """Return the end of the longest name of a State that begins at a position."""
    words = list(re.compile(r"[ء-ي]+").finditer(text, position, position + _LONGEST))[:6]
    for word in reversed(words):
        if is_state(text[position : word.end()]):
            return word.end()
    return None


def _applicant(place: Place, floor: int, versus: int, end: int) -> int | None:
    """Return where the name of the applicant begins that ends at `versus`."""
    text = place.text
    brackets = _BRACKETS.search(text, floor, versus)
    stop = brackets.start() if brackets else versus
    if certain := [m.end() for m in _CERTAIN.finditer(text, floor, stop)]:
        return certain[-1] if _is_name(text[certain[-1] : versus]) else None
    likely = [m.start() for m in _LIKELY.finditer(text, floor, stop)]
    start = _LIKELY.match(text, likely[-1]).end() if likely else floor  # type: ignore[union-attr]
    if not _is_name(text[start:versus]):
        return None
    body = place.bodies.before(start)
    told = body is not None and _BODY_BEFORE.fullmatch(text, body.end, start)
    return start if told or _ITEM_BEHIND.match(text, end) else None


def _is_name(text: str) -> bool:
    return bool(_APPLICANT.fullmatch(text)) and len(text.split()) <= _MOST_WORDS
