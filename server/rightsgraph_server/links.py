"""Link to things where this site shows them."""

from flask import Flask, request

from rightsgraph import iris
from rightsgraph_server.languages import LANGUAGES


def local_path(iri: str) -> str:
    """Return where this site shows an IRI of the project, or the IRI itself where it is foreign.

    >>> local_path("https://w3id.org/rightsgraph/id/state/MEX")
    '/id/state/MEX'
    """
    return iri.removeprefix(iris.BASE[:-1]) if iri.startswith(iris.BASE) else iri


def here(iri: str) -> str | None:
    """Return the link to an IRI, or None where it is no address: a query can make any IRI.

    >>> here("javascript:alert(1)") is None
    True
    """
    return link(local_path(iri)) if iri.startswith(("https://", "http://")) else None


def link(path: str) -> str:
    """Return a path of this site that keeps the language which the reader chose."""
    asked = request.args.get("lang", "")
    if asked not in LANGUAGES or not path.startswith("/"):
        return path
    address, _, fragment = path.partition("#")
    mark = "&" if "?" in address else "?"
    return f"{address}{mark}lang={asked}" + (f"#{fragment}" if fragment else "")


def add_to_templates(app: Flask) -> None:
    """Let templates use these functions."""
    app.jinja_env.globals.update(link=link, here=here)
    app.jinja_env.filters.update(short=iris.compact)
