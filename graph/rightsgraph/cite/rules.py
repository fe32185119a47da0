"""Read numbered rules and principles of instruments that are no treaties."""

import re
from collections.abc import Iterator

from rightsgraph.cite.articles import read_articles
from rightsgraph.cite.gazetteer import Names
from rightsgraph.cite.instruments import INSTRUMENTS
from rightsgraph.cite.memory import Memory
from rightsgraph.cite.place import Mention, Place
from rightsgraph.cite.units import Unit, read_units
from rightsgraph.cite.words import PARAGRAPH

_WORD = (
    r"(?P<kind>[Rr]ules?|[Pp]rinciples?|[Gg]uidelines?|[Aa]rt(?:icle)?s?\.?|[Dd]raft [Aa]rticles?|"
    r"[Rr]eglas?|[Pp]rincipios?|[Rr]ègles?|[Pp]rincipes?|[Aa]rtículos?|القاعدة|المبدأ|"
    r"الماد(?:ة|تان|تين)|المواد)"
)
_NUMBERED = re.compile(rf"(?<!\w){_WORD} *(?=\d)")
# From the name of an instrument to the number: `(the Bangkok Rules), in particular rules 5 and`.
_AFTER = re.compile(
    r"(?:['\")]|,? \((?:the )?[^()]{0,60}\)| of \d{4}){0,4}[ ,(]{0,3}"
    r"(?:(?:in particular|namely|see|its|in|especially|annex|to|the|and|under),? *){0,4}"
    rf"{_WORD} *(?=\d)"
)
_OF = re.compile(
    r",? ?(?:of|to|in|under|from|del?|des|من) {1,3}"
    r"(?:(?:the|las?|los|both|United Nations|draft|Draft) {1,3}){0,4}"
)
_PROCEDURE = re.compile(
    r",? ?(?:of|to|in|under|from) (?:[\w'-]+ ){0,9}?"
    r"(?:[Rr]ules? of [Pp]rocedures?|(?<=Committee's )Rules\b)(?: of(?: [\w'-]+){1,8})?"
)
_RULES_OF = re.compile(
    r",? (?:del|de|du|من) (?:(?:su|son|ce|el|ال) )?(?:(?:[Rr]eglamento(?: interno| provisional)?|"
    r"[Rr]èglement(?: intérieur| provisoire)?|النظام +الداخلي(?: المؤقت)?)"
    r" +(?=del? (?:la )?(?:Co|Tribunal)|de la Co|du Co|ل |لل)(?:del?|du|ل|لل)(?: la| ?l')? ?|"
    r"(?:(?<=su )reglamento|(?<=son )règlement intérieur|نظامها الداخلي))"
)
_PROCEDURE_BEFORE = re.compile(
    r"[Rr]ules of [Pp]rocedure(?: of(?: [\w'-]+){1,8}?)?[ ,(]{1,3}"
    r"(?:in particular |see |its )?(?:[Rr]ules?|[Aa]rts?\.|[Aa]rticles?) *(?=\d)"
)
_VIENNA = re.compile(
    rf"(?:[Pp]art (?P<part>II?),? {PARAGRAPH} *(?P<units>\d{{1,3}})[^;.]{{0,30}}? of the Vienna"
    r" Declaration(?: and Programme of Action)?)|"
    r"Vienna Declaration and Programme of Action(?: \([^()]{0,40}\))?[ ,(]{1,3}"
    rf"[Pp]art (?P<later>II?),? {PARAGRAPH} *\d"
)
_PROCEDURAL = re.compile(r"[Rr]ules of [Pp]rocedure|[Ii]nterim measures|rule \d+, paragraph \d")
_FIRST_ON_COMMUNICATIONS = 60
"""Committees number their rules on communications from here on; lower numbers may be a law's."""
_MOST_EXPANDED = 60
_NO_OWNERS = frozenset({"national", "A", "S", "E"})
_LOOK_BACK = 60


def rules(place: Place, memory: Memory) -> Iterator[Mention]:
    """Yield the rules, principles and articles of declarations that a place cites by number."""
    instruments = INSTRUMENTS.find(place.text)
    yield from _named_before(place, instruments)
    yield from _named_after(place, memory, instruments)
    yield from _procedure_before(place, memory)
    yield from _vienna_declaration(place)


def _vienna_declaration(place: Place) -> Iterator[Mention]:
    if "Vienna Declaration" not in place.text:
        return
    for match in _VIENNA.finditer(place.text):
        part = match["part"] or match["later"]
        begin = match.start("units") if match["units"] else match.end() - 1
        units, end = read_units(place.text, begin)
        for unit in units:
            target = f"rule:VDPA/{part}.{unit.number}"
            yield Mention(target, match.start(), max(end, match.end()), "rule", 0.95)


def _named_before(place: Place, instruments: Names) -> Iterator[Mention]:
    for named in instruments:
        if after := _AFTER.match(place.text, named.end):
            yield from _mentions(place, named.key, named.start, after.end())


def _named_after(place: Place, memory: Memory, instruments: Names) -> Iterator[Mention]:
    text = place.text
    for match in _NUMBERED.finditer(text):
        units, end = read_units(text, match.end())
        if not units:
            continue
        if owner := _owner_after(place, match, end, memory):
            yield from _mentions(place, f"{owner}-ROP", match.start(), match.end())
            continue
        after = _OF.match(text, end)
        named = INSTRUMENTS.match(text, after.end()) if after else None
        if named:
            yield from _mentions(place, named.key, match.start(), match.end(), named.end)
        elif after is None or not text[after.end() : after.end() + 1].isupper():
            yield from _alone(place, match, units, memory, instruments)


def _alone(
    place: Place, match: re.Match[str], units: list[Unit], memory: Memory, instruments: Names
) -> Iterator[Mention]:
    """Yield a rule or principle without its instrument, where only one can be meant."""
    kind = match["kind"].casefold().rstrip("s")
    if kind.startswith(("art", "draft", "guideline", "الماد", "المواد")):
        return
    before = instruments.within(0, match.start())
    keys = {n.key for n in before if kind in place.text[n.start : n.end].casefold()}
    if len(keys) == 1:
        yield from _mentions(place, keys.pop(), match.start(), match.end())
    elif not keys and kind == "rule" and _of_own_procedure(place, match.start(), units, memory):
        yield from _mentions(place, f"{memory.committee()}-ROP", match.start(), match.end())


def _of_own_procedure(place: Place, start: int, units: list[Unit], memory: Memory) -> bool:
    """Return whether a rule that stands alone can only be of the committee's procedure."""
    number = int(units[0].number.split(".")[0].split(" ")[0])
    if not memory.committee() or number < _FIRST_ON_COMMUNICATIONS:
        return False
    told = memory.reported_court(place, start)
    return told is None and _PROCEDURAL.search(place.text) is not None


def _owner_after(place: Place, match: re.Match[str], end: int, memory: Memory) -> str | None:
    """Return whose rules of procedure a rule is of, as said behind it."""
    procedure = _RULES_OF.match(place.text, end)
    if procedure is None and match["kind"].casefold().startswith("rule"):
        procedure = _PROCEDURE.match(place.text, end)
    if procedure is None:
        return None
    return _owner(place, procedure.start(), procedure.end(), memory, match.start())


def _owner(place: Place, begin: int, end: int, memory: Memory, start: int) -> str | None:
    if inside := place.bodies.within(begin, end + 2):
        return inside[-1].key if inside[-1].key not in _NO_OWNERS else None
    return memory.reported_court(place, start) or memory.committee()


def _procedure_before(place: Place, memory: Memory) -> Iterator[Mention]:
    for match in _PROCEDURE_BEFORE.finditer(place.text):
        begin = max(0, match.start() - _LOOK_BACK)
        if owner := _owner(place, begin, match.end(), memory, match.start()):
            yield from _mentions(place, f"{owner}-ROP", match.start(), match.end())


def _mentions(place: Place, key: str, start: int, position: int, end: int = 0) -> Iterator[Mention]:
    """Yield the rules whose numbers begin at a position; `end` is that of the instrument's name."""
    units, stop = read_articles(place.text, position, plural=False)
    for unit in units:
        first, *dotted = unit.number.split(".")
        numbers = [first]
        if unit.to and unit.to.isdigit() and unit.plain:
            last = min(int(unit.to), int(first) + _MOST_EXPANDED)
            numbers = [str(number) for number in range(int(first), last + 1)]
        letters = (*dotted, *unit.letters)
        pinpoint = (first + "".join(f"({letter})" for letter in letters),) if letters else ()
        for number in numbers:
            yield Mention(f"rule:{key}/{number}", start, max(end, stop), "rule", 0.95, pinpoint)
