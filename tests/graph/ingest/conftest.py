"""Share made-up archives, and what was read in them, among the tests of reading.

The documents, their texts and their lists are made up: sessions 998 and 999, communications from
7001 on, the State of the lists is real.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from rightsgraph import iris
from rightsgraph.ingest.archives import Ingest, Tally
from rightsgraph.ingest.folder import ReadFolder
from rightsgraph.rdf import RdfFormat, Triple, parse
from rightsgraph.versions import Folder

Row = dict[str, object]
Documents = dict[str, object]
Pack = Callable[..., Path]
ReadInto = Callable[..., Tally]
GraphOf = Callable[[Path, str], frozenset[Triple]]

FIRST = "CCPR_C_998_D_7001_2098"
SECOND = "CCPR_C_999_D_7002_2098"
COLUMNS = ("doc_id", "symbol", "state", "state_source", "adoption_date", "adoption_year")
FIRST_DECISION: list[Row] = [
    {"ID": "1.", "Text": "The author of the communication says what this test needs."},
    {"ID": "9.2.", "Text": "The Committee considers the matter under article 14 of the Covenant."},
]
SECOND_DECISION: list[Row] = [
    {"ID": "1.", "Text": "Nothing is cited here."},
    {
        "ID": "7.3.",
        "Text": "The Committee recalls its general comment No. 31 (2004), paragraph 8, and "
        "article 14, paragraph 3 (c), of the Covenant.",
    },
    {
        "ID": "7.4.",
        "Text": "It refers to its Views in communication No. 7001/2098, para. 9.2.[[fn:21]]",
        "Footnotes": [
            {"n": 21, "text": "See European Court of Human Rights, application No. 99999/98."}
        ],
    },
    {"ID": "7.3.", "Text": "It refers to article 7 of the Covenant."},
    {"ID": None, "Text": "It refers to article 10 of the Covenant."},
    {
        "ID": "OP1-2.",
        "Text": "The European Court of Human Rights held so in Nemo v. Belgium, judgment of "
        "1 May 2050.",
    },
]
LIST = [
    ("ccpr-c-998-d-7001-2098", "CCPR/C/998/D/7001/2098", "Mexico", "unhrd-metadata", "", "2099"),
    ("ccpr-c-999-d-7002-2098", "CCPR/C/999/D/7002/2098", "Belgium", "juris-2016", "3 May 2099", ""),
    ("ccpr-c-999-3", "", "", "", "", ""),
]
DOCUMENTS: Documents = {
    "ccpr-c-998-d-7001-2098.json": FIRST_DECISION,
    "ccpr-c-999-d-7002-2098.json": SECOND_DECISION,
}


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """Give a function that makes an archive of documents, with the list of decisions beside it."""

    def packed(
        documents: Documents = DOCUMENTS,
        name: str = "archive.zip",
        rows: Sequence[tuple[str, ...]] = LIST,
    ) -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w") as archive:
            for member, content in documents.items():
                text = content if isinstance(content, str) else json.dumps(content)
                archive.writestr(zipfile.ZipInfo(member, (2098, 5, 19, 0, 0, 0)), text)
        table = io.StringIO()
        csv.writer(table).writerows([COLUMNS, *rows])
        (tmp_path / "jurisprudence_documents.csv").write_text(table.getvalue(), encoding="utf-8")
        return path

    return packed


@pytest.fixture
def said() -> list[str]:
    """Return the list of all that was told to people."""
    return []


@pytest.fixture
def read_into(said: list[str]) -> ReadInto:
    """Give a function that reads archives into a folder, by default in this process."""

    def read(
        folder: Path,
        *archives: Path,
        executor: Executor | None = None,
        only: str = "*",
        with_text: bool = False,
    ) -> Tally:
        ingest = Ingest(ReadFolder(Folder(folder)), said.append, with_text)
        if executor is not None:
            return ingest.run(archives, executor, 2, only)
        with ThreadPoolExecutor(1) as threads:
            return ingest.run(archives, threads, 1, only)

    return read


@pytest.fixture
def graph_in() -> GraphOf:
    """Give a function that returns what was read in a document, by the last part of its IRI."""

    def found(folder: Path, document: str) -> frozenset[Triple]:
        kept = ReadFolder(Folder(folder))
        entry = kept.entry(f"{iris.GRAPH}{document}/read")
        assert entry is not None, f"{document} was not read"
        content = kept.versions.graph_content(entry.checksum)
        return frozenset(quad.triple for quad in parse(content, format=RdfFormat.N_QUADS))

    return found


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files of the read documents of a folder, and their graphs."""
    files = [*(folder / "read").rglob("*.json"), *(folder / "graphs").glob("*.nq")]
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}
