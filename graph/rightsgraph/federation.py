"""Keep queries and updates on this machine: Oxigraph has no switch for SERVICE and LOAD.

A keyword counts in any reading of the text. The engine also takes keywords that touch a number, a
truth value, a prefixed name or each other: `1SERVICE:x {`, `LOADSILENT<x>`. An endpoint that is
allowed is replaced by an address of this machine, where it is asked on the engine's behalf.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import NamedTuple

from rightsgraph import iris
from rightsgraph.errors import QueryError
from rightsgraph.lexis import GAP
from rightsgraph.readings import is_certain, readings
from rightsgraph.sparql import Token, place, tokens

MOST_MENTIONS = 100
MOST_LOADS = 1000

_NAME = r"""(?:\\.|[^\x00-\x20{}<>()"'\#;,\\])*"""
_PREFIX = r"""[^\x00-\x20{}<>()"'\#;,:\\?$/]*"""
_NAMED = rf"(?P<prefix>{_PREFIX}):{_NAME} | <[^<>{{}}\x00-\x20]*>"
_CLAUSE = re.compile(
    rf"(?i:SERVICE){GAP}(?:(?i:SILENT){GAP})?(?: [?$]{_NAME} | {_NAMED} ){GAP}\{{", re.VERBOSE
)
_LOAD = re.compile(
    rf"(?i:LOAD){GAP}(?:(?i:SILENT){GAP})?(?: {_NAMED} ){GAP}(?:;|(?i:INTO)|\Z)", re.VERBOSE
)
_TOUCHED = re.compile(r"(?i)(?:^|(?<=[\d.])|(?<=true)|(?<=false))SERVICE")
_AFTER_DOT = re.compile(r"(?i)(?<=\.)SERVICE")  # the engine ends a name at its second dot
_BEFORE_KEYWORD = " \t\r\n{}.;)"


class Local(NamedTuple):
    """Hold a query that asks no address but those of its prefixes, beside its own ones."""

    text: str
    prefixes: dict[str, str]


class _Endpoint(NamedTuple):
    """Hold a SERVICE clause that is plainly one: the offset of its keyword, and its IRI."""

    start: int
    iri: Token
    is_nested: bool


def refuse_federation(query: str) -> None:
    """Raise QueryError where a query or update holds a SERVICE clause."""
    with_local_services(query, {})


def refuse_loading(update: str) -> None:
    """Raise QueryError where an update would LOAD something."""
    if not re.search("LOAD", update, re.IGNORECASE):
        return
    starts = [token.start() for token in readings(update) if _may_load(token)]
    if len(starts) > MOST_LOADS:
        raise QueryError(f"the word LOAD stands in it more than {MOST_LOADS} times")
    if found := [start for start in starts if _loads(update, start)]:
        raise _refused(update, min(found), "LOAD is not allowed here; upload the data")


def with_local_services(query: str, services: Mapping[str, str]) -> Local:
    """Return the query with allowed endpoints replaced by their local addresses.

    `services` gives the address for each endpoint that is allowed. An address stands behind a
    prefix that the query cannot know, as long as the IRI was, so that all places stay the same.
    Raises QueryError where a SERVICE clause names no allowed endpoint, plainly and by its IRI.
    """
    starts = _clauses(query)
    if not starts:
        return Local(query, {})
    if not services:
        reason = "SERVICE is not allowed here; ask the other endpoint and join the answers"
        raise _refused(query, min(starts), reason)
    endpoints = {each.start: each for each in _endpoints(query)}
    named = [_checked(query, start, endpoints.get(start), services) for start in sorted(starts)]
    if not is_certain(query):
        reason = "beside SERVICE no string may begin with three quotes, and no IRI hold a quote"
        raise _refused(query, min(starts), reason)
    return _replaced(query, named, services)


def _may_load(token: re.Match[str]) -> bool:
    return token.lastgroup in ("word", "name") and token.group()[:4].upper() == "LOAD"


def _loads(update: str, start: int) -> bool:
    """Tell whether a LOAD can begin here: it names an IRI, or a prefix that is declared."""
    found = _LOAD.match(update, start)
    prefix = found and found["prefix"]
    if not found or prefix is None or prefix in iris.PREFIXES:
        return bool(found)
    return bool(re.search(rf"(?i:PREFIX){GAP}{re.escape(prefix)}:", update))


def _clauses(query: str) -> set[int]:
    """Return the offsets at which any reading of a query can have a SERVICE clause."""
    mentions = len(re.findall("SERVICE", query, re.IGNORECASE))
    if not mentions:
        return set()
    if mentions > MOST_MENTIONS:
        raise QueryError(f"the word SERVICE stands in it more than {MOST_MENTIONS} times")
    found = {start for token in readings(query) for start in _inside(token)}
    return {start for start in found if _CLAUSE.match(query, start)}


def _inside(token: re.Match[str]) -> Iterator[int]:
    if token.lastgroup == "word":
        yield from (m.start() + token.start() for m in re.finditer("(?i)SERVICE", token["word"]))
    elif token.lastgroup == "name":
        yield from (m.start() + token.start() for m in _TOUCHED.finditer(token["prefix"]))
        begin = token.start("local")
        yield from (m.start() + begin for m in _AFTER_DOT.finditer(token["local"]))


def _endpoints(query: str) -> Iterator[_Endpoint]:
    """Yield the SERVICE clauses that stand apart from other words and name an IRI."""
    found = list(tokens(query))
    opened_by_service: list[bool] = []
    body = -1
    for number, token in enumerate(found):
        if token.text == "{":
            opened_by_service.append(number == body)
        elif token.text == "}" and opened_by_service:
            opened_by_service.pop()
        elif _is_keyword(token, "SERVICE") and query[token.start - 1] in _BEFORE_KEYWORD:
            silent = number + 1 < len(found) and _is_keyword(found[number + 1], "SILENT")
            iri, *after = found[number + 1 + silent : number + 3 + silent] or [token]
            if iri.kind == "iri" and after and after[0].text == "{":
                body = number + 2 + silent
                yield _Endpoint(token.start, iri, any(opened_by_service))


def _is_keyword(token: Token, word: str) -> bool:
    return token.kind == "word" and token.text.upper() == word


def _checked(query: str, start: int, found: _Endpoint | None, services: Mapping[str, str]) -> Token:
    """Return the IRI of a SERVICE clause. Raises QueryError where the clause is not allowed."""
    if found is None or found.iri.text[1:-1] not in services:
        allowed = " or ".join(f"<{iri}>" for iri in services)
        raise _refused(query, start, f"SERVICE may name only {allowed} here, by that very IRI")
    if found.is_nested:
        raise _refused(query, start, "SERVICE within SERVICE is not allowed here; ask in turn")
    return found.iri


def _replaced(query: str, named: list[Token], services: Mapping[str, str]) -> Local:
    unused = (name for name in (f"x{number}" for number in count()) if name not in query)
    names = {iri.text: next(unused) for iri in named}
    parts, last = [], 0
    for iri in named:
        parts += [query[last : iri.start], f" {names[iri.text]}:".ljust(len(iri.text))]
        last = iri.start + len(iri.text)
    text = "".join([*parts, query[last:]])
    return Local(text, {name: services[text[1:-1]] for text, name in names.items()})


def _refused(text: str, start: int, reason: str) -> QueryError:
    line, column = place(text, start)
    return QueryError(reason, line, column)
