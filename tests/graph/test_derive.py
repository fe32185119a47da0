"""Test what the build derives from records."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsgraph import iris
from rightsgraph.build import Assembly
from rightsgraph.derive import Hierarchy, derive
from rightsgraph.derive.claims import preferred_statements
from rightsgraph.derive.dates import calendar_properties, span
from rightsgraph.derive.parts import CLASSES, part_descriptions
from rightsgraph.derive.shortcuts import plain_properties
from rightsgraph.identify.parts import STEPS
from rightsgraph.rdf import DCTERMS, RDF, RDFS, RG, XSD, Literal, NamedNode, Triple

Triples = Callable[[str], frozenset[Triple]]

CLAIM = "<{iri}> rdf:subject doc:A ; rdf:predicate dcterms:date ; rdf:object {value} ; {rank} ."


def derived_of(found: frozenset[Triple], predicate: NamedNode) -> set[tuple[str, str]]:
    """Return subject and value of the triples of a predicate, both shortened."""
    return {
        (iris.compact(t.subject.value), iris.compact(t.object.value))
        for t in found
        if t.predicate == predicate
        and isinstance(t.subject, NamedNode)
        and isinstance(t.object, NamedNode | Literal)
    }


@pytest.mark.parametrize(
    ("stated", "datatype", "first", "last"),
    [
        ("2012", XSD.gYear, date(2012, 1, 1), date(2012, 12, 31)),
        ("2012-02", XSD.gYearMonth, date(2012, 2, 1), date(2012, 2, 29)),
        ("2013-02", XSD.gYearMonth, date(2013, 2, 1), date(2013, 2, 28)),
        ("1900-02", XSD.gYearMonth, date(1900, 2, 1), date(1900, 2, 28)),
        ("2000-02", XSD.gYearMonth, date(2000, 2, 1), date(2000, 2, 29)),
        ("2012-12", XSD.gYearMonth, date(2012, 12, 1), date(2012, 12, 31)),
        ("2012-02-29", XSD.date, date(2012, 2, 29), date(2012, 2, 29)),
        ("2013-02-29", XSD.date, None, None),
        ("2012-13", XSD.gYearMonth, None, None),
        ("2012", XSD.date, None, None),
        ("2012-12-14", XSD.gYear, None, None),
        ("-0044", XSD.gYear, None, None),
        ("2012Z", XSD.gYear, None, None),
        ("in 2012", XSD.string, None, None),
        ("2012", XSD.integer, None, None),
    ],
)
def test_a_stated_date_has_a_first_and_a_last_day(
    stated: str, datatype: NamedNode, first: date | None, last: date | None
) -> None:
    assert span(Literal(stated, datatype=datatype)) == (first, last)


@given(st.dates())
def test_a_month_ends_on_the_day_before_the_next_begins(day: date) -> None:
    first, last = span(Literal(f"{day:%Y-%m}".zfill(7), datatype=XSD.gYearMonth))
    assert first == day.replace(day=1)
    assert last
    assert first <= day <= last
    assert last == date.max or (last + timedelta(days=1)).day == 1


def test_a_year_alone_gives_its_first_day_its_last_day_and_the_year(triples: Triples) -> None:
    found = frozenset(calendar_properties(triples('doc:A dcterms:issued "2012"^^xsd:gYear .')))
    assert derived_of(found, RG.dateFrom) == {("doc:A", "2012-01-01")}
    assert derived_of(found, RG.dateTo) == {("doc:A", "2012-12-31")}
    assert derived_of(found, RG.year) == {("doc:A", "2012")}
    year = next(t.object for t in found if t.predicate == RG.year)
    assert year == Literal("2012", datatype=XSD.integer)


def test_an_event_lasts_from_its_start_to_its_end(triples: Triples) -> None:
    given = triples(
        'event:e rg:startDate "2012-12-12"^^xsd:date ; rg:endDate "2013-01"^^xsd:gYearMonth .'
    )
    found = frozenset(calendar_properties(given))
    assert derived_of(found, RG.dateFrom) == {("event:e", "2012-12-12")}
    assert derived_of(found, RG.dateTo) == {("event:e", "2013-01-31")}
    assert derived_of(found, RG.year) == {("event:e", "2012")}


def test_what_began_and_has_no_stated_end_has_no_last_day(triples: Triples) -> None:
    given = triples('event:e rg:startDate "2012"^^xsd:gYear .')
    assert derived_of(frozenset(calendar_properties(given)), RG.dateTo) == set()


def test_a_date_that_cannot_be_gives_nothing(triples: Triples) -> None:
    given = triples('doc:A dcterms:date "2013-02-30"^^xsd:date, "soon" .')
    assert list(calendar_properties(given)) == []


def test_a_preferred_claim_becomes_the_direct_statement(triples: Triples) -> None:
    claims = CLAIM.format(iri="http://x/1", value='"2009"', rank="rg:rank rank:preferred")
    claims += CLAIM.format(iri="http://x/2", value='"2010"', rank="rg:rank rank:normal")
    found = frozenset(preferred_statements(triples(claims)))
    assert derived_of(found, DCTERMS.date) == {("doc:A", "2009")}


@pytest.mark.parametrize("rank", ["preferred", "normal", "deprecated"])
def test_disputed_claims_of_equal_rank_give_no_direct_statement(
    triples: Triples, rank: str
) -> None:
    claims = CLAIM.format(iri="http://x/1", value='"2009"', rank=f"rg:rank rank:{rank}")
    claims += CLAIM.format(iri="http://x/2", value='"2010"', rank=f"rg:rank rank:{rank}")
    assert list(preferred_statements(triples(claims))) == []


def test_two_preferred_claims_that_agree_give_one_statement(triples: Triples) -> None:
    claims = CLAIM.format(iri="http://x/1", value='"2009"', rank="rg:rank rank:preferred")
    claims += CLAIM.format(iri="http://x/2", value='"2009"', rank="rg:rank rank:preferred")
    assert len(list(preferred_statements(triples(claims)))) == 1


def test_a_claim_that_lacks_its_value_gives_nothing(triples: Triples) -> None:
    given = "<http://x/1> rdf:subject doc:A ; rdf:predicate dcterms:date ; rg:rank rank:preferred ."
    assert list(preferred_statements(triples(given))) == []


def test_a_part_is_described_with_all_that_it_stands_in(triples: Triples) -> None:
    item = "<https://w3id.org/rightsgraph/id/document/A_HRC_23_18/annex/II/section/1/item/3>"
    found = frozenset(part_descriptions(triples(f"place:p rg:statedIn {item} .")))
    base = iris.ID + "document/A_HRC_23_18"
    parents = [
        f"{base}/annex/II/section/1/item/3",
        f"{base}/annex/II/section/1",
        f"{base}/annex/II",
    ]
    assert derived_of(found, DCTERMS.isPartOf) == {
        (parents[0], parents[1]), (parents[1], parents[2]), (parents[2], "doc:A_HRC_23_18"),
    }  # fmt: skip
    assert derived_of(found, RDF.type) == {
        (parents[0], "rg:Item"), (parents[1], "rg:Section"), (parents[2], "rg:Annex"),
    }  # fmt: skip
    assert derived_of(found, RG.number) == {
        (parents[0], "3"), (parents[1], "1"), (parents[2], "II"),
    }  # fmt: skip
    labels = [t for t in found if t.predicate == RDFS.label]
    languages = {t.object.language for t in labels if isinstance(t.object, Literal)}
    assert languages >= {"en", "ar", "fr", "es"}
    assert len(labels) == 3 * len(languages)


def test_a_part_is_described_once_however_often_it_is_named(triples: Triples) -> None:
    part = "<https://w3id.org/rightsgraph/id/document/A/paragraph/1>"
    once = frozenset(part_descriptions(triples(f"place:a rg:statedIn {part} .")))
    given = triples(f"place:a rg:statedIn {part} . place:b rg:statedIn {part} . {part} rg:x 1 .")
    described = list(part_descriptions(given))
    assert set(described) == once
    assert len(described) == len(once)


def test_a_language_version_is_a_version_and_no_part(triples: Triples) -> None:
    version = "<https://w3id.org/rightsgraph/id/document/A/language/ar>"
    found = frozenset(part_descriptions(triples(f"{version} rg:x 1 .")))
    assert derived_of(found, DCTERMS.isPartOf) == set()
    assert derived_of(found, DCTERMS.isVersionOf) == {(version.strip("<>"), "doc:A")}


def test_whole_documents_and_other_things_are_not_parts(triples: Triples) -> None:
    assert list(part_descriptions(triples("doc:A rg:issuedBy mechanism:hrc ."))) == []


def test_every_kind_of_part_has_a_class() -> None:
    assert CLASSES.keys() == STEPS.keys() | {"row"}


def test_a_citation_gets_its_plain_properties(triples: Triples) -> None:
    para = "https://w3id.org/rightsgraph/id/document/A/paragraph/1"
    cited = "https://w3id.org/rightsgraph/id/document/B/paragraph/2/f"
    given = triples(f"citation:c cito:hasCitingEntity <{para}> ; cito:hasCitedEntity <{cited}> .")
    found = frozenset(plain_properties(given))
    assert {(t.subject, t.predicate.value, t.object) for t in found} == {
        (NamedNode(para), iris.PREFIXES["cito"] + "cites", NamedNode(cited)),
        (citation(), RG.citingDocument.value, NamedNode(iris.ID + "document/A")),
        (citation(), RG.citedDocument.value, NamedNode(iris.ID + "document/B")),
    }


def test_a_citation_of_a_mechanism_has_no_cited_document_and_no_cito_cites(
    triples: Triples,
) -> None:
    given = triples("citation:c cito:hasCitingEntity doc:A ; rg:citedMechanism mechanism:cedaw .")
    found = frozenset(plain_properties(given))
    assert [(t.predicate, t.object) for t in found] == [
        (RG.citingDocument, NamedNode(iris.ID + "document/A"))
    ]


def test_a_participation_gives_its_event_a_participant(triples: Triples) -> None:
    given = triples(
        "participation:p rg:inEvent event:e ; rg:ofAgent state:MEX . "
        "participation:q rg:inEvent event:e ."
    )
    found = frozenset(plain_properties(given))
    assert derived_of(found, RG.hasParticipant) == {("event:e", "state:MEX")}


def test_the_superclasses_and_superproperties_are_added(triples: Triples) -> None:
    hierarchy = Hierarchy(
        triples("""
        <http://c/A> rdfs:subClassOf <http://c/B> .
        <http://c/B> rdfs:subClassOf <http://c/C> .
        <http://p/a> rdfs:subPropertyOf <http://p/b> .
        <http://p/b> rdfs:subPropertyOf <http://p/c> .
        """)
    )
    given = triples("<http://x> a <http://c/A> ; <http://p/a> <http://y> .")
    found = derive(given, hierarchy)
    assert derived_of(found, RDF.type) == {("http://x", f"http://c/{c}") for c in "ABC"}
    assert {t.predicate.value for t in found - given} >= {"http://p/b", "http://p/c"}
    assert len(found) == 6


def test_a_cycle_of_classes_ends_and_every_member_has_all_others(triples: Triples) -> None:
    cycle = triples("""
        <http://c/A> rdfs:subClassOf <http://c/B> . <http://c/B> rdfs:subClassOf <http://c/C> .
        <http://c/C> rdfs:subClassOf <http://c/A>, <http://c/C> .
    """)
    found = derive(triples("<http://x> a <http://c/B> ."), Hierarchy(cycle))
    assert derived_of(found, RDF.type) == {("http://x", f"http://c/{c}") for c in "ABC"}


def test_what_a_preferred_claim_states_is_derived_further(triples: Triples) -> None:
    claim = CLAIM.format(iri="http://x/1", value='"2009"^^xsd:gYear', rank="rg:rank rank:preferred")
    found = derive(triples(claim), Hierarchy([]))
    assert derived_of(found, RG.dateFrom) == {("doc:A", "2009-01-01")}


def test_deriving_twice_adds_nothing(assembly: Assembly) -> None:
    hierarchy = Hierarchy(assembly.read[0].triples)
    for graph in assembly.derived:
        assert derive(graph.triples, hierarchy) == graph.triples, graph.iri


def citation() -> NamedNode:
    """Return the citation of the examples."""
    return NamedNode(iris.ID + "citation/c")
