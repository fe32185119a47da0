"""Follow every reading of a query or update.

Only the engine's grammar tells whether a `<` begins an IRI or compares, and so what a later quote
or `#` begins. The same holds for three quotes, which may be an empty string and the next one's
first quote.
"""

import re
from collections.abc import Iterator

from rightsgraph.lexis import IRI, SHORT

_QUOTES = ('"""', "'''")
_LONG = {
    q: re.compile(rf"(?P<long>{q}(?:[^{q[0]}\\]|\\.|{q[0]}(?!{q[:2]}))*+{q})", re.DOTALL)
    for q in _QUOTES
}
_SHORT = re.compile(rf"(?P<short>{SHORT})")
_IRI = re.compile(rf"(?P<iri>{IRI})")
# the rest of a longer prefix is read as words: that is sound here, and keeps the time linear
_OTHER = re.compile(
    r"""
    (?P<skip>\s+ | \#[^\r\n]* | [?$]\w+)
  | (?P<name>(?P<prefix>[\w.\-]{0,99}+):(?P<local>(?:[\w.\-:%]|\\.)*))
  | (?P<word>\w+)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)


def readings(query: str) -> Iterator[re.Match[str]]:
    """Yield each token of each reading once, in no order.

    A long string without an end makes all later ones endless too: they are not looked for again,
    so that the time stays linear.
    """
    unread, read = [0], set[int]()
    endless: set[str] = set()
    while unread:
        start = unread.pop()
        if start in read or start >= len(query):
            continue
        read.add(start)
        for token in _tokens_at(query, start, endless):
            unread.append(token.end())
            yield token


def is_certain(query: str) -> bool:
    """Tell whether all readings agree on what is a string: no long one, no quote in an IRI."""
    return all(
        token.lastgroup != "long" and not (token.lastgroup == "iri" and "'" in token.group())
        for token in readings(query)
    )


def _tokens_at(query: str, start: int, endless: set[str]) -> Iterator[re.Match[str]]:
    quotes = query[start : start + 3]
    if quotes in _QUOTES and quotes not in endless:
        if long := _LONG[quotes].match(query, start):
            yield long
        else:
            endless.add(quotes)
    if short := _SHORT.match(query, start):
        yield short
    if iri := _IRI.match(query, start):
        yield iri
    if query[start] not in "'\"" and (other := _OTHER.match(query, start)):
        yield other
