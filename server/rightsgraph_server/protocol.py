"""Read what a request asks of the endpoint: SPARQL 1.1 Protocol, sections 2.1 and 2.2."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from werkzeug.http import parse_options_header

from rightsgraph_server.headers import READ
from rightsgraph_server.problems import Problem

FORM = "application/x-www-form-urlencoded"
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
MOST_PARAMETERS = 1000
SHORTEST = 0.05  # seconds of a timeout; less would end a process for each request
METHODS = "GET, HEAD, POST, OPTIONS"

Parameters = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class QueryOperation:
    """Hold a query, the dataset that is asked for, and how the answer is wanted.

    `timeout` is in seconds; `version` and `checksum` pin the answer.
    """

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    parameters: Parameters = field(default_factory=dict)
    timeout: float | None = None
    version: str = ""
    checksum: str = ""


@dataclass(frozen=True)
class UpdateOperation:
    """Hold an update and the dataset that its patterns are to use."""

    update: str
    using_graphs: tuple[str, ...] = ()
    using_named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class NoOperation:
    """Say that nothing is asked: the parameters may name a format."""

    parameters: Parameters = field(default_factory=dict)

    def refuse_empty(self, method: str) -> None:
        """Raise Problem where a query was meant: only a GET without one asks for something else."""
        if method == "POST" or "query" in self.parameters:
            detail = "no query; send it as ?query=..., a form field, or application/sparql-query"
            raise Problem(400, "No query", detail)


Operation = QueryOperation | UpdateOperation | NoOperation


def read_operation(
    method: str, query_string: bytes, content_type: str, body: bytes, longest: int
) -> Operation:
    """Return the operation that a request asks for. Raises Problem: 400, 405, 413 or 415.

    `longest` is the most characters that a query or update may have.
    """
    parameters = _decoded_parameters(query_string)
    if method in READ:
        if "update" in parameters:
            raise _bad("an update is sent by POST")
        return _query(parameters, parameters.get("query", ()), longest)
    if method != "POST":
        raise Problem(405, "Not so", f"send GET or POST, not {method}", allow=METHODS)
    media, options = parse_options_header(content_type)
    media = media.lower()
    if media == FORM:
        posted = _decoded_parameters(body)
        both = {
            name: [*parameters.get(name, ()), *posted.get(name, ())]
            for name in (*parameters, *posted)
        }
        if "update" in both:
            return _update(both, both["update"], "query" in both, longest)
        return _query(both, both.get("query", ()), longest)
    if media not in (QUERY, UPDATE):
        kinds = f"{FORM}, {QUERY} or {UPDATE}"
        raise Problem(415, "Not so", f"send the query as {kinds}, not as {media or 'nothing'}")
    text = _decoded(body, options.get("charset", "utf-8"))
    if media == UPDATE:
        return _update(parameters, [*parameters.get("update", ()), text], False, longest)
    return _query(parameters, [*parameters.get("query", ()), text], longest)


def _query(parameters: Parameters, queries: Sequence[str], longest: int) -> Operation:
    if not queries or not any(text.strip() for text in queries):
        return NoOperation(parameters)
    return QueryOperation(
        _one("query", queries, longest),
        tuple(parameters.get("default-graph-uri", ())),
        tuple(parameters.get("named-graph-uri", ())),
        parameters,
        _timeout(parameters),
        _last(parameters, "version"),
        _last(parameters, "checksum"),
    )


def _update(
    parameters: Parameters, updates: Sequence[str], with_query: bool, longest: int
) -> UpdateOperation:
    if with_query:
        raise _bad("a query and an update; send one of them")
    return UpdateOperation(
        _one("update", updates, longest),
        tuple(parameters.get("using-graph-uri", ())),
        tuple(parameters.get("using-named-graph-uri", ())),
    )


def _one(kind: str, texts: Sequence[str], longest: int) -> str:
    if len(texts) > 1:
        raise _bad(f"{len(texts)} parameters named {kind}; send one")
    if len(texts[0]) > longest:
        raise Problem(413, "Too long", f"a {kind} may have {longest} characters")
    return texts[0]


def _timeout(parameters: Parameters) -> float | None:
    given = _last(parameters, "timeout")
    if not given:
        return None
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise _bad(f"timeout={given} is no number of seconds above 0")
    return max(seconds, SHORTEST)


def _last(parameters: Parameters, name: str) -> str:
    found = parameters.get(name)
    return found[-1] if found else ""


def _decoded_parameters(text: bytes) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    try:
        pairs = parse_qsl(
            text.decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_PARAMETERS,
        )
    except UnicodeDecodeError:
        raise _bad("the query is not UTF-8") from None
    except ValueError:
        raise _bad(f"more than {MOST_PARAMETERS} parameters") from None
    for name, value in pairs:
        found[name].append(value)
    return dict(found)


def _decoded(body: bytes, charset: str) -> str:
    if charset.lower() not in ("utf-8", "utf8", "us-ascii"):
        raise Problem(415, "Not so", f"send the query in UTF-8, not in {charset}")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise _bad("the query is not UTF-8") from None


def _bad(detail: str) -> Problem:
    return Problem(400, "The request cannot be understood", detail)
