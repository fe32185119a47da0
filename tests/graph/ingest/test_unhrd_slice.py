"""Test a slice of the real archives: it is read, built and valid."""

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from rightsgraph.build import build
from rightsgraph.graph import open_graph
from rightsgraph.ingest.archives import Ingest
from rightsgraph.ingest.folder import ReadFolder
from rightsgraph.versions import Folder

ARCHIVES = ("general-comments.zip", "special-procedures.zip", "jurisprudence.zip")


@pytest.mark.long
def test_a_hundred_real_documents_are_read_built_and_valid(shared: Path, tmp_path: Path) -> None:
    files = [shared / "data" / "unhrd-2026" / name for name in ARCHIVES]
    said: list[str] = []
    ingest = Ingest(ReadFolder(Folder(tmp_path)), said.append)
    with ProcessPoolExecutor(2) as executor:
        tally = ingest.run(files, executor, 2, "*-12*")
    assert tally.read > 100
    assert tally.citations > 10 * tally.read
    told: list[str] = []
    made = build(tmp_path, say=told.append)
    assert any(f"checked {tally.read + 1} graphs" in line for line in told)
    assert any("left out 0" in line for line in told)
    graph = open_graph(tmp_path)
    [row] = graph.select("SELECT (COUNT(*) AS ?n) { ?c a rg:DirectCitation ; rg:readingRule ?r }")
    assert int(str(row.n)) > 10 * tally.read
    assert made.triples > 100_000
