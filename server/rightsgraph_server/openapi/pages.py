"""Describe what the web application shows: pages, lists, and the RDF of each thing."""

from collections.abc import Iterable

from rightsgraph.ledger import KINDS
from rightsgraph_server.citations import COLUMNS, MOST
from rightsgraph_server.formats import PARAMETERS
from rightsgraph_server.languages import LANGUAGES
from rightsgraph_server.openapi.parts import (
    KEPT,
    TEXT,
    Json,
    answer,
    contents,
    operation,
    parameter,
    reading,
    reference,
)
from rightsgraph_server.resources import GRAPH_FORMATS

READING, THINGS = "Reading", "Things"
ALWAYS = (429, 500, 503, 504)
FITTING = (400, 406)
LANG = ("lang",)
HTML = contents(("html",))
JSON: Json = {"application/json": {"schema": {"type": "object"}}}
CITATIONS: Json = {
    **contents(("html", "csv")),
    "application/json": {"schema": reference("schemas", "Citations")},
}
FILTERS = ("citing", "cited", "year", "kind", "function", "page", "limit")

PAGES: dict[str, tuple[str, str, tuple[str, ...], tuple[int, ...]]] = {
    "/": ("home", "Show what the graph holds and where to begin", LANG, ()),
    "/docs": ("docs", "List what there is to read", LANG, ()),
    "/docs/guide": ("guide", "Teach SPARQL on this graph in ten steps", LANG, ()),
    "/docs/chapters/{chapter}": (
        "chapter", "Show the terms of a chapter of the ontology", ("chapter", *LANG), (404,),
    ),
    "/docs/schemes": ("schemes", "Show the concept schemes", LANG, ()),
    "/docs/shapes": ("rules", "Show the rules that records obey", LANG, ()),
    "/page/{path}": ("page", "Show what the graph says of a thing", ("path", *LANG), (404,)),
}  # fmt: skip
"""What is HTML only: id, summary, parameters, problems."""

MOVED: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "/id/{local}": ("thing", "Lead from the IRI of a thing to its page or RDF", ("local",)),
    "/id/query/{query}": ("example", "Lead from the IRI of an example to its query", ("example",)),
    "/graph/{local}": ("graph", "Lead from the IRI of a graph to its page or RDF", ("local",)),
    "/ns": ("ontology", "Lead from the IRI of the ontology to its page or RDF", ()),
    "/ns/{release}": ("ontologyVersion", "The same, from the IRI of its version", ("release",)),
}
"""What answers 303: id, summary, parameters."""

NUMBER: Json = {"type": "integer", "minimum": 1}
NAMED: tuple[tuple[str, str, str, Json], ...] = (
    ("lang", "query", "The language of the page, else as Accept-Language prefers.",
     {"type": "string", "enum": list(LANGUAGES)}),
    ("text", "query", "Any name of the thing, in any language.", TEXT),
    ("citing", "query", "Who cites: an IRI, in full or short, or a name.", TEXT),
    ("cited", "query", "Who or what is cited: an IRI, in full or short, or a name.", TEXT),
    ("year", "query", "The year of the citing document.", {**NUMBER, "maximum": 9999}),
    ("kind", "query", "What is cited.", {"type": "string", "enum": list(KINDS)}),
    ("function", "query", "Why it is cited: an IRI, or its last part.", TEXT),
    ("page", "query", "The number of the page.", {**NUMBER, "maximum": 10**9 - 1}),
    ("limit", "query", f"How many on a page, {MOST} at the most.",
     {**NUMBER, "maximum": 10**9 - 1}),
    ("path", "path", "The IRI after its base, such as `id/state/MEX`.",
     {**TEXT, "examples": ["id/state/MEX"]}),
    ("local", "path", "The rest of the IRI, such as `state/MEX`.",
     {**TEXT, "examples": ["state/MEX"]}),
    ("chapter", "path", "The name of the chapter.", {**TEXT, "examples": ["citations"]}),
    ("release", "path", "The version of the ontology.", TEXT),
    ("file", "path", "The name of the file.", {**TEXT, "examples": ["style.css"]}),
)  # fmt: skip
EXAMPLE = parameter("query", "path", "The name of the query.", {**TEXT, "examples": ["CQ001"]})

SCHEMAS: Json = {
    "Citations": {
        "type": "object",
        "required": ["total", "page", "limit", "citations"],
        "properties": {
            "total": {"type": "integer"},
            "page": NUMBER,
            "limit": NUMBER,
            "next": {"type": ["string", "null"]},
            "citations": {"type": "array", "items": reference("schemas", "Citation")},
        },
    },
    "Citation": {"type": "object", "required": list(COLUMNS)},
}


def parameters() -> Json:
    """Return the parameters of this part, as components."""
    return {**{given[0]: parameter(*given) for given in NAMED}, "example": EXAMPLE}


def paths() -> Json:
    """Return the paths of this part."""
    return {
        **{path: _page(*told) for path, told in PAGES.items()},
        **{path: _moved(*told) for path, told in MOVED.items()},
        "/find": _found(),
        "/citations": _shown(
            "citations",
            "List citations, the newest first",
            CITATIONS,
            (*FILTERS, *PARAMETERS, *LANG),
            (300, 404, *FITTING),
        ),
        "/data/{path}": _shown(
            "data",
            "Give what the graph says of a thing, or a whole graph, as RDF",
            contents(GRAPH_FORMATS),
            ("path", *PARAMETERS),
            (404, *FITTING),
            THINGS,
        ),
        "/shapes": _shown("shapes", "Give the SHACL shapes", contents(("turtle",)), tag=THINGS),
        "/sparql/terms.json": _shown("terms", "Give what completes a query", JSON, LANG),
        "/static/{file}": _shown(
            "file", "Give a part of a page", {"*/*": {"schema": {}}}, ("file",), (404,)
        ),
    }


def _page(id: str, summary: str, given: Iterable[str], wrong: Iterable[int]) -> Json:
    return _shown(id, summary, HTML, given, wrong)


def _shown(
    id: str,
    summary: str,
    content: Json,
    given: Iterable[str] = (),
    wrong: Iterable[int] = (),
    tag: str = READING,
) -> Json:
    answers = {
        "200": answer("What was asked for.", content, KEPT),
        "304": answer("It is what the client has.", None, KEPT),
    }
    return reading(operation(id, summary, tag, answers, (*wrong, *ALWAYS), given))


def _moved(id: str, summary: str, given: Iterable[str]) -> Json:
    answers = {"303": answer("Where it is shown, as Accept prefers.", HTML, ("Location",))}
    problems = (404, *FITTING, *ALWAYS)
    given = (*given, *PARAMETERS, *LANG)
    return reading(operation(id, summary, THINGS, answers, problems, given))


def _found() -> Json:
    summary = "Go to the thing that a text names, or list what it may mean"
    answers = {
        "200": answer("Several things have this name.", HTML, KEPT),
        "303": answer("The one thing that has this name.", HTML, ("Location",)),
        "304": answer("It is what the client has.", None, KEPT),
        "404": answer("No thing has this name; the page shows names like it.", HTML),
    }
    given = ("text", *LANG)
    return reading(operation("find", summary, READING, answers, ALWAYS, given))
