"""Gather what a page says of one thing, with names for all that it mentions, in few queries."""

from collections.abc import Iterable
from dataclasses import dataclass

from rightsgraph import Graph, Iri, Text
from rightsgraph import iris as known
from rightsgraph.results import Value
from rightsgraph.things import Citation

HIDDEN = frozenset(known.expand(name) for name in ("rdfs:label", "rg:summary", "skos:prefLabel"))


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
    cites: tuple[Citation, ...]
    cited_by: tuple[Citation, ...]
    graphs: list[Iri]
    names: Names


def describe(graph: Graph, iri: str, language: str) -> Description | None:
    """Describe a thing, or return None where the graph says nothing of it."""
    thing = graph.get(iri)
    incoming = _grouped((str(row.property), row.subject) for row in graph.look_up("incoming", iri))
    if not thing.statements.rows and not incoming:
        return None
    statements = _grouped((str(row.property), row["value"]) for row in thing.statements)
    cites, cited_by = thing.cites(), thing.cited_by()
    graphs = [g for g in graph.look_up("graphs", iri).column("graph") if isinstance(g, Iri)]
    mentioned = {iri, *statements, *incoming, *graphs}
    mentioned |= {v for values in statements.values() for v in values if isinstance(v, Iri)}
    mentioned |= {v for values in incoming.values() for v in values if isinstance(v, Iri)}
    for citation in (*cites, *cited_by):
        mentioned |= {citation.citing.iri, citation.cited.iri}
        mentioned |= {part.iri for part in citation.stated_in}
    summaries = [v for v in statements.get(known.expand("rg:summary"), []) if isinstance(v, Text)]
    chosen = [s for s in summaries if s.language == language] or summaries
    shown = {p: v for p, v in statements.items() if p not in HIDDEN}
    return Description(
        iri, shown, chosen, incoming, cites, cited_by, graphs, names(graph, mentioned, language)
    )


def names(graph: Graph, iris: Iterable[str], language: str) -> Names:
    """Return the names of IRIs, found with one query."""
    values = " ".join(f"<{iri}>" for iri in sorted(set(iris)))
    query = f"SELECT ?iri ?label {{ VALUES ?iri {{ {values} }} ?iri rdfs:label ?label }}"
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
