"""Outline a query without parsing it: its form, and what makes it the same as another one."""

from typing import NamedTuple

from rightsgraph.sparql import pieces

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
MOST_SCANNED = 20_000  # characters; a longer query is the same only as itself
_CHANGING = frozenset(("NOW", "RAND", "UUID", "STRUUID", "BNODE"))


class Outline(NamedTuple):
    """Hold what can be said of a query before it is parsed.

    `text` has white space and comments folded to single spaces. `form` is one of `FORMS`, or empty
    where the text is no query. `repeatable` says that the same data give the same answer.
    """

    text: str
    form: str
    repeatable: bool


def outline(query: str) -> Outline:
    r"""Return the outline of a query.

    >>> outline("ask # is anything said?\n{ ?s ?p ?o }")
    Outline(text='ask { ?s ?p ?o }', form='ASK', repeatable=True)
    """
    if len(query) > MOST_SCANNED:
        return Outline(query, _form(query), False)
    parts: list[str] = []
    form, repeatable, certain = "", True, True
    for kind, text in pieces(query):
        if kind in ("space", "comment"):
            if parts and parts[-1] != " ":
                parts.append(" ")
            continue
        parts.append(text)
        if kind == "word":
            word = text.upper()
            form = form or (word if word in FORMS else "")
            repeatable = repeatable and word not in _CHANGING
        elif kind == "iri" and ("#" in text or "'" in text) and "://" not in text:
            certain = False  # it may be a comparison, and what follows a comment
    folded = "".join(parts).strip() if certain else query
    return Outline(folded, form, repeatable)


def _form(query: str) -> str:
    words = (text.upper() for kind, text in pieces(query) if kind == "word")
    return next((word for word in words if word in FORMS), "")
