"""Test that a build is the same bytes every time, and that a refused one changes nothing."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from click.testing import CliRunner

from rightsgraph import resources
from rightsgraph.build import Assembly, as_of, assemble, build
from rightsgraph.cli import main
from rightsgraph.errors import SourceError
from rightsgraph.rdf import RDFS, Literal
from rightsgraph.versions import Folder

WriteRecords = Callable[..., Path]
RunCli = Callable[..., CompletedProcess[str]]
Describe = Callable[..., str]


def tree(folder: Path) -> dict[str, bytes]:
    """Return the content of every file of a folder by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_a_build_into_another_folder_in_another_process_gives_the_same_bytes(
    built: Path, tmp_path: Path, run_cli: RunCli, environment: dict[str, str]
) -> None:
    other = environment | {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kathmandu", "LC_ALL": "C"}
    done = run_cli("build", "--graph", tmp_path / "other", env=other)
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "other") == tree(built)
    made = Folder(built).require_current()
    assert done.stdout == f"{made.id}\n", "only the id is a result"
    said = done.stderr.splitlines()
    assert len(said) == 6
    assert said[-1].startswith(f"version {made.id} in {tmp_path / 'other'}: {made.triples} triples")


def test_the_order_of_files_does_not_matter_but_their_records_and_source_date_epoch_do(
    built: Path,
    tmp_path: Path,
    records: WriteRecords,
    place: Describe,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1330473600")
    one, two = records("one", place("one")), records("two", place("two"))
    assert assemble([one, two]) == assemble([two, one])
    forth = build(tmp_path / "forth", [one, two])
    usual = Folder(built).require_current()
    assert forth.id != usual.id
    assert forth.as_of == "2012-02-29T00:00:00Z"
    assert usual.as_of == "2026-11-22T00:00:00Z"
    assert set(usual.graphs) < set(forth.graphs)


def test_rejected_records_leave_everything_as_it_was(folder: Path, records: WriteRecords) -> None:
    bad = records("bad", 'place:bad a rg:Place ; rdfs:label "Bad"@en ; rg:statedin doc:A .')
    before = tree(folder)
    done = CliRunner().invoke(main, ["build", str(bad), "--graph", str(folder)])
    assert (done.exit_code, done.stdout) == (1, "")
    assert "rg:statedin is not a defined term" in done.stderr
    assert done.stderr.endswith(" violations, 0 warnings\n")
    assert tree(folder) == before


def test_every_file_of_a_version_is_named_by_its_checksum(built: Path) -> None:
    manifest = Folder(built).require_current()
    for entry in manifest.graphs:
        content = (built / "graphs" / f"{entry.checksum}.nq").read_bytes()
        assert sha256(content).hexdigest() == entry.checksum
        lines = content.splitlines()
        assert lines == sorted(set(lines))
        assert len(lines) == entry.quads
        assert all(line.endswith(f"<{entry.iri}> .".encode()) for line in lines)
    report = (built / "reports" / f"{manifest.report}.json").read_bytes()
    assert sha256(report).hexdigest() == manifest.report
    assert len(json.loads(report)) == manifest.warnings


def test_the_manifest_counts_each_triple_of_the_merge_once(built: Path, assembly: Assembly) -> None:
    manifest = Folder(built).require_current()
    assert manifest.triples == len(assembly.triples) == len(assembly.store())
    assert manifest.triples < sum(entry.quads for entry in manifest.graphs)


def test_a_version_names_the_file_of_each_graph_and_no_path_of_this_machine(built: Path) -> None:
    manifest = Folder(built).require_current()
    assert {e.source for e in manifest.graphs} == {
        "ontology", *(path.name for path in resources.record_files()),
    }  # fmt: skip
    text = (built / "manifests" / f"{manifest.id}.json").read_text(encoding="utf-8")
    assert str(Path.home()) not in text
    assert str(resources.ontology_folder().parent) not in text


def test_the_time_of_a_version_is_that_of_its_latest_source(
    assembly: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert as_of(assembly.read) == "2026-11-22T00:00:00Z"


@pytest.mark.parametrize("epoch", ["yesterday", "2012-02-29", "9" * 30, "1.5"])
def test_a_source_date_epoch_that_is_no_time_is_refused_with_what_to_do(
    assembly: Assembly, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(SourceError, match="make it a number of seconds since 1970, or unset it"):
        as_of(assembly.read)


def test_an_extra_file_replaces_the_one_of_the_same_name(
    assembly: Assembly, records: WriteRecords, place: Describe
) -> None:
    name = "iacthr-c-205"
    replaced = assemble([records(name, place("instead"))])
    assert [g.path.name for g in replaced.read].count(f"{name}.ttl") == 1
    assert len(replaced.read) == len(assembly.read)
    labels = {t.object for t in replaced.triples if t.predicate == RDFS.label}
    assert Literal("A place", language="en") in labels
    assert (
        Literal("The Campo Algodonero judgment in the public record", language="en") not in labels
    )


def test_two_extra_files_of_one_name_are_both_read(
    assembly: Assembly, records: WriteRecords, place: Describe, tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    one = records("one", place("one")).rename(folder / "same.ttl")
    two = records("two", place("two")).rename(tmp_path / "same.ttl")
    assert len(assemble([one, two, one]).read) == len(assembly.read) + 2


def test_a_missing_extra_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        assemble([tmp_path / "missing.ttl"])


def test_the_real_records_break_no_rule(built: Path) -> None:
    manifest = Folder(built).require_current()
    assert manifest.warnings == 0
    assert json.loads((built / "reports" / f"{manifest.report}.json").read_bytes()) == []
