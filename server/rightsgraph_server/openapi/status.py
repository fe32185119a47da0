"""Describe how the server tells how it is, and what it offers."""

from rightsgraph_server.openapi.parts import TEXT, Json, answer, operation, reading, reference

TAG = "Operation"
METRICS: Json = {"text/plain": {"schema": TEXT}}
OPENAPI: Json = {"application/json": {"schema": {"type": "object", "required": ["openapi"]}}}
SCHEMAS: Json = {
    "Health": {
        "type": "object",
        "required": ["status"],
        "properties": {"status": {"const": "up"}},
    },
    "Readiness": {
        "type": "object",
        "required": ["ready", "version", "workers"],
        "properties": {
            "ready": {"type": "boolean"},
            "version": {**TEXT, "description": "The version of the graph that is served."},
            "workers": {"type": "integer", "minimum": 0},
        },
    },
}


def paths() -> Json:
    """Return the paths of this part. They are answered when all workers are busy, too."""
    ready = _json("Readiness")
    not_ready = answer("No process is there that could answer.", ready)
    return {
        "/health": _told("health", "Tell that the server is up", _json("Health")),
        "/ready": _told("ready", "Tell whether queries can be answered", ready, not_ready),
        "/metrics": _told("metrics", "Give metrics, as Prometheus reads them", METRICS),
        "/openapi.json": _told("openapi", "Give this description", OPENAPI),
    }


def _json(schema: str) -> Json:
    return {"application/json": {"schema": reference("schemas", schema)}}


def _told(id: str, summary: str, content: Json, not_now: Json | None = None) -> Json:
    answers = {"200": answer("How it is.", content), **({"503": not_now} if not_now else {})}
    return reading(operation(id, summary, TAG, answers))
