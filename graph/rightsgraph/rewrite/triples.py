"""Read triple patterns one by one: lists, nested blank nodes and sequences of steps unfolded."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rightsgraph.rewrite.groups import UnreadError, end_of_bracket
from rightsgraph.sparql import Token

DEEPEST = 10
_NUMBER_OR_TRUTH = re.compile(r"\d+|true|false", re.IGNORECASE)


class Triple(NamedTuple):
    """Hold a triple pattern, each part as written; the predicate may be a path of one step."""

    subject: str
    path: str
    object: str

    @property
    def variables(self) -> set[str]:
        """Return the variables, all of which a match binds."""
        return {term for term in self if term.startswith("?")}

    @property
    def matches_alone(self) -> bool:
        """Tell whether it matches the same triples wherever it stands.

        A path of no steps (`*`, `?`) also matches what it is asked for and the graph has not; a
        blank node may be the same as in another triple pattern.
        """
        labelled = self.subject.startswith("_:") or self.object.startswith("_:")
        return not labelled and not any(mark in self.path[1:] for mark in "*?")


def read_triples(found: Sequence[Token], fresh: Callable[[], str]) -> list[Triple]:
    """Return the triple patterns that tokens hold.

    `fresh` names the variables for blank nodes without a label and between the steps of a path.
    Raises UnreadError.
    """
    reader = _Reader(found, fresh)
    reader.read()
    return reader.triples


class _Reader:
    def __init__(self, found: Sequence[Token], fresh: Callable[[], str], depth: int = 0) -> None:
        if depth > DEEPEST:
            raise UnreadError
        self.triples: list[Triple] = []
        self._found, self._fresh, self._depth, self._at = found, fresh, depth, 0

    def read(self) -> None:
        while self._at < len(self._found):
            described = self._sees("[") and self._found[self._at + 1].text != "]"
            subject = self._node()
            if not described or not (self._sees(".") or self._at == len(self._found)):
                self._properties(subject)
            if self._at < len(self._found):
                self._take(".")

    def _properties(self, subject: str) -> None:
        more = True
        while more:
            steps = self._steps()
            self._add(subject, steps, self._node())
            while self._taken(","):
                self._add(subject, steps, self._node())
            more = False
            while self._taken(";"):
                more = self._at < len(self._found) and not self._sees(".")

    def _add(self, subject: str, steps: Sequence[str], object: str) -> None:
        for step in steps[:-1]:
            between = self._fresh()
            self._add_step(subject, step, between)
            subject = between
        self._add_step(subject, steps[-1], object)

    def _add_step(self, subject: str, step: str, object: str) -> None:
        backwards = step.startswith("^") and "|" not in step
        self.triples.append(
            Triple(object, step[1:], subject) if backwards else Triple(subject, step, object)
        )

    def _node(self) -> str:
        token = self._next()
        if token.kind == "variable":
            return "?" + token.text[1:]
        if token.kind in ("iri", "name"):
            return token.text
        if token.kind == "string":
            return token.text + self._tag_or_datatype()
        if token.text == "[":
            return self._blank_node()
        if token.kind == "word" and _NUMBER_OR_TRUTH.fullmatch(token.text):
            return self._whole_number(token)
        raise UnreadError

    def _tag_or_datatype(self) -> str:
        if self._taken("@"):
            tag = "@" + self._next("word").text
            while self._taken("-"):
                tag += "-" + self._next("word").text
            return tag
        if self._taken("^"):
            self._take("^")
            return "^^" + self._next("iri", "name").text
        return ""

    def _blank_node(self) -> str:
        end = end_of_bracket(self._found, self._at - 1)
        inside = self._found[self._at : end - 1]
        name = self._fresh()
        if inside:
            reader = _Reader(inside, self._fresh, self._depth + 1)
            reader._properties(name)
            if reader._at < len(inside):
                raise UnreadError
            self.triples += reader.triples
        self._at = end
        return name

    def _whole_number(self, token: Token) -> str:
        after = self._found[self._at : self._at + 2]
        end = token.start + len(token.text)
        if len(after) == 2 and after[0].text == "." and after[1].start == end + 1:
            raise UnreadError
        return token.text

    def _steps(self) -> list[str]:
        """Return the steps of a path; a choice between paths is one step."""
        if self._sees_kind("variable"):
            return [self._node()]
        steps, choice = [self._step()], ""
        while self._sees("/") or self._sees("|"):
            mark = self._next().text
            choice = choice or ("|" if mark == "|" else "")
            steps += [mark, self._step()]
        return ["".join(steps)] if choice else steps[::2]

    def _step(self) -> str:
        start = self._at
        self._taken("^")
        if self._taken("!"):
            self._taken("^")
        if self._sees("("):
            self._at = end_of_bracket(self._found, self._at)
        elif self._sees("a"):
            self._take("a")
        else:
            self._next("iri", "name")
        while self._sees("*") or self._sees("+") or self._sees("?"):
            self._next()
        return "".join(token.text for token in self._found[start : self._at])

    def _next(self, *kinds: str) -> Token:
        if self._at == len(self._found) or (kinds and self._found[self._at].kind not in kinds):
            raise UnreadError
        self._at += 1
        return self._found[self._at - 1]

    def _sees(self, text: str) -> bool:
        return self._at < len(self._found) and self._found[self._at].text == text

    def _sees_kind(self, kind: str) -> bool:
        return self._at < len(self._found) and self._found[self._at].kind == kind

    def _taken(self, text: str) -> bool:
        seen = self._sees(text)
        self._at += seen
        return seen

    def _take(self, text: str) -> None:
        if not self._taken(text):
            raise UnreadError
