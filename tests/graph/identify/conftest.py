"""Real identifiers of the shared data."""

import csv
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def read_json(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def cells(shared: Path, gold: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the cells for symbols of each source."""
    data = shared / "data"
    documents = read_json(data / "unhrd-2026/documents.json")
    comments = read_json(data / "general-comments/general_comments.json")
    decisions = rows(data / "unhrd-2026/jurisprudence_documents.csv")
    cases = rows(data / "treaty-body-jurisprudence-2016/cases.csv")
    reviews = rows(data / "upr-2026-extracted/recommendations.csv")
    return {
        "documents": [document["signature"] for document in documents],
        "symbols of OHCHR": [document.get("ohchrSymbol") or "" for document in documents],
        "decisions": [decision["symbol"] for decision in decisions],
        "cases of 2016": [case["symbol"] for case in cases],
        "resolutions": [vote["symbol"] for vote in rows(data / "hrc-voting/resolutions.csv")],
        "general comments": [comment["Signature"] for comment in comments],
        "reviews": [review["document_symbol"] for review in reviews],
        "gold documents": gold["doc"] + gold["res"],
    }


@pytest.fixture(scope="session")
def gold(shared: Path) -> dict[str, list[str]]:
    """Return the targets of the annotated citations by scheme, without it: doc, comm, case..."""
    found = defaultdict(list)
    for file in sorted((shared / "gold").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            for citation in json.loads(line)["citations"]:
                for target in (citation["target"], *citation.get("also", [])):
                    scheme, _, value = target.partition(":")
                    found[scheme].append(value)
    return found


@pytest.fixture(scope="session")
def cases_2016(shared: Path) -> list[dict[str, str]]:
    """Return the decisions of treaty bodies with the communications that they decide."""
    return rows(shared / "data/treaty-body-jurisprudence-2016/cases.csv")


@pytest.fixture(scope="session")
def applications(shared: Path) -> list[str]:
    """Return the application numbers of judgments of the European Court."""
    cases = rows(shared / "data/ecthr-cases/cases.csv")
    return [number for case in cases for number in case["appno"].split(";")]


@pytest.fixture(scope="session")
def countries(shared: Path) -> list[dict[str, str]]:
    """Return the countries with their codes and their names in six languages."""
    return rows(shared / "data/country-codes/country-codes.csv")
