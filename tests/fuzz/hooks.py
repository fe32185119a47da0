"""Teach schemathesis to send what it has no writer for: text as it is."""

from typing import Any

import schemathesis

TEXTS = (
    "application/sparql-query", "application/sparql-update", "text/turtle", "application/trig",
    "application/n-triples", "application/n-quads", "application/rdf+xml", "application/ld+json",
)  # fmt: skip


def as_it_is(context: schemathesis.SerializationContext, value: Any) -> bytes | None:
    """Return a text as bytes, and bytes as they are."""
    return value.encode("utf-8", "replace") if isinstance(value, str) else value


for media in TEXTS:
    schemathesis.serializer(media)(as_it_is)
