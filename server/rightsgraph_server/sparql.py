"""Answer SPARQL queries: SPARQL 1.1 Protocol, section 2.1, by GET and by POST of both kinds."""

from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from flask import Blueprint, Response, abort, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from rightsgraph.engine import Answer
from rightsgraph.errors import QueryError
from rightsgraph.queries import queries
from rightsgraph.results import Iri, Table
from rightsgraph.store import write_triples
from rightsgraph_server.current import graph, settings
from rightsgraph_server.describe import names
from rightsgraph_server.formats import MEDIA_TYPES, NAMES, content_type, named, negotiate
from rightsgraph_server.languages import language

blueprint = Blueprint("sparql", __name__)

PARAMETERS = ("format", "output", "results")


class Operation(NamedTuple):
    """Hold one query operation: the query and the dataset that the request asks for."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


@blueprint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Run a query, or show the query page to a browser."""
    operation = _operation()
    if _wants_page():
        return _page(operation)
    if operation is None:
        abort(
            400, "no query; send it as ?query=..., as a form field, or as application/sparql-query"
        )
    return write(run(operation))


def run(operation: Operation) -> Answer:
    """Run an operation on the graph."""
    return graph().engine.query(*operation)


def write(answer: Answer) -> Response:
    """Write an answer in the format that the request asks for, 406 where there is none."""
    chosen = chosen_format(answer.formats)
    response = make_response(answer.write(chosen))
    response.content_type = content_type(chosen)
    response.vary.add("Accept")
    return response


def chosen_format(offered: tuple[str, ...]) -> str:
    """Return the format that the request asks for by parameter or Accept, 406 where none fits.

    A parameter that names a format of the other kind of answer is passed over: SPARQLWrapper
    sends one with each query.
    """
    for parameter in PARAMETERS:
        name = request.values.get(parameter, "")
        if name and name.lower() not in NAMES:
            abort(400, f"{parameter}={name} is no format; name one of {', '.join(offered)}")
        if found := named(name, offered):
            return found
    found = negotiate(request.headers.get("Accept", ""), offered)
    if found is None:
        types = ", ".join(content_type(name).split(";")[0] for name in offered)
        abort(406, f"this answer can be written as {types}")
    return found


def _operation() -> Operation | None:
    _decoded(unquote_to_bytes(request.query_string))
    if request.method != "POST" or request.mimetype == "application/sparql-query":
        parameters: MultiDict[str, str] = request.args
    elif request.mimetype == "application/x-www-form-urlencoded":
        _decoded(unquote_to_bytes(request.get_data()))
        parameters = request.form
    else:
        kinds = "application/x-www-form-urlencoded or application/sparql-query"
        abort(415, f"send the query as {kinds}, not as {request.mimetype or 'nothing'}")
    query = _query(parameters)
    if query is None:
        return None
    default, named_ = (tuple(parameters.getlist(f"{k}-graph-uri")) for k in ("default", "named"))
    return Operation(query, default, named_)


def _query(parameters: MultiDict[str, str]) -> str | None:
    found = parameters.getlist("query")
    if request.mimetype == "application/sparql-query" and request.method == "POST":
        found = [*found, _decoded(request.get_data())]
    if "update" in parameters:
        abort(403, "this endpoint is read-only; it runs queries, not updates")
    if len(found) > 1:
        abort(400, f"{len(found)} queries; send one")
    if found and len(found[0]) > settings().longest_query:
        abort(413, f"a query may have {settings().longest_query} characters")
    return found[0] if found and found[0].strip() else None


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        abort(400, "the query is not UTF-8")


def _wants_page() -> bool:
    asked = [request.values[name] for name in PARAMETERS if request.values.get(name)]
    if asked:
        return named(asked[0], ("html",)) == "html"
    return negotiate(request.headers.get("Accept", ""), tuple(MEDIA_TYPES)) == "html"


def _page(operation: Operation | None) -> Response:
    found: dict[str, object] = {}
    status = 200
    if operation:
        try:
            found = _shown(run(operation))
        except QueryError as error:
            found, status = {"error": str(error)}, 400
    examples: dict[str, list[tuple[str, str]]] = {}
    for question in queries("questions"):
        shown = (question.question(language()), question.body)
        examples.setdefault(question.said("subject"), []).append(shown)
    query = operation.query if operation else ""
    page = render_template("sparql.html", query=query, examples=examples, **found)
    response = make_response(page, status)
    response.vary.add("Accept")
    return response


def _shown(answer: Answer) -> dict[str, object]:
    value = answer.value()
    if isinstance(value, Table):
        most = settings().rows_on_page
        rows = value.rows[:most]
        mentioned = [cell for row in rows for cell in row.values() if isinstance(cell, Iri)]
        named = names(graph(), mentioned, language())
        return {"table": value, "rows": rows, "cut": len(value) > most, "names": named}
    if isinstance(value, bool):
        return {"truth": value}
    return {"triples": write_triples(value, "turtle").decode(), "count": len(value)}
