"""Read cases that go by one name: `the Beldjoudi case`, `the case of Soering`."""

import re
from collections.abc import Iterator

from rightsgraph.cite.bodies import COURTS
from rightsgraph.cite.memory import Memory
from rightsgraph.cite.place import Mention, Place, Taken
from rightsgraph.cite.units import MONTHS

_NAME = (
    r"[A-ZÀ-Þ][\w'-]+(?: (?:(?:and|de|del|la|of the|van|y) )?[A-ZÀ-Þ(][\w'()-]+){0,4}"
    r"(?: (?:et al\.?|and [Oo]thers|y otros|y otras))?"
)
_CASE_OF = re.compile(
    r"\b(?:case|cases|judge?ment|caso|affaire) (?:of|in|in the case of) (?:the )?"
    rf"(?P<name>{_NAME})"
)
_IN_BRACKETS = re.compile(r"\((?:[Tt]he )?[\"']?$")
_ANY = re.compile(r"[Cc]ase|judge?ment|caso|affaire")
_CASES = re.compile(r" [Cc]ases?\b(?! of| v)")
_PART = re.compile(rf"\"?(?:the )?\"?({_NAME})\"?")
_JOINT = re.compile(r",? and |, ")
# Words that begin a name in form only: "the Present case", "the Supreme Court case".
_NOT_NAMES = frozenset(
    {"The", "This", "That", "Present", "Instant", "Court", "Committee", "State", "Author", "Human"}
    | {"European", "Commission", "High", "Supreme", "Criminal", "Covenant", "Convention", "Article"}
    | {"General", "Special", "Mr", "Ms", "Mrs", "Dr", "Ministry", "Minister", "Attorney", "Refugee"}
    | {"District", "Federal", "National", "Constitutional", "Public", "Administrative", "Such"}
    | {"Prosecutor", "Regional", "Tribunal", "Board", "Council", "Government", "Police", "Another"}
    | {"Republic", "United", "Views", "If", "In", "Any", "No", "Each", "Case", "Cases", "Her"}
    | {"His", "Their", "Its", "Our", "One", "Some", "Many", "Most", "All", "Both", "Other"}
    | set(MONTHS.split("|"))
)
_SAID = re.compile(
    r"[\"'(]+$|(?:case|judge?ment|caso|sentencia|affaire|arrêt|قضية)[\"' (]{1,3}(?:of )?$"
)
_SAID_AFTER = re.compile(r"[\"')]+|,? (?:case|judge?ment|v\.|vs\.|c\.|ضد)")
_LABELS = COURTS | {"national"}
_NEAR = 160


def short_names(place: Place, memory: Memory, taken: Taken, full: list[str]) -> Iterator[Mention]:
    """Yield the cases that a place cites by one name, where their court is named beside it."""
    yield from _known_names(place, memory, taken)
    if not _ANY.search(place.text):
        return
    for start, end, name in _candidates(place.text):
        court = _court_beside(place, start)
        # "(the Hostages Case)" is a second name of the case before it.
        second = _IN_BRACKETS.search(place.text, max(0, start - 8), start)
        if second or any(other.startswith(name) for other in full):
            continue
        if court and name.split()[0] not in _NOT_NAMES and not taken.touches(start, end):
            yield Mention(f"case:{court}/name:{name}", start, end, "name-alone", 0.8)


def _known_names(place: Place, memory: Memory, taken: Taken) -> Iterator[Mention]:
    """Yield the cases that the registry knows by a name of several words."""
    for named in memory.registry.short_names.find(place.text):
        court = named.key.removeprefix("case:").partition("/")[0]
        label = place.bodies.of(frozenset({court})).before(place.sentence_end(named.end))
        told = label is not None and label.end > place.sentence(named.start)
        said = _SAID.search(place.text, max(0, named.start - 16), named.start)
        if not taken.touches(named.start, named.end) and (
            told or said or _SAID_AFTER.match(place.text, named.end)
        ):
            name = place.text[named.start : named.end]
            yield Mention(
                named.key, named.start, named.end, "known-name", 0.97,
                also=(f"case:{court}/name:{name}",),
            )  # fmt: skip


def _candidates(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _CASE_OF.finditer(text):
        if not re.match(r" v[s.]?[. ]", text[match.end("name") :][:4]):
            yield match.start("name"), match.end("name"), match["name"]
    for match in _CASES.finditer(text):
        yield from _listed(text, match.start())


def _listed(text: str, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the names of `the A, B et al. and C cases`, read leftwards from `cases`."""
    floor = max(0, end - _NEAR)
    stops = list(_JOINT.finditer(text, floor, end))
    begins = [text.rfind(" ", floor, end), *(m.end() for m in stops)]
    words = re.compile(r"(?:[Tt]he|in|its) ").finditer(text, floor, end)
    begins += [m.end() for m in words]
    last = end
    while last > floor:
        matches = [m for b in sorted(set(begins)) if (m := _PART.fullmatch(text, b, last))]
        if not matches:
            return
        name = matches[0]
        yield name.start(1), name.end(1), name[1]
        joint = [m for m in stops if m.end() == name.start()]
        if not joint:
            return
        last = joint[0].start()


def _court_beside(place: Place, position: int) -> str | None:
    label = place.bodies.of(_LABELS).before(position)
    if label is None or label.key == "national":
        return None
    near = label.end > place.sentence(position) and position - label.end < _NEAR
    return label.key if near else None
