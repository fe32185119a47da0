"""Test that the plain text of a document is cut into the parts that its IRIs name.

The texts are made up, but for those of `../shared`.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from rightsgraph import iris
from rightsgraph.errors import IdentifierError, SourceError
from rightsgraph.identify import document_iri, parse_symbol, part_iri
from rightsgraph.ingest.folder import ReadFolder
from rightsgraph.ingest.one_text import ingest_file, read_file
from rightsgraph.ingest.records import ReadDocument
from rightsgraph.ingest.text import read_text
from rightsgraph.rdf import CITO, RDF, RG, NamedNode
from rightsgraph.records import read_source_graph
from rightsgraph.versions import Folder

ROOT = Path(__file__).parents[3]
SYMBOL = "A/HRC/901/18"
REPORT = """\
General Assembly

Report on a made-up matter

Summary

The present report is about nothing. It was asked for in resolution 901/14.

I. Introduction

1. The Council asked for a report.1 It met twice: (a) in spring; and (b) in autumn, as
agreed in document A/HRC/900/2.2

__________

1 See A/HRC/900/1,
para. 7.

2 Ibid., annex II.
The meeting in autumn was the last.

A/HRC/901/18
GE.13-90001 3

2. The participants named their wishes:

(a) More time:

(i) In spring;

(ii) In autumn;

(b) More paper.

A. What was said

3. Speakers said:
\u2022 That it was late;
\u2022 That it was not.

Annex I

[English only]

Programme of the meeting

Annex II

Conclusions

The meeting agreed on what follows, as in A/HRC/900/5.

1. Sharing of papers

\u2022 Papers are to be shared.
\u2022 So are pens.

2. Other matters

There were none.
"""


def paths(document: ReadDocument) -> list[str]:
    """Return the paths of the parts of a document."""
    return ["/".join(part.path) for part in document.parts]


def texts(document: ReadDocument) -> dict[str, str]:
    """Return the texts of the parts, by path, with single spaces."""
    return {"/".join(p.path): " ".join(p.paragraph.text.split()) for p in document.parts}


def notes(document: ReadDocument) -> dict[str, list[tuple[str, str]]]:
    """Return the notes of the parts that have some."""
    return {
        "/".join(part.path): [(note.n, note.text) for note in part.paragraph.footnotes]
        for part in document.parts
        if part.paragraph.footnotes
    }


@pytest.fixture(scope="module")
def report() -> ReadDocument:
    """Read the made-up report."""
    return read_text(REPORT, SYMBOL)


def test_a_report_has_a_summary_paragraphs_letters_bullets_annexes_and_sections(
    report: ReadDocument,
) -> None:
    assert paths(report) == [
        "summary",
        "paragraph/1", "paragraph/1/a", "paragraph/1/b",
        "paragraph/2", "paragraph/2/a", "paragraph/2/a/i", "paragraph/2/a/ii", "paragraph/2/b",
        "paragraph/3", "paragraph/3/bullet/1", "paragraph/3/bullet/2",
        "annex/I",
        "annex/II/section/0",
        "annex/II/section/1", "annex/II/section/1/item/1", "annex/II/section/1/item/2",
        "annex/II/section/2",
    ]  # fmt: skip


def test_every_path_is_one_of_the_grammar_of_parts(report: ReadDocument) -> None:
    whole = document_iri(parse_symbol(SYMBOL))
    assert all(part_iri(whole, *part.path).startswith(whole) for part in report.parts)


def test_headings_page_headers_and_job_numbers_are_in_no_part(report: ReadDocument) -> None:
    whole = " ".join(texts(report).values())
    for words in ("Introduction", "What was said", "GE.13", SYMBOL, "made-up matter", "____"):
        assert words not in whole


def test_a_paragraph_goes_on_behind_the_notes_of_a_page(report: ReadDocument) -> None:
    assert texts(report)["paragraph/1/b"].endswith("The meeting in autumn was the last.")


def test_a_note_belongs_to_the_part_that_has_its_mark(report: ReadDocument) -> None:
    assert notes(report) == {
        "paragraph/1": [("1", "See A/HRC/900/1,\npara. 7.")],
        "paragraph/1/b": [("2", "Ibid., annex II.")],
    }
    assert texts(report)["paragraph/1"].startswith("The Council asked for a report.[[fn:1]] It")
    assert "A/HRC/900/2.[[fn:2]]" in texts(report)["paragraph/1/b"]


def test_notes_at_the_end_are_read_to_the_end() -> None:
    read = read_text(
        "1. One thing.[1]\n\n2. Another.\u00b2\n\n"
        "Notes\n\n1. See A/1. And A/2.\n2. See A/3.\nAnd A/4.\n",
        SYMBOL,
    )
    assert notes(read) == {
        "paragraph/1": [("1", "See A/1. And A/2.")],
        "paragraph/2": [("2", "See A/3.\nAnd A/4.")],
    }


def test_a_note_with_a_star_is_found_where_there_was_a_mark() -> None:
    read = read_text(
        "Item 69 of the agenda*\n\nSummary\n\nSo it is.\n\n* A/900/150.\n\n1. One.", SYMBOL
    )
    assert notes(read) == {"summary": [("*", "A/900/150.")]}


def test_numbers_in_a_list_or_heading_are_no_paragraphs() -> None:
    read = read_text(
        "1. Heading\n\n1. First, with a list.\n\n4. Odd one.\n\n2. Second.\n\n"
        "1. Heading\n\n3. Third.\n\n"
        "1. Introduction ........ 1-3 4\n\n4. Fourth.\n\n6. Sixth: the fifth was lost.\n",
        SYMBOL,
    )
    assert paths(read) == [f"paragraph/{n}" for n in (1, 2, 3, 4, 6)]


def test_a_decision_has_paragraphs_with_two_numbers() -> None:
    read = read_text(
        "1. The author is A.B.\n\n2.1 He was held.\n\n2.2 He was freed.\n\n3. He complains.\n",
        SYMBOL,
    )
    assert paths(read) == ["paragraph/1", "paragraph/2.1", "paragraph/2.2", "paragraph/3"]


def test_the_preamble_and_the_closing_of_a_resolution_are_parts_too() -> None:
    read = read_text(
        "Resolution 2004/901\n\nThe Commission on Made-up Matters,\n\n"
        "Recalling:\n\n(a) That it is,\n\n"
        "(b) Resolution 900,\n\nMindful of time,\n\n1. Notes that;\n\n2. Decides so.\n\n"
        "28th meeting\n\n[Adopted without a vote. See E/2004/900]\n",
        "E/CN.4/RES/2004/901",
    )
    start = "section/0/paragraph"
    assert paths(read) == [
        f"{start}/1", f"{start}/1/a", f"{start}/1/b", f"{start}/2",
        "paragraph/1", "paragraph/2", "item/1", "item/2",
    ]  # fmt: skip


def test_paragraphs_without_numbers_are_counted() -> None:
    read = read_text("A title\n\nThis is one.\n\nThis is\nanother.\n\nAn end", SYMBOL)
    assert texts(read) == {"paragraph/1": "This is one.", "paragraph/2": "This is another."}


ARABIC = """\
موجز
 .هذا تقرير
 مقدمة  -أولاً
طلب المجلس تقريراً         - ١
  .)١(عن المسألة
__________

.A/HRC/900/3 انظر )١(
 التعاون  -١
واقترح ما يلي         -٢
 ;شيء )أ(
 .شيء آخر )ب(
وانتهى         -٣
 .الاجتماع \u2022

المرفق الثاني

نص المرفق.
"""


def test_arabic_lines_have_their_numbers_letters_and_bullets_at_either_end() -> None:
    read = read_text(ARABIC, SYMBOL)
    assert read.language == "ar"
    assert paths(read) == [
        "summary", "paragraph/1", "paragraph/2", "paragraph/2/a", "paragraph/2/b",
        "paragraph/3", "paragraph/3/bullet/1", "annex/II",
    ]  # fmt: skip
    [(_, note)] = notes(read)["paragraph/1"]
    assert "A/HRC/900/3" in note


def test_arabic_in_its_own_order_is_read_alike() -> None:
    read = read_text(
        "١- طلب المجلس: (أ) شيء؛ (ب) شيء.\n\n٢- انتهى.\n",
        SYMBOL,
    )
    assert paths(read)[0] == "paragraph/1"
    assert paths(read)[-1] == "paragraph/2"


def test_an_annex_in_another_script_has_its_own_language() -> None:
    read = read_text(ARABIC + "\nAnnex III\n\nThe text of the annex is in English.\n", SYMBOL)
    assert {p.path[1]: p.paragraph.language for p in read.parts if p.path[0] == "annex"} == {
        "II": "ar", "III": "en",
    }  # fmt: skip


# The command and the library, on a file.


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file with the made-up report."""
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_what_a_text_cites_becomes_the_graph_of_the_document(file: Path) -> None:
    _, graph, origin = read_file(file, SYMBOL)
    assert graph.iri == iris.GRAPH + "A_HRC_901_18/read"
    part = "id/document/A_HRC_901_18/footnote/1/cites/document/A_HRC_900_1"
    assert part.removeprefix("id/").encode() in graph.content
    assert b"It met twice" not in graph.content
    assert origin.source == "report.txt"


def test_the_text_is_kept_where_it_is_wished(file: Path) -> None:
    _, graph, origin = read_file(file, SYMBOL, with_text=True)
    assert b"It met twice" in graph.content
    assert origin.provenance.license.startswith("https://www.un.org/")


def test_reading_a_file_twice_gives_the_same_bytes(file: Path) -> None:
    assert read_file(file, SYMBOL)[1].content == read_file(file, SYMBOL)[1].content


def test_a_document_that_was_read_lies_in_the_folder(file: Path, tmp_path: Path) -> None:
    folder = ReadFolder(Folder(tmp_path / "versions"))
    words = ingest_file(folder, file, SYMBOL, language=None, with_text=False)
    assert words.startswith("A/HRC/901/18 (en): 18 parts read with ")
    [entry] = folder.entries()
    assert entry.document == document_iri(parse_symbol(SYMBOL))


def test_the_command_reads_a_file(
    file: Path, tmp_path: Path, run_cli: Callable[..., CompletedProcess[str]]
) -> None:
    done = run_cli("ingest", "text", file, "--symbol", SYMBOL, "--graph", tmp_path / "versions")
    assert (done.returncode, done.stdout) == (0, "")
    assert "18 parts" in done.stderr


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"caf\xe9", "1: is not UTF-8"),
        (b"\n\ncaf\xe9", "3: is not UTF-8"),
        (b"", "has no paragraph"),
        (b"A title", "has no paragraph"),
    ],
)
def test_a_file_that_is_no_text_of_a_document_is_refused(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=words):
        read_file(path, SYMBOL)


def test_a_missing_file_and_a_wrong_symbol_are_refused(tmp_path: Path, file: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_file(tmp_path / "none.txt", SYMBOL)
    with pytest.raises(IdentifierError):
        read_file(file, "nothing")


def test_a_text_in_utf_16_is_read(tmp_path: Path) -> None:
    path = tmp_path / "wide.txt"
    path.write_bytes(REPORT.encode("utf-16"))
    assert paths(read_file(path, SYMBOL)[0])[0] == "summary"


# The source documents.


def source(shared: Path, key: str, symbol: str) -> ReadDocument:
    """Read a source document."""
    path = next((shared / "sources").glob(f"{key}_*.txt"))
    return read_text(path.read_text(encoding="utf-8"), symbol)


@pytest.fixture(scope="module")
def workshop(shared: Path) -> ReadDocument:
    """Read A/HRC/23/18, in Arabic with annexes in English."""
    return source(shared, "003", "A/HRC/23/18")


def test_the_report_on_the_workshop_has_all_its_paragraphs_annexes_and_notes(
    workshop: ReadDocument,
) -> None:
    found = paths(workshop)
    assert [p for p in found if re.fullmatch(r"paragraph/\d+", p)] == [
        f"paragraph/{n}" for n in range(1, 85)
    ]
    assert found[0] == "summary"
    assert list(dict.fromkeys(p.split("/")[1] for p in found if p.startswith("annex"))) == [
        "I", "II", "III", "IV", "V",
    ]  # fmt: skip
    numbers = [n for held in notes(workshop).values() for n, _ in held if n.isdigit()]
    assert numbers == [str(n) for n in range(1, 16)]


def test_its_parts_have_the_words_and_the_notes_that_annotators_gave_them(
    workshop: ReadDocument, shared: Path
) -> None:
    lines = (shared / "gold" / "a-hrc-23-18.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {record["paragraph"]: record for record in map(json.loads, lines)}
    own = texts(workshop)
    for n in range(1, 85):
        whole = " ".join(t for p, t in own.items() if f"{p}/".startswith(f"paragraph/{n}/"))
        words, truth = letters(whole), letters(gold[str(n)]["text"])
        assert len(words) >= 0.5 * len(truth), n
        assert set(words) <= set(truth), n
        held = [
            k
            for p, each in notes(workshop).items()
            for k, _ in each
            if f"{p}/".startswith(f"paragraph/{n}/")
        ]
        assert held == [note["n"] for note in gold[str(n)]["footnotes"]], n


def letters(text: str) -> list[str]:
    """Return the Arabic words of a text."""
    return re.findall(r"[\u0621-\u064a]+", text)


def test_its_annexes_are_in_english(workshop: ReadDocument) -> None:
    languages = {p.path[0]: p.paragraph.language for p in workshop.parts}
    assert languages == {"summary": "ar", "paragraph": "ar", "annex": "en"}


@pytest.mark.parametrize(
    ("key", "symbol", "expected"),
    [("000", "A/900/1", 8), ("001", "A/900/2", 18), ("002", "A/900/3", 17), ("004", "A/900/4", 20)],
)
def test_the_other_source_documents_have_all_their_paragraphs(
    shared: Path, key: str, symbol: str, expected: int
) -> None:
    found = paths(source(shared, key, symbol))
    assert [p for p in found if re.fullmatch(r"paragraph/\d+", p)] == [
        f"paragraph/{n}" for n in range(1, expected + 1)
    ]


def curated() -> set[tuple[str, str]]:
    """Return which part cites what, directly, in the curated records of A/HRC/23/18."""
    triples = read_source_graph(ROOT / "graph" / "data" / "a-hrc-23-18").triples
    kinds = {
        t.subject for t in triples if t.predicate == RDF.type and t.object == RG.DirectCitation
    }
    ends: dict[object, dict[NamedNode, str]] = {}
    for t in triples:
        if t.subject in kinds and isinstance(t.object, NamedNode):
            ends.setdefault(t.subject, {})[t.predicate] = t.object.value
    return {(e[CITO.hasCitingEntity], article(e[CITO.hasCitedEntity])) for e in ends.values()}


def article(cited: str) -> str:
    """Return the article that a part of a treaty belongs to, or what else is cited."""
    return re.sub(r"/article/([^/]+).*", r"/article/\1", cited)


def read_citations(shared: Path) -> set[tuple[str, str]]:
    """Return which part cites what, as read in the text of A/HRC/23/18."""
    path = next((shared / "sources").glob("003_*.txt"))
    content = read_file(path, "A/HRC/23/18")[1].content.decode()
    ends: dict[str, dict[str, str]] = {}
    pattern = r"<(\S+/cites/\S+)> <\S+/(hasCitingEntity|hasCitedEntity)> <(\S+)>"
    for citation, end, iri in re.findall(pattern, content):
        ends.setdefault(citation, {})[end] = iri
    return {
        (e["hasCitingEntity"], article(e["hasCitedEntity"])) for e in ends.values() if len(e) == 2
    }


def test_what_is_read_in_the_report_agrees_with_what_was_curated(shared: Path) -> None:
    known, found = curated(), read_citations(shared)
    assert len(known) == 32
    assert sorted(found - known) == []
    assert sorted(known - found) == []


def test_an_annex_title_on_each_page_begins_one_annex() -> None:
    body = "1. The first paragraph.\n\nAnnex I\n\n1. First.\n\nAnnex I\n\n2. Second.\n"

    found = paths(read_text(body, SYMBOL))
    assert found.count("annex/I") <= 1
    assert "annex/I/paragraph/2" in found
