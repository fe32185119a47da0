"""The query page as readers use it: in Chromium, with the editor, and without JavaScript."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.long

Open = Callable[..., Page]

STATES = "SELECT ?state ?group { ?state a rg:State ; rg:regionalGroup ?group }"
GROUPS = "SELECT ?group (COUNT(?s) AS ?n) { ?s rg:regionalGroup ?group } GROUP BY ?group"
MEXICO = "CONSTRUCT { state:MEX ?p ?o } WHERE { state:MEX ?p ?o }"
WRONG = "SELECT ?x {\n  ?x a rg:State ;\n  rdfs:label }"
BAD = """BIND(IRI('javascript:x()') AS ?iri) BIND(<http://a.test/> AS ?other)
    BIND('<img src=/x onerror=x()>' AS ?text) BIND(1 AS ?number)"""
EDITOR = "document.querySelector('#editor .CodeMirror').CodeMirror"
IS_DRAWN = """(canvas) => canvas.getContext("2d")
    .getImageData(0, 0, canvas.width, canvas.height).data.some((each) => each > 0)"""


def write(page: Page, query: str) -> None:
    """Put a query into the editor."""
    page.evaluate(f"(query) => {EDITOR}.setValue(query)", query)


def written(page: Page) -> str:
    """Return the query in the editor."""
    return str(page.evaluate(f"() => {EDITOR}.getValue()"))


def ask(page: Page, query: str) -> None:
    """Run a query and wait for what is shown."""
    write(page, query)
    page.click("form.query > button")
    expect(page.locator("#answers")).to_have_attribute("aria-busy", "false")
    page.wait_for_selector(".yasr_results > *")


def type_in(page: Page, text: str) -> list[str]:
    """Type into the empty editor, and return the completions offered."""
    write(page, "")
    page.click("#editor .CodeMirror")
    page.keyboard.type(text)
    page.wait_for_selector(".CodeMirror-hint")
    return page.locator(".CodeMirror-hint code").all_inner_texts()


def test_without_javascript_the_plain_form_asks_and_answers(open_page: Open) -> None:
    page = open_page("sparql", javascript=False)
    page.fill("textarea", "ASK { state:MEX a rg:State }")
    page.click("form.query button")
    expect(page.locator("#result")).to_have_text("Yes")
    expect(page.locator("textarea")).to_be_visible()


def test_a_select_is_shown_as_a_table_with_names_and_links_to_this_site(open_page: Open) -> None:
    page = open_page("sparql?lang=en")
    ask(page, STATES)
    expect(page.locator(".yasr_response_chip")).to_contain_text("Rows: 193")
    page.fill(".tableFilter", "Mexico")
    page.keyboard.press("End")
    row = page.locator(".dataTable tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_have_text(re.compile("Mexico.*Latin American and Caribbean Group"))
    assert urlsplit(row.locator("a").first.get_attribute("href") or "").path == "/id/state/MEX"


def test_iris_take_the_place_of_names_at_a_click(open_page: Open) -> None:
    page = open_page("sparql")
    ask(page, "SELECT ?state ?name { VALUES ?state { state:MEX } ?state rdfs:label ?name }")
    page.uncheck(".tableControls input[type=checkbox]")
    expect(page.locator(".dataTable tbody")).to_contain_text("state:MEX")
    expect(page.locator(".dataTable tbody")).to_contain_text("المكسيك@ar")


def test_an_ask_is_answered_in_words_and_a_construct_with_triples(open_page: Open) -> None:
    page = open_page("sparql?lang=fr")
    ask(page, "ASK { state:MEX a rg:State }")
    expect(page.locator(".booleanResult")).to_contain_text("Oui")
    ask(page, MEXICO)
    expect(page.locator(".dataTable tbody")).to_contain_text("Groupe des États d'Amérique latine")
    page.click(".select_response")
    expect(page.locator(".yasr_results")).to_contain_text("@prefix")


def test_an_answer_without_rows_says_so(open_page: Open) -> None:
    page = open_page("sparql?lang=en")
    for query in ("SELECT ?x { ?x rdfs:label 'no' }", "CONSTRUCT WHERE { ?x rdfs:label 'no' }"):
        ask(page, query)
        expect(page.locator(".yasr_results")).to_contain_text("no answer in this graph")


def test_a_mistake_is_told_with_a_way_to_its_place_and_not_as_json(open_page: Open) -> None:
    page = open_page("sparql?lang=ar")
    ask(page, WRONG)
    told = page.get_by_role("alert")
    expect(told).to_contain_text("not SPARQL 1.1 near '}'")
    assert '{"' not in told.inner_text()
    expect(page.locator("#editor .wrong")).to_have_text("}")
    told.get_by_role("button", name="السطر 3").click()
    assert page.evaluate(f"() => {EDITOR}.getCursor().line") == 2


def test_an_answer_that_breaks_off_is_not_shown(open_page: Open) -> None:
    page = open_page("sparql?lang=en")
    page.route("**/sparql?query=*", lambda route: route.fulfill(status=502, body="<h1>proxy</h1>"))
    write(page, STATES)
    page.click("form.query > button")
    expect(page.get_by_role("alert")).to_contain_text("its answer broke off")
    expect(page.locator(".dataTable")).to_have_count(0)


def test_a_query_can_be_stopped_and_another_asked(open_page: Open) -> None:
    page = open_page("sparql?lang=en")
    page.route("**/sparql?query=*", lambda route: None)  # no answer, for as long as it takes
    write(page, STATES)
    button = page.locator("form.query > button")
    button.click()
    expect(button).to_have_text("Stop")
    button.click()
    expect(button).to_have_text("Run the query")
    page.unroute("**/sparql?query=*")
    ask(page, "ASK {}")
    expect(page.locator(".booleanResult")).to_contain_text("Yes")


def test_prefixes_of_the_project_need_no_declaration_and_others_do(open_page: Open) -> None:
    page = open_page("sparql?lang=es")
    write(page, "SELECT * { ?x a rg:State ; dcterms:identifier ?y }")
    expect(page.locator(".parseErrorIcon")).to_have_count(0)
    write(page, "SELECT * { ?x a unknown:State }")
    mark = page.locator(".parseErrorIcon")
    expect(mark).to_have_attribute("title", "El prefijo unknown: no está declarado.")


def test_classes_properties_and_prefixes_are_completed(open_page: Open) -> None:
    page = open_page("sparql?lang=en")
    assert type_in(page, "SELECT * { ?x a rg:Treat") == ["rg:Treaty", "rg:TreatyBody"]
    expect(page.locator(".CodeMirror-hint").nth(1)).to_contain_text("committee of independent")
    page.keyboard.press("Enter")
    assert written(page) == "SELECT * { ?x a rg:Treaty"
    assert type_in(page, "SELECT * { ?x rg:stat")[0] == "rg:statedIn"
    type_in(page, "SELECT * { ?x rg:concernsState stat")
    expect(page.locator(".CodeMirror-hint").first).to_have_text("state:")
    type_in(page, "PREFIX cito")
    expect(page.locator(".CodeMirror-hint")).to_have_text("cito: <http://purl.org/spar/cito/>")


def test_terms_are_found_by_their_names_in_the_language_of_the_page(open_page: Open) -> None:
    page = open_page("sparql?lang=ar")
    assert type_in(page, "SELECT * { ?x a معاه") == ["rg:Treaty", "rg:TreatyBody"]
    page.keyboard.press("Enter")
    assert written(page) == "SELECT * { ?x a rg:Treaty"


@pytest.mark.parametrize("kind", ["bar", "line", "pie"])
def test_numbers_are_drawn_as_a_chart(open_page: Open, kind: str) -> None:
    page = open_page("sparql?lang=en")
    ask(page, GROUPS)
    page.click(".select_chart")
    page.select_option(".controls select", kind)
    canvas = page.locator(".chart canvas")
    expect(canvas).to_have_attribute("aria-label", "Chart: ?n / ?group")
    assert canvas.evaluate(IS_DRAWN)


def test_triples_and_pairs_are_drawn_as_a_graph_of_named_things(open_page: Open) -> None:
    page = open_page("sparql?lang=en")
    labels = (
        "() => document.querySelector('.drawing')._cyreg.cy.elements().map(e => e.data().label)"
    )
    ask(page, MEXICO)
    page.click(".select_graph")
    page.wait_for_selector(".drawing canvas")
    assert {"Mexico", "member State", "المكسيك", "belongs to regional group"} <= set(
        page.evaluate(labels)
    )
    ask(page, "SELECT ?citing ?cited { ?citing cito:cites ?cited }")
    page.wait_for_function(f"({labels})().includes('A/HRC/23/18, para. 53')")


@pytest.mark.parametrize("view", ["table", "chart", "graph"])
def test_no_value_of_a_result_can_run(open_page: Open, view: str) -> None:
    page = open_page("sparql")
    ask(page, f"SELECT * {{ {BAD} }}")
    page.click(f".select_{view}")
    page.wait_for_selector(".yasr_results canvas, .yasr_results td")
    if view == "table":
        page.uncheck(".tableControls input[type=checkbox]")
        expect(page.locator(".dataTable tbody")).to_contain_text("<img src=/x onerror=x()>")
    assert page.locator("#answers img, #answers [href^=javascript]").count() == 0


def test_the_link_that_cites_an_answer_is_shown(open_page: Open) -> None:
    page = open_page("sparql")
    link = {"Link": '</about>; rel="describedby", </sparql?version=1>; rel="cite-as"'}
    kind = "application/sparql-results+json"
    page.route(
        "**/sparql?query=*",
        lambda route: route.fulfill(body='{"boolean": true}', content_type=kind, headers=link),
    )
    ask(page, "ASK {}")
    expect(page.locator("#cite a")).to_have_attribute("href", re.compile(r"/sparql\?version=1$"))


def test_what_cannot_be_drawn_is_not_offered(open_page: Open) -> None:
    page = open_page("sparql")
    ask(page, "SELECT ?name { state:MEX rdfs:label ?name }")
    expect(page.locator(".select_chart")).to_be_disabled()
    expect(page.locator(".select_graph")).to_be_disabled()


def test_the_address_leads_to_the_query_and_its_result_and_back(open_page: Open) -> None:
    page = open_page(f"sparql?lang=en&query={quote(STATES)}")
    assert written(page) == STATES
    expect(page.locator(".yasr_response_chip")).to_contain_text("Rows: 193")
    page.click("#examples a >> nth=0")
    expect(page.locator(".yasr_response_chip")).not_to_contain_text("193")
    assert parse_qs(urlsplit(page.url).query)["query"] == [written(page)]
    arabic = page.locator(".languages a[lang=ar]").get_attribute("href") or ""
    assert parse_qs(urlsplit(arabic).query)["query"] == [written(page)]
    page.go_back()
    expect(page.locator(".yasr_response_chip")).to_contain_text("Rows: 193")
    assert written(page) == STATES


def test_the_graphs_that_the_address_names_are_asked(open_page: Open) -> None:
    count = quote("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    page = open_page(f"sparql?default-graph-uri=https://a.test/none&query={count}")
    expect(page.locator(".dataTable tbody")).to_have_text("0")


def test_the_whole_result_can_be_saved(open_page: Open) -> None:
    page = open_page("sparql")
    ask(page, STATES)
    with page.expect_download() as saved:
        page.click(".yasr_downloadIcon")
    assert saved.value.path().read_text().count("\n") >= 193
    links = page.locator("#downloads a")
    expect(links).to_have_text(["CSV", "JSON", "TSV", "XML"])
    answer = page.request.get(links.first.evaluate("(link) => link.href"))
    assert answer.text().startswith("state,group\r\n")


def test_a_query_too_long_for_an_address_is_sent_all_the_same(open_page: Open) -> None:
    page = open_page("sparql")
    ask(page, STATES + " #" + "x" * 20_000)
    expect(page.locator(".yasr_response_chip")).to_contain_text("193")
    assert "query" not in parse_qs(urlsplit(page.url).query)


def test_the_arabic_page_is_arabic_and_runs_from_the_right(open_page: Open) -> None:
    page = open_page("sparql?lang=ar")
    ask(page, STATES)
    expect(page.locator("#editor .CodeMirror")).to_have_css("direction", "ltr")
    expect(page.locator(".dataTable")).to_have_css("direction", "rtl")
    state, group = (box for cell in page.locator(".dataTable thead th:visible").all()
                    if (box := cell.bounding_box()))  # fmt: skip
    assert state["x"] > group["x"]
    for part in (".yasr_header", "form.query > button", "#downloads"):
        said = page.locator(part).inner_text()
        assert re.search("[\u0600-\u06ff]", said)
        assert not re.search("[A-Za-z]", re.sub("CSV|JSON|TSV|XML", "", said))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_is_wider_than_a_phone(open_page: Open, language: str) -> None:
    page = open_page(f"sparql?lang={language}", width=390)
    for query, view in ((STATES, "table"), (GROUPS, "chart"), (MEXICO, "graph")):
        ask(page, query)
        page.click(f".select_{view}")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
