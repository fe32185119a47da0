"""Publish small versions of made-up quads: to serve them takes no time."""

from collections.abc import Iterable
from pathlib import Path

from rightsgraph.versions import Folder, GraphEntry, manifest

GRAPH = "http://t/g"


def publish(folder: Path, lines: Iterable[str], graph: str = GRAPH) -> str:
    """Publish a version of one graph as the current one, and return its id.

    Lines are triples of N-Triples without the full stop.
    """
    content = "".join(f"{line} <{graph}> .\n" for line in lines).encode()
    versions = Folder(folder)
    entry = GraphEntry(graph, versions.add_graph(content), content.count(b"\n"), "t", "0" * 64)
    report = versions.add_report(b"[]")
    made = manifest("2026-01-01T00:00:00Z", entry.quads, [entry], report, 0, "a test")
    versions.publish(made)
    return made.id


def things(number: int, text: str) -> list[str]:
    """Return two triples for each of so many things: a number, and the thing before it."""
    return [
        line
        for n in range(number)
        for line in (
            f'<http://t/s{n}> <http://t/p> "{text} {n}"',
            f"<http://t/s{n}> <http://t/after> <http://t/s{max(n - 1, 0)}>",
        )
    ]
