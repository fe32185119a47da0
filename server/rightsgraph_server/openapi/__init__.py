"""Describe the interface for programs (OpenAPI 3.1).

parts.py         what descriptions are made of: parameters, contents, answers, operations
problems.py      what each status of a problem means, and the schema of a problem
asked.py         the parameters of queries and updates, and what can be posted
sparql.py        queries, updates and example queries
graph_store.py   whole graphs
pages.py         pages, lists, and the RDF of each thing
status.py        health, metrics, and this description
"""

from functools import lru_cache

from rightsgraph._version import __version__
from rightsgraph_server.openapi import asked, graph_store, pages, problems, sparql, status
from rightsgraph_server.openapi.parts import Json
from rightsgraph_server.settings import Settings

__all__ = ["openapi"]

TAGS = {
    "SPARQL": "Ask the graph, and take whole graphs from it.",
    "Things": "Each IRI of the project, as a page or as RDF.",
    "Reading": "Pages and lists for people; lists for programs too.",
    "Operation": "How the server is.",
}
DESCRIPTION = (
    "A knowledge graph of human rights mechanisms. Errors are problems (RFC 9457): JSON for "
    "programs, a page for a browser. Any site may read the answers (CORS). Answers have a strong "
    "ETag; send it back in If-None-Match and an answer that is still the same is not sent again. "
    "Every path answers OPTIONS with the methods that it has, and any other method with 405."
)


@lru_cache(maxsize=1)
def openapi(settings: Settings) -> Json:
    """Return the description of what this server offers."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "rightsgraph",
            "version": __version__,
            "description": DESCRIPTION,
            "x-graph-version": settings.version,
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": said} for name, said in TAGS.items()],
        "paths": {
            **sparql.paths(settings),
            **graph_store.paths(settings),
            **pages.paths(),
            **status.paths(),
        },
        "components": {
            "schemas": {**problems.SCHEMAS, **sparql.SCHEMAS, **pages.SCHEMAS, **status.SCHEMAS},
            "parameters": {**asked.parameters(settings), **pages.parameters()},
            "responses": problems.responses(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }
