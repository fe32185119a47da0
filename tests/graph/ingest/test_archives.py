"""Test what is read from archives: documents, parts, citations, where they come from."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from rightsgraph import iris
from rightsgraph.derive import derive
from rightsgraph.errors import SourceError
from rightsgraph.ingest.archives import Tally
from rightsgraph.ingest.folder import ReadFolder
from rightsgraph.ingest.graphs import hierarchy
from rightsgraph.ingest.unhrd import Archive
from rightsgraph.rdf import (
    CITO,
    DCTERMS,
    PROV,
    RDF,
    RDFS,
    RG,
    Literal,
    NamedNode,
    Triple,
    canonical_nquads,
    subjects,
)  # fmt: skip
from rightsgraph.versions import Folder

Pack = Callable[..., Path]
Read = Callable[..., Tally]
GraphOf = Callable[[Path, str], frozenset[Triple]]

FIRST = "CCPR_C_998_D_7001_2098"
SECOND = "CCPR_C_999_D_7002_2098"
DOCUMENT = f"{iris.ID}document/{SECOND}"


@pytest.fixture
def second(pack: Pack, read_into: Read, graph_in: GraphOf, tmp_path: Path) -> frozenset[Triple]:
    """Return what was read in the second decision of the made-up archive."""
    read_into(tmp_path / "versions", pack())
    return graph_in(tmp_path / "versions", SECOND)


def values(triples: frozenset[Triple], iri: str, predicate: NamedNode) -> set[str]:
    """Return the values of a property of a thing, as text."""
    found = (t for t in triples if t.subject == NamedNode(iri) and t.predicate == predicate)
    return {o.value for o in (t.object for t in found) if isinstance(o, NamedNode | Literal)}


def citation(part: str, cited: str) -> str:
    """Return the IRI of a citation of the second decision."""
    return f"{iris.ID}citation/document/{SECOND}/{part}/cites/{cited}"


def test_a_document_has_symbol_class_issuer_date_state_and_communication(
    second: frozenset[Triple],
) -> None:
    assert values(second, DOCUMENT, DCTERMS.identifier) == {"CCPR/C/999/D/7002/2098"}
    assert iris.NS + "Decision" in values(second, DOCUMENT, RDF.type)
    assert values(second, DOCUMENT, RG.issuedBy) == {iris.ID + "mechanism/ccpr"}
    assert values(second, DOCUMENT, DCTERMS.issued) == {"2099-05-03"}
    assert values(second, DOCUMENT, RG.year) == {"2099"}
    assert values(second, DOCUMENT, RG.concernsState) == {iris.ID + "state/BEL"}
    communication = iris.ID + "communication/ccpr/7002_2098"
    assert values(second, DOCUMENT, RG.decides) == {communication}
    assert iris.NS + "Communication" in values(second, communication, RDF.type)


def test_a_citation_says_who_cites_what_where_and_how_surely(second: frozenset[Triple]) -> None:
    node = citation("paragraph/7.3", "document/CCPR_C_21_Rev.1_Add.13")
    assert iris.NS + "DirectCitation" in values(second, node, RDF.type)
    assert values(second, node, CITO.hasCitingEntity) == {f"{DOCUMENT}/paragraph/7.3"}
    cited = iris.ID + "document/CCPR_C_21_Rev.1_Add.13"
    assert values(second, node, CITO.hasCitedEntity) == {cited}
    assert values(second, node, RG.pinpoint) == {cited + "/paragraph/8"}
    assert values(second, node, RG.citationFunction) == {iris.ID + "citation-function/recalled"}
    assert values(second, node, RG.citedAs) == {"gc:CCPR/31"}
    [confidence] = values(second, node, RG.confidenceValue)
    assert 0 < float(confidence) <= 1
    assert values(second, node, RG.statedIn) == {f"{DOCUMENT}/paragraph/7.3"}
    assert values(second, node, RDFS.label) == {
        "CCPR/C/999/D/7002/2098, para. 7.3 cites CCPR/C/21/Rev.1/Add.13"
    }


def test_the_span_of_a_citation_is_a_place_in_the_text_of_the_citing_part(
    second: frozenset[Triple],
) -> None:
    node = citation("paragraph/7.3", "instrument/iccpr/article/14")
    [start], [end] = values(second, node, RG.spanFrom), values(second, node, RG.spanTo)
    text = (
        "The Committee recalls its general comment No. 31 (2004), paragraph 8, and "
        "article 14, paragraph 3 (c), of the Covenant."
    )
    assert text[int(start) : int(end)].startswith("article 14")


def test_a_citation_has_the_plain_properties_that_queries_use(second: frozenset[Triple]) -> None:
    node = citation("paragraph/7.3", "instrument/iccpr/article/14")
    assert values(second, node, RG.citingDocument) == {DOCUMENT}
    assert values(second, node, RG.citedDocument) == {iris.ID + "instrument/iccpr"}
    cited = values(second, f"{DOCUMENT}/paragraph/7.3", CITO.cites)
    assert iris.ID + "instrument/iccpr/article/14" in cited


def test_the_number_of_a_communication_leads_to_its_decision_whatever_the_order(
    second: frozenset[Triple],
) -> None:
    node = citation("paragraph/7.4", f"document/{FIRST}")
    assert values(second, node, RG.citedAs) == {"comm:CCPR/7001/2098"}
    assert values(second, node, RG.pinpoint) == {f"{iris.ID}document/{FIRST}/paragraph/9.2"}


def test_what_a_footnote_cites_is_cited_by_the_footnote(second: frozenset[Triple]) -> None:
    node = citation("footnote/21", "case/ecthr/99999_98")
    assert values(second, node, CITO.hasCitingEntity) == {f"{DOCUMENT}/footnote/21"}


def test_what_nobody_identified_stays_an_unresolved_citation(second: frozenset[Triple]) -> None:
    node = citation("opinion/1/paragraph/2", "unresolved/case%3AECtHR_name%3ANemo%20v.%20Belgium")
    assert iris.NS + "UnresolvedCitation" in values(second, node, RDF.type)
    assert values(second, node, RG.citedAs) == {"case:ECtHR/name:Nemo v. Belgium"}
    assert values(second, node, CITO.hasCitedEntity) == set()
    assert values(second, node, RG.citedMechanism) == {iris.ID + "mechanism/ecthr"}


def test_only_parts_that_cite_are_described_and_without_their_text(
    second: frozenset[Triple],
) -> None:
    described = subjects(t for t in second if t.predicate == RG.number)
    assert {iri.removeprefix(DOCUMENT) for iri in described} == {
        *("/paragraph/7.3", "/paragraph/7.4", "/footnote/21", "/item/1", "/item/2"),
        *("/opinion/1", "/opinion/1/paragraph/2"),
    }
    assert not [t for t in second if t.predicate == RG.text]


def test_the_text_of_all_parts_is_kept_on_demand(
    pack: Pack, read_into: Read, graph_in: GraphOf, tmp_path: Path
) -> None:
    read_into(tmp_path / "versions", pack(), with_text=True)
    kept = graph_in(tmp_path / "versions", SECOND)
    assert values(kept, f"{DOCUMENT}/paragraph/1", RG.text) == {"Nothing is cited here."}
    [note] = values(kept, f"{DOCUMENT}/footnote/21", RG.text)
    assert note.startswith("See European Court")


def test_a_graph_tells_where_it_comes_from(second: frozenset[Triple]) -> None:
    graph = f"{iris.GRAPH}{SECOND}/read"
    assert values(second, graph, RG.method) == {iris.ID + "method/read"}
    assert values(second, graph, PROV.wasDerivedFrom) == {DOCUMENT}
    assert values(second, graph, PROV.generatedAtTime) == {"2098-05-19T00:00:00+00:00"}
    assert values(second, graph, DCTERMS.source) == {iris.ID + "register/unhrd"}
    [license_] = values(second, graph, DCTERMS.license)
    assert "by-nc-sa" in license_
    [tool] = values(second, graph, RG.tool)
    assert tool.startswith("rightsgraph ")


def test_a_graph_is_canonical_and_holds_all_that_follows_from_it(
    second: frozenset[Triple], tmp_path: Path
) -> None:
    folder = ReadFolder(Folder(tmp_path / "versions"))
    entry = folder.entry(f"{iris.GRAPH}{SECOND}/read")
    assert entry is not None
    content = folder.versions.graph_content(entry.checksum)
    assert content == canonical_nquads(second, entry.graph)
    own = {t for t in derive(second, hierarchy()) if entry.document in str(t.subject)}
    assert own <= second
    assert entry.quads == len(second)


def test_a_document_does_not_cite_itself(
    pack: Pack, read_into: Read, graph_in: GraphOf, tmp_path: Path
) -> None:
    text = "See communication No. 7002/2098 (CCPR/C/999/D/7002/2098), article 7 of the Covenant."
    archive = pack({"ccpr-c-999-d-7002-2098.json": [{"ID": "1.", "Text": text}]})
    read_into(tmp_path / "versions", archive)
    found = graph_in(tmp_path / "versions", SECOND)
    cited = {t.object for t in found if t.predicate == CITO.hasCitedEntity}
    assert cited == {NamedNode(iris.ID + "instrument/iccpr/article/7")}


BROKEN = {
    "ccpr-c-999-d-7101-2098.json": ("[{", "is not JSON"),
    "ccpr-c-999-d-7102-2098.json": ("{}", "is not a list of paragraphs"),
    "ccpr-c-999-d-7103-2098.json": ('[{"ID": "1."}]', "paragraph 1 of the list has no Text"),
    "ccpr-c-999-d-7104-2098.json": (
        '[{"Text": "x", "Footnotes": [{"text": "y"}]}]',
        "Footnotes without n and text",
    ),
    "ccpr-c-999-d-7105-2098.json": ("[" * 100_000, "is not JSON"),
    "ccpr-c-999-3.json": ("[]", "has no usable symbol"),
}


def test_what_cannot_be_read_is_told_of_and_the_rest_goes_on(
    pack: Pack, read_into: Read, graph_in: GraphOf, said: list[str], tmp_path: Path
) -> None:
    good = {"ccpr-c-999-d-7002-2098.json": [{"ID": "1.", "Text": "Article 7 of the Covenant."}]}
    bad = {name: content for name, (content, _) in BROKEN.items()}
    tally = read_into(tmp_path / "versions", pack({**bad, **good}))
    for name, (_, reason) in BROKEN.items():
        [line] = [line for line in said if line.startswith(f"archive.zip/{name}: ")]
        assert reason in line
        assert len(line) < 300
    assert tally.read == 1
    assert graph_in(tmp_path / "versions", SECOND)
    kept = ReadFolder(Folder(tmp_path / "versions")).quarantine()
    assert {name.removeprefix("archive.zip/") for name in kept} == set(BROKEN)


def test_a_document_that_was_mended_leaves_the_quarantine(
    pack: Pack, read_into: Read, tmp_path: Path
) -> None:
    name = "ccpr-c-999-d-7002-2098.json"
    read_into(tmp_path / "versions", pack({name: "[{"}))
    read_into(tmp_path / "versions", pack({name: [{"ID": "1.", "Text": "Article 7."}]}))
    assert ReadFolder(Folder(tmp_path / "versions")).quarantine() == {}


def test_the_second_file_of_one_document_is_refused(
    pack: Pack, read_into: Read, said: list[str], tmp_path: Path
) -> None:
    joint = "ccpr-c-999-d-7002-2098-ccpr-c-999-d-7003-2098.json"
    rows = [{"ID": "1.", "Text": "Article 7 of the Covenant."}]
    archive = pack({joint: rows, "ccpr-c-999-d-7002-2098.json": rows})
    tally = read_into(tmp_path / "versions", archive)
    assert tally.read == 1
    assert any(f"is the same document as archive.zip/{joint}" in line for line in said)


def test_a_file_that_is_no_archive_is_refused(read_into: Read, tmp_path: Path) -> None:
    no_archive = tmp_path / "archive.zip"
    no_archive.write_bytes(b"nothing of the kind")
    with pytest.raises(SourceError, match="is not a zip file"):
        read_into(tmp_path / "versions", no_archive)
    with pytest.raises(SourceError, match=r"no archive \(\.zip\) is given"):
        read_into(tmp_path / "versions", tmp_path / "documents.json")
    with pytest.raises(SourceError, match="cannot be read"):
        read_into(tmp_path / "versions", tmp_path / "missing.zip")


def test_a_damaged_file_of_an_archive_is_refused_and_the_rest_goes_on(
    pack: Pack, read_into: Read, said: list[str], tmp_path: Path
) -> None:
    archive = pack()
    with zipfile.ZipFile(archive) as opened:
        place = opened.getinfo("ccpr-c-998-d-7001-2098.json").header_offset + 60
    content = bytearray(archive.read_bytes())
    content[place] ^= 0xFF
    archive.write_bytes(bytes(content))
    tally = read_into(tmp_path / "versions", archive)
    assert tally.read == 1
    assert any("7001-2098.json: is damaged" in line for line in said)


def test_only_the_files_asked_for_are_read(
    pack: Pack, read_into: Read, graph_in: GraphOf, tmp_path: Path
) -> None:
    read_into(tmp_path / "versions", pack(), only="ccpr-c-999-*")
    folder = ReadFolder(Folder(tmp_path / "versions"))
    assert [entry.document for entry in folder.entries()] == [DOCUMENT]
    node = citation("paragraph/7.4", f"document/{FIRST}")
    assert values(graph_in(tmp_path / "versions", SECOND), node, CITO.hasCitedEntity)


def test_an_entry_tells_what_was_read_as_json(pack: Pack, read_into: Read, tmp_path: Path) -> None:
    read_into(tmp_path / "versions", pack())
    fields = json.loads((tmp_path / "versions" / "read" / f"{SECOND}.json").read_bytes())
    assert fields["origin"]["source"] == "archive.zip/ccpr-c-999-d-7002-2098.json"
    assert fields["citations"] == 7
    assert iris.ID + "state/BEL" in fields["named"]


@pytest.mark.parametrize("place", range(60, 160, 5))
def test_wherever_a_file_is_damaged_the_rest_goes_on(
    pack: Pack, read_into: Read, tmp_path: Path, place: int
) -> None:
    whole, archive = pack(), tmp_path / "packed.zip"
    with zipfile.ZipFile(whole) as stored, zipfile.ZipFile(archive, "w") as packed:
        for name in stored.namelist():
            packed.writestr(name, stored.read(name), zipfile.ZIP_DEFLATED)
        start = packed.getinfo("ccpr-c-998-d-7001-2098.json").header_offset
    content = bytearray(archive.read_bytes())
    content[start + place : start + place + 5] = b"\xff" * 5
    archive.write_bytes(bytes(content))

    assert read_into(tmp_path / "versions", archive).read >= 1


def test_an_impossible_time_of_a_file_is_that_of_the_oldest_archives(tmp_path: Path) -> None:
    archive = tmp_path / "timeless.zip"
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr(zipfile.ZipInfo("a.json"), "[]")
    content = archive.read_bytes().replace(b"\x21\x00", b"\x00\x00")  # day and month of 1 January
    archive.write_bytes(content)

    assert [member.time[:10] for member in Archive(archive).members()] == ["1980-01-01"]


def test_a_file_of_another_kind_is_not_passed_over(
    pack: Pack, read_into: Read, tmp_path: Path
) -> None:
    with pytest.raises(SourceError, match=r"notes\.txt: is no archive"):
        read_into(tmp_path / "versions", pack(), tmp_path / "notes.txt")


def test_a_stored_graph_that_was_damaged_is_read_again(
    pack: Pack, read_into: Read, tmp_path: Path
) -> None:
    folder, archive = tmp_path / "versions", pack()
    read_into(folder, archive)
    next((folder / "graphs").glob("*.nq")).write_bytes(b"nonsense")

    again = read_into(folder, archive)
    assert (again.read, again.kept) == (1, 1)
