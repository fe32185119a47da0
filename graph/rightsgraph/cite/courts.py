"""Tell which court or committee a case in a text belongs to, from the words around it."""

import re

from rightsgraph.cite.bodies import COMMITTEES, COURTS
from rightsgraph.cite.gazetteer import Named, Names
from rightsgraph.cite.memory import Memory
from rightsgraph.cite.place import Place

NATIONAL = "national"
_AFTER = re.compile(r"['\")]*[ ,(]{1,3}(?:(?:in|before|of|by) )?(?:the )?")
_OWN = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]his|present|same) Committee(?:'s)?\b(?! [Aa]gainst| on| for)|"
    r"\b(?:[Ee]l|[Dd]el|[Ll]e|[Dd]u) Comité\b(?! (?:de|des|du|contra|contre|para|pour|sobre)\b)|"
    r"\b(?<!هذه )اللجنة\b(?! المعنية| الأفريقية| الأوروبية)|"
    r"\bViews of the Committee\b|\b[Tt]he Human Rights Committee"
)
_DECIDERS = COMMITTEES | COURTS | {NATIONAL}
_PAIR = re.compile(r"(?:,)? and [^;,()]{3,60}? v\. [A-Z]\w+(?: [A-Z]\w+)?(?= (?:in|before|of) )")
# Only the old European Court counted like this: 146/1996/767/964.
_OLD_NUMBER = re.compile(r",? (?:[Nn]os?\. ?)?\d{1,3}/19\d\d/\d{1,4}/\d{1,4}")
_NEAR = 300
_CLOSE = 25


def court_of(
    place: Place, start: int, end: int, memory: Memory, host: str | None = None, name: str = ""
) -> tuple[str | None, str]:
    """Return the body that a case between two positions belongs to, and why.

    `host` is the body that the text around a footnote's mark names, `name` that of the case. The
    reason is "after", "before", "host", "own", "nearby", or "known" where only the registry
    knows; with none, the body is None.
    """
    court, why = _told(place, start, end, memory, host)
    if not name or (why in {"after", "host"}) or _close_before(place, start, court):
        return court, why
    known = memory.registry.courts_of(name)
    if len(known) == 1 and court not in known:
        return next(iter(known)), "known"
    return court, why


def _close_before(place: Place, start: int, court: str | None) -> bool:
    label = place.bodies.before(start)
    return label is not None and label.key == court and start - label.end < _CLOSE


def _told(
    place: Place, start: int, end: int, memory: Memory, host: str | None
) -> tuple[str | None, str]:
    if label := _label_after(place, end) or _label_after_pair(place, end):
        return label, "after"
    if _OLD_NUMBER.match(place.text, end):
        return "ECtHR", "after"
    begin = place.sentence(start)
    labels = _labels(place, memory)
    before = labels.before(start)
    if before and before.end > begin:
        return before.key, "before"
    if host:
        return host, "host"
    after = _in_sentence_after(place, labels, end)
    if after and memory.committee() is None:
        return after, "nearby"
    if memory.committee():
        told = memory.reported_court(place, start)
        return (told, "before") if told else (memory.body, "own")
    near = {s.key for s in labels.within(end, end + _NEAR) if s.key != NATIONAL}
    return (near.pop(), "nearby") if len(near) == 1 else (None, "")


def _labels(place: Place, memory: Memory) -> Names:
    """Return the bodies that a place names, and where it says `the Committee` of its own."""
    if place.deciders is None:
        found = list(place.bodies.of(_DECIDERS))
        if own := memory.committee():
            found += [Named(m.start(), m.end(), own) for m in _OWN.finditer(place.text)]
        place.deciders = Names(sorted(found))
    return place.deciders


def _label_after(place: Place, end: int) -> str | None:
    match = _AFTER.match(place.text, end)
    if match is None:
        return None
    label = place.bodies.at(match.end())
    return label.key if label and label.key in _DECIDERS else None


def _label_after_pair(place: Place, end: int) -> str | None:
    """Return the label behind `A v. B and C v. D in the Court`, which counts for both."""
    joint = _PAIR.match(place.text, end)
    return _label_after(place, joint.end()) if joint else None


def _in_sentence_after(place: Place, labels: Names, end: int) -> str | None:
    stop = min(place.sentence_end(end), end + _NEAR)
    return next((label.key for label in labels.within(end, stop)), None)


def host_of(text: Place, note: str, memory: Memory) -> str | None:
    """Return the court that the sentence with the mark of a footnote names, if any."""
    mark = re.search(rf"\[\[fn:{re.escape(note)}\]\]", text.text)
    if mark is None:
        return None
    begin = text.sentence(max(0, mark.start() - 1))
    label = _labels(text, memory).before(mark.start())
    return label.key if label and label.end > begin and label.key in COURTS else None
