"""Test how read documents become part of a version: described, checked, left out, remembered."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from rightsgraph import iris
from rightsgraph.build import Assembly, build
from rightsgraph.derive import Hierarchy
from rightsgraph.errors import VersionError
from rightsgraph.graph import open_graph
from rightsgraph.ingest.archives import Tally
from rightsgraph.ingest.check import ReadSource
from rightsgraph.ingest.curated import Curated
from rightsgraph.ingest.folder import ReadFolder
from rightsgraph.ingest.publish import Publication, Published
from rightsgraph.ingest.reading import ReadGraph
from rightsgraph.integrity import integrity_findings
from rightsgraph.rdf import (
    CITO,
    DCTERMS,
    RDF,
    RDFS,
    RG,
    Literal,
    NamedNode,
    RdfFormat,
    Triple,
    parse,
)
from rightsgraph.versions import Folder

Pack = Callable[..., Path]
Read = Callable[..., Tally]
Publish = Callable[[Path], Published]

FIRST = f"{iris.GRAPH}CCPR_C_998_D_7001_2098/read"
SECOND = f"{iris.GRAPH}CCPR_C_999_D_7002_2098/read"
COMMENT = iris.ID + "document/CCPR_C_21_Rev.1_Add.13"
CITATION = (
    iris.ID + "citation/document/CCPR_C_999_D_7002_2098/paragraph/7.3/cites/"
    "instrument/iccpr/article/14"
)


@pytest.fixture
def publish(assembly: Assembly) -> Publish:
    """Give a function that makes the read part of a version of a folder."""
    hierarchy = Hierarchy(assembly.read[0].triples)

    def made(folder: Path) -> Published:
        publication = Publication(ReadFolder(Folder(folder)), assembly.triples, hierarchy)
        with ThreadPoolExecutor(1) as executor:
            return publication.publish(executor, 1)

    return made


@pytest.fixture
def folder(pack: Pack, read_into: Read, tmp_path: Path) -> Path:
    """Return a folder with the made-up decisions read into it."""
    read_into(tmp_path / "versions", pack())
    return tmp_path / "versions"


def triples_of(folder: Path, made: Published, graph: str) -> frozenset[Triple]:
    """Return the triples of a published graph."""
    [entry] = [entry for entry in made.graphs if entry.iri == graph]
    content = Folder(folder).graph_content(entry.checksum)
    return frozenset(quad.triple for quad in parse(content, format=RdfFormat.N_QUADS))


def change(folder: Path, graph: str, *lines: str) -> None:
    """Add lines, without the name of the graph, to the graph of a read document."""
    kept = ReadFolder(Folder(folder))
    entry = kept.entry(graph)
    assert entry is not None
    content = kept.versions.graph_content(entry.checksum)
    added = [f"{line} <{graph}> .\n".encode() for line in lines]
    changed = b"".join(sorted({*content.splitlines(keepends=True), *added}))
    made = ReadGraph("", graph, entry.document, changed, entry.describes, entry.named, 1)
    kept.keep(made, entry.origin)


def test_all_that_was_read_is_published_and_nothing_is_found(
    folder: Path, publish: Publish
) -> None:
    made = publish(folder)
    assert made.findings == ()
    assert [entry.iri for entry in made.graphs] == [f"{iris.GRAPH}cited/read", FIRST, SECOND]


def test_batches_find_what_a_check_of_everything_at_once_finds(
    folder: Path, publish: Publish, assembly: Assembly
) -> None:
    made = publish(folder)
    store = assembly.store()
    for entry in made.graphs:
        store.load_nquads(Folder(folder).graph_path(entry.checksum))
    sources = [
        ReadSource(e.iri, Path(e.source), e.checksum, triples_of(folder, made, e.iri))
        for e in made.graphs
    ]
    assert integrity_findings(store, [*assembly.read, *sources]) == ()
    assert len(store) == made.triples


def test_what_is_cited_is_described_once_by_its_number(folder: Path, publish: Publish) -> None:
    cited = triples_of(folder, publish(folder), f"{iris.GRAPH}cited/read")
    case = NamedNode(iris.ID + "case/ecthr/99999_98")
    label = Literal("case 99999/98 (ECtHR)", language="en")
    assert Triple(case, RDFS.label, label) in cited
    court = NamedNode(iris.ID + "mechanism/ecthr")
    assert Triple(case, RG.broughtBefore, court) in cited
    part = NamedNode(iris.ID + "instrument/iccpr/article/14/3/c")
    assert any(t.subject == part and t.predicate == RG.number for t in cited)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (f'<{CITATION}> <{iris.NS}confidenceValue> "97.0"^^<http://www.w3.org/2001/XMLSchema#decimal>',
         "rgsh:CitationShape-confidenceValue"),
        (f"<{CITATION}> <{CITO.hasCitedEntity.value}> <{iris.ID}state/MEX>",
         "rgsh:CitationShape-cited"),
        (f'<{CITATION}> <{iris.NS}confidence-value> "1"', "unknown-term"),
        (f"<{CITATION}> <{iris.NS}pinpoint> <{iris.ID}theme/no-such-theme>", "undescribed"),
        (f"<{iris.ID}state/MEX> <{iris.NS}pinpoint> <{COMMENT}/paragraph/8>", "outside-domain"),
        (f'<{iris.ID}document/CCPR_C_999_D_7002_2098> <{DCTERMS.identifier.value}> "other"',
         "rgsh:DocumentShape-identifier"),
    ],
    ids=["number", "class", "term", "undescribed", "domain", "cardinality"],
)  # fmt: skip
def test_a_document_with_a_violation_is_left_out_with_the_reason(
    folder: Path, publish: Publish, line: str, rule: str
) -> None:
    change(folder, SECOND, line)
    made = publish(folder)
    assert made.left_out == (SECOND,)
    assert SECOND not in {entry.iri for entry in made.graphs}
    assert FIRST in {entry.iri for entry in made.graphs}
    assert rule in {finding.rule for finding in made.findings}
    for finding in made.findings:
        assert finding.file == "archive.zip/ccpr-c-999-d-7002-2098.json"
        assert finding.severity == "warning"
        assert "left out of the version" in finding.message


def test_an_identifier_that_two_documents_have_is_found_across_batches(
    folder: Path, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rightsgraph.ingest.publish.DOCUMENTS", 1)
    first = f"<{iris.ID}document/CCPR_C_998_D_7001_2098>"
    kept = ReadFolder(Folder(folder))
    entry = kept.entry(FIRST)
    assert entry is not None
    content = kept.versions.graph_content(entry.checksum)
    said = f"{first} <{DCTERMS.identifier.value}> ".encode()
    changed = content.replace(said + b'"CCPR/C/998', said + b'"CCPR/C/999')
    changed = changed.replace(b'D/7001/2098" <', b'D/7002/2098" <')
    made_up = ReadGraph("", FIRST, entry.document, changed, entry.describes, entry.named, 1)
    kept.keep(made_up, entry.origin)
    made = publish(folder)
    assert "duplicate-identifier" in {finding.rule for finding in made.findings}
    assert set(made.left_out) == {FIRST, SECOND}


def test_curated_records_keep_their_word_on_a_document_that_was_read_too(
    pack: Pack, read_into: Read, publish: Publish, tmp_path: Path
) -> None:
    name = "Annotated_CCPR_GC31_made_up.json"
    rows = [{"ID": "1.", "Text": "See article 2 of the Covenant."}]
    read_into(tmp_path / "versions", pack({name: rows}))
    made = publish(tmp_path / "versions")
    assert made.findings == ()
    [graph] = [entry.iri for entry in made.graphs if "cited/read" not in entry.iri]
    said = triples_of(tmp_path / "versions", made, graph)
    about = {t.predicate for t in said if t.subject == NamedNode(COMMENT)}
    assert not about & {DCTERMS.identifier, DCTERMS.issued, RDFS.label, RG.issuedBy}
    part = NamedNode(COMMENT + "/paragraph/1")
    assert any(t.subject == part and t.predicate == CITO.cites for t in said)


def test_a_damaged_graph_stops_the_build(folder: Path, publish: Publish) -> None:
    entry = ReadFolder(Folder(folder)).entry(SECOND)
    assert entry is not None
    file = Folder(folder).graph_path(entry.checksum)
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(VersionError, match="is damaged; read its document again"):
        publish(folder)


def test_what_passed_is_not_checked_again_until_it_changes(
    folder: Path, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = publish(folder)

    def unexpected(*_: object) -> None:
        raise AssertionError("checked again")

    monkeypatch.setattr("rightsgraph.ingest.check._findings", unexpected)
    assert publish(folder) == made
    change(folder, SECOND, f'<{CITATION}> <{iris.NS}readingRule> "another"')
    with pytest.raises(AssertionError, match="checked again"):
        publish(folder)


def test_the_same_documents_give_the_same_version_read_in_whatever_order(
    folder: Path, pack: Pack, read_into: Read, publish: Publish, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    read_into(other, pack(), only="ccpr-c-999-*")
    read_into(other, pack(), only="ccpr-c-998-*")
    assert publish(other) == publish(folder)


def test_a_version_holds_what_was_read_unless_it_is_told_not_to(folder: Path, built: Path) -> None:
    made = build(folder)
    assert {FIRST, SECOND} <= {entry.iri for entry in made.graphs}
    graph = open_graph(folder)
    rows = graph.select(f"SELECT ?c {{ ?c cito:hasCitedEntity <{COMMENT}> }}")
    assert len(rows) >= 1
    without = build(folder, with_read=False)
    assert without.id == Folder(built).require_current().id
    assert replace(without, graphs=()) != replace(made, graphs=())


def test_what_was_found_is_found_again(folder: Path, publish: Publish) -> None:
    change(folder, SECOND, f'<{CITATION}> <{iris.NS}confidenceValue> "2.5"')
    made = publish(folder)

    assert made.left_out
    assert publish(folder) == made


def test_classes_add_to_those_that_records_give() -> None:
    record = Triple(NamedNode("urn:x"), RDF.type, RG.Citable)
    line = f"<urn:x> <{RDF.type.value}> <urn:C> <urn:g> .\n".encode()

    assert Curated([record]).without(line, ["urn:x"]) == line
