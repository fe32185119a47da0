"""Attach what is printed behind a citation to it: `, paras. 50-55`, `(para. 11)`, `annex II`."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from rightsgraph.cite.place import Mention, Place
from rightsgraph.cite.units import MONTHS, read_units
from rightsgraph.cite.words import PARAGRAPH

_PARAGRAPHS = re.compile(
    rf"(?<!\w)(?P<open>\( ?(?:see |at |ibid\.?,? )?)?(?:at )?{PARAGRAPH} *(?=\d)"
)
_OTHER = re.compile(
    r"\)?[ ,(]{1,3}(?:(?P<part>part (?:one|two|three|I{1,3}|\d)),? )?"
    r"(?P<kind>annexe?s?|anexos?|appendix|chap(?:ter|itre|\.)|capítulo|cap\.|sect(?:ion|\.)|"
    r"sección|secc\.|المرفق|الفصل|الفرع)"
    r"(?: (?P<number>(?:[IVX]+|\d+|[A-Z])(?:\.[A-Z\d]+)*)\b|"
    r" (?P<ordinal>الأول|الثاني|الثالث|الرابع|الخامس))?"
)
_KINDS = {
    "annexes": "annex", "annexe": "annex", "anexo": "annex", "anexos": "annex", "chap.": "chap.",
    "cap.": "chap.", "chapitre": "chapter", "capítulo": "chapter", "الفصل": "chapter",
    "sect.": "section", "sección": "section", "secc.": "section", "المرفق": "annex",
    "الفرع": "section",
}  # fmt: skip
_ORDINALS = {"الأول": "I", "الثاني": "II", "الثالث": "III", "الرابع": "IV", "الخامس": "V"}
_INTERNAL = re.compile(
    r"(?: ?[,)]?)? (?:above|below|supra|infra|of the (?:State|author|present|above)|"
    r"más (?:arriba|abajo)|ci-dess(?:us|ous)|del presente|du présent|أعلاه|أدناه|من هذا)\b"
)
# What parts a citation from the paragraphs behind it: the next item, note or sentence.
_BREAK = re.compile(
    rf";|[,.] \d{{1,3}} (?!(?:{MONTHS})\b)[A-Z][a-z]|"
    r"[.!?]['\")\]]* +(?:\d+ )?[A-ZÀ-Ýء-ي\"(]|\[\[fn"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:v|vs|Nos?|nos?|al|paras?|párrs?|par|núms?|arts?|Ser|App|pp?|vol|Mr|Ms|Cf|cf)|"
    r"\b[A-Z]|\(\d{4}\)) ?$"
)
_OF_NEXT = re.compile(
    r",? (?:of|in|from|de l'|del?|du|من) ?(?:the |its |that |sa |son |su |las? |el |los )?"
    r"(?:[A-Z][\w' ,]{0,80}?'s? |Committee's )?"
    r"(?:(?:decision|judgment|judgement|Views|report|document|informe|documento|"
    r"sentencia|dictamen|rapport|arrêt|الوثيقة|التقرير) (?:in |on |of )?)?"
)
_OF_ANOTHER = re.compile(r",? of (?:the|his|her|its)")
_BRACKET = re.compile(r"\)?[^.;()]{0,120}\((?:see )?")
_CORRIGENDUM = re.compile(r"/CORR\.\d+$")
_JOINED_SYMBOLS = re.compile(r"\d - $")
_ARTICLES = re.compile(r", arts?\. ?(?=\d)")
_CHAPTER = re.compile(r"chap\. ?(?P<number>[IVXLC]+)\.? ?-? ?$")
_GOES_ON = re.compile(r"; (?:and |see also,? (?:especially,? |in particular,? )?)?$")
_GOES_ON_FAR = 1000
_FAR = 260
_FAR_IN_BRACKETS = 900


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """Hold printed paragraphs: where they stand, and whether in brackets of their own."""

    start: int
    end: int
    printed: tuple[str, ...]
    bracketed: bool = False


def attach(place: Place, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions, each with the pinpoints that belong to it.

    `mentions` are in order of position; provisions of treaties take no paragraphs here, since
    theirs were read with them.
    """
    takers = sorted((m for m in mentions if _takes(m)), key=lambda m: (m.start, m.end))
    starts = [m.start for m in takers]
    given: dict[int, list[str]] = {}
    last, last_end = None, 0
    for pinpoint in _pinpoints(place.text, mentions):
        index = _taker(place, pinpoint, takers, starts)
        if index is None and last is not None and last_end > pinpoint.start - _GOES_ON_FAR:
            index = _goes_on(place.text, takers, last, last_end, pinpoint)
        if index is not None and not _is_of_citing(takers[index], pinpoint):
            given.setdefault(index, []).extend(pinpoint.printed)
        last, last_end = index, pinpoint.end
    for index, taker in enumerate(takers):
        given.setdefault(_corrected(takers, index), []).extend(_others(place.text, taker))
        given.setdefault(index, [])
        given[index].extend(_chapter_before(place.text, taker, given.get(index - 1, [])))
    kept = {id(t): tuple(given[i]) for i, t in enumerate(takers)}
    return [m.with_pinpoints(kept[id(m)]) if id(m) in kept else m for m in mentions]


def _is_of_citing(taker: Mention, pinpoint: Pinpoint) -> bool:
    """Return whether `(para. 4.7)` is of the citing decision: courts do not number with dots."""
    dotted = all("." in printed for printed in pinpoint.printed)
    return pinpoint.bracketed and dotted and taker.target.startswith(("case:", "gc:"))


def _goes_on(
    text: str, takers: list[Mention], last: int, end: int, pinpoint: Pinpoint
) -> int | None:
    """Return the last taker, where the paragraphs go on behind `;` with nothing cited between."""
    following = takers[last + 1].start if last + 1 < len(takers) else len(text)
    goes_on = _GOES_ON.search(text, end, pinpoint.start)
    return last if goes_on and following > pinpoint.start else None


def _takes(mention: Mention) -> bool:
    return not mention.target.startswith(("treaty:", "rule:"))


def _pinpoints(text: str, mentions: list[Mention]) -> Iterator[Pinpoint]:
    provisions = sorted((m.start, m.end) for m in mentions if not _takes(m))
    starts = [start for start, _ in provisions]
    for match in _PARAGRAPHS.finditer(text):
        index = bisect_right(starts, match.start())
        if index and provisions[index - 1][1] > match.start():
            continue
        units, end = read_units(text, match.end())
        if not units or _INTERNAL.match(text, end):
            continue
        printed = tuple(unit.printed for unit in units)
        closed = bool(match["open"]) and text[end : end + 1] == ")"
        yield Pinpoint(match.start(), end, printed, closed)


def _taker(
    place: Place, pinpoint: Pinpoint, takers: list[Mention], starts: list[int]
) -> int | None:
    """Return which mention the paragraphs belong to: the one after `of`, or the last before."""
    text = place.text
    following = _OF_NEXT.match(text, pinpoint.end)
    index = bisect_right(starts, pinpoint.end)
    if following and index < len(takers) and 0 <= takers[index].start - following.end() <= 2:
        return index
    index = bisect_right(starts, pinpoint.start) - 1
    while index >= 0 and takers[index].end > pinpoint.start:
        index -= 1
    if index < 0 or pinpoint.start - takers[index].end > _FAR_IN_BRACKETS:
        return None
    gap = text[takers[index].end : pinpoint.start]
    if index and gap.count(")") > gap.count("(") and _opens(text, takers[index - 1], takers[index]):
        index -= 1
    if pinpoint.bracketed:
        body = place.bodies.before(pinpoint.start)
        far = body is not None and body.start > takers[index].end + _FAR
        return None if body and far and body.key not in takers[index].target else index
    other = following and _OF_ANOTHER.match(text, pinpoint.end)
    return None if len(gap) > _FAR or _broken(gap) or other else index


def _opens(text: str, outer: Mention, inner: Mention) -> bool:
    """Return whether a mention stands in the brackets right behind another one."""
    return _BRACKET.fullmatch(text, outer.end, inner.start) is not None


def _broken(gap: str) -> bool:
    for match in _BREAK.finditer(gap):
        if match[0] in {";", "[[fn"} or not _ABBREVIATED.search(gap[: match.start()]):
            return True
    return False


def _corrected(takers: list[Mention], index: int) -> int:
    """Return the index of the document whose corrigenda are listed up to an index."""
    base = _CORRIGENDUM.sub("", takers[index].target)
    first = index
    while first and base != takers[index].target and takers[first - 1].target.startswith(base):
        first -= 1
    return first


def _chapter_before(text: str, mention: Mention, previous: list[str]) -> Iterator[str]:
    """Yield the chapter of `See chap. XIX. - E/2004/23 - E/CN.4/2004/127`, given to both."""
    begin = max(0, mention.start - 24)
    if match := _CHAPTER.search(text, begin, mention.start):
        yield f"chap. {match['number']}"
    elif _JOINED_SYMBOLS.search(text, begin, mention.start):
        yield from (pinpoint for pinpoint in previous if pinpoint.startswith("chap. "))


def _others(text: str, mention: Mention) -> Iterator[str]:
    match = _OTHER.match(text, mention.end)
    if mention.target.startswith(("comm:", "case:")):
        if match and match["kind"] in {"annex", "appendix"} and not match["part"]:
            yield " ".join(filter(None, [match["kind"], match["number"]]))
        return
    if match is None:
        if mention.target.startswith(("doc:", "res:")):
            yield from _articles(text, mention.end)
        return
    kind = _KINDS.get(match["kind"], match["kind"])
    number = match["number"] or _ORDINALS.get(match["ordinal"] or "", "")
    yield " ".join(filter(None, [match["part"], kind, number]))
    yield from _articles(text, match.end())


def _articles(text: str, position: int) -> Iterator[str]:
    """Yield the articles of a resolution, or of its annex: `A/RES/41/128, art. 1`."""
    if match := _ARTICLES.match(text, position):
        yield from (unit.printed for unit in read_units(text, match.end())[0])
