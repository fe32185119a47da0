"""Test the namespaces, prefixes and slugs of identifiers."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsgraph import iris

identifiers = st.text(st.characters(exclude_characters="_", exclude_categories=["Cs"]))
SEGMENT = re.compile(r"(?:[A-Za-z0-9.\-_]|%[0-9A-F]{2})*")


@given(identifiers)
def test_a_slug_comes_back_as_the_identifier(identifier: str) -> None:
    assert iris.unslug(iris.slug(identifier)) == identifier


@given(identifiers)
def test_a_slug_is_one_segment_of_safe_characters(identifier: str) -> None:
    assert SEGMENT.fullmatch(iris.slug(identifier))


@given(identifiers, identifiers)
def test_two_identifiers_never_share_a_slug(one: str, other: str) -> None:
    assert (iris.slug(one) == iris.slug(other)) == (one == other)


@given(st.text(max_size=20), st.text(max_size=20))
def test_an_identifier_with_an_underscore_is_refused(before: str, after: str) -> None:
    with pytest.raises(ValueError, match="no reversible slug"):
        iris.slug(f"{before}_{after}")


@given(identifiers)
def test_a_path_that_a_server_decoded_is_written_as_it_was(identifier: str) -> None:
    path = f"id/document/{iris.slug(identifier)}"
    assert iris.requote(unquote(path)) == path


@pytest.mark.parametrize("prefix", sorted(iris.PREFIXES))
def test_a_name_in_every_namespace_is_compacted_and_expanded(prefix: str) -> None:
    iri = iris.PREFIXES[prefix] + "A_HRC_23-18.a"
    assert iris.compact(iri) == f"{prefix}:A_HRC_23-18.a"
    assert iris.expand(iris.compact(iri)) == iri


def test_the_longest_namespace_gives_the_prefix() -> None:
    assert iris.compact(iris.ID + "assignment-role/implementer") == "assignment-role:implementer"
    assert iris.compact(iris.NS + "State") == "rg:State"


@pytest.mark.parametrize(
    "iri",
    [iris.ID + "document/A/paragraph/1", iris.ID + "state/", "https://example.org/a", "", "x"],
)
def test_an_iri_that_no_prefix_fits_stays_as_it_is(iri: str) -> None:
    assert iris.compact(iri) == iri


@pytest.mark.parametrize("text", ["https://example.org/a", "unknown:a", "", ":a", "MEX"])
def test_a_text_that_is_no_prefixed_name_stays_as_it_is(text: str) -> None:
    assert iris.expand(text) == text


@pytest.mark.parametrize("kind", iris.KINDS)
def test_the_kind_of_a_thing_is_told_by_its_iri(kind: str) -> None:
    assert iris.kind_of(iris.thing(kind, "a", "b")) == kind


@pytest.mark.parametrize(
    "iri", [iris.ID, iris.ID + "planet/mars", iris.NS + "State", "https://example.org/state/MEX"]
)
def test_what_is_no_thing_of_ours_has_no_kind(iri: str) -> None:
    assert iris.kind_of(iri) == ""


def test_a_thing_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="planet"):
        iris.thing("planet", "mars")


def test_no_two_prefixes_stand_for_one_namespace() -> None:
    assert len(set(iris.PREFIXES.values())) == len(iris.PREFIXES)
