"""Choose the format of an answer: by parameter, or by the Accept header (RFC 9110, 12.5.1)."""

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

MEDIA_TYPES = {
    "json": ("application/sparql-results+json", "application/json"),
    "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
    "turtle": ("text/turtle", "application/x-turtle"),
    "ntriples": ("application/n-triples", "text/plain"),
    "jsonld": ("application/ld+json", "application/json"),
    "rdfxml": ("application/rdf+xml", "application/xml"),
    "nquads": ("application/n-quads",),
    "trig": ("application/trig",),
    "html": ("text/html", "application/xhtml+xml"),
}
NAMES = {
    **{name: name for name in MEDIA_TYPES if name != "html"},
    "ttl": "turtle",
    "nt": "ntriples",
    "n-triples": "ntriples",
    "n3": "turtle",
    "json-ld": "jsonld",
    "rdf": "rdfxml",
    "rdf+xml": "rdfxml",
    "rdf/xml": "rdfxml",
    "nq": "nquads",
    **{types[0]: name for name, types in MEDIA_TYPES.items()},
}


def negotiate(accept: str, offered: tuple[str, ...]) -> str | None:
    """Return the offered format that an Accept header prefers, or None where none fits.

    No header means the first one; of equal preference the one offered first wins.

    >>> negotiate("text/csv;q=0.5, application/json", ("xml", "csv", "json"))
    'json'
    >>> negotiate("image/png", ("json",)) is None
    True
    """
    if not accept.strip():
        return offered[0]
    wanted = parse_accept_header(accept, MIMEAccept)
    types = {media: name for name in reversed(offered) for media in MEDIA_TYPES[name]}
    ranked = [media for name in offered for media in MEDIA_TYPES[name]]
    best = wanted.best_match(ranked)
    return types[best] if best else None


def named(parameter: str, offered: tuple[str, ...]) -> str | None:
    """Return the offered format that a parameter names, such as `ttl` or `json`, or None."""
    name = NAMES.get(parameter.lower(), "")
    if parameter.lower() == "json" and "json" not in offered:
        name = "jsonld"
    if parameter.lower() == "xml" and "xml" not in offered:
        name = "rdfxml"
    return name if name in offered else None


def content_type(format: str) -> str:
    """Return the Content-Type of a format, with the charset where the format has one.

    >>> content_type("csv")
    'text/csv; charset=utf-8'
    """
    media = MEDIA_TYPES[format][0]
    return f"{media}; charset=utf-8" if media.startswith("text/") else media
