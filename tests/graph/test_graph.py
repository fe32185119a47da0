"""Test the library's front door: looking things up, and walking from one to the next."""

from collections import Counter

import pytest

from rightsgraph import Ambiguous, Graph, NotFound, iris
from rightsgraph.identify import normalise_name
from rightsgraph.rdf import RDF, RDFS, RG, Literal, NamedNode, Quad
from rightsgraph.store import MemoryStore
from rightsgraph.things import Agent, Judgment, Part, Recommendation, State, Thing

REPORT = iris.ID + "document/A_HRC_23_18"
COTTON_FIELD = iris.ID + "judgment/iacthr/C-205"
WORKSHOP_ITEM = "recommendation/A_HRC_23_18/annex/II/section/1/item/3"

LOOKUPS = [
    ("state", "state/MEX", [
        "MEX", "mex", "MX", "484", "state:MEX", iris.ID + "state/MEX", "Mexico", "MEXICO",
        "M\u00e9xico", "Mexique", "\u0627\u0644\u0645\u0643\u0633\u064a\u0643",
        "\u041c\u0435\u043a\u0441\u0438\u043a\u0430", "\u58a8\u897f\u54e5", " Mexico ",
        "United Mexican States",
    ]),
    ("state", "state/GMB", ["the Gambia", "Gambia", "Gambie"]),
    ("mechanism", "mechanism/cedaw", [
        "cedaw", "CEDAW", "mechanism:cedaw",
        "Committee on the Elimination of Discrimination against Women",
    ]),
    ("mechanism", "mechanism/afchpr", [
        "afchpr", "African Court", "African Court on Human and Peoples\u2019 Rights",
        "african court on human and peoples rights",
    ]),
    ("mechanism", "mechanism/ccpr", ["Human Rights Committee", "ccpr"]),
    ("instrument", "instrument/cedaw", ["cedaw", "CEDAW", "IV-8", "instrument:cedaw"]),
    ("instrument", "instrument/opcat", ["opcat", "OPCAT"]),
    ("document", "document/A_HRC_23_18", ["A/HRC/23/18", "a/hrc/23/18", "doc:A_HRC_23_18", REPORT]),
    ("document", "document/CEDAW_C_MEX_CO_7-8", ["CEDAW/C/MEX/CO/7-8", "CEDAW/C/MEX/CO/7\u20138"]),
    ("document", "judgment/iacthr/C-205", ["Campo Algodonero", "judgment:iacthr/C-205"]),
    ("judgment", "judgment/iacthr/C-205", [
        "Campo Algodonero", "campo algodonero", "Cotton Field", "Series C No. 205", "C-205",
        "\u062d\u0642\u0644 \u0627\u0644\u0642\u0637\u0646", "seriec_205_esp.pdf", COTTON_FIELD,
        "Case of Gonz\u00e1lez et al. (\"Cotton Field\") v. Mexico",
    ]),
    ("part", "document/A_HRC_23_18/paragraph/53", [
        "A/HRC/23/18, para. 53", "A/HRC/23/18 \u00b653", REPORT + "/paragraph/53",
        "A/HRC/23/18\u060c \u0627\u0644\u0641\u0642\u0631\u0629 \u0665\u0663",
    ]),
    ("recommendation", WORKSHOP_ITEM, [
        "S3", "A/HRC/23/18, annex II, section 1, item 3", iris.ID + WORKSHOP_ITEM,
    ]),
]  # fmt: skip
KEYS = [(kind, iri, key) for kind, iri, keys in LOOKUPS for key in keys]


@pytest.mark.parametrize(("kind", "iri", "key"), KEYS)
def test_a_thing_is_found_by_every_kind_of_key(
    built_graph: Graph, kind: str, iri: str, key: str
) -> None:
    found = getattr(built_graph, kind)(key)
    assert found.iri == iris.ID + iri


def test_every_state_is_found_by_its_names_in_every_language(graph: Graph) -> None:
    rows = graph.select("SELECT ?state ?name { ?state a rg:State ; rdfs:label ?name }")
    assert len(rows) == 195 * 6
    astray = [r for r in rows if graph.state(str(r.name)).iri != r.state]
    assert astray == []


def test_every_code_and_identifier_finds_its_state(graph: Graph) -> None:
    rows = graph.select(
        "SELECT ?state ?code { ?state a rg:State ; dcterms:identifier|skos:notation ?code }"
    )
    assert len(rows) >= 195 * 3
    assert [r for r in rows if graph.state(str(r.code)).iri != r.state] == []


def test_every_mechanism_and_document_is_found_by_its_identifier(graph: Graph) -> None:
    for kind, find in (("rg:Mechanism", graph.mechanism), ("rg:Document", graph.document)):
        rows = graph.select(f"SELECT ?thing ?key {{ ?thing a {kind} ; dcterms:identifier ?key }}")
        assert len(rows) > 10
        assert [row for row in rows if find(str(row.key)).iri != row.thing] == []


@pytest.mark.parametrize(
    ("kind", "text", "near"),
    [
        ("state", "Mexiko", "M\u00e9xico"),
        ("state", "Uzbekistn", "Uzbekistan"),
        ("mechanism", "African Cort", "African Court"),
        ("document", "A/HRC/23/81", "A/HRC/23/18"),
        ("judgment", "Campo Algodonera", "Campo Algodonero"),
    ],
)
def test_what_is_not_found_is_told_with_the_nearest_names(
    graph: Graph, kind: str, text: str, near: str
) -> None:
    with pytest.raises(NotFound) as caught:
        getattr(graph, kind)(text)
    assert normalise_name(near) in map(normalise_name, caught.value.near)
    assert caught.value.text == text
    assert f"{text!r} in the graph; did you mean" in str(caught.value)


@pytest.mark.parametrize("text", ["", "...", "zzzzzzzzzz", "\x00", "<x> ?p ?o }", "A/HRC/"])
def test_what_resembles_nothing_is_told_without_names(graph: Graph, text: str) -> None:
    with pytest.raises(NotFound) as caught:
        graph.judgment(text)
    assert caught.value.near == ()
    assert graph.find(text) == ()


def test_a_thing_of_another_kind_is_not_found(graph: Graph) -> None:
    with pytest.raises(NotFound, match="no State 'Campo Algodonero'"):
        graph.state("Campo Algodonero")
    assert len(graph.find("CEDAW")) == 2


def test_a_name_of_several_things_is_ambiguous_and_their_iris_are_told() -> None:
    store = MemoryStore()
    for code in ("COD", "COG"):
        state, g = NamedNode(iris.ID + f"state/{code}"), NamedNode("http://g")
        store.add([
            Quad(state, RDF.type, RG.State, g), Quad(state, RDF.type, RG.Agent, g),
            Quad(state, RDFS.label, Literal("Congo", language="en"), g),
        ])  # fmt: skip
    graph = Graph(store)
    with pytest.raises(Ambiguous) as caught:
        graph.state("Congo")
    assert caught.value.iris == (iris.ID + "state/COD", iris.ID + "state/COG")
    assert all(iri in str(caught.value) for iri in caught.value.iris)
    assert graph.state(caught.value.iris[0]).iri == iris.ID + "state/COD"


def test_an_iri_that_nothing_describes_is_not_found(graph: Graph) -> None:
    with pytest.raises(NotFound):
        graph.state(iris.ID + "state/XXX")
    assert graph.get(iris.ID + "state/XXX").label() == "state:XXX"


def test_campo_algodonero_is_cited_by_three_parts_two_of_them_reported(graph: Graph) -> None:
    citations = graph.judgment("Campo Algodonero").cited_by()
    found = {c.citing.iri.removeprefix(iris.ID): c for c in citations}
    assert {name: c.reported for name, c in found.items()} == {
        "document/A_HRC_23_18/paragraph/53": False,
        "document/CEDAW_C_MEX_CO_7-8/paragraph/18/f": True,
        "document/CEDAW_C_MEX_CO_7-8/paragraph/19/c": True,
    }
    assert len(citations) == 3
    for citation in citations:
        places = {t.iri.removeprefix(REPORT) for t in citation.stated_in}
        expected = {"/paragraph/53", "/footnote/13"} if citation.reported else {"/paragraph/53"}
        assert places == expected
        assert citation.cited.iri == COTTON_FIELD


def test_campo_algodonero_cites_the_committee_and_the_special_rapporteur(graph: Graph) -> None:
    citations = graph.judgment("Campo Algodonero").cites()
    assert {c.cited.iri.removeprefix(iris.ID) for c in citations} == {
        "mechanism/cedaw", "mechanism/sr-violence-against-women",
    }  # fmt: skip
    assert all(c.reported for c in citations)
    assert {t.iri for c in citations for t in c.stated_in} == {REPORT + "/paragraph/53"}


def test_a_document_is_cited_where_its_parts_are(graph: Graph) -> None:
    observations = graph.document("CEDAW/C/MEX/CO/7-8")
    parts = {c.cited.iri for c in observations.cited_by()}
    assert any(iri.startswith(observations.iri) for iri in parts)
    of_parts = [
        c.iri
        for n in ("18(f)", "19(c)")
        for c in graph.part(f"CEDAW/C/MEX/CO/7-8, para. {n}").cites()
    ]
    assert sorted(of_parts) == sorted(c.iri for c in observations.cites())


def test_a_mechanism_cites_through_what_it_issued(graph: Graph) -> None:
    committee = graph.mechanism("cedaw")
    assert {c.cited.iri for c in committee.cites()} == {COTTON_FIELD}
    assert COTTON_FIELD in {c.citing.iri for c in committee.cited_by()}
    assert graph.document("CEDAW/C/MEX/CO/7-8") in committee.issued()


def test_mexico_received_the_judgment_and_the_observations(graph: Graph) -> None:
    received = graph.state("Mexico").received()
    assert graph.judgment("Campo Algodonero") in received
    assert graph.document("CEDAW/C/MEX/CO/7-8") in received
    assert any(isinstance(thing, Recommendation) for thing in received)
    assert graph.state("Tuvalu").received() == ()


def test_the_african_court_is_to_implement_15_recommendations_and_to_help_with_1(
    graph: Graph,
) -> None:
    assigned = graph.mechanism("African Court").assigned()
    assert Counter(r.role for r in assigned) == {"implementer": 15, "collaborator": 1}
    assert {r.agent for r in assigned} == {graph.mechanism("afchpr")}


def test_responsible_and_assigned_say_the_same(graph: Graph) -> None:
    rows = graph.select("SELECT ?r { ?r a rg:Recommendation }")
    forth = {
        (r.agent.iri, r.recommendation.iri, r.role)
        for iri in rows.column("r")
        for r in graph.recommendation(str(iri)).responsible()
    }
    agents = {graph.get(iri) for iri, _, _ in forth}
    back = {
        (r.agent.iri, r.recommendation.iri, r.role)
        for agent in agents
        if isinstance(agent, Agent)
        for r in agent.assigned()
    }
    assert len(forth) > 100
    assert forth == back


def test_groups_are_expanded_and_exceptions_left_out(graph: Graph) -> None:
    item = graph.recommendation("A/HRC/23/18, annex II, section 1, item 6")
    agents = {r.agent.iri.removeprefix(iris.ID) for r in item.responsible()}
    assert "mechanism/afchpr" not in agents
    assert "mechanism/iacthr" in agents
    assert not any(name.startswith("group/rhrm") for name in agents)


def test_a_thing_has_labels_in_many_languages_and_english_where_one_is_missing(
    graph: Graph,
) -> None:
    mexico = graph.state("MEX")
    assert mexico.label() == "Mexico"
    assert mexico.label("ar") == "\u0627\u0644\u0645\u0643\u0633\u064a\u0643"
    assert mexico.label("tlh") == "Mexico"
    assert mexico.identifier == "MEX"
    assert "rg:State" in mexico.kinds
    assert "rg:Agent" in mexico.kinds


def test_a_thing_says_where_it_is_stated(graph: Graph) -> None:
    stated = graph.judgment("Campo Algodonero").stated_in
    assert stated
    assert all(isinstance(thing, Thing) for thing in stated)
    assert graph.part("A/HRC/23/18, para. 53").whole == graph.document("A/HRC/23/18")


def test_a_document_has_a_year_and_an_issuer(graph: Graph) -> None:
    report = graph.document("A/HRC/23/18")
    assert report.year == 2013
    assert [agent.iri for agent in report.issued_by] == [iris.ID + "organisation/ohchr"]
    assert graph.judgment("C-205").year == 2009


def test_things_are_equal_by_iri_and_of_the_class_that_it_tells(graph: Graph) -> None:
    assert graph.state("MEX") == graph.state("Mexico")
    assert len({graph.state("MEX"), graph.get(iris.ID + "state/MEX")}) == 1
    assert graph.state("MEX") != iris.ID + "state/MEX"
    classes = {
        "state/MEX": State, "judgment/iacthr/C-205": Judgment, "group/rhrm": Agent,
        "document/A_HRC_23_18/paragraph/53": Part, "theme/x": Thing,
    }  # fmt: skip
    for name, cls in classes.items():
        assert type(graph.get(iris.ID + name)) is cls
    assert repr(graph.state("MEX")) == "<State state/MEX>"


def test_select_refuses_other_forms_of_query(graph: Graph) -> None:
    assert graph.query("ASK { state:MEX a rg:State }") is True
    with pytest.raises(TypeError, match="not a SELECT query"):
        graph.select("ASK {}")


def test_the_triples_of_a_thing_and_of_a_graph_are_given(graph: Graph) -> None:
    mexico = NamedNode(iris.ID + "state/MEX")
    about = graph.triples_about(mexico.value)
    assert about
    assert all(mexico in (t.subject, t.object) for t in about)
    assert any(t.object == mexico for t in about)
    name = iris.GRAPH + "states/register"
    assert len(graph.triples_of_graph(name)) == len(
        graph.select(f"SELECT * {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
    )


def test_a_built_version_and_the_records_give_the_same_graph(
    graph: Graph, built_graph: Graph
) -> None:
    assert built_graph.manifest
    everything = "SELECT ?s ?p ?o { ?s ?p ?o }"
    assert set(map(repr, graph.select(everything))) == set(
        map(repr, built_graph.select(everything))
    )
