"""Outline a query without parsing it: its form, and what makes it the same as another one."""

import re
from typing import NamedTuple

from rightsgraph.lexis import ABSOLUTE, GAP, IRI, SHORT, SPACE

MOST_SCANNED = 20_000  # characters; a longer query is the same only as itself

_PIECE = re.compile(
    rf"""
    (?P<gap>(?={SPACE}|\#){GAP})
  | (?P<iri>{IRI})
  | {SHORT} | \\.
  | (?P<stray>["'])
    """,
    re.VERBOSE | re.DOTALL,
)
_ABSOLUTE = re.compile(ABSOLUTE)
_FORM = re.compile(
    rf"{GAP}(?:BASE{GAP}<[^>]*>{GAP}|PREFIX{GAP}[^:\#\s]*{GAP}:{GAP}<[^>]*>{GAP})*+"
    "(SELECT|ASK|CONSTRUCT|DESCRIBE)",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"\{([^}]*)")
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
    text = _folded(query)
    repeatable = not _may_change(query) and not (form == "CONSTRUCT" and _makes_nodes(text))
    return Outline(text, form, repeatable)


def _may_change(query: str) -> bool:
    words = query.upper()
    return any(word in words for word in _WORDS_OF_CHANGE) and bool(_CHANGING.search(query))


def _makes_nodes(query: str) -> bool:
    """Tell whether a template may make blank nodes: they have new labels each time."""
    found = _TEMPLATE.search(query)
    template = found[1] if found else ""
    is_cut = template.count('"') % 2 or template.count("'") % 2  # by a brace in a string
    return bool(is_cut) or any(mark in template for mark in ("_:", "[", "("))


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
