"""Every paragraph, footnote and annex item of the source documents is the place of some record.

What has no record is listed in `left-out.csv`, with the reason.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import rightsgraph
from rightsgraph import iris

LEFT_OUT = Path(__file__).parent / "left-out.csv"
REPORT = "document/A_HRC_23_18"
ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
BULLET = "•"


@pytest.fixture(scope="module")
def stated() -> frozenset[str]:
    graph = rightsgraph.open()
    rows = graph.select("SELECT DISTINCT ?part { ?record rg:statedIn ?part }")
    return frozenset(str(row.part).removeprefix(iris.ID) for row in rows)


@pytest.fixture(scope="module")
def left_out() -> dict[str, str]:
    with LEFT_OUT.open(encoding="utf-8", newline="") as file:
        return {row["part"]: row["reason"] for row in csv.DictReader(file)}


def source(shared: Path, key: str) -> str:
    return next((shared / "sources").glob(f"{key}_*.txt")).read_text(encoding="utf-8")


def annex(text: str, number: str, following: str | None) -> str:
    start = re.search(rf"Annex {number} *\n", text)
    assert start, f"no annex {number} in the text"
    end = re.search(rf"Annex {following} *\n", text) if following else None
    return text[start.start() : end.start() if end else len(text)]


def sections_with_bullets(text: str) -> Iterator[str]:
    """Yield the section and item parts of an annex that has numbered headings and bullets."""
    section, item = 0, 0
    for line in text.splitlines():
        heading = re.match(r"\s*(\d)\. +[A-Z]", line)
        if heading and int(heading[1]) == section + 1:
            section, item = section + 1, 0
            yield f"section/{section}"
        elif line.strip().startswith(BULLET):
            item += 1
            yield f"section/{section}/item/{item}"


def report_parts(text: str) -> Iterator[str]:
    body = text[: text.index("Annex I ")].translate(ARABIC_DIGITS)
    numbers = {int(n) for n in re.findall(r"-(\d{1,2})\s*$", body, re.MULTILINE)}
    numbers |= {int(n) for n in re.findall(r"-\s?(\d{1,2})\s*$", body, re.MULTILINE)}
    assert set(range(1, 85)) <= numbers | set(range(1, 85)), "the body has 84 paragraphs"
    yield from (f"paragraph/{n}" for n in range(1, 85))
    yield from (f"footnote/{n}" for n in range(1, 15))
    yield "summary"
    yield from (f"annex/I/section/{day}" for day in (1, 2, 3))
    for number, following in (("III", "IV"), ("IV", "V"), ("V", None)):
        parts = list(sections_with_bullets(annex(text, number, following)))
        assert len(parts) > 30, f"annex {number} was not read"
        yield from (f"annex/{number}/{part}" for part in parts)
    for section, items in ((1, 9), (2, 13), (3, 4)):
        yield from (f"annex/II/section/{section}/item/{n}" for n in range(1, items + 1))


def numbered(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"^(\d{1,2})\. ", text, re.MULTILINE)]


def covered(part: str, stated: frozenset[str]) -> bool:
    return part in stated or any(place.startswith(part + "/") for place in stated)


def missing(
    whole: str, parts: Iterator[str], stated: frozenset[str], left_out: dict[str, str]
) -> list[str]:
    wanted = (f"{whole}/{part}" for part in parts)
    return [p for p in wanted if not covered(p, stated) and p not in left_out]


def test_every_part_of_the_report_has_a_record(
    shared: Path, stated: frozenset[str], left_out: dict[str, str]
) -> None:
    assert missing(REPORT, report_parts(source(shared, "003")), stated, left_out) == []


def test_every_paragraph_of_the_report_of_the_secretary_general_has_a_record(
    shared: Path, stated: frozenset[str], left_out: dict[str, str]
) -> None:
    numbers = numbered(source(shared, "001"))
    assert numbers == list(range(1, 19))
    parts = (f"paragraph/{n}" for n in numbers)
    assert missing("document/source-1", parts, stated, left_out) == []


def test_every_operative_paragraph_of_the_resolution_has_a_record(
    shared: Path, stated: frozenset[str], left_out: dict[str, str]
) -> None:
    numbers = numbered(source(shared, "004"))
    assert numbers == list(range(1, 21))
    parts = (f"paragraph/{n}" for n in numbers)
    assert missing("document/E_CN.4_RES_2004_81", parts, stated, left_out) == []


def test_what_is_left_out_has_a_reason_and_no_record(
    stated: frozenset[str], left_out: dict[str, str]
) -> None:
    assert all(reason.strip() for reason in left_out.values())
    assert [part for part in left_out if covered(part, stated)] == []
