"""The ledger agrees with the walks of the library, and counts what it lists."""

from decimal import Decimal
from pathlib import Path

import pytest

from rightsgraph import Graph, iris, resources
from rightsgraph.derive import Hierarchy, derive
from rightsgraph.ledger import KINDS, Ledger
from rightsgraph.rdf import quads_of
from rightsgraph.records import vocabulary_graph
from rightsgraph.store import MemoryStore
from rightsgraph.turtle import read_plain_turtle

MADE_UP = Path(__file__).parents[1] / "questions" / "made-up" / "citations.ttl"
VIEWS = iris.ID + "document/CCPR_C_901_D_9001_2030"
RESOLVED = (
    "document/CCPR_C_901_D_9001_2030",
    "document/CCPR_C_21_Rev.1_Add.13",
    "document/CCPR_C_21_Rev.1_Add.13/paragraph/18",
    "document/CAT_C_902_D_9102_2031/paragraph/6",
    "judgment/iacthr/C-9001",
    "case/ecthr/99001_30",
    "instrument/iccpr/article/14",
    "instrument/cat",
    "mechanism/cat",
    "mechanism/iacthr",
    "mechanism/cedaw",
    "state/MEX",
)


@pytest.fixture(scope="module")
def read() -> Graph:
    """Open made-up documents that were read, and nothing else."""
    store = MemoryStore()
    hierarchy = Hierarchy(vocabulary_graph("ontology", resources.ontology_folder()).triples)
    triples = derive(frozenset(read_plain_turtle(MADE_UP)), hierarchy)
    store.add(quads_of(triples, iris.GRAPH + "made-up/read"))
    return Graph(store)


def names(ledger: Ledger, citing: str = "", cited: str = "", kind: str = "") -> list[str]:
    """Return the citations that the ledger lists."""
    return [ledger.entries[n].citation for n in ledger.select(citing, cited, kind=kind)]


@pytest.mark.parametrize("path", RESOLVED)
def test_the_ledger_lists_what_the_walks_of_a_thing_find(read: Graph, path: str) -> None:
    iri = iris.ID + path
    walked = read.get(iri)
    assert sorted(names(read.ledger, citing=iri)) == [c.iri for c in walked.cites()]
    assert sorted(names(read.ledger, cited=iri)) == [c.iri for c in walked.cited_by()]


@pytest.mark.parametrize("path", ["judgment/iacthr/C-205", "document/A_HRC_23_18", "mechanism/hrc"])
def test_the_ledger_lists_what_the_curated_records_say(graph: Graph, path: str) -> None:
    iri = iris.ID + path
    assert sorted(names(graph.ledger, citing=iri)) == [c.iri for c in graph.get(iri).cites()]
    assert sorted(names(graph.ledger, cited=iri)) == [c.iri for c in graph.get(iri).cited_by()]


def test_every_citation_is_listed_once_the_newest_first(read: Graph) -> None:
    listed = names(read.ledger)
    years = [entry.year for entry in read.ledger.entries]
    rows = read.select("SELECT ?citation { ?citation a rg:Citation }")
    assert sorted(listed) == sorted(str(row.citation) for row in rows)
    assert years == sorted(years, reverse=True)
    assert len(listed) > 20


@pytest.mark.parametrize("role", ["citing", "cited"])
@pytest.mark.parametrize("path", RESOLVED)
def test_a_tally_counts_what_the_ledger_lists(read: Graph, role: str, path: str) -> None:
    asked = {role: iris.ID + path}
    tally = read.ledger.tally(**asked)
    assert tally.total == len(names(read.ledger, **asked))
    assert tally.years.total() == tally.kinds.total() == tally.total
    for kind in KINDS:
        assert tally.kinds[kind] == len(names(read.ledger, **asked, kind=kind))
    for year, count in tally.years.items():
        assert count == len(read.ledger.select(**asked, year=year))


def test_a_citation_says_how_it_cites_and_how_sure_its_reading_is(read: Graph) -> None:
    found = {c.cited.iri.removeprefix(iris.ID): c for c in read.get(VIEWS).cites()}
    comment = found["document/CCPR_C_21_Rev.1_Add.13"]
    assert (comment.function, comment.confidence) == ("relied-on", Decimal("0.97"))


def test_a_citation_that_a_person_read_has_no_confidence_in_numbers(graph: Graph) -> None:
    for citation in graph.judgment("Campo Algodonero").cited_by():
        assert (citation.function, citation.confidence) == ("", None)
