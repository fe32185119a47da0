"""Read general comments and general recommendations, by their body and number."""

import re
from collections.abc import Iterator

from rightsgraph.cite.bodies import COMMITTEES
from rightsgraph.cite.gazetteer import Named
from rightsgraph.cite.memory import Memory
from rightsgraph.cite.place import Mention, Place
from rightsgraph.cite.tables import YEAR_OF_COMMENT, bodies_of_comment
from rightsgraph.cite.words import NUMBER_SIGN

_WORD = (
    r"[Gg]eneral (?P<kind>[Cc]omments?|[Rr]ecommendations?)|"
    r"[Oo]bservaci(?:ón|ones) [Gg]eneral(?:es)?|[Rr]ecomendaci(?:ón|ones) [Gg]eneral(?:es)?|"
    r"[Oo]bservations? [Gg]énérales?|[Rr]ecommandations? [Gg]énérales?|GC(?= ?No| ?\d)|"
    r"(?:ال)?تعليق(?:ات|ان|ين)?(?:ها|ه)? العام(?:ة|ان|ين)?|"
    r"(?:ال)?توصي(?:ة|ات|تان|تين)?(?:تها|ته)? العامة?(?:تان|تين)?"
)
# The first recommendations of CERD are numbered XIV, XV, XX.
_ROMAN = r"X{0,3}(?:IX|IV|V?I{1,3}|V|X)\b"
_DIGITS = {"I": 1, "V": 5, "X": 10}
_YEAR = r"(?: ?[(\[](?P<year>(?:19|20)\d\d)[)\]])?"
_COMMENT = re.compile(
    rf"(?<!\w)(?:{_WORD})[ ,]*(?:{NUMBER_SIGN} ?)?"
    rf"(?P<number>\d{{1,3}}|{_ROMAN})(?![\d/])(?!\.\d){_YEAR}"
)
_MORE = re.compile(
    rf"(?: ?,? (?:and|or|y|et|to)| ?,| ?;| ?,? و) ?(?:{NUMBER_SIGN} ?)?(?P<number>\d{{1,2}})"
    rf"(?![\d/])(?!\.\d)(?! (?:of|de|du) [A-Z]\w+ \d{{4}}){_YEAR}"
    rf"(?! ?(?:{NUMBER_SIGN}|[A-Z][a-z]+ \d))"
)
_MORE_SIGNED = re.compile(
    r"(?: ?,? (?:and|or|y|et|و)| ?,| ?;) ?(?:(?:general )?(?:comment|recommendation)s? )?"
    rf"{NUMBER_SIGN} ?(?P<number>\d{{1,2}})(?![\d/]){_YEAR}"
)
_TITLE = re.compile(
    r"(?<=[\d)])(?:,? \w+){0,3}? (?:on|concerning|regarding) (?:the )?(?:(?:implementation|"
    r"application|interpretation) of )?(?=[Aa]rt(?:icle)?s?\.? \d)(?:art\. \d+|[^.;,]{0,60})|"
    r"(?<=[\d)]),? (?:sur|relative à|concernant|sobre|relativa al?|بشأن|المتعلق ب) ?(?:l'|el |la )?"
    r"(?:(?:application|aplicación) (?:de l'|del )|تنفيذ )?(?:[Aa]rt[ií]c(?:ulo|le)s?|المادة) \d+"
)
_OF_BODY = re.compile(
    r",? (?:of|by|from|adopted by|issued by|del?|du|ل|الصادر(?:ة)? عن)(?: the| la)? +"
)
_NEAR = 130
_HIGHEST = max(map(len, YEAR_OF_COMMENT.values()))
_PLURAL = re.compile(
    r"(?i)\w+ (?:comments|recommendations)|.{0,30}(?:nos\.|generales|générales)|"
    r".{0,30}(?:العامان|العامين|العامتان|العامتين|ات العامة)"
)
_BODY_BEFORE = re.compile(r"(?:'s)?[ ,:(]*(?:(?:in|its|the|joint|see|and|of) *){0,4}")
_OWN_WORDS = re.compile(r"\bthe Committee\b")


def comments(place: Place, memory: Memory) -> Iterator[Mention]:
    """Yield the general comments and recommendations that a place cites by number."""
    after = 0
    for match in _COMMENT.finditer(place.text):
        if match.start() < after:
            continue
        numbered = [match, *_further(place.text, match)]
        after = numbered[-1].end()
        start, end = match.start(), numbered[-1].end()
        for one in numbered:
            number, year = _arabic(one["number"]), one["year"] or ""
            body, why = _body(place, start, end, (number, year), memory)
            if body is None:
                continue
            memory.comments.add((number, year, body))
            surface_end = one.end() if one is match else end
            begin, sure = _surface(place, start, body), {"named": 0.98, "own": 0.95}.get(why, 0.92)
            yield Mention(f"gc:{body}/{number}", begin, surface_end, f"comment-{why}", sure)


def _arabic(number: str) -> str:
    """Return a printed number in Arabic digits."""
    if number.isdecimal():
        return _without_mark(number)
    values = [_DIGITS[letter] for letter in number]
    later = [*values[1:], 0]
    return str(sum(-v if v < n else v for v, n in zip(values, later, strict=True)))


def _without_mark(number: str) -> str:
    """Return a number without the mark of a footnote that extraction glued to it: 29 of `291`."""
    lengths = range(len(number), 1, -1)
    return next((number[:n] for n in lengths if int(number[:n]) <= _HIGHEST), number[:1])


def _further(text: str, first: re.Match[str]) -> Iterator[re.Match[str]]:
    """Yield the further numbers of a list: `Nos. 3, 5 and 9`, `No. 19, No. 21 and No. 35`."""
    plural = _PLURAL.match(first[0]) is not None
    last: re.Match[str] | None = first
    while last is not None:
        more = _MORE_SIGNED.match(text, last.end())
        last = more or (_MORE.match(text, last.end()) if plural else None)
        if last is not None:
            yield last


def _surface(place: Place, start: int, body: str) -> int:
    before = place.bodies.before(start)
    return before.start if before and before.key == body and start - before.end <= 3 else start


def _body(
    place: Place, start: int, end: int, numbered: tuple[str, str], memory: Memory
) -> tuple[str | None, str]:
    """Return the body that made a comment, and why: named, own, or known by number and year."""
    number, year = int(numbered[0]), int(numbered[1] or 0)
    possible = bodies_of_comment(number, year or None)
    committees = place.bodies.of(COMMITTEES)
    after = _OF_BODY.match(place.text, end)
    if after and (behind := committees.at(after.end())):
        return behind.key, "named"
    before = committees.before(start)
    if before and _told_by(place, before, start, possible):
        return before.key, "named"
    own = memory.committee()
    if own and (own in possible or (own == "CCPR" and not year)):
        return own, "own"
    if told := memory.comment_body(*numbered):
        return told, "seen"
    if year and len(possible) == 1:
        return next(iter(possible)), "dated"
    if before and before.key in possible and start - before.end <= 4 * _NEAR:
        return before.key, "near"
    return None, ""


def _told_by(place: Place, body: Named, start: int, possible: frozenset[str]) -> bool:
    """Return whether a body named in the sentence before a comment is the one that made it."""
    if start - body.end > _NEAR or body.end <= place.sentence(start):
        return False
    if _BODY_BEFORE.fullmatch(place.text, body.end, start):
        return True
    return body.key in possible and not _OWN_WORDS.search(place.text, body.end, start)


def titles(place: Place) -> list[tuple[int, int]]:
    """Return where titles of general comments name articles: these are not cited there."""
    ends = [m.end() for m in _COMMENT.finditer(place.text)]
    found = [_TITLE.match(place.text, end) for end in ends]
    return [(match.start(), match.end()) for match in found if match]
