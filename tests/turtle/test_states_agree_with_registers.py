"""Compare the States of the graph with the registers that name, code and group them."""

import csv
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from rightsgraph import iris

DATA = Path(__file__).parents[2] / "graph" / "data"
OBSERVERS = frozenset({"PSE", "VAT"})
LANGUAGES = frozenset({"ar", "en", "es", "fr", "ru", "zh"})
OFFICIAL_NAME = URIRef(iris.NS + "officialName")
GROUPS = {
    "African Group": "african",
    "Asia and the Pacific Group": "asia-pacific",
    "Eastern European Group": "eastern-european",
    "Latin American and Caribbean Group": "grulac",
    "Western European and Others Group": "weog",
}
SIZES = {"african": 54, "asia-pacific": 54, "eastern-european": 23, "grulac": 33, "weog": 29}

Rows = list[dict[str, str]]
Names = set[tuple[str, str | None, str]]


@pytest.fixture(scope="module")
def states() -> Graph:
    """Read the codes and names of States."""
    return Graph().parse(DATA / "states.ttl", format="turtle")


@pytest.fixture(scope="module")
def membership() -> Graph:
    """Read the standing of States in the United Nations and their regional groups."""
    return Graph().parse(DATA / "un-membership.ttl", format="turtle")


@pytest.fixture
def country_codes(shared: Path) -> Rows:
    """Read the rows of the register of country codes."""
    return _rows(shared, "country-codes/country-codes.csv")


@pytest.fixture
def world_countries(shared: Path) -> Rows:
    """Read the rows of an independent data set of UN membership, used as a check only."""
    return _rows(shared, "world-countries/states.csv")


def test_there_are_193_member_states_and_2_observers(states: Graph, membership: Graph) -> None:
    described = {_local(s) for s in states.subjects(RDF.type, URIRef(iris.NS + "State"))}
    members = _with_status(membership, "member-state")
    assert len(members) == 193
    assert _with_status(membership, "observer-state") == OBSERVERS
    assert described == members | OBSERVERS


def test_every_state_has_one_label_and_one_official_name_in_each_language(states: Graph) -> None:
    for name in (RDFS.label, OFFICIAL_NAME):
        counts = Counter((code, language) for code, language, _ in _names(states, name))
        assert counts == {(code, lang): 1 for code in _codes(states) for lang in LANGUAGES}


def test_no_two_states_share_a_name_in_one_language(states: Graph) -> None:
    bearers: dict[tuple[str | None, str], set[str]] = {}
    for code, language, name in _names(states, RDFS.label, SKOS.altLabel, OFFICIAL_NAME):
        bearers.setdefault((language, name.casefold()), set()).add(code)
    assert {name: codes for name, codes in bearers.items() if len(codes) > 1} == {}


def test_names_are_clean(states: Graph) -> None:
    names = {name for _, _, name in _names(states, RDFS.label, SKOS.altLabel, OFFICIAL_NAME)}
    assert [name for name in sorted(names) if not _is_clean(name)] == []


def test_labels_have_no_article(states: Graph) -> None:
    articles = ("(the)", "(l')", "(le)", "(la)", "(les)", "(el)", "(los)", "(las)")
    labels = {name for _, _, name in _names(states, RDFS.label)}
    assert [name for name in labels if name.endswith(articles) or name.startswith("the ")] == []


def test_every_member_is_in_one_regional_group_and_observers_in_none(membership: Graph) -> None:
    groups = _groups(membership)
    assert set(groups) == _with_status(membership, "member-state")
    assert Counter(groups.values()) == SIZES


def test_every_membership_repeats_the_status_of_its_state(membership: Graph) -> None:
    org = iris.PREFIXES["org"]
    roles = {
        (_local(state), _local(role))
        for node, state in membership.subject_objects(URIRef(org + "member"))
        for role in membership.objects(node, URIRef(org + "role"))
    }
    assert roles == set(_links(membership, "hasUnitedNationsStatus"))


def test_the_codes_are_those_of_the_register(states: Graph, country_codes: Rows) -> None:
    stated = {
        (_local(state), _local(code.datatype), str(code))
        for state, code in states.subject_objects(SKOS.notation)
        if isinstance(code, Literal) and code.datatype
    }
    codes = _codes(states)
    assert stated == {code for row in country_codes for code in _row_codes(row) if code[0] in codes}


def test_members_are_those_of_another_source_which_takes_the_holy_see_for_one(
    membership: Graph, world_countries: Rows
) -> None:
    there = {row["cca3"] for row in world_countries if row["un_member"] == "True"}
    assert len(there) == 194
    assert there - _with_status(membership, "member-state") == {"VAT"}
    assert _with_status(membership, "member-state") - there == set()


def test_regional_groups_are_those_of_another_source(
    membership: Graph, world_countries: Rows
) -> None:
    """Both count Kiribati, Israel, Türkiye (which is in two groups) and the United States."""
    there = {row["cca3"]: row["un_regional_group"] for row in world_countries}
    ours = _groups(membership)
    assert {code: GROUPS[there[code]] for code in ours} == ours
    assert {code for code, group in there.items() if group} == set(ours)


def _rows(shared: Path, name: str) -> Rows:
    """Return the rows of a file, wherever it lies below the folder of shared material."""
    with next(shared.glob(f"**/{name}")).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _row_codes(row: dict[str, str]) -> set[tuple[str, str, str]]:
    """Return the codes of a register row; the register drops the leading zeros of M49."""
    alpha3 = row["ISO3166-1-Alpha-3"]
    return {
        (alpha3, "alpha3", alpha3),
        (alpha3, "alpha2", row["ISO3166-1-Alpha-2"]),
        (alpha3, "m49", row["M49"].zfill(3)),
    }


def _codes(states: Graph) -> set[str]:
    return {_local(state) for state in states.subjects(RDF.type, URIRef(iris.NS + "State"))}


def _names(states: Graph, *properties: URIRef) -> Names:
    return {
        (_local(state), name.language, str(name))
        for state in states.subjects(RDF.type, URIRef(iris.NS + "State"))
        for named_by in properties
        for name in states.objects(state, named_by)
        if isinstance(name, Literal)
    }


def _is_clean(name: str) -> bool:
    """Tell whether a name is in NFC and has no footnote mark, tatweel or hidden character."""
    hidden = any(unicodedata.category(c) in {"Cc", "Cf"} for c in name)
    tidy = name == " ".join(name.split()) == unicodedata.normalize("NFC", name)
    return tidy and not hidden and not set("*[]\u2019\u0640") & set(name)


def _links(graph: Graph, name: str) -> list[tuple[str, str]]:
    pairs = graph.subject_objects(URIRef(iris.NS + name))
    return [(_local(subject), _local(value)) for subject, value in pairs]


def _with_status(membership: Graph, status: str) -> set[str]:
    return {code for code, value in _links(membership, "hasUnitedNationsStatus") if value == status}


def _groups(membership: Graph) -> dict[str, str]:
    links = _links(membership, "regionalGroup")
    assert len(links) == len(dict(links)), "a State is in two groups"
    return dict(links)


def _local(term: object) -> str:
    return str(term).replace("#", "/").rpartition("/")[2]
