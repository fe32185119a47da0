"""How well the hand-annotated files are read, by their own scorer; bench/citations.py prints it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from rightsgraph.cite.stream import citations_of

PINPOINTS = re.compile(r"pinpoints exact on matched: (\d+)/(\d+)")


def scores(shared: Path, name: str, folder: Path) -> tuple[float, float, float, float]:
    """Return precision, recall and F1 over all classes, and the share of exact pinpoints."""
    gold, predicted = shared / "gold" / f"{name}.jsonl", folder / "predicted.jsonl"
    lines = citations_of(gold.read_bytes().splitlines(keepends=True))
    predicted.write_text("\n".join(lines), encoding="utf-8")
    command = list(map(str, [sys.executable, shared / "gold" / "score.py", gold, predicted]))
    table = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    row = next(line for line in table.splitlines() if line.startswith("all "))
    exact = PINPOINTS.search(table)
    assert exact
    precision, recall, f1 = map(float, row.split()[-3:])
    return precision, recall, f1, int(exact[1]) / int(exact[2])


def test_the_annotated_paragraphs_are_read_as_asked_for(shared: Path, tmp_path: Path) -> None:
    precision, _, f1, pinpoints = scores(shared, "dev", tmp_path)

    assert precision >= 0.97
    assert f1 >= 0.95
    assert pinpoints >= 0.95


@pytest.mark.parametrize("name", ["a-hrc-23-18", "sources-en"])
def test_the_source_documents_are_read_completely(shared: Path, tmp_path: Path, name: str) -> None:
    assert scores(shared, name, tmp_path) == (1.0, 1.0, 1.0, 1.0)
