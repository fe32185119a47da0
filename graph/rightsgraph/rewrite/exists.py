"""Find what to change in a query so that its EXISTS are fast; the package says what and why."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from rightsgraph.rewrite import joins, minus
from rightsgraph.rewrite.bodies import Body, Fresh, body, bound_by, triples_of
from rightsgraph.rewrite.groups import Group, UnreadError, groups, read, variables
from rightsgraph.sparql import Token

MOST_TRIPLES = 30
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_OPAQUE = ("SELECT", "SERVICE")
_ELSEWHERE = ("SERVICE", "SILENT")


class Edit(NamedTuple):
    """Hold a piece of a query, by its first offset and the one behind it, and what replaces it."""

    start: int
    end: int
    text: str


def edits(query: str) -> list[Edit]:
    """Return all changes to a query, none of which overlap. Raises UnreadError."""
    found = read(query)
    if not _asks(found):
        return []
    finder = _Finder(query, found)
    return [edit for group in groups(found) for edit in finder.edits(group)]


class _Finder:
    """Find the changes to the groups of one query."""

    def __init__(self, query: str, found: Sequence[Token]) -> None:
        self._query, self._found = query, found
        self._fresh = _names_not_in(query)

    def edits(self, group: Group) -> list[Edit]:
        """Return the changes to a group, and for MINUS to the text around it."""
        around = list(group.within())
        exists = [each for each in around if each.role == "EXISTS"]
        if not exists or any(each.role in _ELSEWHERE for each in around):
            return []
        try:
            inside = body(group, self._fresh)
        except UnreadError:
            return []
        if not 2 <= len(inside.triples) <= MOST_TRIPLES:
            return []
        if not all(triple.matches_alone for triple in inside.triples):
            return []
        if not self._keeps_to_itself(exists[-1]):
            return []
        if group.parent and exists == [group]:
            outside = triples_of(group.parent, self._fresh)
            if minus.is_same(group, inside, outside) and minus.is_faster(group, inside, outside):
                return self._as_minus(group, inside, group.parent.close.start)
        return self._as_steps(group, inside)

    def _keeps_to_itself(self, exists: Group) -> bool:
        """Tell whether the engine cannot take a value from outside the scope of an EXISTS.

        It evaluates a group once for each row of what is joined with it if nothing in the group
        needs a plan, and then lets EXISTS see the whole row.
        """
        if any(token.kind == "word" and token.text.upper() in _OPAQUE for token in exists.tokens):
            return False
        scope = exists.parent
        if scope is None or (scope.parent is None and not self._has_values_after(scope)):
            return True
        seen = variables(exists.tokens) & variables(self._outside(scope))
        return seen <= bound_by(triples_of(scope, self._fresh))

    def _has_values_after(self, group: Group) -> bool:
        after = (token for token in self._found if token.start > group.close.start)
        return any(token.text.upper() == "VALUES" for token in after)

    def _outside(self, group: Group) -> list[Token]:
        inside = range(group.open.start, group.close.start)
        return [token for token in self._found if token.start not in inside]

    def _as_steps(self, group: Group, inside: Body) -> list[Edit]:
        known = variables(self._outside(group))
        text = joins.one_by_one(joins.in_order(inside.triples, known))
        first, *others = inside.runs
        return [self._replaced(first, text), *(self._replaced(other, "") for other in others)]

    def _as_minus(self, group: Group, inside: Body, end: int) -> list[Edit]:
        filters = (_on_one_line(found) for found in inside.filters)
        text = " ".join([" MINUS {", joins.all_at_once(inside.triples), *filters, "}"])
        span = [*group.before, group.open, *group.tokens, group.close]
        return [self._replaced(span, "FILTER(true)"), Edit(end, end, text)]

    def _replaced(self, span: Sequence[Token], text: str) -> Edit:
        """Return the change of tokens to a text that is as many lines long."""
        start, end = span[0].start, span[-1].start + len(span[-1].text)
        return Edit(start, end, text + "\n" * self._query.count("\n", start, end))


def _asks(found: Sequence[Token]) -> bool:
    """Tell whether the text is a query and no update."""
    at = 0
    while at < len(found) and (word := found[at].text.upper()) in ("PREFIX", "BASE"):
        at += 3 if word == "PREFIX" else 2
    return at < len(found) and found[at].text.upper() in _FORMS


def _names_not_in(query: str) -> Fresh:
    prefix = "between"
    while prefix in query:
        prefix += "_"
    names: Iterator[str] = (f"?{prefix}{number}" for number in count(1))
    return lambda: next(names)


def _on_one_line(found: Sequence[Token]) -> str:
    """Return the text of tokens, with a space where there was any between them."""
    text, end = "", found[0].start
    for token in found:
        text += (" " if token.start > end else "") + token.text
        end = token.start + len(token.text)
    return text
