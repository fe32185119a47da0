"""Show the query page: a form and its result, and the editor where it was built."""

from collections.abc import Mapping
from pathlib import Path

from flask import Response, make_response, render_template

from rightsgraph import iris
from rightsgraph.answers import write_triples
from rightsgraph.queries import queries
from rightsgraph.rdf import Triple
from rightsgraph.results import Iri, Table
from rightsgraph_server.current import graph, settings
from rightsgraph_server.describe import names
from rightsgraph_server.languages import language, words

EDITOR = Path(__file__).parent / "static" / "editor"

SHARED_WORDS = ("no", "no_rows", "run", "yes")
"""The words of other parts of the page that the editor says too."""

# The one style beside ours is what column-resizer, a part of YASGUI's table, adds to the page.
EDITOR_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "style-src 'self' 'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='; "
    "form-action 'self'; base-uri 'none'"
)


def query_page(
    query: str, found: Mapping[str, object] | None = None, status: int = 200
) -> Response:
    """Return the page with a query and what was found: see `shown`, or `error` with its place."""
    editor = (EDITOR / "main.js").is_file()
    page = render_template(
        "sparql.html",
        query=query,
        examples=examples(),
        editor=_editor_words() if editor else None,
        base=iris.BASE,
        **(found or {}),
    )
    response = make_response(page, status)
    response.vary.add("Accept")
    if editor:
        response.headers["Content-Security-Policy"] = EDITOR_POLICY
    return response


def shown(value: Table | bool | list[Triple]) -> dict[str, object]:
    """Return what the page shows of an answer."""
    if isinstance(value, Table):
        most = settings().rows_on_page
        rows = value.rows[:most]
        mentioned = [cell for row in rows for cell in row.values() if isinstance(cell, Iri)]
        named = names(graph(), mentioned, language())
        return {"table": value, "rows": rows, "cut": len(value) > most, "names": named}
    if isinstance(value, bool):
        return {"truth": value}
    return {"triples": write_triples(value, "turtle").decode(), "count": len(value)}


def examples() -> dict[str, list[tuple[str, str]]]:
    """Return the questions in the language of the page with their queries, by subject."""
    found: dict[str, list[tuple[str, str]]] = {}
    for question in queries("questions"):
        asked = (question.question(language()), question.body)
        found.setdefault(question.said("subject"), []).append(asked)
    return found


def _editor_words() -> dict[str, str]:
    spoken = words(language())
    own = {k.removeprefix("editor_"): v for k, v in spoken.items() if k.startswith("editor_")}
    return own | {key: spoken[key] for key in SHARED_WORDS}
