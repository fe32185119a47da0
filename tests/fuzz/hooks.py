"""Teach schemathesis to send what it has no writer for: text as it is."""

from typing import Any

import schemathesis

TEXTS = (
    "application/sparql-query", "application/sparql-update", "text/turtle", "application/trig",
    "application/n-triples", "application/n-quads", "application/rdf+xml", "application/ld+json",
)  # fmt: skip


def as_it_is(context: schemathesis.SerializationContext, value: Any) -> bytes | None:
    """Return bytes as they are, and what is no text as Python writes it."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


for media in TEXTS:
    schemathesis.serializer(media)(as_it_is)
