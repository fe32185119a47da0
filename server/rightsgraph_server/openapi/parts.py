"""Make the parts of a description: contents, answers, parameters, operations."""

from collections.abc import Iterable
from typing import Any

from rightsgraph_server.formats import MEDIA_TYPES
from rightsgraph_server.openapi.problems import problem

Json = dict[str, Any]

TEXT: Json = {"type": "string"}
JSON_LD: Json = {"type": ["object", "array"]}
HEADERS = {
    "ETag": "Names these bytes.",
    "Cache-Control": "Whether the answer may be kept.",
    "X-Graph-Version": "The version of the graph that the answer is of.",
    "X-Query-Id": "Names the evaluation in the log of the server.",
    "Link": "With `cite-as`: an address that gives this answer later (RFC 8574).",
    "Repr-Digest": "The checksum (SHA-256) of the answer before compression (RFC 9530), where a "
    "version is asked, or Want-Repr-Digest is sent.",
    "Location": "Where to go on.",
}
KEPT = ("ETag", "Cache-Control", "Repr-Digest")
QUERIED = (*KEPT, "X-Graph-Version", "X-Query-Id", "Link")


def reference(kind: str, name: str) -> Json:
    """Refer to a component."""
    return {"$ref": f"#/components/{kind}/{name}"}


def contents(formats: Iterable[str]) -> Json:
    """Return the contents in formats of the library."""
    schemas = {"json": reference("schemas", "SparqlResults"), "jsonld": JSON_LD}
    return {MEDIA_TYPES[name][0]: {"schema": schemas.get(name, TEXT)} for name in formats}


def answer(said: str, content: Json | None = None, headers: Iterable[str] = ()) -> Json:
    """Return an answer."""
    found: Json = {"description": said}
    if named := {name: {"description": HEADERS[name], "schema": TEXT} for name in headers}:
        found["headers"] = named
    return {**found, "content": content} if content else found


def parameter(name: str, place: str, said: str, schema: Json, **more: object) -> Json:
    """Return a parameter; one in the path is required."""
    required = {"required": True} if place == "path" else {}
    return {"name": name, "in": place, "description": said, "schema": schema, **required, **more}


def operation(
    id: str,
    summary: str,
    tag: str,
    answers: Json,
    problems: Iterable[int] = (),
    parameters: Iterable[str | Json] = (),
    **more: object,
) -> Json:
    """Return an operation. A parameter is described here, or the name of a component."""
    given = [reference("parameters", p) if isinstance(p, str) else p for p in parameters]
    return {
        "operationId": id,
        "summary": summary,
        "tags": [tag],
        **({"parameters": given} if given else {}),
        "responses": {**answers, **{str(each): problem(each) for each in problems}},
        **more,
    }


def reading(get: Json) -> Json:
    """Return the operations of what is only read: GET, and HEAD for all but the content."""
    return {"get": get, "head": {**get, "operationId": f"{get['operationId']}Head"}}
