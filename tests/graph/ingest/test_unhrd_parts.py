"""Test that each paragraph of an archive gets a path, and no two the same."""

from rightsgraph.identify import part_iri
from rightsgraph.ingest.unhrd_parts import PartPaths

DOCUMENT = "https://w3id.org/rightsgraph/id/document/CCPR_C_999_D_7002_2098"


def test_a_number_is_read_as_the_archives_write_it() -> None:
    paths = PartPaths()
    assert paths.path(4) == ("paragraph", "4")
    assert paths.path("5.\xa0") == ("paragraph", "5")
    assert paths.path("6.1. ") == ("paragraph", "6.1")
    assert paths.path("3.5.1.") == ("paragraph", "3.5.1")
    assert paths.path("OP2-8.3.") == ("opinion", "2", "paragraph", "8.3")
    assert paths.path("OP2-U1.") == ("opinion", "2", "item", "1")
    assert paths.path("A1-2.") == ("annex", "1", "paragraph", "2")


def test_what_has_no_number_of_its_own_is_counted() -> None:
    paths = PartPaths()
    numbers = [None, "1.", "G1.", "1.", "None", "1/2"]
    assert [paths.path(number) for number in numbers] == [
        ("item", "1"),
        ("paragraph", "1"),
        *(("item", str(n)) for n in (2, 3, 4, 5)),
    ]


def test_every_path_makes_an_iri() -> None:
    paths = PartPaths()
    numbers = [None, 1, "2.1.", "OP1-3.", "OP1-U1.", "A1-1.", "G1.", "../..", "a b", "_"]
    made = {part_iri(DOCUMENT, *paths.path(number)) for number in numbers}
    assert len(made) == len(numbers)
