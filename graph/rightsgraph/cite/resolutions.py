"""Read resolutions and decisions of the organs of the United Nations, by organ and number."""

import re
from collections.abc import Iterator

from rightsgraph.cite.bodies import ORGANS
from rightsgraph.cite.memory import Memory
from rightsgraph.cite.place import Mention, Place
from rightsgraph.cite.words import NUMBER_SIGN

_SESSION = r"(?:ES-|S-)?\d{1,4} ?/ ?\d{1,4}[A-Z]?(?! ?/)"
_YEARED = r"\d{3,4} \((?:19|20)\d\d\)"
_ROMAN = r"\d{1,4} ?[A-Z]? ?\([IVXLC]+(?:-[IVX]+)?\)(?: ?[A-Z]\b)?"
_NUMBER = rf"(?:{_SESSION}|{_YEARED}|{_ROMAN})"
_WORD = (
    r"(?P<word>[Rr]esolutions?|[Dd]ecisions?|[Rr]esoluci(?:ón|ones)|[Dd]ecisi(?:ón|ones)|"
    r"[Rr]ésolutions?|[Dd]écisions?|(?:ال)?قرار(?:ات|ين|ان|ه|ها|يه|يها)?|(?:ال)?مقرر)"
)
_ANY = re.compile(r"esolu|ecisi|ésolu|écisi|قرار|مقرر")
_RESOLUTION = re.compile(
    rf"(?<!\w)(?:\w{{0,2}}){_WORD}(?: [ء-ي]+){{0,5}}[ ,:]{{1,3}}"
    rf"(?:{NUMBER_SIGN} ?)?\[?(?P<number>{_NUMBER})"
)
_MORE = re.compile(
    rf"(?: ?[,;] (?:and )?| and | y | et |,? ?و ?)(?:{NUMBER_SIGN} ?)?(?P<number>{_NUMBER})"
)
# The Council's numbers go on through a sentence: "; 618 (1988) concerning ...".
_YEARED_LATER = re.compile(rf"; (?:and )?(?P<number>{_YEARED}) (?:on|concerning|of|regarding)")
_STOP = re.compile(r"\. [A-Z\d]")
_AFTER = re.compile(
    r"(?:,? of \d{1,2} \w+ \d{4})?,? (?:of|by|de l'|del?|du)(?: the| la)? *(?<=[ '])"
)
_ADOPTER = re.compile(
    r", (?:la |el |l'|le )|"
    r"(?:\](?:\(#?\))?)?(?: of \d{1,2} \w+ \d{4})?, (?:in which )?the (?:United Nations )?"
)
_SAME_ORGAN = re.compile(r"\b(?:its|the|قراره|قراريه|القرار)\b")
_COUNCIL = re.compile(r"\b(?:[Cc]ouncil|its)\b[^.;]*$|مجلس|المجلس")
_OF_COUNCIL = re.compile(r"(\d+)/(\d+)[A-Z]?")
_NEAR = 120
_LAST_SESSION_OF_COUNCIL = 70
_FORMS = {
    "S": re.compile(r"\d{1,4}(?:\((?:19|20)\d\d\))?"),
    "A": re.compile(r"(?:3[1-9]|[4-8]\d|90)/\d+[A-Z]?|E?S-.+|.+\(.+"),
    "E": re.compile(r"(?:19|20)\d\d/.+|.+\([IVXLC].+"),
    "E/CN.4": re.compile(r"(?:19|20)\d\d/.+|.+\([IVXLC].+"),
    "A/HRC": re.compile(r"(?:S-)?\d{1,3}/\d{1,3}[A-Z]?"),
}
_ANY_FORM = re.compile(r"\d{1,4}/\d{1,3}.*")


def resolutions(place: Place, memory: Memory) -> Iterator[Mention]:
    """Yield the resolutions and decisions that a place cites by number."""
    if not _ANY.search(place.text):
        return
    after = 0
    for match in _RESOLUTION.finditer(place.text):
        if match.start() < after:
            continue
        numbered = [match, *_further(place.text, match)]
        after = numbered[-1].end()
        organ = _organ(place, numbered, memory)
        if organ is None:
            continue
        kind = "DEC" if match["word"].casefold().startswith(("dec", "déc", "مقرر")) else "RES"
        begin = _surface(place, match.start("word"), organ)
        for one in numbered:
            number = one["number"].replace(" ", "")
            if fits(organ, number):
                memory.organs[number] = organ
                yield Mention(_target(organ, kind, number), begin, one.end(), "resolution", 0.96)


def _further(text: str, first: re.Match[str]) -> Iterator[re.Match[str]]:
    """Yield the further numbers of a list."""
    last = first
    while more := _MORE.match(text, last.end()):
        yield more
        last = more
    if re.fullmatch(_YEARED, first["number"]):
        stop = _STOP.search(text, last.end(), last.end() + 1500)
        end = stop.start() + 1 if stop else last.end() + 600
        yield from _YEARED_LATER.finditer(text, last.end(), end)


def _surface(place: Place, start: int, organ: str) -> int:
    before = place.bodies.before(start)
    return before.start if before and before.key == organ and start - before.end <= 3 else start


def _organ(place: Place, numbered: list[re.Match[str]], memory: Memory) -> str | None:
    """Return the organ that adopted a resolution, by its symbol's beginning, or None."""
    number = numbered[0]["number"].replace(" ", "")
    start, end = numbered[0].start("word"), numbered[-1].end()
    organs = place.bodies.of(ORGANS)
    if inside := organs.within(start + 1, numbered[0].start("number")):
        return inside[0].key if fits(inside[0].key, number) else None
    after = _AFTER.match(place.text, end)
    if after and (behind := organs.at(after.end())):
        return behind.key
    before = organs.before(start)
    if before and start - before.end <= _NEAR and before.end > place.sentence(start):
        if before.key == "A/HRC" and fits("E", number) and not fits("A/HRC", number):
            return "E"  # "Council resolution 1997/30": only one council counts by years
        return before.key if fits(before.key, number) else None
    adopter = _ADOPTER.match(place.text, end)
    named = organs.at(adopter.end()) if adopter else None
    if named and fits(named.key, number):
        return named.key
    if "(" in number and number[-5:-1].isdigit():
        return "S"
    if number in memory.organs:
        return memory.organs[number]
    if before and fits(before.key, number):
        again = _SAME_ORGAN.search(place.text, max(0, start - 12), start + 8)
        return before.key if again else None
    return _of_own_council(place, start, number, memory) if before is None else None


def _of_own_council(place: Place, start: int, number: str, memory: Memory) -> str | None:
    """Return the Human Rights Council in its own documents, where they say `the Council`."""
    session = _OF_COUNCIL.fullmatch(number)
    if not memory.symbol.startswith("A/HRC/") or session is None:
        return None
    known = 1 <= int(session[1]) <= _LAST_SESSION_OF_COUNCIL
    return "A/HRC" if known and _COUNCIL.search(place.text[max(0, start - 40) : start]) else None


def fits(organ: str, number: str) -> bool:
    """Return whether an organ numbers its resolutions like this (without spaces)."""
    return _FORMS.get(organ, _ANY_FORM).fullmatch(number) is not None


def _target(organ: str, kind: str, number: str) -> str:
    if organ == "S":
        return f"res:S/RES/{number.split('(')[0]}"
    return f"res:{organ}/{kind}/{number.upper()}"
