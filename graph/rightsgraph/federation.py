"""Refuse queries that would leave this machine: Oxigraph has no switch for SERVICE.

Only the engine's grammar tells whether a `<` begins an IRI or compares, and so what a later quote
or `#` begins. Hence every reading of a query is followed, and SERVICE counts in any of them. The
engine also takes keywords that touch a number, a truth value or a prefixed name: `1SERVICE:x {`.
"""

import re
from collections.abc import Iterator

from rightsgraph.errors import QueryError
from rightsgraph.sparql import place

MOST_MENTIONS = 100

_GAP = r"(?:\s|\#[^\r\n]*)*"
_NAME = r"""(?:\\.|[^\s{}<>()"'\#;,\\])*"""
_CLAUSE = re.compile(
    rf"""(?i:SERVICE){_GAP}(?:(?i:SILENT){_GAP})?
    (?: [?$]{_NAME} | [^\s{{}}<>()"'\#;,:\\?$/]*:{_NAME} | <[^<>{{}}\s]*> ){_GAP}\{{""",
    re.VERBOSE,
)
_LONG_STRINGS = [re.compile(rf"{q}(?:[^{q[0]}\\]|\\.|{q[0]}(?!{q[:2]}))*{q}", re.DOTALL)
                 for q in ('"""', "'''")]  # fmt: skip
_SHORT_STRING = re.compile(r""" "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*' """, re.VERBOSE)
_IRI = re.compile(r"""<[^<>"{}|^`\x00-\x20]*>""")
_OTHER = re.compile(
    r"""
    (?P<skip>\s+ | \#[^\r\n]* | [?$]\w+)
  | (?P<name>(?P<prefix>[\w.\-]*):(?:[\w.\-:%]|\\.)*)
  | (?P<word>\w+)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_TOUCHED = re.compile(r"(?i)(?:^|(?<=[\d.])|(?<=true)|(?<=false))SERVICE")


def refuse_federation(query: str) -> None:
    """Raise QueryError where a query holds a SERVICE clause, which would leave this machine."""
    if len(re.findall("service", query, re.IGNORECASE)) > MOST_MENTIONS:
        raise QueryError(f"the word SERVICE stands in it more than {MOST_MENTIONS} times")
    for start in sorted(_keywords(query)):
        if _CLAUSE.match(query, start):
            line, column = place(query, start)
            reason = "SERVICE is not allowed here; ask the other endpoint and join the answers"
            raise QueryError(reason, line, column)


def _keywords(query: str) -> set[int]:
    """Return the offsets at which any reading of a query can have the keyword SERVICE."""
    if not re.search("SERVICE", query, re.IGNORECASE):
        return set()
    found: set[int] = set()
    unread, read = [0], set[int]()
    open_ended: set[re.Pattern[str]] = set()
    while unread:
        start = unread.pop()
        if start in read or start >= len(query):
            continue
        read.add(start)
        unread += _strings(query, start, open_ended)
        if iri := _IRI.match(query, start):
            unread.append(iri.end())
        if query[start] not in "'\"" and (other := _OTHER.match(query, start)):
            unread.append(other.end())
            found.update(_inside(other))
    return found


def _strings(query: str, start: int, open_ended: set[re.Pattern[str]]) -> Iterator[int]:
    """Yield the ends of the strings that can begin here.

    A long string without an end makes all later ones endless too: they are not looked for again,
    so that the time stays linear.
    """
    for pattern in _LONG_STRINGS:
        if query.startswith(pattern.pattern[:3], start) and pattern not in open_ended:
            if found := pattern.match(query, start):
                yield found.end()
            else:
                open_ended.add(pattern)
    if short := _SHORT_STRING.match(query, start):
        yield short.end()


def _inside(token: re.Match[str]) -> Iterator[int]:
    if token.lastgroup == "word":
        yield from (m.start() + token.start() for m in re.finditer("(?i)SERVICE", token["word"]))
    elif token.lastgroup == "name":
        yield from (m.start() + token.start() for m in _TOUCHED.finditer(token["prefix"]))
