"""Describe the interface for programs (OpenAPI 3.1)."""

from rightsgraph_server.settings import Settings


def openapi(settings: Settings) -> dict[str, object]:
    """Return the description of what this server offers."""
    return {"openapi": "3.1.0", "info": {"title": "rightsgraph", "version": settings.version}}
