"""Serve a graph over HTTP: SPARQL, a page or RDF for each IRI, and a query page."""

from flask import Flask

from rightsgraph import Graph
from rightsgraph_server import (
    citations,
    completion,
    documentation,
    examples,
    failures,
    languages,
    links,
    pages,
    resources,
    sparql,
)
from rightsgraph_server.settings import Settings

__all__ = ["Settings", "create_app"]


def create_app(graph: Graph, settings: Settings | None = None) -> Flask:
    """Make the application that serves a graph. Nothing is read from the environment."""
    app = Flask(__name__)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False  # another IRI is another thing
    settings = settings or Settings()
    app.extensions["rightsgraph"] = graph
    app.extensions["rightsgraph_settings"] = settings
    # a character takes up to four bytes in UTF-8, and each byte three characters in a form
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = (
        12 * settings.longest_query
    )
    for part in (sparql, completion, resources, citations, pages, documentation, examples):
        app.register_blueprint(part.blueprint)
    failures.register(app)
    languages.add_to_templates(app)
    links.add_to_templates(app)
    app.after_request(failures.with_reading_headers)
    return app
