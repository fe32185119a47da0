"""Describe queries, updates and example queries (SPARQL 1.1 Protocol)."""

from rightsgraph_server.examples import PATH as EXAMPLES
from rightsgraph_server.formats import GRAPHS, PARAMETERS, RESULTS
from rightsgraph_server.openapi.asked import BESIDE_QUERY, BESIDE_UPDATE, bodies
from rightsgraph_server.openapi.parts import (
    KEPT,
    QUERIED,
    TEXT,
    Json,
    answer,
    contents,
    operation,
    reading,
    reference,
)
from rightsgraph_server.settings import Settings

TAG = "SPARQL"
ANSWERED = {
    "200": answer(
        "The answer, the description of the service where nothing is asked, or a page.",
        contents((*RESULTS, *GRAPHS, "html")),
        QUERIED,
    )
}
SAME = {"304": answer("The answer is the one that the client has.", None, KEPT)}
UPDATED = {"204": answer("The update was made, as a whole.")}
TOO_LONG = {
    "414": answer("The address has more than 65,534 bytes: send the query by POST."),
    "431": answer("The head of the request has more than 96 KB: send the query by POST."),
}
PROBLEMS = (400, 404, 406, 409, 413, 429, 500, 502, 503, 504)
BODY_PROBLEMS = (403, 408, 415)

BINDINGS: Json = {
    "type": "array",
    "items": {"type": "object", "additionalProperties": reference("schemas", "Binding")},
}
SCHEMAS: Json = {
    "SparqlResults": {
        "description": "SPARQL 1.1 Query Results JSON Format; `boolean` for ASK.",
        "type": "object",
        "required": ["head"],
        "properties": {
            "head": {
                "type": "object",
                "properties": {"vars": {"type": "array", "items": TEXT}},
            },
            "boolean": {"type": "boolean"},
            "results": {
                "type": "object",
                "required": ["bindings"],
                "properties": {"bindings": BINDINGS},
            },
        },
        "oneOf": [{"required": ["boolean"]}, {"required": ["results"]}],
    },
    "Binding": {
        "type": "object",
        "required": ["type", "value"],
        "properties": {
            "type": {"enum": ["uri", "literal", "bnode", "triple"]},
            "value": {},
            "xml:lang": TEXT,
            "datatype": TEXT,
        },
    },
}


def paths(settings: Settings) -> Json:
    """Return the paths of this part."""
    get = operation(
        "query",
        "Run a query",
        TAG,
        {**ANSWERED, **SAME, **TOO_LONG},
        PROBLEMS,
        ("query", *BESIDE_QUERY, "lang"),
    )
    return {"/sparql": {**reading(get), "post": _post(settings)}, EXAMPLES: reading(_examples())}


def _post(settings: Settings) -> Json:
    more: Json = {"security": [{}, {"token": []}]} if settings.token else {}
    return operation(
        "queryByPost",
        "Run a query or an update" if settings.writable else "Run a query that is long",
        TAG,
        {**ANSWERED, **(UPDATED if settings.writable else {})},
        (*PROBLEMS, *BODY_PROBLEMS, *((401,) if settings.token else ())),
        (*BESIDE_QUERY, *(BESIDE_UPDATE if settings.writable else ())),
        requestBody={"required": True, "content": bodies(settings)},
        **more,
    )


def _examples() -> Json:
    return operation(
        "examples",
        "Give example queries, as SHACL-SPARQL executables",
        TAG,
        {"200": answer("The queries, with their prefixes.", contents(GRAPHS), KEPT), **SAME},
        (400, 406, 429, 500, 503, 504),
        PARAMETERS,
    )
