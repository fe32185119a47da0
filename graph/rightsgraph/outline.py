"""Outline a query without parsing it: its form, and what makes it the same as another one."""

import re
from typing import NamedTuple

MOST_SCANNED = 20_000  # characters; a longer query is the same only as itself
MOST_LONG_QUOTES = 40  # each that nothing closes is searched for to the end

_PIECE = re.compile(
    r"""
    (?P<gap>(?:\s|\#[^\r\n]*)+)
  | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
  | \"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*+'''
  | "(?:[^"\\\r\n]|\\.)*+" | '(?:[^'\\\r\n]|\\.)*+'
    """,
    re.VERBOSE | re.DOTALL,
)
_FORM = re.compile(
    r"(?:BASE ?<[^>]*> ?|PREFIX [^:]*: ?<[^>]*> ?)*(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE
)
_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\b", re.IGNORECASE)


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
    folded = _folded(query)
    found = _FORM.match(folded)
    return Outline(folded, found[1].upper() if found else "", not _CHANGING.search(query))


def _folded(query: str) -> str:
    """Fold white space and comments; leave a text alone where it is not certain what is which.

    Only the engine's grammar tells whether a `<` begins an IRI or compares, and so whether a `#` or
    a quote after it begins something. After `scheme:` two slashes never parse as an expression.
    """
    if len(query) > MOST_SCANNED:
        return query
    if query.count('"""') + query.count("'''") > MOST_LONG_QUOTES:
        return query
    certain = True

    def fold(piece: re.Match[str]) -> str:
        nonlocal certain
        if piece.lastgroup == "gap":
            return " "
        text = piece.group()
        if piece.lastgroup == "iri" and ("#" in text or "'" in text) and "://" not in text:
            certain = False
        return text

    folded = _PIECE.sub(fold, query).strip(" ")
    return folded if certain else query
