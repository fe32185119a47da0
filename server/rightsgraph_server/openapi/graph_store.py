"""Describe the graph store (SPARQL 1.1 Graph Store HTTP Protocol)."""

from rightsgraph_server.formats import GRAPHS, MEDIA_TYPES
from rightsgraph_server.graph_store import PATH
from rightsgraph_server.openapi.parts import (
    TEXT,
    Json,
    answer,
    contents,
    operation,
    parameter,
    reading,
)
from rightsgraph_server.settings import Settings

TAG = "SPARQL"
WHICH: Json = parameter(
    "graph", "query", "The graph, or `default` instead.", {"type": "string", "format": "uri"}
)
DEFAULT: Json = parameter(
    "default",
    "query",
    "The default graph, instead of `graph`.",
    {"type": "string", "maxLength": 0},
    allowEmptyValue=True,
)
NAME: Json = parameter("name", "path", "The rest of the graph's address.", TEXT)
READ_PROBLEMS = (400, 404, 406, 429, 500, 503, 504)
WRITE_PROBLEMS = (400, 403, 408, 413, 429, 500, 503, 504)
WRITES = (
    ("put", "put", "Replace a graph, or make it"),
    ("post", "extend", "Add to a graph, or make it"),
    ("delete", "delete", "Remove a graph"),
)


def paths(settings: Settings) -> Json:
    """Return the paths of this part: graphs by parameter, and graphs by their own address."""
    return {
        PATH: _operations(settings, "Graph", [WHICH, DEFAULT]),
        PATH + "/{name}": _operations(settings, "GraphHere", [NAME]),
    }


def _operations(settings: Settings, id: str, graph: list[Json]) -> Json:
    get = operation(
        f"get{id}",
        "Give a graph",
        TAG,
        {"200": answer("The graph.", contents(GRAPHS))},
        READ_PROBLEMS,
        graph,
    )
    if not settings.writable:
        return reading(get)
    writes = {
        method: _write(settings, method, verb + id, said, graph) for method, verb, said in WRITES
    }
    return {**reading(get), **writes}


def _write(settings: Settings, method: str, id: str, said: str, graph: list[Json]) -> Json:
    answers = {"204": answer("It was done.")}
    problems = [*WRITE_PROBLEMS, *([401] if settings.token else [])]
    more: Json = {"security": [{"token": []}]} if settings.token else {}
    if method == "delete":
        problems.append(404)
    else:
        answers["201"] = answer("The graph was made.", None, ("Location",))
        problems.append(415)
        more["requestBody"] = {"required": True, "content": _uploads()}
    return operation(id, said, TAG, answers, sorted(problems), graph, **more)


def _uploads() -> Json:
    plain = {media: {"schema": TEXT} for name in GRAPHS for media in MEDIA_TYPES[name][:1]}
    files: Json = {"type": "object", "additionalProperties": TEXT}
    return {**plain, "multipart/form-data": {"schema": files}}
