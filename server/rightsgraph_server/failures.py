"""Answer errors: each class of error has one status, told as a problem (RFC 9457) or a page."""

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from rightsgraph.errors import Ambiguous, NotFound, QueryError, RightsgraphError
from rightsgraph_server.formats import negotiate

STATUSES: dict[type[RightsgraphError], tuple[int, str]] = {
    QueryError: (400, "The query cannot be run"),
    NotFound: (404, "Not in the graph"),
    Ambiguous: (300, "Several things have this name"),
    RightsgraphError: (500, "The graph cannot answer"),
}

OWN_STYLE_ONLY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'"
)


def register(app: Flask) -> None:
    """Make an application answer errors with problems and pages."""
    app.register_error_handler(RightsgraphError, _known_error)
    app.register_error_handler(HTTPException, _http_error)


def problem(status: int, title: str, detail: str, **more: object) -> Response:
    """Return an error as a page for a browser, as a JSON problem for a program."""
    if negotiate(request.headers.get("Accept", ""), ("jsonld", "html")) == "html":
        page = render_template("problem.html", title=title, detail=detail, status=status)
        answer = make_response(page, status)
        answer.vary.add("Accept")
        return answer
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    answer = jsonify({key: value for key, value in body.items() if value is not None})
    answer.status_code = status
    answer.mimetype = "application/problem+json"
    answer.vary.add("Accept")
    return answer


def with_reading_headers(answer: Response) -> Response:
    """Let other sites read the answer (CORS, without credentials), and let no page run code."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    if answer.mimetype == "text/html":
        answer.vary.add("Accept-Language")
        answer.headers["Content-Security-Policy"] = OWN_STYLE_ONLY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    if request.method == "OPTIONS":
        answer.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
        answer.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
    return answer


def _known_error(error: RightsgraphError) -> Response:
    status, title = next(
        STATUSES[cls]
        for cls in type(error).__mro__
        if issubclass(cls, RightsgraphError) and cls in STATUSES
    )
    place = {"line": getattr(error, "line", None), "column": getattr(error, "column", None)}
    return problem(status, title, str(error), **place)


def _http_error(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return make_response(error.get_response())
    answer = problem(error.code, error.name, error.description or error.name)
    for header, value in error.get_headers():
        if header.lower() not in ("content-type", "content-length"):
            answer.headers[header] = value
    return answer
