"""Test reading Turtle with the place of each fault, and writing it in canonical form."""

import os
import random
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from rightsgraph import resources
from rightsgraph.errors import SourceError
from rightsgraph.records import turtle_files
from rightsgraph.turtle import format_file, format_turtle, line_of, read_plain_turtle, read_turtle

RECORDS = [file for path in resources.record_files() for file in turtle_files(path)]
SMALL = """PREFIX ex: <http://example.org/>

ex:a
    ex:p
        ex:b ,
        "c"@en ;
    ex:q 1 ;
.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the path of a file that does not exist yet."""
    return tmp_path / "some.ttl"


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ("a b c", 1, 1),
        ("<http://a> <http://b> <http://c> .\n<http://a> ex:p 1 .", 2, 12),
        ('<http://a> <http://b> "not closed .\n', 1, 23),
        ("# \u0627\u0644\u0645\u0643\u0633\u064a\u0643\n<http://a> <http://b c> 1 .", 2, 12),
        ('<http://a> <http://b> "\u0627\u0644\u0645\u0643\u0633\u064a\u0643" x .', 1, 33),
    ],
)
def test_a_syntax_error_gives_line_and_column(
    file: Path, content: str, line: int, column: int
) -> None:
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match="is not Turtle: ") as caught:
        read_turtle(file)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert str(caught.value).startswith(f"{file}:{line}:{column}: ")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_utf_8_gives_the_line_and_the_remedy(file: Path) -> None:
    file.write_bytes(b'<http://a> <http://b>\n "M\xe9xico" .')
    with pytest.raises(SourceError, match=r":2: is not UTF-8; save it as UTF-8"):
        read_turtle(file)


def test_a_byte_order_mark_is_named_with_the_remedy(file: Path) -> None:
    file.write_text(SMALL, encoding="utf-8-sig")
    with pytest.raises(SourceError, match=r":1:1: .*byte order mark; save it without"):
        read_turtle(file)


def test_a_missing_file_is_named(file: Path) -> None:
    with pytest.raises(SourceError, match=r"No such file .*; check its path") as caught:
        read_turtle(file)
    assert caught.value.file == str(file)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_turtle(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        "[] <http://b> 1 .",
        "<http://a> <http://b> [ <http://c> 1 ] .",
        "<http://a> <http://b> ( 1 2 ) .",
        "_:x <http://b> 1 .",
        "<http://a> <http://b> <<( <http://a> <http://b> 1 )>> .",
    ],
)
def test_records_with_a_blank_node_or_triple_term_are_refused(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")
    assert read_turtle(file)
    with pytest.raises(SourceError, match="records have IRIs, give it one"):
        read_plain_turtle(file)


@pytest.mark.parametrize("path", resources.shape_files(), ids=lambda path: path.name)
def test_the_canonical_form_of_a_real_file_is_its_own_canonical_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    once = format_turtle(text)
    assert format_turtle(once) == once


def test_the_canonical_form_does_not_depend_on_the_order_of_triples() -> None:
    path = next(p for p in resources.shape_files() if p.name == "records.ttl")
    graph = Graph().parse(path, format="turtle")
    lines = graph.serialize(format="nt").strip().splitlines()
    forms = set()
    for seed in range(4):
        random.Random(seed).shuffle(lines)
        forms.add(format_turtle("\n".join(lines)))
    assert len(forms) == 1
    assert isomorphic(Graph().parse(data=forms.pop(), format="turtle"), graph)


def test_the_canonical_form_does_not_depend_on_the_names_of_blank_nodes() -> None:
    one = "_:a <http://p> _:b . _:b <http://p> 1 . _:a <http://q> _:c . _:c <http://p> 2 ."
    other = "_:c <http://p> _:a . _:a <http://p> 1 . _:c <http://q> _:b . _:b <http://p> 2 ."
    assert format_turtle(one) == format_turtle(other)


def test_a_file_in_canonical_form_is_left_alone(file: Path) -> None:
    file.write_text(SMALL, encoding="utf-8")
    os.utime(file, (1, 1))
    assert format_file(file, write=True) is False
    assert file.stat().st_mtime == 1


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_file_in_another_form_is_told_and_rewritten_only_on_demand(
    file: Path, ending: str
) -> None:
    text = '@prefix ex: <http://example.org/> .\nex:a ex:q 1 ; ex:p "c"@en, ex:b .\n'
    content = text.replace("\n", ending).encode()
    file.write_bytes(content)
    assert format_file(file, write=False) is True
    assert file.read_bytes() == content
    assert format_file(file, write=True) is True
    assert file.read_text(encoding="utf-8") == SMALL
    assert format_file(file, write=True) is False


def test_windows_line_ends_are_not_canonical(file: Path) -> None:
    file.write_bytes(SMALL.replace("\n", "\r\n").encode())
    assert format_file(file, write=True) is True
    assert file.read_bytes() == SMALL.encode()


def test_a_comment_is_refused_with_its_place_as_it_would_be_lost(file: Path) -> None:
    content = SMALL.replace("    ex:q 1 ;", "    ex:q 1 ; # a note")
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match="make it a skos:note") as caught:
        format_file(file, write=True)
    assert (caught.value.line, caught.value.column) == (7, 14)
    assert file.read_text(encoding="utf-8") == content


def test_a_hash_in_an_iri_a_text_or_a_name_is_no_comment(file: Path) -> None:
    file.write_text(
        'PREFIX ex: <http://example.org/>\nex:a <http://a#b> "# c", """\n# d""", ex:e\\#f .\n',
        encoding="utf-8",
    )
    assert format_file(file, write=False) is True


def test_rdf_1_2_is_refused_in_words(file: Path) -> None:
    file.write_text("<http://a> <http://b> <<( <http://a> <http://b> 1 )>> .", encoding="utf-8")
    with pytest.raises(SourceError, match=r"not RDF 1\.1 Turtle"):
        format_file(file, write=True)


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name)
def test_the_line_of_every_subject_of_a_real_file_is_found(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    subjects = {str(s) for s in Graph().parse(path, format="turtle").subjects()}
    found = {line_of(path, iri) for iri in subjects}
    assert None not in found
    assert len(found) == len(subjects)
    beginnings = {n for n, line in enumerate(lines, 1) if line[:1] not in ("", " ", ".", "P")}
    assert found == beginnings


def test_the_line_of_a_subject_written_in_full_is_found(file: Path) -> None:
    file.write_text("<http://a>\n    <http://p> <http://b> ;\n.\n\n<http://b>\n", encoding="utf-8")
    assert line_of(file, "http://b") == 5
    assert line_of(file, "http://c") is None
