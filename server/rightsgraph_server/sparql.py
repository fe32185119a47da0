"""Answer SPARQL queries in the web application: as data for programs, as a page for people."""

from flask import Blueprint, Response, make_response, request

from rightsgraph.answers import write_triples
from rightsgraph.engine import Answer
from rightsgraph.errors import QueryError
from rightsgraph_server import formats
from rightsgraph_server.current import graph, settings
from rightsgraph_server.formats import content_type
from rightsgraph_server.problems import Problem
from rightsgraph_server.protocol import QueryOperation, UpdateOperation, read_operation
from rightsgraph_server.query_page import query_page, shown
from rightsgraph_server.service_description import service_description

blueprint = Blueprint("sparql", __name__)


@blueprint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Run a query, or show the query page to a browser, or describe the service."""
    operation = read_operation(
        request.method,
        request.query_string,
        request.content_type or "",
        request.get_data(),
        settings().longest_query,
    )
    if isinstance(operation, UpdateOperation):
        raise Problem(403, "Read-only", "this endpoint is read-only; it runs queries, not updates")
    asked = operation if isinstance(operation, QueryOperation) else None
    if asked and asked.version not in ("", settings().version):
        detail = (
            "pages show the current version only; `rightsgraph serve` gives another one as data: "
            f"add format=json to ask {asked.version}"
        )
        raise Problem(400, "Another version", detail)
    if formats.wants_page(operation.parameters, request.headers.get("Accept", "")):
        return _page(asked)
    if isinstance(operation, QueryOperation):
        return write(run(operation))
    operation.refuse_empty(request.method)
    return _description()


def run(operation: QueryOperation) -> Answer:
    """Run an operation on the graph."""
    return graph().engine.query(operation.query, operation.default_graphs, operation.named_graphs)


def write(answer: Answer) -> Response:
    """Write an answer in the format that the request asks for, 406 where there is none."""
    chosen = chosen_format(answer.formats)
    response = make_response(answer.write(chosen))
    response.content_type = content_type(chosen)
    response.vary.add("Accept")
    return response


def chosen_format(offered: tuple[str, ...]) -> str:
    """Return the format that the request asks for by parameter or Accept, 406 where none fits."""
    parameters = dict(request.values.lists())
    return formats.choose(parameters, request.headers.get("Accept", ""), offered)


def _description() -> Response:
    chosen = chosen_format(formats.GRAPHS)
    described = service_description(
        request.base_url, settings().writable, bool(settings().services)
    )
    response = make_response(write_triples(described, chosen))
    response.content_type = content_type(chosen)
    response.vary.add("Accept")
    return response


def _page(operation: QueryOperation | None) -> Response:
    if operation is None:
        return query_page("")
    try:
        return query_page(operation.query, shown(run(operation).value()))
    except QueryError as error:
        found = {"error": str(error), "line": error.line, "column": error.column}
        return query_page(operation.query, found, 400)
