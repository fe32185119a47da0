"""Test what is made of the lists and file names of UNHRD, with their defects."""

from pathlib import Path

import pytest

from rightsgraph.errors import SourceError
from rightsgraph.ingest.facts import Facts
from rightsgraph.ingest.sessions import year_of_session
from rightsgraph.ingest.unhrd import Member
from rightsgraph.ingest.unhrd_facts import FactFinder, Metadata

ID = "https://w3id.org/rightsgraph/id/"
MEXICO = ID + "state/MEX"
GENERAL_COMMENT = ID + "document/CCPR_C_21_Rev.1_Add.13"


def facts(name: str, **fields: str) -> Facts:
    """Return what is known of a decision with a file name, where a list says these fields."""
    decisions = [{"doc_id": name, **fields}] if fields else []
    return found(Metadata(decisions=decisions), name)[0]


def found(metadata: Metadata, name: str) -> tuple[Facts, str]:
    """Return what is known of a document of a list, and its name for the recogniser."""
    known = {"gc:CCPR/31": GENERAL_COMMENT}
    finder = FactFinder(metadata, known.get, {"mexico": MEXICO})
    return finder.facts(Member(Path("archive.zip"), f"{name}.json", ""))


def test_the_name_of_a_file_carries_the_symbol_and_the_communication() -> None:
    decision = facts("e-c-12-55-d-2-2014")
    assert decision.identifier == "E/C.12/55/D/2/2014"
    assert decision.issued_by == (ID + "mechanism/cescr",)
    assert decision.decides == (ID + "communication/cescr/2_2014",)


def test_a_reissued_decision_and_a_joint_one_are_read_from_the_name_of_the_file() -> None:
    assert facts("cat-c-58-d-163-2000-rev-1").identifier == "CAT/C/58/D/163/2000/Rev.1"
    joint = facts("crc-c-86-d-57-2018-crc-c-86-d-58-2018", symbol="CRC/C/86/D/57-2018-crc")
    assert joint.identifier == "CRC/C/86/D/57/2018"
    assert [iri.rpartition("/")[2] for iri in joint.decides] == ["57_2018", "58_2018"]


@pytest.mark.parametrize(
    ("name", "symbol", "reason"),
    [
        ("cat-c-54-3", "", "the lists of UNHRD give it none"),
        ("ccpr-c-120-d2435-2014", "CCPR/C/120/D2435/2014", "not a decision"),
        ("ccpr-c-139-d-2914-3040-3051", "CCPR/C/139/D/2914-3040-3051", "cannot be read"),
    ],
)
def test_a_symbol_that_is_empty_or_wrong_is_refused(name: str, symbol: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        facts(name, symbol=symbol)


def test_a_state_counts_only_where_it_is_one_and_not_guessed_from_a_text() -> None:
    name = "cat-c-58-d-7001-2015"

    def state(state: str, source: str) -> str | None:
        return facts(name, symbol="x", state=state, state_source=source).state

    assert state("Mexico", "unhrd-metadata") == MEXICO
    assert state("Mexico", "derived-from-own-text") is None
    assert state("Mexico,Sweden", "unhrd-metadata") is None


def test_a_decision_has_the_day_that_fits_its_session_or_else_the_year() -> None:
    name = "cat-c-58-d-7001-2015"
    assert facts(name, symbol="x", adoption_date="10 Aug 2016").issued == "2016-08-10"
    assert facts(name, symbol="x", adoption_date="10 Aug 2061").issued == "2016"
    assert facts(name).issued == "2016"
    assert year_of_session("CAT", 58) == "2016"


def test_a_year_that_may_be_that_of_the_communication_is_no_date() -> None:
    assert facts("cat-c-9-d-5-1990", symbol="x", adoption_year="1991").issued == "1991"
    with pytest.raises(SourceError, match="no date of adoption that can be relied on"):
        facts("cat-c-9-d-5-1990", symbol="x", adoption_year="1990")


def test_the_dates_of_most_decisions_tell_the_year_of_their_session() -> None:
    days = ["3 Mar 2091", "9 Mar 2091", "3 Mar 2091", "3 Mar 2091", "9 Mar 2019"]
    decisions = [
        {"doc_id": f"cat-c-999-d-{n}-2090", "symbol": f"CAT/C/999/D/{n}/2090", "adoption_date": d}
        for n, d in enumerate(days, 1)
    ]
    metadata = Metadata(decisions=decisions)
    assert found(metadata, "cat-c-999-d-1-2090")[0].issued == "2091-03-03"
    assert found(metadata, "cat-c-999-d-5-2090")[0].issued == "2091"
    assert found(metadata, "cat-c-999-d-6-2090")[0].issued == "2091"


def test_a_general_comment_is_the_one_that_the_registry_knows() -> None:
    name = "Annotated_CCPR_GC31_made_up"
    row = {"sourceFile": f"{name}.json", "committees": ["CCPR"], "adoptionDate": "29 Mar 2004"}
    comment, symbol = found(Metadata([row]), name)
    assert (comment.iri, symbol) == (GENERAL_COMMENT, "CCPR general comment 31")
    assert comment.issued == "2004-03-29"


def test_a_general_comment_that_is_part_of_a_report_and_unknown_is_refused() -> None:
    name = "Annotated_CERD_GR99_made_up"
    with pytest.raises(SourceError, match="the symbol of a report"):
        found(Metadata([{"sourceFile": f"{name}.json", "signature": "A/48/18"}]), name)


def test_a_report_has_its_symbol_from_the_list_or_the_name_and_its_mandate() -> None:
    name = "SR_Torture_E_CN_4_2004_56"
    row = {"sourceFile": f"{name}.json", "committee": "SR Torture", "year": 2004, "name": "Title"}
    report, symbol = found(Metadata([row]), name)
    assert symbol == report.identifier == "E/CN.4/2004/56"
    assert (report.kind, report.issued, report.title) == ("Report", "2004", "Title")
    assert report.issued_by == (ID + "mechanism/sr-torture",)


def test_a_list_that_is_broken_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "documents.json"
    broken.write_text("[{", encoding="utf-8")
    with pytest.raises(SourceError, match=r"documents\.json: is not a list of documents"):
        Metadata.load([broken])
