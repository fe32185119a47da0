"""Pages and lists say what cites what, with the paragraph, on made-up documents that were read."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

import rightsgraph
from rightsgraph import iris, resources
from rightsgraph.build import assemble
from rightsgraph.derive import Hierarchy, derive
from rightsgraph.rdf import quads_of
from rightsgraph.records import vocabulary_graph
from rightsgraph.turtle import read_plain_turtle
from rightsgraph_server import create_app
from rightsgraph_server.languages import LANGUAGES, words

MADE_UP = Path(__file__).parents[1] / "questions" / "made-up" / "citations.ttl"
BROWSER = {"Accept": "text/html"}
COMMENT = "document/CCPR_C_21_Rev.1_Add.13"
VIEWS, LATER_VIEWS = "document/CCPR_C_901_D_9001_2030", "document/CCPR_C_902_D_9002_2030"
JUDGMENT, CASE = "judgment/iacthr/C-9001", "case/ecthr/99001_30"
ARTICLE = "instrument/iccpr/article/14"


@pytest.fixture(scope="module")
def graph() -> rightsgraph.Graph:
    """Open the records with made-up documents beside them."""
    store = assemble().store()
    hierarchy = Hierarchy(vocabulary_graph("ontology", resources.ontology_folder()).triples)
    triples = derive(frozenset(read_plain_turtle(MADE_UP)), hierarchy)
    store.add(quads_of(triples, iris.GRAPH + "made-up/read"))
    return rightsgraph.Graph(store)


@pytest.fixture
def client(graph: rightsgraph.Graph) -> Iterator[FlaskClient]:
    """Ask the application over the made-up documents."""
    with create_app(graph).test_client() as client:
        yield client


def page(client: FlaskClient, path: str, language: str = "en") -> str:
    """Return the page of a thing."""
    answer = client.get(f"/page/id/{path}?lang={language}", headers=BROWSER)
    assert answer.status_code == 200
    return answer.text


def section(text: str, name: str) -> str:
    """Return the section of a page on what is cited (`citing`) or on what cites (`cited`)."""
    found = re.search(rf'<section id="{name}">.*?</section>', text, re.DOTALL)
    return found[0] if found else ""


def listed(client: FlaskClient, **asked: object) -> dict[str, list[dict[str, object]]]:
    """Return a list of citations as JSON."""
    answer = client.get("/citations", query_string={**asked, "format": "json"})
    assert answer.status_code == 200
    found: dict[str, list[dict[str, object]]] = answer.get_json()
    return found


def citing(client: FlaskClient, **asked: object) -> list[str]:
    """Return the citing parts of a list, shortened."""
    return [str(c["citing"]).removeprefix(iris.ID) for c in listed(client, **asked)["citations"]]


def test_a_decision_shows_what_it_cites_with_paragraph_function_and_confidence(
    client: FlaskClient,
) -> None:
    shown = section(page(client, VIEWS), "citing")
    for path in (
        f"{VIEWS}/paragraph/7.2",
        COMMENT,
        f"{COMMENT}/paragraph/18",
        f"{VIEWS}/footnote/5",
        JUDGMENT,
        f"{JUDGMENT}/paragraph/254",
        CASE,
        ARTICLE,
        f"{ARTICLE}/1",
        "citation-function/relied-on",
        "citation-function/found-violated",
    ):
        assert f'href="/id/{path}?lang=en"' in shown
    assert "confidence <bdi>0.97</bdi>" in shown


def test_a_decision_groups_what_it_cites_by_kind(client: FlaskClient) -> None:
    shown = section(page(client, VIEWS), "citing")
    groups = re.findall(r"<h3>(.*?) \((\d+)\)</h3>", shown)
    assert groups == [
        (words("en")["kind_treaty-bodies"], "1"),
        (words("en")["kind_courts"], "2"),
        (words("en")["kind_instruments"], "2"),
    ]


@pytest.mark.parametrize(
    ("cited", "parts"),
    [
        (COMMENT, ["CAT_C_901_D_9101_2030/paragraph/5.2", "CCPR_C_902_D_9002_2030/footnote/3"]),
        (f"{COMMENT}/paragraph/18", ["CCPR_C_901_D_9001_2030/paragraph/7.2"]),
        (JUDGMENT, ["CCPR_C_901_D_9001_2030/footnote/5", "CAT_C_901_D_9101_2030/paragraph/7"]),
        (CASE, ["CCPR_C_901_D_9001_2030/paragraph/7.4", "CAT_C_902_D_9102_2031/footnote/1"]),
        (ARTICLE, ["CCPR_C_901_D_9001_2030/paragraph/7.3", "CCPR_C_902_D_9002_2030/paragraph/9"]),
        ("instrument/iccpr", ["CCPR_C_901_D_9001_2030/paragraph/8"]),
        ("communication/ccpr/9001_2030", ["CCPR_C_902_D_9002_2030/paragraph/6.3"]),
        ("mechanism/cat", ["CCPR_C_903_D_9003_2031/paragraph/6.2"]),
        ("mechanism/iacthr", ["CAT_C_901_D_9101_2030/paragraph/7"]),
    ],
)
def test_each_kind_of_thing_shows_the_paragraphs_that_cite_it(
    client: FlaskClient, cited: str, parts: list[str]
) -> None:
    shown = section(page(client, cited), "cited")
    for part in parts:
        assert f'href="/id/document/{part}?lang=en"' in shown


def test_a_judgment_shows_the_decision_that_it_cites(client: FlaskClient) -> None:
    shown = section(page(client, "judgment/iacthr/C-9002"), "citing")
    assert f'href="/id/{VIEWS}?lang=en"' in shown


def test_what_could_not_be_identified_stands_as_it_was_read_and_leads_nowhere(
    client: FlaskClient,
) -> None:
    shown = section(page(client, LATER_VIEWS), "citing")
    assert "<bdi>Example v. Nowhere</bdi>" in shown
    assert 'href="/id/mechanism/ecthr?lang=en"' in shown
    assert "<bdi>Someone v. &lt;Somewhere&gt;</bdi>" in shown
    assert words("en")["as_read"] in shown
    assert 'href="None"' not in shown


def test_what_could_not_be_identified_counts_for_its_court(client: FlaskClient) -> None:
    found = listed(client, cited="mechanism:ecthr")["citations"]
    unresolved = [c["cited_as"] for c in found if c["cited"] is None]
    assert unresolved == ["case:ECtHR/name:Example v. Nowhere"]


def test_a_mechanism_with_many_citations_shows_counts_that_lead_to_lists(
    client: FlaskClient,
) -> None:
    shown = section(page(client, "mechanism/ccpr"), "citing")
    ccpr = quote(f"{iris.ID}mechanism/ccpr", safe="")
    ecthr = quote(f"{iris.ID}mechanism/ecthr", safe="")
    assert f'href="/citations?citing={ccpr}&amp;year=2032&amp;lang=en">2032</a>' in shown
    assert f'href="/citations?citing={ccpr}&amp;cited={ecthr}&amp;lang=en"' in shown
    assert f'href="/id/{ARTICLE}?lang=en"' in shown


def test_what_has_few_citations_shows_them_without_counts(client: FlaskClient) -> None:
    shown = section(page(client, COMMENT), "cited")
    assert words("en")["by_year"] not in shown
    assert words("en")["by_mechanism"] not in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_citations_are_named_in_the_readers_language(client: FlaskClient, language: str) -> None:
    shown = page(client, VIEWS, language)
    assert f"{words(language)['cites']} (" in shown
    assert words(language)["confidence"] in shown


def test_a_list_has_the_newest_first_and_paragraphs_in_order(client: FlaskClient) -> None:
    assert citing(client, cited=iris.ID + COMMENT) == [
        "document/CCPR_C_902_D_9002_2030/footnote/3",
        "document/CCPR_C_902_D_9002_2030/paragraph/6.4",
        "document/CEDAW_C_901_D_9201_2030/paragraph/7.1",
        "document/CAT_C_901_D_9101_2030/paragraph/5.2",
        "document/CCPR_C_901_D_9001_2030/paragraph/7.2",
    ]
    parts = citing(client, citing="doc:CCPR_C_902_D_9002_2030")
    assert parts.index("document/CCPR_C_902_D_9002_2030/paragraph/9") < parts.index(
        "document/CCPR_C_902_D_9002_2030/paragraph/10"
    )


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ({"citing": "mechanism:ccpr", "cited": "mechanism:cat"}, 2),
        ({"citing": "mechanism:ccpr", "cited": "mechanism:ecthr"}, 2),
        ({"citing": "mechanism:ccpr", "year": 2032}, 7),
        ({"citing": "mechanism:ccpr", "year": 1999}, 0),
        ({"citing": "mechanism:ccpr", "kind": "instruments"}, 4),
        ({"citing": "mechanism:ccpr", "kind": "unresolved"}, 2),
        ({"cited": "doc:CCPR_C_901_D_9001_2030", "kind": "courts"}, 1),
        ({"function": "found-violated", "citing": "mechanism:cedaw"}, 1),
        ({"function": "found-violated"}, 6),
        ({"cited": "CCPR general comment 31"}, 5),
        ({"cited": "id:nothing-of-the-kind"}, None),
    ],
)
def test_a_list_is_narrowed_by_each_condition(
    client: FlaskClient, asked: dict[str, object], total: int | None
) -> None:
    answer = client.get("/citations", query_string={**asked, "format": "json"})
    assert answer.status_code == (404 if total is None else 200)
    assert answer.get_json().get("total") == total


def test_a_list_goes_on_page_by_page_without_loss(client: FlaskClient) -> None:
    whole = citing(client, citing="mechanism:ccpr", limit=1000)
    address: str | None = "/citations?citing=mechanism:ccpr&limit=4&format=json"
    gathered: list[str] = []
    while address:
        found = client.get(address).get_json()
        gathered += [c["citing"].removeprefix(iris.ID) for c in found["citations"]]
        address = found["next"]
    assert gathered == whole
    assert len(whole) == 14


def test_a_list_leads_to_its_neighbours_in_its_header(client: FlaskClient) -> None:
    answer = client.get("/citations?citing=mechanism:ccpr&limit=4&page=2", headers=BROWSER)
    links = ", ".join(answer.headers.getlist("Link"))
    assert re.search(r'page=1>; rel="prev"', links)
    assert re.search(r'page=3>; rel="next"', links)


def test_a_list_as_csv_has_a_row_for_each_citation(client: FlaskClient) -> None:
    answer = client.get(
        "/citations?cited=doc:CCPR_C_21_Rev.1_Add.13", headers={"Accept": "text/csv"}
    )
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.mimetype == "text/csv"
    last = rows[-1]
    assert len(rows) == 5
    assert last["citing"] == f"{iris.ID}{VIEWS}/paragraph/7.2"
    assert last["pinpoint"] == f"{iris.ID}{COMMENT}/paragraph/18"
    assert (last["function"], last["confidence"], last["year"]) == ("relied-on", "0.97", "2031")


@pytest.mark.parametrize(
    "wrong",
    ["page=0", "page=x", "page=9999", "year=x", "kind=x", "limit=-1", "page=٣", "format=png"],
)
def test_a_list_says_what_is_wrong_with_a_parameter(client: FlaskClient, wrong: str) -> None:
    answer = client.get(f"/citations?{wrong}", headers={"Accept": "application/json"})
    assert answer.status_code in (400, 404)
    assert wrong.partition("=")[0] in answer.get_json()["detail"]


def test_a_name_of_several_things_is_not_guessed(client: FlaskClient) -> None:
    answer = client.get("/citations?citing=CEDAW", headers={"Accept": "application/json"})
    assert answer.status_code == 300


def test_the_page_of_a_list_can_drop_each_condition(client: FlaskClient) -> None:
    text = client.get(
        "/citations?citing=mechanism:ccpr&year=2032&kind=instruments&lang=ar", headers=BROWSER
    ).text
    assert 'href="/citations?citing=mechanism%3Accpr&amp;kind=instruments&amp;lang=ar"' in text
    assert 'href="/citations?citing=mechanism%3Accpr&amp;year=2032&amp;lang=ar"' in text
    assert 'href="/citations?year=2032&amp;kind=instruments&amp;lang=ar"' in text


@pytest.mark.parametrize("text", ["https://x> } ?iri rdfs:label ?label } #", "https://a b"])
@pytest.mark.parametrize("filtered", ["citing", "cited", "function"])
def test_what_is_no_iri_is_refused_before_any_query(
    client: FlaskClient, filtered: str, text: str
) -> None:
    answer = client.get("/citations", query_string={filtered: text})

    assert answer.status_code == 400
    assert "is no IRI" in answer.text
