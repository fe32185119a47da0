"""List citations by what cites, what is cited, year, kind and function: as a page, JSON or CSV."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue

from rightsgraph import iris
from rightsgraph.ledger import KINDS
from rightsgraph_server.citing import Shown, shown
from rightsgraph_server.current import graph
from rightsgraph_server.describe import Names, names
from rightsgraph_server.formats import content_type
from rightsgraph_server.languages import language
from rightsgraph_server.sparql import chosen_format

blueprint = Blueprint("citations", __name__)

FORMATS = ("html", "json", "csv")
ON_PAGE, MOST = 50, 1000
COLUMNS = (
    "citation", "citing", "citing_label", "cited", "cited_label", "pinpoint", "cited_as",
    "year", "function", "confidence", "rule", "reported", "stated_in",
)  # fmt: skip


_WEB = ("https://", "http://")
_NO_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")


@dataclass(frozen=True)
class Asked:
    """Hold what a request asks for: the filters, the page and how many citations it has."""

    citing: str
    cited: str
    year: int
    kind: str
    function: str
    page: int
    limit: int

    @property
    def filters(self) -> dict[str, str | int]:
        """Return the filters that are set, as `Ledger.select` takes them."""
        given: dict[str, str | int] = {
            "citing": self.citing,
            "cited": self.cited,
            "year": self.year,
            "kind": self.kind,
            "function": self.function,
        }
        return {name: value for name, value in given.items() if value}


@blueprint.get("/citations")
def citations() -> ResponseReturnValue:
    """List citations, the newest first."""
    asked = _asked(request.args)
    found = graph().ledger.select(asked.citing, asked.cited, asked.year, asked.kind, asked.function)
    pages = max(1, -(-len(found) // asked.limit))
    if asked.page > pages:
        abort(404, f"page {asked.page} of {pages}")
    start = (asked.page - 1) * asked.limit
    entries = graph().ledger.entries
    rows = shown(graph(), [entries[n] for n in found[start : start + asked.limit]])
    filters = {asked.citing, asked.cited, asked.function} - {""}
    named = names(graph(), filters.union(*(row.mentioned for row in rows)), language())
    chosen = chosen_format(FORMATS)
    if chosen == "json":
        response = _as_json(asked, len(found), rows, named)
    elif chosen == "csv":
        response = make_response(_as_csv(rows, named))
        response.content_type = content_type("csv")
    else:
        page = render_template(
            "citations.html", asked=asked, total=len(found), pages=pages, citations=rows,
            names=named, address=address,
        )  # fmt: skip
        response = make_response(page)
    links = {"prev": asked.page - 1, "next": asked.page + 1}
    for relation, number in links.items():
        if 1 <= number <= pages:
            response.headers.add("Link", f'<{address(page=number)}>; rel="{relation}"')
    response.vary.add("Accept")
    return response


def address(**changed: object) -> str:
    """Return the address of this list with other parameters; None drops one."""
    given = {name: value for name, value in request.args.items() if name not in changed}
    kept = {name: value for name, value in changed.items() if value is not None}
    return "/citations?" + urlencode({**given, **kept})


def _asked(given: Mapping[str, str]) -> Asked:
    kind = given.get("kind", "")
    if kind and kind not in KINDS:
        abort(400, f"kind={kind} is none of {', '.join(KINDS)}")
    return Asked(
        _thing(given.get("citing", "")),
        _thing(given.get("cited", "")),
        _number(given, "year", 0, 9999),
        kind,
        _function(given.get("function", "")),
        _number(given, "page", 1, 10**9),
        min(_number(given, "limit", ON_PAGE, 10**9), MOST),
    )


def _number(given: Mapping[str, str], name: str, otherwise: int, most: int) -> int:
    text = given.get(name, "").strip()
    if not text:
        return otherwise
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if not 0 < number <= most:
        abort(400, f"{name}={text} is no number from 1 to {most}")
    return number


def _thing(text: str) -> str:
    """Return the IRI that a text is, in full or short, or of the one thing that it names."""
    iri = _expanded(text)
    return iri if not iri or iri.startswith(_WEB) else graph().one(iri).iri


def _function(text: str) -> str:
    iri = _expanded(text)
    return iri if not iri or iri.startswith(_WEB) else f"{iris.ID}citation-function/{iri}"


def _expanded(text: str) -> str:
    iri = iris.expand(text.strip())
    if iri.startswith(_WEB) and _NO_IRI.search(iri):
        abort(400, f'{iri!r} is no IRI: it has a space or one of <>"{{}}|^`\\; percent-encode it')
    return iri


def _as_json(asked: Asked, total: int, rows: list[Shown], named: Names) -> Response:
    more = asked.page * asked.limit < total
    return jsonify(
        {
            **asked.filters,
            "total": total,
            "page": asked.page,
            "limit": asked.limit,
            "next": address(page=asked.page + 1) if more else None,
            "citations": [_record(row, named) for row in rows],
        }
    )


def _as_csv(rows: list[Shown], named: Names) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    for row in rows:
        record = _record(row, named)
        writer.writerow({key: _cell(value) for key, value in record.items()})
    return text.getvalue()


def _record(row: Shown, named: Names) -> dict[str, object]:
    entry = row.entry
    cited = "" if row.unresolved else entry.cited
    return {
        "citation": entry.citation,
        "citing": entry.citing,
        "citing_label": str(named(entry.citing)),
        "cited": cited or None,
        "cited_label": str(named(cited)) if cited else None,
        "pinpoint": row.pinpoints,
        "cited_as": row.cited_as or None,
        "year": entry.year or None,
        "function": entry.function.rpartition("/")[2] or None,
        "confidence": None if row.confidence is None else float(row.confidence),
        "rule": row.rule or None,
        "reported": row.reported,
        "stated_in": row.stated_in,
    }


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return " ".join(value)
    return value
