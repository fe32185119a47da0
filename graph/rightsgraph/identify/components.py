"""Read what the segments of a UN document symbol say: body, kind, State, session, year, number.

Source: the composition of symbols (research.un.org/en/docs/symbols) and the real symbols of
the data. A component is given only where the form of the symbol leaves no doubt.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

TREATY_ORGANS = ("CCPR", "CEDAW", "CERD", "CESCR", "CRPD", "CAT", "CED", "CMW", "CRC")
ORGANS = (
    *TREATY_ORGANS,
    *("A", "AT", "CTOC", "DP", "E", "ECE", "HR", "HRI", "INT", "JIU", "PBC", "S", "ST", "T", "TD"),
    *("UNEP", "UNW"),
)
NOT_STATES = frozenset(
    {"CAT", "CED", "CMW", "CRC", "CRP", "CSS", "DEC", "DOC", "GEC", "GEN", "HRC", "INF", "INT"}
    | {"JIU", "LIT", "NGO", "PBC", "PET", "QPR", "RES", "SPT", "UNW", "UPR"}
)

_BODY = re.compile(
    r"HRC|C|HR|OP|PC|SP|CORE|GEN|MC|OPAC|OPSC|" + "|".join(TREATY_ORGANS) + "|"
    r"(?:AC|C|CN|CONF|PC|SC|Sub|SUB|WG)\.\d{1,4}"
)
_KIND = re.compile(
    r"(RES|DEC)(?=[(\[0-9IVX])|"
    r"(RES|DEC|PRST|CO|CR|DR|D|QPR|Q|GC|SR|PV|L|WP|CRP|INF|NGO|PET|Misc)(?:\.(\d.*))?$"
)
_MODIFIER = re.compile(r"(?i)(?:add|corr|rev|amend)\.\d.*")
_ROMAN = re.compile(r"([0-9A-Za-z]*)[(\[]((?:[A-Z]{1,2}-)?[IVXLC]+)[)\]]")
_YEAR = re.compile(r"19[4-9]\d|20\d\d")
_SESSION = re.compile(r"\d{1,3}|E?S-\d{1,2}")
_JOINED = re.compile(r"[\d,&/\-]+")
_NUMBER = re.compile(r"(?:L\.)?\d+(?:-\d+)?[A-Za-z]?")


@dataclass(frozen=True, slots=True)
class Symbol:
    """Hold a canonical symbol and its components; those that are not certain are None.

    The number of a decision (D) is that of its communications, with their years.
    """

    text: str
    organ: str
    body: tuple[str, ...] = ()
    kind: str | None = None
    modifiers: tuple[str, ...] = ()
    state: str | None = None
    session: str | None = None
    year: int | None = None
    number: str | None = None

    def __str__(self) -> str:
        return self.text

    @property
    def key(self) -> str:
        """Return a key under which spellings of one symbol meet: upper case, no spaces.

        >>> Symbol("HRI/GEN/1/Rev.9 (Vol. I)", "HRI").key
        'HRI/GEN/1/REV.9(VOL.I)'
        """
        return self.text.upper().replace(" ", "")


def read_components(text: str, organ: str, segments: Sequence[str]) -> Symbol:
    """Read a canonical symbol from its organ and the segments that follow it.

    >>> symbol = read_components("CEDAW/C/MEX/CO/7-8", "CEDAW", ["C", "MEX", "CO", "7-8"])
    >>> symbol.body, symbol.state, symbol.kind, symbol.number
    (('C',), 'MEX', 'CO', '7-8')
    """
    depth = _body_depth(segments)
    body, rest = tuple(segments[:depth]), segments[depth:]
    modifiers = tuple(segment for segment in rest if _MODIFIER.fullmatch(segment))
    main = [segment for segment in rest if segment not in modifiers]
    state = _state(organ, body, main)
    before, kind, after = _split_at_kind(main)
    if kind in ("D", "DR"):
        session, year, number = _decision(before, after)
    else:
        session, year, number = _numbers(organ, kind, [*before, *after], state)
    return Symbol(text, organ, body, kind, modifiers, state, session, year, number)


def is_numbered(segments: Sequence[str]) -> bool:
    """Tell whether something beyond organ and body numbers the document.

    >>> is_numbered(["HR", "RES"]), is_numbered(["CN.4", "RES(II)"])
    (False, True)
    """
    rest = "/".join(segments[_body_depth(segments) :])
    return any(char.isdigit() for char in rest) or _ROMAN.search(rest) is not None


def _body_depth(segments: Sequence[str]) -> int:
    matches = [_BODY.fullmatch(segment) is not None for segment in segments]
    return [*matches, False].index(False)


def _state(organ: str, body: Sequence[str], main: Sequence[str]) -> str | None:
    by_state = organ in TREATY_ORGANS or organ in ("HRI", "INT") or {"C.12", "WG.6"} & set(body)
    codes = [s for s in main if re.fullmatch("[A-Z]{3}", s) and s not in NOT_STATES]
    return codes[0] if by_state and len(codes) == 1 else None


def _split_at_kind(main: Sequence[str]) -> tuple[list[str], str | None, list[str]]:
    for position, segment in enumerate(main):
        if match := _KIND.match(segment):
            attached = segment[match.end(1) :] if match[1] else match[3]
            after = [*([attached] if attached else []), *main[position + 1 :]]
            return list(main[:position]), match[1] or match[2], after
    return list(main), None, []


def _decision(before: Sequence[str], after: Sequence[str]) -> tuple[str | None, None, str | None]:
    # The year after D is that of the communication, not of the decision: it stays in the number.
    session = before[0] if len(before) == 1 and _SESSION.fullmatch(before[0]) else None
    number = "/".join(after)
    return session, None, number if _JOINED.fullmatch(number) else None


def _numbers(
    organ: str, kind: str | None, parts: Sequence[str], state: str | None
) -> tuple[str | None, int | None, str | None]:
    if roman := _ROMAN.fullmatch("".join(part for part in parts if part != state)):
        return roman[2], None, roman[1] or None
    if state and parts[-1] == state:
        return (parts[0] if len(parts) == 2 else None), None, None
    match [part for part in parts if part != state]:
        case [year] if _YEAR.fullmatch(year) and organ in ("E", "HRI") and (kind or state):
            return None, int(year), None
        case [number]:
            return None, None, _number(number)
        case [year, number, *more] if _YEAR.fullmatch(year):
            return None, int(year), None if more else _number(number)
        case [session, number] if _SESSION.fullmatch(session) and (kind or organ == "A"):
            return session, None, _number(number)
    return None, None, None


def _number(text: str) -> str | None:
    return text if _NUMBER.fullmatch(text) else None
