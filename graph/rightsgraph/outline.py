"""Outline a query without parsing it: its form, and what makes it the same as another one."""

import re
from typing import NamedTuple

MOST_SCANNED = 20_000  # characters; a longer query is the same only as itself

_GAP = r"(?:[\x20\t\r\n]|\#[^\r\n]*+)*+"
_PIECE = re.compile(
    r"""
    (?P<gap>(?:[\x20\t\r\n]|\#[^\r\n]*+)++)
  | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
  | "(?:[^"\\\r\n]|\\.)*+" | '(?:[^'\\\r\n]|\\.)*+' | \\.
  | (?P<stray>["'])
    """,
    re.VERBOSE | re.DOTALL,
)
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_FORM = re.compile(
    rf"{_GAP}(?:BASE{_GAP}<[^>]*>{_GAP}|PREFIX{_GAP}[^:\#\s]*{_GAP}:{_GAP}<[^>]*>{_GAP})*+"
    "(SELECT|ASK|CONSTRUCT|DESCRIBE)",
    re.IGNORECASE,
)
_WORDS_OF_CHANGE = ("NOW", "RAND", "UUID", "BNODE", "SERVICE")
_CHANGING = re.compile(r"(?:NOW|RAND|UUID|BNODE)\s*+[(\#]|SERVICE", re.IGNORECASE)


class Outline(NamedTuple):
    """Hold what can be said of a query before it is parsed.

    `text` has white space and comments folded to single spaces. `form` is SELECT, ASK, CONSTRUCT or
    DESCRIBE, or empty where the text does not begin like a query. `repeatable` says that the same
    data give the same answer.
    """

    text: str
    form: str
    repeatable: bool


def outline(query: str) -> Outline:
    r"""Return the outline of a query.

    >>> outline("ask # is anything said?\n{ ?s ?p '# no' }")
    Outline(text="ask { ?s ?p '# no' }", form='ASK', repeatable=True)
    """
    found = _FORM.match(query)
    form = found[1].upper() if found else ""
    return Outline(_folded(query), form, not _may_change(query))


def _may_change(query: str) -> bool:
    words = query.upper()
    return any(word in words for word in _WORDS_OF_CHANGE) and bool(_CHANGING.search(query))


def _folded(query: str) -> str:
    """Fold white space and comments; leave a text alone where it is not certain what is which.

    Only the engine's grammar tells whether a `<` begins an IRI or compares, and so whether a `#` or
    a quote after it begins something. After `<scheme:` two slashes never parse as an expression.
    Three quotes may begin a long string, or be an empty one and the next one's first quote.
    """
    if len(query) > MOST_SCANNED or '"""' in query or "'''" in query:
        return query
    certain = True

    def fold(piece: re.Match[str]) -> str:
        nonlocal certain
        if piece.lastgroup == "gap":
            return " "
        text = piece.group()
        if piece.lastgroup == "stray":
            certain = False
        elif piece.lastgroup == "iri" and ("#" in text or "'" in text):
            certain = certain and bool(_ABSOLUTE.match(text))
        return text

    folded = _PIECE.sub(fold, query).strip(" ")
    return folded if certain else query
