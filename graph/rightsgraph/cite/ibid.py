"""Resolve `ibid.` and `note 5 above` inside the document, where only one item can be meant."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from rightsgraph.cite.memory import Memory
from rightsgraph.cite.place import Mention, Place
from rightsgraph.cite.words import IBID

_IBID = re.compile(IBID)
_SIGN = re.compile("b[ií]d|[IiÍí]d[.]")
# From the cited item to the "ibid." of the next note: its pinpoints, a date, the note's number.
_NEXT_NOTE = re.compile(
    r"[^A-Z;]{0,40}(?:\([^()]{0,40}\))?[^A-Z;]{0,80}\.? ?(?:\d{1,3} )?(?:[Ss]ee )?(?:also )?"
)
_BEGINNING = re.compile(r"[ ()\[\].,\d]*(?:[Ss]ee )?(?:also )?")
_OF_ARTICLE = re.compile(r",? art")  # the provisions read "ibid., art. 33"
_BESIDE = 3
_NOTE_ABOVE = re.compile(
    r"(?:supra,? (?:note|n\.) ?(\d{1,3})|(?:foot)?note (\d{1,3}) (?:above|supra))"
)


def repeated(place: Place, mentions: list[Mention], memory: Memory) -> Iterator[Mention]:
    """Yield what `ibid.` and `note N above` of a place repeat; `mentions` are those found in it."""
    if not _SIGN.search(place.text) and "المرجع" not in place.text and "note" not in place.text:
        return
    ordered = sorted(mentions, key=lambda m: m.end)
    index = 0
    for match in _IBID.finditer(place.text):
        while index < len(ordered) and ordered[index].end <= match.start():
            index += 1
        before = ordered[max(0, index - 2) : index]
        target = _certain(place, before, match.start())
        if target is None and _BEGINNING.fullmatch(place.text, 0, match.start()):
            target = memory.previous_note(place.name)
        if target and not _OF_ARTICLE.match(place.text, match.end()):
            yield Mention(target, match.start(), match.end(), "ibid", 0.9)
    ends = [mention.end for mention in ordered]
    for match in _NOTE_ABOVE.finditer(place.text):
        target = memory.note(match[1] or match[2])
        last = bisect_right(ends, match.start()) - 1
        named = last >= 0 and match.start() - ends[last] <= _BESIDE
        if target and not named:
            yield Mention(target, match.start(), match.end(), "note-above", 0.85)


def _certain(place: Place, before: list[Mention], position: int) -> str | None:
    if not before:
        return None
    last = before[-1]
    others = {m.target for m in before if (m.start, m.end) == (last.start, last.end)}
    near = _NEXT_NOTE.fullmatch(place.text, last.end, position)
    return last.target if near and len(others) == 1 else None
