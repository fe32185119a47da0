"""Name what can go wrong on purpose, with what is needed to act.

RightsgraphError
├── IdentifierError    a text is not the identifier it should be: .text, .reason
├── NotFound           nothing in the graph has that identifier or name: .kind, .text, .near
├── Ambiguous          several things in the graph have that name: .text, .iris
├── SourceError        a file cannot be used: .file, .reason, .line, .column
├── RecordsRejected    records break rules: .report
├── QueryError         a query cannot be answered: .reason, .line, .column
├── VersionError       a version is missing or damaged
├── StorageError       a folder cannot be written
└── RemoteError        a SPARQL endpoint did not answer as it should: .url, .reason
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rightsgraph.findings import Report


class RightsgraphError(Exception):
    """Stand above every error that the project raises on purpose."""


class IdentifierError(RightsgraphError):
    """Say of a text why it is not the identifier it should be, and what to do.

    >>> print(IdentifierError("A/HRC/", "ends with '/': add the number of the document"))
    'A/HRC/': ends with '/': add the number of the document
    """

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(text, reason)
        self.text = text
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.text!r}: {self.reason}"


class NotFound(RightsgraphError):
    """Say that nothing in the graph has an identifier or name, with the nearest names."""

    def __init__(self, kind: str, text: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(kind, text, near)
        self.kind = kind
        self.text = text
        self.near = near

    def __str__(self) -> str:
        hint = f"; did you mean {' or '.join(map(repr, self.near))}?" if self.near else ""
        return f"no {self.kind} {self.text!r} in the graph{hint}"


class Ambiguous(RightsgraphError):
    """Say that several things have a name; one of their IRIs tells them apart."""

    def __init__(self, kind: str, text: str, iris: tuple[str, ...]) -> None:
        super().__init__(kind, text, iris)
        self.kind = kind
        self.text = text
        self.iris = iris

    def __str__(self) -> str:
        return f"{self.text!r} may be any {self.kind} of these, use an IRI: {', '.join(self.iris)}"


class SourceError(RightsgraphError):
    """Say of a file, with the place where it is known, why it cannot be used and what to do.

    >>> print(SourceError("states.ttl", "is not Turtle", 3, 7))
    states.ttl:3:7: is not Turtle
    """

    def __init__(
        self, file: str, reason: str, line: int | None = None, column: int | None = None
    ) -> None:
        super().__init__(file, reason, line, column)
        self.file = file
        self.reason = reason
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return f"{place}: {self.reason}"


class QueryError(RightsgraphError):
    """Say of a query, with the place where it is known, why it cannot be answered.

    >>> print(QueryError("SERVICE is not allowed here", 2, 5))
    line 2, column 5: SERVICE is not allowed here
    """

    def __init__(self, reason: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(reason, line, column)
        self.reason = reason
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = f"line {self.line}, column {self.column}: " if self.line else ""
        return place + self.reason


class RecordsRejected(RightsgraphError):
    """Say that validation found violations; the report holds them."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        return self.report.text()


class VersionError(RightsgraphError):
    """Say that a version is missing or damaged, and how to get one."""


class StorageError(RightsgraphError):
    """Say that a folder cannot be written; the current version is then as it was."""


class RemoteError(RightsgraphError):
    """Say that a SPARQL endpoint did not answer as it should."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(url, reason)
        self.url = url
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.url}: {self.reason}"
