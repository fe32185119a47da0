"""Read provisions of treaties: `articles 7 and 10, paragraph 1, of the Covenant`.

expression = "article" list ("," "paragraph" list)*  ("of" treaty)?
           | "paragraph" list "of" "article" number  ("of" treaty)?
           | treaty "," "art." list
chain      = expression (connective expression)*     the treaty may stand at either end
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from rightsgraph.cite.articles import paragraphs_before, read_articles, within
from rightsgraph.cite.gazetteer import Named
from rightsgraph.cite.memory import Memory
from rightsgraph.cite.place import Mention, Place, Taken
from rightsgraph.cite.treaties import HIGHEST_ARTICLE, TREATIES
from rightsgraph.cite.units import Unit
from rightsgraph.cite.words import ARTICLE, LAWS, OF

NATIONAL = "national"
"""The key of an instrument that is no treaty of ours: a law, a code, a constitution."""

_ARTICLE = re.compile(rf"(?<!\w)(?P<common>[Cc]ommon )?(?P<word>{ARTICLE}) *(?=\d)")
_OF = re.compile(
    r"(?:,? (?:items?|points?|clauses?|parts?|sub-?paragraphs?|sub-?paras?\.?) [\da-z(), ]{1,30}?)?"
    r"[ ,]{0,3}(?:\[\[fn:\w+\]\])?[ ,]{0,3}" + OF
)
_COMMON = re.compile(r",? common to (?:all )?(?:the )?(?:four )?Geneva Conventions")
_PREAMBLE = re.compile(
    r"(?:(?:\w+ )?preambular paragraphs?(?: \d+)?|(?:\w+ )?(?:paragraph )?(?:of )?the preamble|"
    r"(?<!\w)[Pp]reamble) (?:of|to) (?:the )?"
)
# What makes the thing after "of" a law of a State rather than a treaty.
_BEFORE_ARTICLE = re.compile(
    r"[ ,:(]*(?:\(\d{4}\))?[ ,]*(?:(?:in particular|notably|namely|especially|such as|including|"
    r"specifically|under|in|at|see|its|to|the|of|and|with|en particulier|en particular) *,? *)"
    r"{0,6}\(?"
)
_LAW = (
    r"Code|Act|Law|Constitution|Decree|Ordinance|Regulations?|Bill|Decision|Directive|Order|"
    r"Rules|Edict|Statutes?|Legislation|Resolution|Agreement|Treaty|Basic Law|Law No\. ?\S{1,12}|"
    r"Penal Code|Instructions?|Procedure"
)
_LAW_BEFORE = re.compile(
    rf"\b(?:{_LAW})\b[^.;:]{{0,25}}[,(] ?(?:in |under |see |its |of )?$|"
    r"\b(?:[Ll]oi|[Ll]ey|[Cc]ódigo|[Cc]ode|[Dd]écret|[Dd]ecreto)\b[^.;:]{0,60} "
    r"(?:(?:à|en|dans|de) (?:son|su)|dont l'|cuyo) ?$"
)
# "(A/56/10), arts. 1-11" and "resolution 3452 (XXX), art. 12": articles of the work before.
_OF_WORK = re.compile(r"[\w)], arts?\.")
_IBID = re.compile(r"\b[Ii]bid\.?,? ?$")
_OTHER_INSTRUMENT = re.compile(
    rf"[A-ZÀ-Þ\"]|(?:\w+ ){{0,3}}(?:{_LAW}|laws?|codes?|acts?|regulations?|constitution|statutes?|"
    rf"decrees?|legislation|treaty|agreement|rules|ordinance|instrument|{LAWS})\b"
)
_LAW_NAMED = re.compile(
    r"\b(?:Code|Act|Law|Constitution|Decree|Ordinance|Edict|Penal Code|Law No\. ?\S{1,12}|"
    r"Regulations?|[Ss]ections? \d+|Criminal Procedure|(?:civil|criminal|penal) code|"
    r"(?:[Cc]ódigo|[Ll]ey|[Dd]ecreto|[Cc]ode (?=pénal|civil|de )|[Ll]oi|[Dd]écret)(?= [A-Zdncp])|"
    r"قانون العقوبات|قانون الإجراءات|(?:ال)?دستور)\b"
)
_CONNECTIVE = re.compile(
    r"(?:[ ,;()\[\]-]|and|or|as|well|both|read|alone|separately|together|in|conjunction|with|taken|"
    r"combination|combined|relation|to|on|the|its|their|own|independently|also|under|of|a|"
    r"violations?|breach|by|virtue|well|jointly|connection|each|pursuant|y|et|o|ou|leído|"
    r"conjuntamente|con|el|la|los|lu|conjointement|avec|l'|les|de|al|du|و)*"
)
_LONGEST_GAP = 70
_MOST_EXPANDED = 60


@dataclass
class Expression:
    """Hold the articles of one expression, and the treaty once it is known."""

    start: int
    end: int
    units: list[Unit]
    treaty: str | None = None
    common: bool = False
    named: bool = field(default=False)


def provisions(place: Place, memory: Memory, taken: Taken) -> Iterator[Mention]:
    """Yield the provisions of treaties that a place cites, `national` ones left out.

    `taken` are the stretches that other readers read, such as articles of declarations.
    """
    yield from _preambles(place, memory)
    expressions = [e for e in _expressions(place) if not taken.touches(e.start, e.end)]
    for expression in expressions:
        _name_treaty(place, expression, memory)
    _share_treaties(place, expressions)
    known: dict[str, str] = {}
    for expression in expressions:
        explicit = expression.treaty is not None
        treaty = expression.treaty or _implied(place, expression, memory, known)
        if treaty is None:
            continue
        for unit in expression.units:
            known.setdefault(unit.number, treaty)
        if treaty != NATIONAL:
            yield from _mentions(expression, treaty, explicit=explicit)


def _preambles(place: Place, memory: Memory) -> Iterator[Mention]:
    if "reamb" not in place.text:
        return
    for match in _PREAMBLE.finditer(place.text):
        named = TREATIES.match(place.text, match.end())
        if named and (key := memory.treaty(place, named)):
            yield Mention(f"treaty:{key}/preamble", match.start(), named.end, "preamble", 0.95)


def _expressions(place: Place) -> Iterator[Expression]:
    text = place.text
    after = 0
    for match in _ARTICLE.finditer(text):
        if match.start() < after or text[max(0, match.start() - 6) : match.start()] == "draft ":
            continue
        units, end = read_articles(
            text, match.end(), plural=match["word"].rstrip(".").endswith("s")
        )
        if not units:
            continue
        start = match.start()
        reversed_ = paragraphs_before(text, start)
        if reversed_ and len(units) == 1:
            start, paragraphs = reversed_
            units = [within(units[0], paragraph) for paragraph in paragraphs]
        yield Expression(start, end, units, common=bool(match["common"]))
        after = end


def _name_treaty(place: Place, expression: Expression, memory: Memory) -> None:
    text = place.text
    if match := _COMMON.match(text, expression.end):
        expression.treaty, expression.end, expression.common = "GENEVA", match.end(), True
        return
    if expression.common:
        expression.treaty = "GENEVA"
    after = _OF.match(text, expression.end)
    named = TREATIES.match(text, after.end() if after else _skip_space(text, expression.end))
    if named:
        key = memory.treaty(place, named)
        expression.treaty = expression.treaty or key or NATIONAL
        expression.end, expression.named = named.end, True
    elif after and _OTHER_INSTRUMENT.match(text, after.end()):
        expression.treaty, expression.named = expression.treaty or NATIONAL, True
    elif before := _treaty_before(place, expression.start):
        expression.treaty = memory.treaty(place, before) or NATIONAL
        expression.start, expression.named = before.start, True
    elif _IBID.search(text, max(0, expression.start - 12), expression.start):
        expression.treaty = memory.last_treaty(place, expression.start) or NATIONAL
    elif _is_of_another_work(text, expression.start):
        expression.treaty = NATIONAL


def _is_of_another_work(text: str, start: int) -> bool:
    after_work = _OF_WORK.search(text, max(0, start - 3), start + 4)
    return after_work is not None or _LAW_BEFORE.search(text, max(0, start - 60), start) is not None


def _skip_space(text: str, position: int) -> int:
    while text[position : position + 1] in {" ", "("} and position < len(text):
        position += 1
    return position


def _treaty_before(place: Place, position: int) -> Named | None:
    span = place.treaties.before(position)
    if span is None or position - span.end > _LONGEST_GAP:
        return None
    return span if _BEFORE_ARTICLE.fullmatch(place.text, span.end, position) else None


def _share_treaties(place: Place, expressions: list[Expression]) -> None:
    """Give the treaty at either end of a chain to the expressions that have none."""
    pairs = list(pairwise(expressions))
    joined = [_joined(place.text, left.end, right.start) for left, right in pairs]
    for (left, right), linked in reversed(list(zip(pairs, joined, strict=True))):
        if linked and left.treaty is None and right.named:
            left.treaty, left.named = right.treaty, True
    for (left, right), linked in zip(pairs, joined, strict=True):
        if linked and right.treaty is None and left.treaty is not None:
            right.treaty = left.treaty


def _joined(text: str, end: int, start: int) -> bool:
    return 0 <= start - end <= _LONGEST_GAP and bool(_CONNECTIVE.fullmatch(text, end, start))


def _implied(
    place: Place, expression: Expression, memory: Memory, known: dict[str, str]
) -> str | None:
    """Return the treaty of articles that stand alone, where the context leaves no doubt."""
    if memory.body == "CCPR" and all(_of_protocol(unit) for unit in expression.units):
        return "CCPR-OP1"
    numbers = {unit.number for unit in expression.units}
    seen = {known[number] for number in numbers if number in known}
    if len(seen) == 1:
        return seen.pop()
    treaty = memory.implied_treaty(place, expression.start, _LAW_NAMED)
    if treaty is None:
        return None
    highest = HIGHEST_ARTICLE.get(treaty, 0)
    fits = all(int(re.match(r"\d+", number)[0]) <= highest for number in numbers)  # type: ignore[index]
    return treaty if fits else NATIONAL


def _of_protocol(unit: Unit) -> bool:
    # Article 5 (2) of the Covenant has no letters; that of the Optional Protocol has (a) and (b).
    return unit.number == "5" and unit.letters[:1] == ("2",) and len(unit.letters) == 2


def _mentions(expression: Expression, treaty: str, *, explicit: bool) -> Iterator[Mention]:
    rule = "article-of-treaty" if explicit else "article-alone"
    confidence = 0.97 if explicit else 0.8
    keys = [f"GENEVA-{n}" for n in range(1, 5)] if treaty == "GENEVA" else [treaty]
    if treaty == "GENEVA" and not expression.common:
        return
    for key in keys:
        for unit in expression.units:
            for number, pinpoint in _articles_of(unit):
                yield Mention(
                    f"treaty:{key}/art/{number}", expression.start, expression.end, rule,
                    confidence, pinpoint,
                )  # fmt: skip


def _articles_of(unit: Unit) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the articles of a unit: a range of plain numbers is all of them."""
    first, *dotted = unit.number.replace(" ", "").split(".")
    if first[-1] in "ABCDEF":  # article 1 A (2) of the Refugee Convention
        yield first[:-1], (first + "".join(f"({letter})" for letter in unit.letters),)
        return
    if unit.to and unit.to.isdigit() and unit.plain:
        last = min(int(unit.to), int(first) + _MOST_EXPANDED)
        yield from ((str(number), ()) for number in range(int(first), last + 1))
        return
    letters = (*dotted, *unit.letters)
    if not letters:
        yield first, ()
        return
    pinpoint = first + "".join(f"({letter})" for letter in letters)
    yield first, (pinpoint + (f"-{unit.to}" if unit.to else ""),)
