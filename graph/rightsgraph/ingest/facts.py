"""Hold what is known of a document before it is read: identity, class, issuer, date and State."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold what a source says of a document besides its text.

    `kind` is the local name of a class of documents (`Decision`, `Report`, `Document`); `issued` a
    year, month or day (`2016`, `2016-11`, `2016-11-03`); `issued_by`, `state`, `decides` and
    `stated_in` are IRIs; `title` is the official title.
    """

    iri: str
    identifier: str
    kind: str = "Document"
    issued: str | None = None
    issued_by: tuple[str, ...] = ()
    state: str | None = None
    decides: tuple[str, ...] = ()
    title: str | None = None
    stated_in: str | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Hold where a read graph comes from: source, its licence, its time (ISO 8601), the tool."""

    generated: str
    license: str
    tool: str
    source: str | None = None
