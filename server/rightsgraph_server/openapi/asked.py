"""Describe what can be asked with a query or an update: parameters, and the bodies of a POST."""

from rightsgraph_server import protocol
from rightsgraph_server.formats import NAMES, PARAMETERS
from rightsgraph_server.openapi.parts import TEXT, Json, parameter
from rightsgraph_server.settings import Settings

IRIS: Json = {"type": "array", "items": {"type": "string", "format": "uri"}}
FORMAT: Json = {"type": "string", "enum": list(NAMES)}
CHECKSUM: Json = {"type": "string", "pattern": "^(sha256:)?[0-9a-fA-F]{64}$"}
SECONDS: Json = {"type": "number", "exclusiveMinimum": 0}
EXAMPLE = "SELECT ?state { ?state a rg:State } ORDER BY ?state LIMIT 10"
BESIDE_QUERY = (
    "default-graph-uri", "named-graph-uri", *PARAMETERS, "timeout", "version", "checksum",
)  # fmt: skip
BESIDE_UPDATE = ("using-graph-uri", "using-named-graph-uri")


def parameters(settings: Settings) -> Json:
    """Return the parameters as components."""
    found = _described(settings)
    return {name: parameter(name, "query", said, schema) for name, (said, schema) in found.items()}


def bodies(settings: Settings) -> Json:
    """Return what can be posted; updates only where they are allowed."""
    schemas = {name: schema for name, (_, schema) in _described(settings).items()}
    fields = {name: schemas[name] for name in ("query", *BESIDE_QUERY)}
    asking: Json = {"type": "object", "properties": fields, "required": ["query"]}
    found = {protocol.FORM: {"schema": asking}, protocol.QUERY: {"schema": schemas["query"]}}
    if not settings.writable:
        return found
    fields = {name: schemas[name] for name in ("update", *BESIDE_UPDATE)}
    updating: Json = {"type": "object", "properties": fields, "required": ["update"]}
    return {
        **found,
        protocol.FORM: {"schema": {"oneOf": [asking, updating]}},
        protocol.UPDATE: {"schema": schemas["update"]},
    }


def _described(settings: Settings) -> dict[str, tuple[str, Json]]:
    """Return the meaning and the schema of each parameter."""
    text: Json = {"type": "string", "maxLength": settings.longest_query}
    most = f"{settings.deadline:g} at the most"
    return {
        "query": (
            "A query in SPARQL 1.1. Prefixes of the project need no declaration.",
            {**text, "examples": [EXAMPLE]},
        ),
        "default-graph-uri": ("Graphs that are merged as the default graph.", IRIS),
        "named-graph-uri": ("Graphs that GRAPH can name.", IRIS),
        "format": ("The format of the answer; it wins over Accept.", FORMAT),
        "output": ("The same as `format`.", FORMAT),
        "results": ("The same as `format`.", FORMAT),
        "timeout": (f"The seconds that the query may run, {most}.", SECONDS),
        "version": ("The version of the graph that is asked, else the current one.", TEXT),
        "checksum": ("The SHA-256 that the answer must have, else 409.", CHECKSUM),
        "update": ("An update in SPARQL 1.1.", text),
        "using-graph-uri": ("Graphs that an update matches as the default graph.", IRIS),
        "using-named-graph-uri": ("Graphs that GRAPH can name in an update.", IRIS),
    }
