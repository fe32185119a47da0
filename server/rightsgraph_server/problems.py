"""Tell errors as problems (RFC 9457), whoever answers: each class of error has one status."""

import json
from dataclasses import dataclass

from rightsgraph.errors import Ambiguous, NotFound, QueryError, RightsgraphError

MEDIA_TYPE = "application/problem+json"
STATUSES: dict[type[RightsgraphError], tuple[int, str]] = {
    QueryError: (400, "The query cannot be run"),
    NotFound: (404, "Not in the graph"),
    Ambiguous: (300, "Several things have this name"),
    RightsgraphError: (500, "The graph cannot answer"),
}


@dataclass(eq=False)
class Problem(Exception):
    """Hold what went wrong with a request: status, title, and what to do about it."""

    status: int
    title: str
    detail: str
    line: int | None = None
    column: int | None = None
    retry_after: int | None = None
    allow: str = ""
    challenge: str = ""
    query_id: str = ""

    def members(self) -> dict[str, object]:
        """Return the members of the problem's JSON object."""
        members = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "line": self.line,
            "column": self.column,
        }
        return {name: value for name, value in members.items() if value is not None}

    def body(self) -> bytes:
        """Return the problem as JSON."""
        return json.dumps(self.members(), ensure_ascii=False).encode() + b"\n"

    def headers(self) -> tuple[tuple[str, str], ...]:
        """Return the headers that go with it."""
        headers = [("Content-Type", MEDIA_TYPE), ("Cache-Control", "no-store")]
        if self.retry_after is not None:
            headers.append(("Retry-After", str(self.retry_after)))
        if self.allow:
            headers.append(("Allow", self.allow))
        if self.query_id:
            headers.append(("X-Query-Id", self.query_id))
        if self.challenge:
            headers.append(("WWW-Authenticate", self.challenge))
        return tuple(headers)


def problem_of(error: RightsgraphError) -> Problem:
    """Return the problem that tells an error of the library."""
    status, title = next(
        STATUSES[cls]
        for cls in type(error).__mro__
        if issubclass(cls, RightsgraphError) and cls in STATUSES
    )
    line, column = getattr(error, "line", None), getattr(error, "column", None)
    return Problem(status, title, str(error), line, column)


def not_allowed(method: str, methods: str) -> Problem:
    """Return the problem of a method that a resource does not have (RFC 9110, section 15.5.6)."""
    detail = f"{method} is not allowed here; what is: {methods}"
    return Problem(405, "Not allowed", detail, allow=methods)
