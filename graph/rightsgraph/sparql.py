"""Know just enough of SPARQL's text: its tokens, what leaves the machine, and what errors mean."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from rightsgraph import iris
from rightsgraph.errors import QueryError

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
              |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<name>[\w.\-]*:[\w.\-:%\\]*)
  | (?P<word>\w+)
  | (?P<space>\s+)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """Hold one token of a query: its kind, its text and its offset in characters."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a query, comments and white space left out."""
    for match in _TOKEN.finditer(query):
        if match.lastgroup not in ("comment", "space"):
            yield Token(match.lastgroup or "", match.group(), match.start())


def comments(text: str) -> Iterator[Token]:
    """Yield the comments of a query, or of Turtle, which has the same comments and strings."""
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "comment":
            yield Token("comment", match.group(), match.start())


def refuse_federation(query: str) -> None:
    """Raise QueryError where a query holds a SERVICE clause, which would leave this machine."""
    for token in tokens(query):
        if token.kind == "word" and token.text.upper() == "SERVICE":
            line, column = place(query, token.start)
            reason = "SERVICE is not allowed here; ask the other endpoint and join the answers"
            raise QueryError(reason, line, column)


def bind(query: str, variable: str, iri: str) -> str:
    """Return the query with a variable replaced by an IRI everywhere it stands as a token."""
    parts, last = [], 0
    for token in tokens(query):
        if token.kind == "variable" and token.text[1:] == variable:
            parts += [query[last : token.start], f"<{iri}>"]
            last = token.start + len(token.text)
    return "".join([*parts, query[last:]])


def with_prefixes(query: str) -> str:
    """Return the query with a declaration of each project prefix that it uses and omits."""
    found = list(tokens(query))
    declared = {after.text for before, after in pairwise(found) if before.text.upper() == "PREFIX"}
    used = {t.text.split(":")[0] for t in found if t.kind == "name"}
    missing = sorted(p for p in used if p in iris.PREFIXES and f"{p}:" not in declared)
    return "".join(f"PREFIX {p}: <{iris.PREFIXES[p]}>\n" for p in missing) + query


def explain(query: str, message: str) -> QueryError:
    """Return the engine's syntax error with its place and a hint on what to mend."""
    found = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    line, column = (int(found[1]), int(found[2])) if found else (None, None)
    reason = found[3] if found else message
    unknown = _undeclared_prefix(query)
    if unknown:
        line, column = place(query, unknown.start)
        prefix = unknown.text.split(":")[0]
        reason = f"the prefix {prefix}: is not declared; add PREFIX {prefix}: <...>"
    elif found and line is not None and column is not None:
        reason = f"not SPARQL 1.1 near {_token_at(query, line, column)}: {reason}"
    return QueryError(reason, line, column)


def place(query: str, offset: int) -> tuple[int, int]:
    """Return line and column, both from 1, of an offset in a query."""
    before = query[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _undeclared_prefix(query: str) -> Token | None:
    declared = set(iris.PREFIXES)
    previous = ""
    for token in tokens(query):
        prefix = token.text.split(":")[0]
        if token.kind == "name" and previous.upper() == "PREFIX":
            declared.add(prefix)
        elif token.kind == "name" and prefix not in declared and not prefix.startswith("_"):
            return token
        previous = token.text
    return None


def _token_at(query: str, line: int, column: int) -> str:
    for token in tokens(query):
        if place(query, token.start) >= (line, column):
            return repr(token.text)
    return "the end of the query"
