"""Test that a term which nobody defines is found, with its place and the nearest term."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rightsgraph.build import Assembly
from rightsgraph.findings import Finding
from rightsgraph.records import read_source_graph
from rightsgraph.vocabulary import Vocabulary

WriteRecords = Callable[..., Path]


@pytest.fixture(scope="module")
def vocabulary(assembly: Assembly) -> Vocabulary:
    """Return the terms of the ontology."""
    return Vocabulary(assembly.read[0].triples)


def unknown(vocabulary: Vocabulary, path: Path) -> tuple[Finding, ...]:
    """Return the findings on a file of records."""
    return vocabulary.unknown(read_source_graph(path))


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("rg:statedin doc:A", "rg:statedin is not a defined term; did you mean rg:statedIn?"),
        ("a rg:Jugdment", "rg:Jugdment is not a defined term; did you mean rg:Judgment?"),
        ("rdf:predicate rg:isued", "rg:isued is not a defined term; did you mean rg:issued"),
        ('skos:notation "A"^^rg:symbl', "rg:symbl is not a defined term; did you mean rg:symbol?"),
        ("dcterms:isued 1", "dcterms:isued is not a defined term; did you mean dcterms:issued?"),
        ("<http://example.org/p> 1", "http://example.org/p is not a defined term; define it in"),
        ("a <http://example.org/C>", "http://example.org/C is not a defined term; define it in"),
    ],
)
def test_a_misspelt_term_is_named_with_its_line_and_the_nearest_term(
    vocabulary: Vocabulary, records: WriteRecords, statement: str, message: str
) -> None:
    path = records("some", f"place:juarez {statement} .")
    (finding,) = unknown(vocabulary, path)
    assert finding.message.startswith(message)
    assert (finding.rule, finding.focus, finding.file) == (
        "unknown-term", "place:juarez", "some.ttl",
    )  # fmt: skip
    line = path.read_text(encoding="utf-8").splitlines()[finding.line - 1]
    assert line.startswith("place:juarez")


def test_a_term_of_another_vocabulary_that_we_do_not_reuse_is_unknown(
    vocabulary: Vocabulary, records: WriteRecords
) -> None:
    path = records("some", 'place:juarez dcterms:bibliographicCitation "x" .')
    assert [f.rule for f in unknown(vocabulary, path)] == ["unknown-term"]


def test_things_of_ours_are_not_terms(vocabulary: Vocabulary, records: WriteRecords) -> None:
    path = records("some", "place:juarez rg:statedIn doc:A ; rdfs:seeAlso <http://x> .")
    assert unknown(vocabulary, path) == ()


def test_no_real_record_uses_an_unknown_term(assembly: Assembly, vocabulary: Vocabulary) -> None:
    assert [f.text() for graph in assembly.read for f in vocabulary.unknown(graph)] == []
