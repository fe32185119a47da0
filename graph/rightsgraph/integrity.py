"""Find what no shape can see: things that clash or are missing across all graphs."""

from rightsgraph import iris
from rightsgraph.findings import Finding
from rightsgraph.queries import NamedQuery, queries
from rightsgraph.rdf import subjects
from rightsgraph.records import SourceGraph
from rightsgraph.store import MemoryStore


def integrity_findings(
    store: MemoryStore, graphs: list[SourceGraph], only: frozenset[str] | None = None
) -> tuple[Finding, ...]:
    """Run every query of `queries/checks` and return a finding for each of its rows."""
    places = Places(graphs, only)
    return tuple(f for check in queries("checks") for f in _findings(store, check, places))


class Places:
    """Find the file and line that describe a thing."""

    def __init__(self, graphs: list[SourceGraph], only: frozenset[str] | None = None) -> None:
        self._files: dict[str, list[SourceGraph]] = {}
        for graph in graphs:
            if only is None or graph.iri in only:
                for subject in subjects(graph.triples):
                    self._files.setdefault(subject, []).append(graph)

    def finding(self, focus: str, rule: str, message: str, value: str) -> Finding | None:
        """Return a finding with its place, or None where the thing is in no file of interest."""
        for graph in self._files.get(focus, ()):
            file, line = graph.place(focus)
            return Finding(
                file=file,
                line=line,
                focus=iris.compact(focus),
                rule=rule,
                message=message,
                value=value,
            )
        return None


def _findings(store: MemoryStore, check: NamedQuery, places: Places) -> list[Finding]:
    table = store.select(check.text)
    found = [
        places.finding(
            str(row.focus), check.name, check.said("message"), iris.compact(str(row.value))
        )
        for row in table
    ]
    return [finding for finding in found if finding]
