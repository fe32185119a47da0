"""Name the communications that a treaty body decides in a document, from its symbol alone.

A D-symbol is the decision; the number after D is that of the communication, or of several that
were joined: `1321-1322/2004`, `1209,1231/2003,1241/2004`, `1152&1190/2003`.
"""

import re
from collections.abc import Iterator

from rightsgraph.errors import IdentifierError
from rightsgraph.identify.cases import Docket, parse_docket
from rightsgraph.identify.components import TREATY_ORGANS, Symbol

LARGEST_JOINDER = 150
"""Joined communications are counted out up to this many; 1642-1741/2007 joins a hundred."""

_NEIGHBOURS = re.compile(r"(\d{1,5})/(\d{4})-(\d{1,5})/(\d{4})")
_TERM = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?(?:/(\d{4}))?")


def communications_of(symbol: Symbol) -> tuple[Docket, ...]:
    """Return the communications that a D-symbol names, in the order of the symbol.

    >>> from rightsgraph.identify import parse_symbol
    >>> for docket in communications_of(parse_symbol("CCPR/C/89/D/1321-1322/2004")):
    ...     print(docket.canonical)
    ccpr 1321/2004
    ccpr 1322/2004
    """
    if symbol.kind not in ("D", "DR") or not symbol.number:
        raise IdentifierError(symbol.text, "not a decision: a decision has /D/ and a number")
    body = deciding_body(symbol)
    numbers = list(_numbers(symbol, symbol.number))
    return tuple(parse_docket(body, number) for number in numbers)


def deciding_body(symbol: Symbol) -> str:
    """Return the treaty body, as in IRIs, whose symbol it is.

    >>> from rightsgraph.identify import parse_symbol
    >>> deciding_body(parse_symbol("E/C.12/55/D/2/2014"))
    'cescr'
    """
    if symbol.organ == "E" and symbol.body == ("C.12",):
        return "cescr"
    if symbol.organ not in TREATY_ORGANS:
        raise IdentifierError(symbol.text, "not the symbol of a treaty body")
    return symbol.organ.lower()


def _numbers(symbol: Symbol, joined: str) -> Iterator[str]:
    terms = [_TERM.fullmatch(term) for term in re.split("[,&]", _NEIGHBOURS.sub(_pair, joined))]
    years = [term[3] for term in terms if term and term[3]]
    if not all(terms) or not years:
        raise IdentifierError(symbol.text, "joins communications in a way that cannot be read")
    for position, term in enumerate(terms):
        # A number without a year takes the next year that follows it.
        year = next((t[3] for t in terms[position:] if t and t[3]), None)
        if term is None or year is None:
            raise IdentifierError(symbol.text, "the last communication has no year")
        yield from (f"{number}/{year}" for number in _range(symbol, term))


def _pair(match: re.Match[str]) -> str:
    # Between two whole numbers a hyphen may mean "and" or "to": clear for neighbours only.
    clear = match[2] == match[4] and int(match[3]) == int(match[1]) + 1
    return match[0].replace("-", ",") if clear else match[0]


def _range(symbol: Symbol, term: re.Match[str]) -> range:
    first, last = int(term[1]), int(term[2] or term[1])
    if not 0 <= last - first < LARGEST_JOINDER:
        raise IdentifierError(symbol.text, f"{term[0]} is not a range of joined communications")
    return range(first, last + 1)
