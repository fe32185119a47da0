"""Find the names of cases in a place: `Toonen v. Australia`.

A name is found at its `v.`: leftwards over capitalised words and the particles that names hold,
rightwards over the name of a State (or, after `Prosecutor`, of a person).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rightsgraph.cite.place import Place
from rightsgraph.cite.states import is_state

_UPPER = r"[A-ZÀ-ݎ]"
_VERSUS = re.compile(
    r"(?<=[\w.)\"',]) (?:vs?\.?|V(?![.\w])|versus|c\.|contra) ?"
    rf"(?={_UPPER}|[\"']|the |la |el |l')"
)
_LONGEST = 170
_WORD = re.compile(r"\S+")
_PARTICLES = frozenset(
    {"de", "del", "la", "las", "los", "le", "les", "el", "van", "der", "den", "von", "da", "das"}
    | {"do", "dos", "du", "di", "al", "bin", "ben", "ibn", "bint", "and", "et", "y", "al.", "al.,"}
    | {"others", "others,", "other", "otros", "otras", "autres", "e.a.", "ea", "a.o.", "on", "of"}
    | {"for", "the", "&", "née", "ex", "en", "to", "his", "her", "f.", "e", "und", "-"}
)
_CAPITAL = re.compile(rf"['\"(\[]*(?:{_UPPER}|[؀-ۿ]|al-|el-|d'[A-Z]|l'[A-Z]|di )")
_ABBREVIATED = re.compile(
    r"['\"(]*(?:[A-ZÀ-ݎ]{1,2}\.-?)+|(?:Mr|Ms|Mrs|Dr|St|al|No|Jr|e\.a|a\.o)\.|[A-Z][a-z]?\."
)
_PARTY_LIST = re.compile(r" (?:and|et al|et|y|&|others)\b")
# Words that end the name of a body, a title or a reference: a name cannot go on over them.
_LABEL = re.compile(
    r"(?:Court|Committee|Commission|Rights|Series|Tribunal|Torture|Justice|Women|Child|Views|"
    r"Judge?ment|Decision|Case|Chamber|Disabilities|Discrimination|Disappearances|Yugoslavia|"
    r"Rwanda|No|Nos|Council|Covenant|Convention|Protocol|Report|Application|Communication|Ibid|"
    r"See|Cf)[.,:;)]+$"
)
_NUMBERED = re.compile(r"\d/\d|/C/|fn:")
_NOTE_OR_NUMBER = re.compile(r"\d.*|.*\]\]")
# What stands before a name and begins with a capital, or could pass for a particle.
_LEADING = re.compile(
    r"(?:(?:See|see|In|Cf|cf|Also|also|Cases?|cases?|Matter|And|and|Of|of|on|in|et|y|e|to|the|for|"
    r"al|While|As|Since|Unlike|Like|Although|Both|Under|For|Per|Following|Citing|Compare|"
    r"Judge?ments?|Views|Decisions?|Communications?|Applications?|Nos?|Inter|alia|generally|"
    r"Contrast|Contrary|However|Thus|With|By|From|Reference|Affaire|Caso|Ibid|eg|e\.g|Court|"
    r"Committee|Commission|Similarly|Finally|But|notably|example)[.,:]* +|"
    r"\d+[.,]? +|\[\[fn:\w+\]\] *|[,;:.\"')\]&-]+ *|The +(?:case|matter|decision) +|"
    r"\(+(?=[^)]*$))"
)
_RESPONDENT = re.compile(
    rf"(?:[tT]he +|el +|las? +|los +|les? +|l')?{_UPPER}[\w'.-]*"
    rf"(?: +(?:(?:of|and|the|da|de|del)(?: +the)? +)?\(?{_UPPER}[\w'.-]*\)?){{0,8}}"
)
_PERSON = re.compile(
    rf"{_UPPER}[\w'.-]*(?: +(?:and +)?(?:{_UPPER}[\w'.-]*|[a-z]l-[\w-]+|et al\.?|bin)){{0,10}}"
)
_OTHERS = re.compile(r" et al\.?")
# A State with its minister is the party of a national suit, and so is one in a law report.
_MINISTER = re.compile(
    r",? ?\(?(?:Minister|Attorney|Solicitor|Secretary|Director|Commissioner|A\.?G\.?|MCI|MEI|"
    r"Canadian)\b"
)
_SECOND = re.compile(r" \((?:No|no)\. ?\d\)")
_REPORTER = re.compile(r",? ?(?:\[\d{4}\]|\d+ (?:U\.?S\.?|F\.|S\.? ?Ct)|\((?:19|20)\d\d\),? \d)")
_INSTITUTION = re.compile(
    r"(?:African|Inter-American) Commission on Human (?:and Peoples' )?Rights$"
)
_PROSECUTOR = re.compile(r"(?:The +)?(?:Office of the +)?Prosecutor$|Procureur$")
_NAME_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class CaseName:
    """Hold the name of a case as printed, with single spaces and `v.`, and its stretch.

    `kind` is state, prosecutor or other, by who the respondent or the applicant is.
    """

    start: int
    end: int
    text: str
    kind: str = "state"


def case_names(place: Place) -> list[CaseName]:
    """Return the names with parties in a place, in order."""
    return list(_names(place.text))


def _names(text: str) -> Iterator[CaseName]:
    floor = 0
    for match in _VERSUS.finditer(text):
        start = _left(text, max(floor, match.start() - _LONGEST), match.start())
        if start is None:
            continue
        applicant = text[start : match.start()]
        kind, end = _right(text, match.end(), applicant)
        if end is None:
            continue
        name = f"{applicant} v. {text[match.end() : end]}"
        yield CaseName(start, end, " ".join(name.split()), kind)
        floor = end


def _left(text: str, floor: int, end: int) -> int | None:
    """Return where the name of the applicant begins that ends at `end`, or None."""
    if institution := _INSTITUTION.search(text, floor, end):
        return institution.start()
    start, depth = end, 0
    for word in reversed(list(_WORD.finditer(text, floor, end))):
        printed = word[0].replace("[", "(").replace("]", ")")
        inside = depth > 0 or printed.endswith((")", "),"))
        if _NUMBERED.search(printed):
            break
        if not inside and not _is_of_name(printed, text[word.start() : end], last=start == end):
            break
        start = word.start()
        depth += printed.count(")") - printed.count("(")
        if depth < 0:
            break
    start = _without_lead(text, start, end)
    return start if _NAME_LETTER.search(text, start, end) else None


def _without_lead(text: str, start: int, end: int) -> int:
    while (lead := _LEADING.match(text, start, end)) and lead.end() > start:
        start = lead.end()
    return start


def _is_of_name(word: str, so_far: str, *, last: bool) -> bool:
    """Return whether a word is of the name that goes on to its right (`so_far`, with the word)."""
    if not (_CAPITAL.match(word) or word.casefold() in _PARTICLES):
        return False
    return last or _goes_on_over(word, so_far)


def _goes_on_over(word: str, so_far: str) -> bool:
    """Return whether a name can have a word before its last: not over the end of a clause."""
    if _LABEL.search(word) or _NOTE_OR_NUMBER.fullmatch(word):
        return False
    if word.endswith((";", ":", '."', ".)")):
        return False
    if word.endswith(","):
        # A comma joins only the parties of a list: "De Wilde, Ooms and Versyp".
        return bool(_PARTY_LIST.search(so_far) and _CAPITAL.match(word))
    if word.endswith("."):
        return bool(_ABBREVIATED.fullmatch(word)) or word.casefold() in _PARTICLES
    return True


def _right(text: str, position: int, applicant: str) -> tuple[str, int | None]:
    """Return the kind of the respondent that begins at a position, and its end or None."""
    if _PROSECUTOR.search(applicant):
        person = _PERSON.match(text, position)
        return "prosecutor", person.end() if person else None
    match = _RESPONDENT.match(text, position)
    if match is None:
        return "other", None
    end = _longest_state(text, position, match.end())
    if end is None:
        others = _OTHERS.match(text, match.end())
        return "other", (others or match).end()
    if second := _SECOND.match(text, end):
        return "state", second.end()
    national = _MINISTER.match(text, end) or _REPORTER.match(text, end)
    return ("other" if national else "state"), end


def _longest_state(text: str, position: int, end: int) -> int | None:
    """Return the end of the longest name of a State, or of several, that begins at a position."""
    for word in reversed(list(_WORD.finditer(text, position, end))):
        name = text[position : word.end()].rstrip(".,;:\"')")
        if is_state(name):
            return position + len(name)
    return None
