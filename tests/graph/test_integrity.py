"""Test the queries that find what clashes or is missing across all graphs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rightsgraph import iris
from rightsgraph.build import assemble
from rightsgraph.findings import Finding
from rightsgraph.graph import Graph
from rightsgraph.integrity import integrity_findings
from rightsgraph.queries import NamedQuery, queries
from rightsgraph.turtle import format_turtle

WriteRecords = Callable[..., Path]
Found = dict[int, tuple[Path, list[Finding]]]

CHECKS = queries("checks")
PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in iris.PREFIXES.items())
SOURCE_GRAPH = """
<https://w3id.org/rightsgraph/graph/planted/{number}> a rg:SourceGraph .
"""
CLAIM = """
<https://w3id.org/rightsgraph/id/claim/t/{n}> a rg:Claim ; rdf:subject place:here ;
    rdf:predicate dcterms:identifier ; rdf:object "{value}" ; rg:rank rank:{rank} ;
    rdfs:label "A claim"@en ;
    rg:statedIn <https://w3id.org/rightsgraph/id/document/A_HRC_23_18/paragraph/1> .
"""
ASSIGNMENT = """
<https://w3id.org/rightsgraph/id/assignment/t/1> a rg:Assignment ;
    rdfs:label "A test"@en ; rg:assignee group:rhrm ; rg:{property} mechanism:cedaw ;
    rg:assignmentRole assignment-role:implementer ;
    rg:ofRecommendation
    <https://w3id.org/rightsgraph/id/recommendation/A_HRC_23_18/annex/II/section/1/item/1> ;
    rg:statedIn <https://w3id.org/rightsgraph/id/document/A_HRC_23_18/annex/II> .
"""
HERE = 'place:here a rg:Place ; dcterms:identifier "here" .'
# A fault for each check: records, the thing that the finding names, and the value that it shows.
PLANTED = [
    ("duplicate-identifier",
     'place:here a rg:Place ; dcterms:identifier "same" . '
     'place:there a rg:Place ; dcterms:identifier "same" .', "place:there", "same"),
    ("duplicate-identifier",  # of a thing in another file
     'state:XXX a rg:State ; dcterms:identifier "MEX" .', "state:XXX", "MEX"),
    ("duplicate-code", 'state:XXX skos:notation "484"^^rg:m49 .', "state:XXX", "484"),
    ("undescribed", "place:here rg:statedIn state:XXX .", "place:here", "state:XXX"),
    ("undescribed", "place:here rg:statedIn doc:A_HRC_99 .", "place:here", "doc:A_HRC_99"),
    ("except-outside-group", ASSIGNMENT.format(property="except"),
     iris.ID + "assignment/t/1", "mechanism:cedaw"),
    ("except-outside-group", ASSIGNMENT.format(property="inParticular"),
     iris.ID + "assignment/t/1", "mechanism:cedaw"),
    ("disputed-statement", HERE + CLAIM.format(n=1, value="here", rank="normal")
     + CLAIM.format(n=2, value="there", rank="normal"), "place:here", "here"),
    ("disputed-statement", HERE + CLAIM.format(n=1, value="there", rank="preferred"),
     "place:here", "here"),
    ("outside-domain", "place:here a rg:Place ; rg:monitors instrument:cedaw .",
     "place:here", "rg:monitors"),
    ("outside-range", "place:here a rg:Place . mechanism:here a rg:Mechanism ;"
     " rg:monitors place:here .", "mechanism:here", "rg:monitors"),
]  # fmt: skip
# What looks like a fault and is none.
SOUND = [
    'place:a a rg:Place ; dcterms:identifier "MEX" .',  # a State and a place may share one
    'place:a skos:notation "484" .',  # a plain text is a code of no scheme
    "place:here rg:statedIn <https://w3id.org/rightsgraph/id/document/A_HRC_23_18/paragraph/999> .",
    ASSIGNMENT.format(property="except").replace("mechanism:cedaw", "mechanism:afchpr"),
    HERE + CLAIM.format(n=1, value="here", rank="preferred")
    + CLAIM.format(n=2, value="there", rank="normal"),
]  # fmt: skip


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Return what the checks find in files with a planted fault each, beside the real records."""
    return found_in([turtle for _, turtle, *_ in PLANTED], tmp_path_factory.mktemp("planted"))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Return what the checks find in sound files, beside the real records."""
    return found_in(SOUND, tmp_path_factory.mktemp("sound"))


def found_in(turtles: list[str], folder: Path) -> Found:
    """Return the findings on files of records; the things of each file have names of their own."""
    paths = [folder / f"{number}.ttl" for number in range(len(turtles))]
    for number, path in enumerate(paths):
        source = SOURCE_GRAPH.format(number=number) + own(turtles[number], number)
        path.write_text(format_turtle(PREFIXES + source), encoding="utf-8")
    assembly = assemble(paths)
    found = integrity_findings(assembly.store(), assembly.read)
    return {number: (path, [f for f in found if f.file == path.name])
            for number, path in enumerate(paths)}  # fmt: skip


def own(text: str, number: int) -> str:
    """Return a text in which the things of one file have names that no other file gives."""
    for name in ("here", "same", "/t", ":XX"):
        text = text.replace(name, f"{name}{number}")
    return text


def test_every_check_is_tested_with_a_planted_fault() -> None:
    assert {check.name for check in CHECKS} == {rule for rule, *_ in PLANTED}


@pytest.mark.parametrize("number", range(len(PLANTED)))
def test_a_planted_fault_is_found_with_its_thing_its_value_and_its_line(
    planted: Found, number: int
) -> None:
    rule, _, focus, value = (own(text, number) for text in PLANTED[number])
    path, findings = planted[number]
    found = {f.focus: f for f in findings if f.rule == rule and f.value == value}
    assert focus in found
    assert found[focus].message
    lines = path.read_text(encoding="utf-8").splitlines()
    assert focus in lines[found[focus].line - 1]


@pytest.mark.parametrize("number", range(len(SOUND)))
def test_what_only_looks_like_a_fault_is_not_found(sound: Found, number: int) -> None:
    _, findings = sound[number]
    assert [f.text() for f in findings] == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_a_check_finds_nothing_in_the_real_records(graph: Graph, check: NamedQuery) -> None:
    assert [dict(row) for row in graph.select(check.text)] == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_a_check_says_what_to_do(check: NamedQuery) -> None:
    assert ";" in check.said("message")


def test_findings_are_wanted_only_on_the_graphs_that_are_named(records: WriteRecords) -> None:
    path = records("planted", PLANTED[1][1])
    assembly = assemble([path])
    mine = frozenset({iris.GRAPH + "planted/curated"})
    found = integrity_findings(assembly.store(), assembly.read, mine)
    assert {f.file for f in found} == {"planted.ttl"}
    everywhere = integrity_findings(assembly.store(), assembly.read)
    assert {f.file for f in everywhere} == {"planted.ttl", "regional-memberships.ttl"}
