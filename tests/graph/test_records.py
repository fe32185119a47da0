"""Test reading files of records: one file is one source graph."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from shutil import copy

import pytest

from rightsgraph import iris, resources
from rightsgraph.errors import SourceError
from rightsgraph.records import read_records, read_source_graph, vocabulary_graph

WriteRecords = Callable[..., Path]


def test_a_file_of_records_is_read_with_its_graph_and_its_checksum(records: WriteRecords) -> None:
    path = records("some", "", generated="2012-02-29T00:00:00Z")
    graph = read_source_graph(path)
    assert graph.iri == iris.GRAPH + "some/curated"
    assert graph.checksum == sha256(path.read_bytes()).hexdigest()
    assert graph.generated == "2012-02-29T00:00:00+00:00"
    assert len(graph.triples) == 6


def test_a_file_that_describes_no_source_graph_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none.ttl"
    path.write_text("<http://a> <http://b> 1 .", encoding="utf-8")
    with pytest.raises(SourceError, match=r"none\.ttl: describes 0 source graphs; .* exactly one"):
        read_source_graph(path)


def test_a_file_that_describes_two_source_graphs_is_refused(
    records: WriteRecords, tmp_path: Path
) -> None:
    one, two = records("one", ""), records("two", "")
    both = tmp_path / "both.ttl"
    both.write_bytes(one.read_bytes() + two.read_bytes())
    with pytest.raises(SourceError, match="describes 2 source graphs"):
        read_source_graph(both)


def test_two_files_of_one_source_graph_are_refused_and_both_are_named(
    records: WriteRecords, tmp_path: Path
) -> None:
    one = records("some", "")
    other = copy(one, tmp_path / "other.ttl")
    with pytest.raises(SourceError, match="is described by several files") as caught:
        read_records([one, Path(other)])
    assert str(one) in caught.value.reason
    assert str(other) in caught.value.reason


def test_records_come_in_the_order_of_their_graphs_whatever_the_order_of_files() -> None:
    files = resources.record_files()
    forth, back = read_records(files), read_records(reversed(files))
    assert forth == back
    assert [graph.iri for graph in forth] == sorted(graph.iri for graph in forth)


def test_every_real_file_says_when_its_records_were_made() -> None:
    assert [g.path.name for g in read_records(resources.record_files()) if not g.generated] == []


def test_the_files_of_a_folder_are_the_records_of_one_source(
    records: WriteRecords, place: Callable[..., str], tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    described = records("some", place("one")).rename(folder / "a.ttl")
    described.with_name("b.ttl").write_text("<http://a> <http://b> 1 .", encoding="utf-8")
    graph = read_source_graph(folder)
    assert graph.iri == iris.GRAPH + "some/curated"
    assert read_source_graph(described).triples < graph.triples
    assert graph.place("http://a") == ("b.ttl", 1)


def test_the_checksum_of_a_folder_changes_with_any_of_its_files(tmp_path: Path) -> None:
    files = [Path(copy(path, tmp_path)) for path in resources.ontology_files()]
    before = vocabulary_graph("ontology", tmp_path)
    assert before.iri == iris.GRAPH + "ontology"
    assert before.triples == vocabulary_graph("ontology", resources.ontology_folder()).triples
    for file in files:
        file.write_bytes(file.read_bytes() + b"\n")
        after = vocabulary_graph("ontology", tmp_path)
        assert after.checksum != before.checksum
        before = after
