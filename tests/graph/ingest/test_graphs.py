"""Test what one graph keeps of the citations that were found in one part."""

from rightsgraph import iris
from rightsgraph.cite import Citation
from rightsgraph.ingest.facts import Facts
from rightsgraph.ingest.graphs import Citing, Found, _merged

DOCUMENT = f"{iris.ID}document/CCPR_C_999_D_7002_2098"
DECIDED = f"{iris.ID}communication/ccpr/7002_2098"
CITED = f"{iris.ID}instrument/iccpr/article/7"


def cited(confidence: float, start: int) -> Citation:
    """Return a citation of an article."""
    return Citation("treaty:CCPR/art/7", (), "text", start, start + 5, "x", confidence, "rule")


def test_of_two_citations_of_one_item_the_surer_is_kept() -> None:
    found = [Found(cited(0.8, 1), CITED), Found(cited(0.97, 9), CITED)]

    assert [each.citation.confidence for each in _merged(found)] == [0.97]


def test_a_decision_does_not_cite_the_communication_that_it_decides() -> None:
    citing = Citing(Facts(iri=DOCUMENT, identifier="D", decides=(DECIDED,)))
    citing.add(f"{DOCUMENT}/paragraph/1", Found(cited(0.9, 1), DECIDED))

    assert not citing.parts
