"""Know just enough of SPARQL's text: its tokens and its prefixes."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from rightsgraph import iris
from rightsgraph.lexis import IRI, SHORT, VARIABLE

_TOKEN = re.compile(
    rf"""
    (?P<comment>\#[^\r\n]*)
  | (?P<iri>{IRI})
  | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*+'''
              |(?!\"\"\"|'''){SHORT})
  | (?P<open>\"\"\"(?:[^"\\]|\\.|"(?!""))*+|'''(?:[^'\\]|\\.|'(?!''))*+
            |"(?:[^"\\\r\n]|\\.)*+|'(?:[^'\\\r\n]|\\.)*+)
  | (?P<variable>{VARIABLE})
  | (?P<name>(?:_|[^\W\d_][\w.\-]{{0,99}}+)?:(?:[\w.\-:%]|\\.)*+)
  | (?P<word>\w+)
  | (?P<space>\s+)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_MARK = re.compile(r"(?P<mark>.)", re.DOTALL)


class Token(NamedTuple):
    """Hold one token of a query: its kind, its text and its offset in characters."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a query, comments and white space left out."""
    for match in _matches(query):
        if match.lastgroup not in ("comment", "space"):
            yield Token(match.lastgroup or "", match.group(), match.start())


def comments(text: str) -> Iterator[Token]:
    """Yield the comments of a query, or of Turtle, which has the same comments and strings."""
    for match in _matches(text):
        if match.lastgroup == "comment":
            yield Token("comment", match.group(), match.start())


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield all tokens, in a time that grows with the length of the text and no faster.

    A quote that nothing closes is a mark. So are the same quotes as far as its string would have
    gone: each of them is escaped, so nothing closes them either, and none is looked for again.
    """
    start = 0
    open_until: dict[str, int] = {}
    while start < len(text):
        dead = start < open_until.get(text[start], 0)
        match = _MARK.match(text, start) if dead else _TOKEN.match(text, start)
        if match and match.lastgroup == "open":
            open_until[text[start]] = match.end()
            match = _MARK.match(text, start)
        if not match:
            raise AssertionError("every character is a mark, if nothing else")
        yield match
        start = match.end()


def bind(query: str, variable: str, *iri: str) -> str:
    """Return the query with a variable replaced by an IRI everywhere it stands as a token.

    Among the values of VALUES it may be replaced by several.
    """
    parts, last = [], 0
    given = " ".join(f"<{each}>" for each in iri)
    for token in tokens(query):
        if token.kind == "variable" and token.text[1:] == variable:
            parts += [query[last : token.start], given]
            last = token.start + len(token.text)
    return "".join([*parts, query[last:]])


def with_prefixes(query: str) -> str:
    """Return the query with a declaration of each project prefix that it uses and omits."""
    found = list(tokens(query))
    declared = {after.text for before, after in pairwise(found) if before.text.upper() == "PREFIX"}
    used = {t.text.split(":")[0] for t in found if t.kind == "name"}
    missing = sorted(p for p in used if p in iris.PREFIXES and f"{p}:" not in declared)
    return "".join(f"PREFIX {p}: <{iris.PREFIXES[p]}>\n" for p in missing) + query


def place(query: str, offset: int) -> tuple[int, int]:
    """Return line and column, both from 1, of an offset in a query."""
    before = query[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
