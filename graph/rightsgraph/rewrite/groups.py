"""Find the groups of a query, `{ ... }`, and the parts of each, by tokens alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from rightsgraph.sparql import Token, tokens

# what is rewritten stays far from the depth that a parser can bear, and reading it costs little
MOST_TOKENS = 2000
DEEPEST = 50
_CLOSES = {"(": ")", "[": "]", "{": "}"}
_BRACKET_OF_CLAUSE = {
    "FILTER": "({", "BIND": "(", "VALUES": "{", "OPTIONAL": "{", "UNION": "{", "MINUS": "{",
    "GRAPH": "{", "SERVICE": "{", "LATERAL": "{", "{": "{",
}  # fmt: skip
# what an IRI has in it if it is a comparison: `?a<?b&&?c>?d`
_MAY_COMPARE = re.compile(r"[?$&(),;']")


class UnreadError(Exception):
    """Say that a text is beyond what is read here, and is to be left as it is."""


class Part(NamedTuple):
    """Hold a part of a group: a clause by its first word, or triple patterns, with no word."""

    clause: str
    tokens: Sequence[Token]


@dataclass(frozen=True, eq=False)
class Group:
    """Hold a group: three tokens before it, its brackets and tokens, and the group around it.

    `role` is OPTIONAL, EXISTS, GRAPH, ... or empty for WHERE, a branch of UNION or a plain group.
    """

    role: str
    before: Sequence[Token]
    open: Token
    tokens: Sequence[Token]
    close: Token
    parent: Self | None

    def within(self) -> Iterator["Group"]:
        """Yield the group, the one around it, and so on outwards."""
        group: Group | None = self
        while group:
            yield group
            group = group.parent

    def parts(self) -> list[Part]:
        """Return the parts of the group in order. Raises UnreadError."""
        found, at = [], 0
        if self.tokens and _word(self.tokens[0]) == "SELECT":
            return [Part("SELECT", self.tokens)]
        while at < len(self.tokens):
            clause = self._clause(at)
            end = self._end_of_clause(at) if clause else self._end_of_triples(at)
            found.append(Part(clause, self.tokens[at:end]))
            at = end
        return found

    def _clause(self, at: int) -> str:
        word = _word(self.tokens[at])
        after_at = at > 0 and self.tokens[at - 1].text == "@"
        return word if word in _BRACKET_OF_CLAUSE and not after_at else ""

    def _end_of_clause(self, at: int) -> int:
        brackets = _BRACKET_OF_CLAUSE[self._clause(at)]
        while at < len(self.tokens):
            if self.tokens[at].text in brackets and self.tokens[at].kind == "mark":
                return end_of_bracket(self.tokens, at)
            at += 1
        raise UnreadError

    def _end_of_triples(self, at: int) -> int:
        while at < len(self.tokens) and not self._clause(at):
            opens = self.tokens[at].text in _CLOSES
            at = end_of_bracket(self.tokens, at) if opens else at + 1
        return at


def read(query: str) -> list[Token]:
    """Return the tokens of a query as SPARQL has them. Raises UnreadError where that is unsure."""
    found: list[Token] = []
    for token in tokens(query):
        if token.kind == "iri" and _MAY_COMPARE.search(token.text):
            raise UnreadError
        found += _without_final_dots(token) if token.text.endswith(".") else [token]
        if len(found) > MOST_TOKENS:
            raise UnreadError
    return found


def groups(found: Sequence[Token]) -> list[Group]:
    """Return the groups of a query, outer before inner. Raises UnreadError."""
    result: list[Group] = []
    around: list[tuple[int, Group]] = []
    for at, token in enumerate(found):
        while around and at >= around[-1][0]:
            around.pop()
        if token.text == "{":
            end = end_of_bracket(found, at)
            parent = around[-1][1] if around else None
            before = found[max(0, at - 3) : at]
            inside = found[at + 1 : end - 1]
            group = Group(_role(found, at), before, token, inside, found[end - 1], parent)
            result.append(group)
            around.append((end, group))
            if len(around) > DEEPEST:
                raise UnreadError
    return result


def end_of_bracket(found: Sequence[Token], at: int) -> int:
    """Return the index behind the bracket that closes the one at an index. Raises UnreadError."""
    awaited: list[str] = []
    for index in range(at, len(found)):
        text = found[index].text
        if text in _CLOSES:
            awaited.append(_CLOSES[text])
        elif text in _CLOSES.values() and awaited.pop() != text:
            raise UnreadError
        if not awaited:
            return index + 1
    raise UnreadError


def variables(found: Sequence[Token]) -> set[str]:
    """Return the variables among tokens, each written with a question mark."""
    return {"?" + token.text[1:] for token in found if token.kind == "variable"}


def _word(token: Token) -> str:
    return token.text.upper() if token.kind in ("word", "mark") else ""


def _role(found: Sequence[Token], at: int) -> str:
    """Return the keyword that a bracket belongs to, as far as it changes what a group means."""
    near = [_word(token) for token in found[max(0, at - 2) : at]]
    if near and near[-1] in ("EXISTS", "OPTIONAL", "MINUS", "LATERAL", "CONSTRUCT"):
        return near[-1]
    return next((w for w in near if w in ("GRAPH", "SERVICE", "SILENT", "VALUES")), "")


def _without_final_dots(token: Token) -> list[Token]:
    """Return a prefixed name and the dots behind it, which end the triple pattern, as tokens."""
    if token.kind != "name":
        return [token]
    name = re.sub(r"(?<!\\)\.+$", "", token.text)
    dots = range(token.start + len(name), token.start + len(token.text))
    return [Token("name", name, token.start), *(Token("mark", ".", start) for start in dots)]
