"""Read cases and communications: by number where one is printed, else by name and court."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rightsgraph.cite.bodies import COMMITTEES
from rightsgraph.cite.courts import NATIONAL, court_of
from rightsgraph.cite.dockets import Docket
from rightsgraph.cite.items import Item, items
from rightsgraph.cite.memory import Memory
from rightsgraph.cite.names import CaseName
from rightsgraph.cite.place import Mention, Place, Taken
from rightsgraph.cite.plain import name_key
from rightsgraph.cite.shortnames import short_names
from rightsgraph.cite.whose import body_of_number

# How sure a name is, by what tells its court.
_CONFIDENCE = {
    "after": 0.95, "before": 0.93, "known": 0.92, "host": 0.9, "own": 0.9, "nearby": 0.85,
}  # fmt: skip
_TRIBUNALS = frozenset({"ICTY", "ICTR", "ICC", "SCSL"})
# Courts whose cases need not be against a State.
_OF_OTHERS = frozenset({"CJEU", "NMT"})
_TITLE = re.compile(
    r"(?:^|[,;:.] |Justice, |concerning (?:the )?|of the |in )([A-ZÀ-Þ][^,;.()]{3,120}?) ?$"
)
_LISTED = re.compile(
    r"(?:[Cc]ommunications?|[Cc]omunicaciones|البلاغات|البلاغين|البلاغان)\b[^;]{0,160}$"
)
_ORDER = ("series", "opinion", "symbol", "iachr", "tribunal")


@dataclass(frozen=True, slots=True)
class Target:
    """Hold a normal form, with the rule that led to it and how sure that is."""

    text: str
    rule: str
    confidence: float


def cases(place: Place, memory: Memory, host: str | None = None) -> Iterator[Mention]:
    """Yield the cases and communications that a place cites.

    `host` is the court that the text around the mark of a footnote names.
    """
    found = list(items(place))
    read = [list(_mentions(place, item, memory, host)) for item in found]
    mentions = [mention for each in read for mention in each]
    known = memory.numbers | {name_key(n): m.target for m in mentions for n in _names_of(m)}
    for item, each in zip(found, read, strict=True):
        target = known.get(name_key(item.name.text)) if item.name else None
        if target and not each:
            mentions.append(Mention(target, item.start, item.end, "name-again", 0.93))
    yield from (_of_known_court(mention, known) for mention in mentions)
    full = [item.name.text for item in found if item.name]
    yield from short_names(place, memory, Taken((m.start, m.end) for m in mentions), full)


def _of_known_court(mention: Mention, known: dict[str, str]) -> Mention:
    """Return a name that only the document's body suggests a court for, with its known court."""
    scheme, _, name = mention.target.partition("/name:")
    number = (
        known.get(name_key(name)) if name and mention.confidence == _CONFIDENCE["own"] else None
    )
    body = number.partition("/")[0] if number else scheme
    if number is None or body == scheme:
        return mention
    return replace(mention, target=f"{body}/name:{name}", also=(*mention.also, number))


def _names_of(mention: Mention) -> list[str]:
    """Return the names that a mention prints beside its number."""
    return [a.partition("/name:")[2] for a in mention.also if "/name:" in a]


def _mentions(place: Place, item: Item, memory: Memory, host: str | None) -> Iterator[Mention]:
    # A bare number is a law, a report, a decree, unless it goes on with a list.
    if not item.has_words and not _goes_on(place, item):
        return
    around = (item.name.start, item.name.end) if item.name else (item.start, item.end)
    name = item.name.text if item.name else ""
    court, why = court_of(place, *around, memory, host, name)
    targets = _numbered(place, item, court, memory)
    if item.name is None and not _of_one_case(targets):
        for target in targets:
            yield Mention(target.text, item.start, item.end, target.rule, target.confidence)
        return
    also = [target.text for target in targets[1:]]
    if targets and item.name:
        also.append(f"{targets[0].text.partition('/')[0]}/name:{name}")
    if not targets and item.name:
        targets = list(_named(place, item.name, court, why))
    if targets:
        first = targets[0]
        yield Mention(
            first.text, item.start, item.end, first.rule, first.confidence, also=tuple(also)
        )


def _goes_on(place: Place, item: Item) -> bool:
    """Return whether a bare `No. 163/1984` goes on with a list of communications."""
    listed = _LISTED.search(place.text, max(0, item.start - 170), item.start)
    return listed is not None and item.dockets[0].long_year


def _of_one_case(targets: list[Target]) -> bool:
    # Report and case of the Inter-American Commission are two numbers of one case.
    return len(targets) < 2 or targets[0].text.startswith("case:IACHR/")


def _numbered(place: Place, item: Item, court: str | None, memory: Memory) -> list[Target]:
    """Return what the numbers of an item lead to, the most telling first."""
    ordered = sorted(item.dockets, key=_rank)
    found = [target for d in ordered for target in _of_docket(place, d, item, court, memory)]
    return list(dict.fromkeys(found))


def _rank(docket: Docket) -> int:
    return _ORDER.index(docket.kind) if docket.kind in _ORDER else len(_ORDER)


def _of_docket(
    place: Place, docket: Docket, item: Item, court: str | None, memory: Memory
) -> list[Target]:
    kind, named = docket.kind, item.name is not None
    if kind == "symbol":
        return _targets(f"comm:{docket.body}", docket, "decision-symbol", 0.99)
    if kind == "series":
        return _of_series(docket, court, named=named)
    if docket.body:
        return _targets(f"case:{docket.body}", docket, kind, 0.97)
    if kind == "report" or (kind == "bare" and "report" in place.text[item.start : docket.start]):
        return _of_report(docket, court)
    body = body_of_number(place, docket, court, memory, named=named)
    if body is None:
        return []
    if body in COMMITTEES:
        return _targets(f"comm:{body}", docket, "communication", 0.96)
    return _targets(f"case:{body}", docket, kind, 0.9 if kind == "bare" else 0.96)


def _targets(begin: str, docket: Docket, rule: str, confidence: float) -> list[Target]:
    return [Target(f"{begin}/{number}", rule, confidence) for number in docket.numbers]


def _of_series(docket: Docket, court: str | None, *, named: bool) -> list[Target]:
    """Return what `Series C No. 205` names; both courts have a Series A.

    That of the Inter-American Court has opinions, which are no cases with parties.
    """
    opinion = docket.numbers[0].startswith("A/")
    if court == "ECtHR" or (opinion and named):
        return _targets("case:ECtHR", docket, "series-of-european-court", 0.9)
    if opinion and court != "IACtHR":
        return []
    return _targets("case:IACtHR", docket, "series", 0.97)


def _of_report(docket: Docket, court: str | None) -> list[Target]:
    if court not in {"IACHR", "IACtHR"}:
        return []
    numbers = [number.partition("/") for number in docket.numbers]
    forms = [f"case:IACHR/rep/{first}/{year[-2:]}" for first, _, year in numbers]
    return [Target(form, "report", 0.93) for form in forms]


def _named(place: Place, name: CaseName, court: str | None, why: str) -> Iterator[Target]:
    """Yield what a name leads to, where the words around it name its court."""
    if court is None or court == NATIONAL:
        return
    if name.kind == "other" and not (court in _OF_OTHERS and why in {"before", "after"}):
        return
    if (name.kind == "prosecutor") != (court in _TRIBUNALS):
        return
    scheme = "comm" if court in COMMITTEES else "case"
    printed = _whole_name(place, name).text if court == "ICJ" else name.text
    yield Target(f"{scheme}:{court}/name:{printed}", "name", _CONFIDENCE[why])


def _whole_name(place: Place, name: CaseName) -> CaseName:
    """Return the name of a case before the Court of Justice: its parties stand in brackets."""
    title = _TITLE.search(place.text, max(0, name.start - 160), name.start - 1)
    bracketed = place.text[name.start - 1 : name.start] == "("
    printed = title[1] if title and bracketed else re.sub(r" ?\(.*", "", name.text)
    return replace(name, text=printed)
