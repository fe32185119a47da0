"""Bound the depth of a query before any parser sees it.

Parsers and planners descend by recursion, and too deep a descent overflows the stack and ends the
process. With pyoxigraph 0.5.13 and 8 MB of stack the fewest that do so are 900 nested EXISTS, 970
nested function calls, 2,400 nested groups, 5,100 nested parentheses, 2,700 IRIs to DESCRIBE, 2,700
expressions with AS (13,000 tokens), 6,900 additions. Real queries stay far below these bounds.
"""

import re

from rightsgraph.errors import QueryError
from rightsgraph.lexis import ABSOLUTE, ESCAPE
from rightsgraph.sparql import Token, place, tokens

DEEPEST = 1600
MOST_TOKENS = 6500
PARENTHESIS, CALL_OR_GROUP = 1, 15
DESCRIBED = 3
MOST_MARKS_IN_IRI = 100
HARMLESS = 2000  # characters: too few to overflow a stack, whatever they say
_LONG_STRINGS = ('"""', "'''")
_CERTAIN = re.compile(rf"(?:[^\\]|{ESCAPE})*+", re.VERBOSE)


def refuse_deep(query: str) -> None:
    """Raise QueryError, with the place, where a query is nested or chained beyond the bounds.

    Whatever follows in a row can be a chain, except the values of VALUES: they may be many.
    """
    if len(query) <= HARMLESS:
        return
    open_brackets: list[int] = []
    depth = counted = 0
    weight, in_values, previous = 1, False, Token("", "", 0)
    for token in tokens(query):
        word = token.text.upper() if token.kind == "word" and previous.text != "@" else ""
        weight = DESCRIBED if word == "DESCRIBE" else weight
        in_values = (in_values or word == "VALUES") and token.text != "}"
        counted += 0 if in_values else weight
        if token.text in ("(", "[", "{"):
            bare = token.text == "(" and previous.kind == "mark"
            open_brackets.append(PARENTHESIS if bare else CALL_OR_GROUP)
            depth += open_brackets[-1]
        elif token.text in (")", "]", "}") and open_brackets:
            depth -= open_brackets.pop()
        if depth > DEEPEST or _hides_depth(token):
            raise _too_much(query, token, "brackets are nested too deep")
        if _hides_text(token):
            raise _too_much(query, token, "an IRI that may be a comparison; use a prefix")
        if token.text.startswith(_LONG_STRINGS) and not _CERTAIN.fullmatch(token.text):
            raise _too_much(query, token, "a backslash that begins no escape")
        if counted > MOST_TOKENS:
            raise _too_much(query, token, f"more than {MOST_TOKENS} words and marks, VALUES aside")
        previous = token


def _hides_depth(token: Token) -> bool:
    """Tell whether what looks like an IRI may be a comparison with a long expression."""
    return token.kind == "iri" and sum(c in "([+*/!&-" for c in token.text) > MOST_MARKS_IN_IRI


def _hides_text(token: Token) -> bool:
    """Tell whether what looks like an IRI may be a comparison and begin a comment or a string.

    After `scheme:` two slashes never parse as an expression, so such an IRI is one.
    """
    absolute = re.match(ABSOLUTE, token.text)
    return token.kind == "iri" and not absolute and any(c in "#'" for c in token.text)


def _too_much(query: str, token: Token, reason: str) -> QueryError:
    line, column = place(query, token.start)
    return QueryError(f"{reason}; make the query simpler, or several of it", line, column)
