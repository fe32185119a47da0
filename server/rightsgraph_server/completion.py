"""Offer what completes a query: the prefixes, and the classes and properties that are used."""

import json
from collections.abc import Iterable
from functools import lru_cache

from flask import Blueprint, Response, make_response, request
from werkzeug.wrappers import Response as AnyResponse

from rightsgraph import Graph, Text, iris
from rightsgraph.queries import query
from rightsgraph.results import Row
from rightsgraph_server.current import graph
from rightsgraph_server.languages import LANGUAGES, language

blueprint = Blueprint("completion", __name__)

Term = dict[str, str | int]


@blueprint.get("/sparql/terms.json")
def terms() -> AnyResponse:
    """Send what completes a query, with names and meanings in the language of the page."""
    response: Response = make_response(completion(graph(), language()))
    response.mimetype = "application/json"
    response.vary.add("Accept-Language")
    response.add_etag()
    return response.make_conditional(request)


@lru_cache(maxsize=len(LANGUAGES))
def completion(graph: Graph, language: str) -> bytes:
    """Return prefixes and used terms as JSON, written once for a graph and a language."""
    found = {"prefixes": iris.PREFIXES, "terms": list(used_terms(graph, language))}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def used_terms(graph: Graph, language: str) -> Iterable[Term]:
    """Return the terms that the graph uses, the most used first."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in _rows(graph):
        groups.setdefault((str(row.kind), str(row.term)), []).append(row)
    return (_term(kind, iri, rows, language) for (kind, iri), rows in groups.items())


@lru_cache(maxsize=1)
def _rows(graph: Graph) -> tuple[Row, ...]:
    return graph.select(query("lookups", "used-terms").text).rows


def _term(kind: str, iri: str, rows: list[Row], language: str) -> Term:
    """Describe a term in a language, else in English, else by its name alone."""
    spoken = {row.label.language: row for row in rows if isinstance(row.label, Text)}
    row = spoken.get(language) or spoken.get("en") or rows[0]
    told = {key: str(value) for key in ("label", "definition") if (value := row[key]) is not None}
    uses = row.uses if isinstance(row.uses, int) else 0
    return {"kind": kind, "iri": iri, "name": iris.compact(iri), "uses": uses, **told}
