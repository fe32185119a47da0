"""Say what each status of a problem means, and what to do."""

from typing import Any

from rightsgraph_server import problems

STATUSES = {
    300: "The name is that of several things; the detail lists them.",
    400: "The request, or the query in it, cannot be understood; see line and column.",
    401: "Send the token of this server: `Authorization: Bearer TOKEN`.",
    403: "This server is only read, or the page that asks may not write.",
    404: "There is no such thing.",
    406: "No format that is accepted fits; the detail lists those that there are.",
    408: "The body did not come in time.",
    409: "The answer is not the one that was cited; the detail tells its checksum.",
    413: "The query or the body is too long.",
    415: "The body is in no format that is understood.",
    429: "Too many queries wait, of all clients or of this one; ask again later.",
    500: "The server failed; the fault was logged.",
    502: "An endpoint that a SERVICE clause asks, where that is allowed, did not answer well.",
    503: "The query needs too much memory, its answer is too large, or the server is busy.",
    504: "The query ran for longer than it may; the detail tells what to try.",
}
WAIT = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
CHALLENGE = {"WWW-Authenticate": {"description": "`Bearer`", "schema": {"type": "string"}}}
_HEADERS = {429: WAIT, 503: WAIT, 401: CHALLENGE}

SCHEMAS = {
    "Problem": {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string", "description": "The kind of problem."},
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": "What is wrong, and what to do."},
            "line": {"type": "integer", "minimum": 1, "description": "Where, in the query."},
            "column": {"type": "integer", "minimum": 1, "description": "In characters."},
        },
    }
}


def problem(status: int) -> dict[str, str]:
    """Refer to the answer with a problem."""
    return {"$ref": f"#/components/responses/Problem{status}"}


def responses() -> dict[str, Any]:
    """Return the components to which `problem` refers: JSON for programs, a page for a browser."""
    return {f"Problem{status}": _response(status) for status in STATUSES}


def _response(status: int) -> dict[str, Any]:
    content: dict[str, Any] = {
        problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}},
        "text/html": {"schema": {"type": "string"}},
    }
    headers = _HEADERS.get(status)
    found = {"description": STATUSES[status], "content": content}
    return {**found, "headers": headers} if headers else found
