"""Say what is wrong with a query: the engine tells only where its parser could not go on."""

import re
from collections.abc import Iterator

from rightsgraph import iris
from rightsgraph.errors import QueryError
from rightsgraph.outline import outline
from rightsgraph.sparql import Token, place, tokens

QUERIES = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = (
    "INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY",
)  # fmt: skip
_PROLOGUE = ("BASE", "PREFIX")
MOST_EXPECTED = 8  # of what could have come; more help nobody
_FAILED = re.compile(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", re.DOTALL)
_SENTENCE = re.compile(r"(?:^|, )([A-Z][A-Za-z]+(?: [A-Za-z]+){2,})(?=, |$)")
_EXPECTED = re.compile(r'"(?:[^"\\]|\\.)*"|[A-Za-z_]\w+')
_CLASS_OF_CHARACTERS = re.compile(r"\[[^\]]*\]")
_NOT_OF_SPARQL_1_1 = ('"{|"', '"~"', '"<<"', '"<<("')
_HINTS = {
    "The SELECT contains a variable that is unbound": "with GROUP BY or an aggregate, SELECT may "
    "name only variables of GROUP BY, and aggregates of others",
}


def explain(query: str, message: str, forms: tuple[str, ...] = QUERIES) -> QueryError:
    """Return the engine's syntax error with its place and a hint on what to mend.

    `forms` are the words with which it may begin.
    """
    found = _FAILED.match(message)
    if not found:
        return QueryError(message)
    if known := _known_mistake(query, forms):
        token, reason = known
        return QueryError(reason, *place(query, token.start))
    line, column = int(found[1]), int(found[2])
    reason = f"not SPARQL 1.1 near {_token_at(query, line, column)}: {_expected(found[3])}"
    return QueryError(reason, line, column)


def _known_mistake(query: str, forms: tuple[str, ...]) -> tuple[Token, str] | None:
    """Return a mistake that is better told than by the engine, and where it is."""
    if unknown := _undeclared_prefix(query):
        prefix = unknown.text.split(":")[0]
        return unknown, f"the prefix {prefix}: is not declared; add PREFIX {prefix}: <...>"
    if unnamed := _unnamed_expression(query):
        return unnamed, "an expression in SELECT needs a name: (COUNT(?s) AS ?n)"
    begin = next(_after_prologue(query), None)
    if begin and begin.kind == "word" and not begin.text.upper().startswith(forms):
        return begin, f"it begins with {begin.text!r}, not with one of {', '.join(forms)}"
    return None


def _expected(told: str) -> str:
    """Return what the engine expected, in words of SPARQL 1.1."""
    if sentence := _SENTENCE.search(told):
        return _HINTS.get(sentence[1], sentence[1])
    words = _EXPECTED.findall(_CLASS_OF_CHARACTERS.sub("", told))
    expected = [word for word in words if word not in _NOT_OF_SPARQL_1_1]
    if not expected or len(expected) > MOST_EXPECTED:
        return "not expected"
    return f"expected {'one of ' if len(expected) > 1 else ''}{', '.join(expected)}"


def _undeclared_prefix(query: str) -> Token | None:
    declared = {*iris.PREFIXES, "_"}
    previous = ""
    for token in tokens(query):
        prefix = token.text.split(":")[0]
        if token.kind == "name" and previous.upper() == "PREFIX":
            declared.add(prefix)
        elif token.kind == "name" and prefix not in declared and previous != "<":
            return token
        previous = token.text
    return None


def _after_prologue(query: str) -> Iterator[Token]:
    """Yield the tokens behind BASE and PREFIX."""
    in_prologue = True
    for token in tokens(query):
        if in_prologue and (token.kind in ("iri", "name") or token.text.upper() in _PROLOGUE):
            continue
        in_prologue = False
        yield token


def _unnamed_expression(query: str) -> Token | None:
    """Return the parenthesis of an expression in SELECT that has no AS."""
    if outline(query).form != "SELECT":
        return None
    opened: list[Token] = []
    is_named = False
    for token in _after_prologue(query):
        if token.text == "{" or token.text.upper() in ("WHERE", "FROM"):
            return None
        if token.text == "(":
            opened.append(token)
            is_named = is_named and len(opened) > 1
        elif token.text == ")" and opened:
            begin = opened.pop()
            if not opened and not is_named:
                return begin
        elif token.text.upper() == "AS":
            is_named = True
    return None


def _token_at(query: str, line: int, column: int) -> str:
    lines = query.split("\n")[: line - 1]
    offset = sum(len(each) + 1 for each in lines) + column - 1
    for token in tokens(query):
        if token.start >= offset:
            return repr(token.text)
    return "the end of the query"
