"""Say what a worker can be asked to do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Query:
    """Ask for the answer to a query, in a format of the library (`json`, `turtle`, ...)."""

    text: str
    format: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    version: str = ""


@dataclass(frozen=True)
class ReadGraph:
    """Ask for the triples of a named graph, or of the default graph where no IRI is given."""

    graph: str | None
    format: str


@dataclass(frozen=True)
class Page:
    """Ask the web application for a page: a request as WSGI tells it (PEP 3333)."""

    environ: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Update:
    """Ask to change the data by SPARQL 1.1 Update."""

    text: str
    using_graphs: tuple[str, ...] = ()
    using_named_graphs: tuple[str, ...] = ()
    base: str = ""


@dataclass(frozen=True)
class WriteGraph:
    """Ask to replace, extend or remove a graph: Graph Store Protocol, sections 5.3 to 5.5.

    The parts of an upload are pairs of format and content.
    """

    method: str
    graph: str | None
    parts: tuple[tuple[str, bytes], ...] = ()
    base: str = ""


Task = Query | ReadGraph | Page | Update | WriteGraph


@dataclass(frozen=True)
class Job:
    """Hold a task with its limits: seconds to run, compression of long answers, file for them."""

    task: Task
    seconds: float
    encoding: str = ""
    file: str = ""
