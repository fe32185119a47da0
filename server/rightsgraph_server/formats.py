"""Choose the format of an answer: by parameter, or by the Accept header (RFC 9110, 12.5.1)."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from werkzeug.http import parse_accept_header

from rightsgraph_server.problems import Problem

LONGEST_ACCEPT = 2000  # characters that are read; what is read is kept
PARAMETERS = ("format", "output", "results")
RESULTS = ("json", "xml", "csv", "tsv")
GRAPHS = ("turtle", "ntriples", "jsonld", "rdfxml", "nquads", "trig")

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
    **{name: name for name in MEDIA_TYPES},
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


def choose(parameters: Mapping[str, Sequence[str]], accept: str, offered: tuple[str, ...]) -> str:
    """Return the format that a request asks for by parameter or Accept.

    A parameter that names a format of the other kind of answer is passed over: SPARQLWrapper
    sends one with each query. Raises Problem: 400 for an unknown name, 406 where none fits.
    """
    for parameter in PARAMETERS:
        name = next(iter(parameters.get(parameter, ())), "")
        if name and name.lower() not in NAMES:
            detail = f"{parameter}={name} is no format; name one of {', '.join(offered)}"
            raise Problem(400, "No such format", detail)
        if found := named(name, offered):
            return found
    if found := negotiate(accept, offered):
        return found
    types = ", ".join(MEDIA_TYPES[name][0] for name in offered)
    raise Problem(406, "No such format", f"this answer can be written as {types}")


def wants_page(parameters: Mapping[str, Sequence[str]], accept: str) -> bool:
    """Tell whether a request asks for a page for people rather than for data."""
    asked = [given for name in PARAMETERS for given in parameters.get(name, ()) if given]
    if asked:
        return named(asked[0], ("html",)) == "html"
    return "html" in accept and negotiate(accept, tuple(MEDIA_TYPES)) == "html"


def negotiate(accept: str, offered: tuple[str, ...]) -> str | None:
    """Return the offered format that an Accept header prefers, or None where none fits.

    No header means the first one; of equal preference the one offered first wins. The most
    specific range that fits a type tells its quality; parameters other than q are not looked at.

    >>> negotiate("text/csv;q=0.5, application/json", ("xml", "csv", "json"))
    'json'
    >>> negotiate("*/*, text/html;q=0", ("html", "turtle"))
    'turtle'
    >>> negotiate("image/png", ("json",)) is None
    True
    """
    return _negotiated(accept[:LONGEST_ACCEPT], offered)


@lru_cache(maxsize=1024)
def _negotiated(accept: str, offered: tuple[str, ...]) -> str | None:
    if not accept.strip():
        return offered[0]
    asked = {media.split(";")[0].strip().lower(): q for media, q in parse_accept_header(accept)}
    wanted = [max(_quality(asked, ranges) for ranges in _ranges(name)) for name in offered]
    best = max(wanted)
    return offered[wanted.index(best)] if best > 0 else None


def _ranges(format: str) -> list[tuple[str, ...]]:
    """Return the ranges that name each media type of a format, the most specific first.

    A range with a wildcard means the type that is sent, not those that clients also call it.
    """
    sent, *also = MEDIA_TYPES[format]
    return [(sent, sent.split("/")[0] + "/*", "*/*", "*"), *((media,) for media in also)]


def _quality(asked: dict[str, float], ranges: tuple[str, ...]) -> float:
    return next((asked[each] for each in ranges if each in asked), 0)


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
