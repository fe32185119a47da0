"""Answer errors in the web application: as a page for people, as a problem for programs."""

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from rightsgraph.errors import RightsgraphError
from rightsgraph_server import headers
from rightsgraph_server.formats import negotiate
from rightsgraph_server.problems import MEDIA_TYPE, Problem, problem_of

OWN_STYLE_ONLY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'"
)


def register(app: Flask) -> None:
    """Make an application answer errors with problems and pages."""
    app.register_error_handler(RightsgraphError, lambda error: answer(problem_of(error)))
    app.register_error_handler(Problem, answer)
    app.register_error_handler(HTTPException, _http_error)


def answer(problem: Problem) -> Response:
    """Return an error as a page for a browser, as a JSON problem for a program."""
    if negotiate(request.headers.get("Accept", ""), ("jsonld", "html")) == "html":
        page = render_template("problem.html", problem=problem)
        response = make_response(page, problem.status)
    else:
        response = Response(problem.body(), problem.status, content_type=MEDIA_TYPE)
    for name, value in problem.headers():
        response.headers.setdefault(name, value)
    response.vary.add("Accept")
    return response


def with_reading_headers(response: Response) -> Response:
    """Let other sites read the answer (CORS, without credentials), and let no page run code."""
    if response.mimetype == "text/html":
        response.vary.add("Accept-Language")
        response.headers.setdefault("Content-Security-Policy", OWN_STYLE_ONLY)
    for name, value in headers.ALWAYS:
        response.headers.setdefault(name, value)
    if request.method == "OPTIONS":
        for name, value in headers.preflight("GET, HEAD, POST, OPTIONS"):
            response.headers[name] = value
    return response


def _http_error(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return make_response(error.get_response())
    response = answer(Problem(error.code, error.name, error.description or error.name))
    for header, value in error.get_headers():
        if header.lower() not in ("content-type", "content-length"):
            response.headers[header] = value
    return response
