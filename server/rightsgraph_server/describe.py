"""Gather what a page says of one thing, with names for all that it mentions, in few queries."""

from collections.abc import Iterable
from dataclasses import dataclass

from rightsgraph import Graph, Iri, Text
from rightsgraph import iris as known
from rightsgraph.results import Value
from rightsgraph_server.citing import Side, side

HIDDEN = frozenset(known.expand(name) for name in ("rdfs:label", "rg:summary", "skos:prefLabel"))
CITING = frozenset(
    known.expand(name)
    for name in (
        "cito:cites", "cito:hasCitingEntity", "cito:hasCitedEntity", "rg:citingDocument",
        "rg:citedDocument", "rg:citedMechanism", "rg:citationFunction", "rg:pinpoint",
    )
)  # fmt: skip
"""The properties of citations, which a page lists as such."""


@dataclass(frozen=True)
class Names:
    """Give the name of each IRI in the reader's language, else in English, else shortened."""

    language: str
    found: dict[str, dict[str, str]]

    def __call__(self, iri: str) -> Text:
        """Return the name of an IRI, with its language or, where it is shortened, without."""
        labels = self.found.get(iri, {})
        for language in (self.language, "en"):
            if label := labels.get(language):
                return Text(label, language)
        return Text(known.compact(iri), "")


@dataclass(frozen=True)
class Description:
    """Hold all that a page shows of a thing."""

    iri: str
    statements: dict[str, list[Value]]
    summaries: list[Text]
    incoming: dict[str, list[Value]]
    more: dict[str, int]
    cites: Side
    cited_by: Side
    graphs: list[Iri]
    names: Names


def describe(graph: Graph, iri: str, language: str) -> Description | None:
    """Describe a thing, or return None where the graph says nothing of it."""
    thing = graph.get(iri)
    counts = _incoming(graph, iri)
    incoming: dict[str, list[Value]] = {p: [*graph.incoming(iri, p)] for p in counts}
    more = {p: count for p, count in counts.items() if count > len(incoming[p])}
    cites, cited_by = side(graph, "citing", iri), side(graph, "cited", iri)
    if not (thing.statements.rows or incoming or cites.total or cited_by.total):
        return None
    statements = _grouped((str(row.property), row["value"]) for row in thing.statements)
    graphs = sorted(g for g in graph.look_up("graphs", iri).column("graph") if isinstance(g, Iri))
    mentioned = {iri, *statements, *incoming, *graphs}
    mentioned |= {v for values in statements.values() for v in values if isinstance(v, Iri)}
    mentioned |= {v for values in incoming.values() for v in values if isinstance(v, Iri)}
    mentioned |= cites.mentioned | cited_by.mentioned
    summaries = [v for v in statements.get(known.expand("rg:summary"), []) if isinstance(v, Text)]
    chosen = [s for s in summaries if s.language == language] or summaries
    shown = {p: v for p, v in statements.items() if p not in HIDDEN}
    return Description(
        iri,
        shown,
        chosen,
        incoming,
        more,
        cites,
        cited_by,
        graphs,
        names(graph, mentioned, language),
    )


def _incoming(graph: Graph, iri: str) -> dict[str, int]:
    """Return by which properties things refer to one, what cites it aside, and how many do."""
    rows = graph.look_up("incoming-counts", iri)
    counts = {str(row.property): row.subjects for row in rows}
    return {p: n for p, n in counts.items() if isinstance(n, int) and p not in CITING}


def names(graph: Graph, iris: Iterable[str], language: str) -> Names:
    """Return the names of IRIs, found with one query."""
    values = " ".join(f"<{iri}>" for iri in sorted(set(iris)))
    query = (
        f"SELECT ?iri ?label {{ VALUES ?iri {{ {values} }} ?iri rdfs:label ?label "
        f'FILTER(LANG(?label) IN ("{language}", "en")) }}'
    )
    found: dict[str, dict[str, str]] = {}
    for row in graph.select(query):
        if isinstance(row.label, Text):
            found.setdefault(str(row.iri), {})[row.label.language] = str(row.label)
    return Names(language, found)


def _grouped(pairs: Iterable[tuple[str, Value | None]]) -> dict[str, list[Value]]:
    groups: dict[str, list[Value]] = {}
    for key, value in pairs:
        if value is not None:
            groups.setdefault(key, []).append(value)
    return groups
