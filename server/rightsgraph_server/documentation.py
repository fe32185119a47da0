"""Show the guide, a page for each chapter of the ontology, its concept schemes and shapes."""

from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, make_response, render_template

from rightsgraph import Text, resources
from rightsgraph.queries import NamedQuery, queries, query
from rightsgraph.rdf import subjects
from rightsgraph.results import Row
from rightsgraph.turtle import read_turtle
from rightsgraph_server.current import graph
from rightsgraph_server.languages import language

blueprint = Blueprint("documentation", __name__, url_prefix="/docs")
DIAGRAMS = Path(__file__).parent / "static" / "diagrams"
NOT_CHAPTERS = ("reused", "rightsgraph", "schemes")


@blueprint.get("")
def contents() -> Response:
    """List what there is to read."""
    return _page("docs.html", chapters=chapters(), steps=guide_steps())


@blueprint.get("/guide")
def guide() -> Response:
    """Teach SPARQL on this graph in ten steps."""
    return _page("guide.html", steps=guide_steps())


@blueprint.get("/chapters/<name>")
def chapter(name: str) -> Response:
    """Show the terms of one chapter of the ontology, with its diagram."""
    if name not in chapters():
        abort(404, f"there is no chapter {name!r}")
    terms = [row for row in documented_terms() if str(row.term) in chapters()[name]]
    drawn = (DIAGRAMS / f"{name}.svg").is_file()
    return _page("chapter.html", name=name, terms=terms, drawn=drawn)


@blueprint.get("/schemes")
def schemes() -> Response:
    """Show the concept schemes with their concepts."""
    found: dict[str, list[Row]] = {}
    for row in graph().select(query("lookups", "concepts").text):
        if _speaks(row):
            found.setdefault(str(row.scheme), []).append(row)
    return _page("schemes.html", schemes=found)


@blueprint.get("/shapes")
def shapes() -> Response:
    """Show the rules that records obey."""
    return _page("shapes.html", shapes=rules())


@cache
def chapters() -> dict[str, frozenset[str]]:
    """Return the chapters of the ontology: name and IRIs of the terms."""
    files = [f for f in resources.ontology_files() if f.stem not in NOT_CHAPTERS]
    return {file.stem: frozenset(subjects(read_turtle(file))) for file in files}


@cache
def rules() -> dict[str, list[dict[str, str]]]:
    """Return the rules by chapter: shape, path and what to do."""
    from rightsgraph.validate import load_shapes, rules_of

    return {file.stem: rules_of(load_shapes([file])) for file in resources.shape_files()}


def guide_steps() -> tuple[NamedQuery, ...]:
    """Return the steps of the guide, in order."""
    return queries("guide")


def documented_terms() -> list[Row]:
    """Return the terms of the ontology in the language of the page."""
    return [row for row in graph().select(query("lookups", "terms").text) if _speaks(row)]


def _speaks(row: Row) -> bool:
    return isinstance(row.label, Text) and row.label.language == language()


def _page(template: str, **found: object) -> Response:
    response = make_response(render_template(template, **found))
    response.vary.add("Accept-Language")
    return response
