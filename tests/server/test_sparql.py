"""`/sparql` speaks the SPARQL 1.1 Protocol for queries."""

import json
from urllib.parse import quote, quote_plus

import pytest
import rdflib
from flask.testing import FlaskClient
from pyoxigraph import QueryResultsFormat, parse_query_results
from rdflib.compare import isomorphic

import rightsgraph
from rightsgraph.queries import queries

CITING = "SELECT ?p WHERE { ?p cito:cites <https://w3id.org/rightsgraph/id/judgment/iacthr/C-205> }"
NAMES = 'SELECT ?s ?name WHERE { ?s rdfs:label "المكسيك"@ar ; rdfs:label ?name }'
GRAPH = "CONSTRUCT { state:MEX ?p ?o } WHERE { state:MEX ?p ?o }"
REGISTER = "https://w3id.org/rightsgraph/graph/states/register"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}

RESULTS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
    "application/n-quads": "nquads",
    "application/trig": "trig",
}


def names(body: bytes) -> set[str]:
    """Return what NAMES found, from JSON results."""
    return {row["name"]["value"] for row in json.loads(body)["results"]["bindings"]}


def number(body: bytes) -> int:
    """Return the ?n of the only row, from JSON results."""
    (row,) = json.loads(body)["results"]["bindings"]
    return int(row["n"]["value"])


def test_a_query_by_get_gives_the_three_citing_parts(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": CITING})
    found = {row["p"]["value"] for row in answer.get_json()["results"]["bindings"]}
    document = "https://w3id.org/rightsgraph/id/document/"
    assert found == {
        document + "CEDAW_C_MEX_CO_7-8/paragraph/18/f",
        document + "CEDAW_C_MEX_CO_7-8/paragraph/19/c",
        document + "A_HRC_23_18/paragraph/53",
    }


def test_arabic_passes_by_get(client: FlaskClient) -> None:
    assert "المكسيك" in names(client.get("/sparql", query_string={"query": NAMES}).data)


def test_arabic_passes_by_form(client: FlaskClient) -> None:
    assert "المكسيك" in names(client.post("/sparql", data={"query": NAMES}).data)


@pytest.mark.parametrize("charset", ["", "; charset=utf-8", ';charset="UTF-8"'])
def test_arabic_passes_directly(client: FlaskClient, charset: str) -> None:
    kind = "application/sparql-query" + charset
    answer = client.post("/sparql", data=NAMES.encode(), content_type=kind)
    assert "المكسيك" in names(answer.data)
    assert "المكسيك" in answer.text


@pytest.mark.parametrize("media", RESULTS)
def test_results_come_in_the_format_that_accept_names(client: FlaskClient, media: str) -> None:
    answer = client.get("/sparql", query_string={"query": NAMES}, headers={"Accept": media})
    assert answer.mimetype == media
    assert "Accept" in answer.headers["Vary"]
    rows = parse_query_results(answer.data, format=RESULTS[media])
    assert "المكسيك" in {row["name"].value for row in rows}  # type: ignore[union-attr]


def test_csv_has_a_header_and_plain_values(client: FlaskClient) -> None:
    query = 'SELECT (COUNT(*) AS ?n) (<http://a/> AS ?i) ("a,\\"م" AS ?t) { ?s a rg:State }'
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"})
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.text == 'n,i,t\r\n195,http://a/,"a,""م"\r\n'


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's, of its own parsers
@pytest.mark.parametrize("media", GRAPHS)
def test_graphs_come_in_the_format_that_accept_names(
    client: FlaskClient, graph: rightsgraph.Graph, media: str
) -> None:
    answer = client.get("/sparql", query_string={"query": GRAPH}, headers={"Accept": media})
    assert answer.mimetype == media
    found = rdflib.Dataset()
    found.parse(data=answer.data, format=GRAPHS[media])
    expected = graph.engine.query(GRAPH).write("ntriples")
    assert isomorphic(found.default_graph, rdflib.Graph().parse(data=expected, format="nt"))


@pytest.mark.parametrize("parameter", ["format", "output", "results"])
@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("csv", "text/csv"),
        ("xml", "application/sparql-results+xml"),
        ("json", "application/sparql-results+json"),
        ("tsv", "text/tab-separated-values"),
        ("html", "text/html"),
    ],
)
def test_a_parameter_names_the_format_and_goes_before_accept(
    client: FlaskClient, parameter: str, name: str, media: str
) -> None:
    query = {"query": CITING, parameter: name}
    assert client.get("/sparql", query_string=query, headers=BROWSER).mimetype == media
    accept = {"Accept": "application/xml"}
    assert client.post("/sparql", data=query, headers=accept).mimetype == media


def test_a_format_that_nobody_knows_is_refused(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": CITING, "format": "pdf"})
    assert answer.status_code == 400
    assert "format=pdf" in answer.get_json()["detail"]


def test_a_format_of_the_other_kind_of_answer_is_passed_over(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": GRAPH, "format": "csv"})
    assert answer.mimetype == "text/turtle"


@pytest.mark.parametrize(("query", "truth"), [("ASK {}", True), ("ASK { <a:a> <a:b> 1 }", False)])
def test_ask_answers_true_and_false(client: FlaskClient, query: str, truth: bool) -> None:
    given = {"query": query}
    assert client.get("/sparql", query_string=given).get_json()["boolean"] is truth
    as_csv = client.get("/sparql", query_string={**given, "format": "csv"})
    assert as_csv.text.strip() == str(truth).lower()


def test_describe_gives_what_the_graph_says_of_a_thing(client: FlaskClient) -> None:
    answer = client.post("/sparql", data={"query": "DESCRIBE state:MEX"})
    assert answer.mimetype == "text/turtle"
    names = rdflib.Graph().parse(data=answer.data).objects(predicate=rdflib.RDFS.label)
    assert rdflib.Literal("المكسيك", lang="ar") in set(names)


STATES = "SELECT (COUNT(*) AS ?n) { ?s a rg:State }"
DOCUMENTS = "SELECT (COUNT(*) AS ?n) { ?s a rg:Document }"
IN_GRAPHS = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


def test_the_default_graph_of_the_request_replaces_all_graphs(client: FlaskClient) -> None:
    given = {"default-graph-uri": REGISTER}
    assert number(client.get("/sparql", query_string={"query": STATES, **given}).data) == 195
    assert number(client.get("/sparql", query_string={"query": DOCUMENTS, **given}).data) == 0
    assert number(client.get("/sparql", query_string={"query": IN_GRAPHS, **given}).data) == 0


def test_the_named_graphs_of_the_request_replace_all_graphs(client: FlaskClient) -> None:
    given = {"named-graph-uri": [REGISTER, "https://w3id.org/rightsgraph/graph/ontology"]}
    assert number(client.post("/sparql", data={"query": IN_GRAPHS, **given}).data) == 2
    assert number(client.post("/sparql", data={"query": STATES, **given}).data) == 0


def test_graphs_are_named_in_the_address_of_a_direct_query(client: FlaskClient) -> None:
    address = "/sparql?default-graph-uri=" + quote_plus(REGISTER)
    answer = client.post(address, data=DOCUMENTS, content_type="application/sparql-query")
    assert number(answer.data) == 0


def test_a_graph_that_is_no_iri_is_refused(client: FlaskClient) -> None:
    query = {"query": "ASK {}", "default-graph-uri": "no iri"}
    assert client.get("/sparql", query_string=query).status_code == 400


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT *\nWHERE { ?s rdfs:label }", 2, 23),
        ('SELECT * {\n "المكسيك" ?p }', 2, 15),
        ('SELECT * { ?s dc:x "مرحبا" }', 1, 15),
        ("SELECT * {\n SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 2, 2),
    ],
)
def test_a_bad_query_is_a_problem_with_line_and_column(
    client: FlaskClient, query: str, line: int, column: int
) -> None:
    answer = client.get("/sparql", query_string={"query": query})
    problem = answer.get_json()
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert problem["title"] == "The query cannot be run"
    assert problem["detail"].startswith(f"line {line}, column {column}: ")
    assert (problem["status"], problem["line"], problem["column"]) == (400, line, column)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"query": ""}, 400),
        ({"query": " "}, 400),
        ({"query": ["ASK{}", "ASK{}"]}, 400),
        ({"query": "CLEAR ALL"}, 400),
        ({"query": "#" * 100_001}, 413),
        ({"query": "SELECT (<http://x/function>(1) AS ?x) {}"}, 400),
        ({"query": "SELECT * { " + "{" * 20_000 + "}" * 20_000 + "}"}, 400),
        ({"query": "SELECT * { ?s " + "/".join(["rg:x"] * 9_000) + " ?o }"}, 400),
        ({"query": "SELECT * { {} " + "UNION {}" * 9_000 + " }"}, 400),
        ({"query": "ASK { FILTER(" + "STR(" * 9_000 + "1" + ")" * 9_000 + ") }"}, 400),
        ({"query": "ASK { " + "FILTER(1)" * 9_000 + " }"}, 400),
        ({"query": "DESCRIBE " + "<a:b>" * 9_000}, 400),
        ({"query": "ASK { FILTER(1 <" + "2+" * 9_000 + "2> 1) }"}, 400),
        ({"query": '" \\' * 30_000}, 400),
        ({"query": "a-" * 49_000}, 400),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_bad_request_is_told_so_soon(
    client: FlaskClient, method: str, given: dict[str, object], status: int
) -> None:
    place = "query_string" if method == "GET" else "data"
    answer = client.open("/sparql", method=method, **{place: given})  # type: ignore[arg-type]
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.get_json()["detail"]


def test_an_update_is_refused(client: FlaskClient) -> None:
    assert client.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 403
    assert client.get("/sparql", query_string={"update": "CLEAR ALL"}).status_code == 400
    both = {"query": "ASK{}", "update": "CLEAR ALL"}
    assert client.post("/sparql", data=both).status_code == 400


def test_the_endpoint_describes_itself_to_who_asks_nothing(client: FlaskClient) -> None:
    described = rdflib.Graph().parse(data=client.get("/sparql").data, format="turtle")
    endpoint = rdflib.URIRef("http://www.w3.org/ns/sparql-service-description#endpoint")
    assert list(described.objects(None, endpoint)) == [rdflib.URIRef("http://localhost/sparql")]


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/sparql-update", b"CLEAR ALL", 403),
        ("text/plain", b"ASK {}", 415),
        ("multipart/form-data; boundary=x", b"", 415),
        ("", b"ASK {}", 415),
        ("application/x-www-form-urlencoded", b"query=ASK%7B%7D%23%FF", 400),
        ("application/x-www-form-urlencoded", b"query=ASK{}#\xff", 400),
        ("application/sparql-query", b"ASK { ?s ?p '\xff' }", 400),
        ("application/sparql-query; charset=iso-8859-1", b"ASK {} # caf\xe9", 415),
        ("application/sparql-query", b"", 400),
        ("application/sparql-query", b"#" * 100_001, 413),
        ("application/sparql-query", b"#" * 2_000_000, 413),
        ("application/x-www-form-urlencoded", b"query=" + b"#" * 2_000_000, 413),
    ],
)
def test_a_bad_body_is_told_so(
    client: FlaskClient, content_type: str, body: bytes, status: int
) -> None:
    answer = client.post("/sparql", data=body, content_type=content_type)
    assert answer.status_code == status
    assert answer.get_json()["detail"]


def test_an_address_that_is_not_utf_8_is_refused(client: FlaskClient) -> None:
    assert client.get("/sparql?query=ASK%7B%7D%23%FF").status_code == 400


def test_an_answer_that_cannot_be_written_as_asked_says_how_it_can(client: FlaskClient) -> None:
    headers = {"Accept": "image/png"}
    answer = client.get("/sparql", query_string={"query": CITING}, headers=headers)
    assert answer.status_code == 406
    assert "text/csv" in answer.get_json()["detail"]


def test_a_percent_sign_is_decoded_once(client: FlaskClient) -> None:
    query = 'SELECT ?x { BIND("%25" AS ?x) }'
    answers = [
        client.get("/sparql?query=" + quote(query)),
        client.post("/sparql", data={"query": query}),
        client.post("/sparql", data=query, content_type="application/sparql-query"),
    ]
    for answer in answers:
        assert answer.get_json()["results"]["bindings"][0]["x"]["value"] == "%25"


def test_the_longest_query_in_arabic_fits_into_a_form(client: FlaskClient) -> None:
    assert client.post("/sparql", data={"query": "ASK{}#" + "م" * 99_994}).status_code == 200


def test_other_sites_may_read_without_credentials(client: FlaskClient) -> None:
    preflight = client.options("/sparql", headers={"Origin": "https://a.test"})
    assert preflight.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Credentials" not in preflight.headers


def test_head_answers_like_get_without_a_body(client: FlaskClient) -> None:
    head = client.head("/sparql", query_string={"query": CITING})
    get = client.get("/sparql", query_string={"query": CITING})
    assert (head.status_code, head.data) == (200, b"")
    assert dict(head.headers) == dict(get.headers)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_told_which_there_are(client: FlaskClient, method: str) -> None:
    answer = client.open("/sparql", method=method)
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_a_browser_gets_the_query_page_with_all_questions(client: FlaskClient) -> None:
    page = client.get("/sparql", headers=BROWSER, query_string={"lang": "ar"}).text
    for question in queries("questions"):
        assert question.question("ar") in page


def test_every_question_on_the_query_page_has_an_answer_there(client: FlaskClient) -> None:
    for question in queries("questions"):
        given = {"query": question.body}
        answer = client.get("/sparql", headers=BROWSER, query_string=given)
        assert (question.name, answer.status_code) == (question.name, 200)
        assert 'id="result"' in answer.text


def test_a_browser_sees_results_with_names_and_links(client: FlaskClient) -> None:
    page = client.get("/sparql", headers=BROWSER, query_string={"query": CITING}).text
    assert "CEDAW/C/MEX/CO/7-8, para. 18(f)" in page
    assert 'href="/id/document/A_HRC_23_18/paragraph/53"' in page


def test_a_browser_sees_truth_and_triples(client: FlaskClient) -> None:
    truth = client.get("/sparql", headers=BROWSER, query_string={"query": "ASK {}"}).text
    triples = client.get("/sparql", headers=BROWSER, query_string={"query": GRAPH}).text
    assert "Yes" in truth
    assert "المكسيك" in triples


def test_a_cut_result_says_so_on_the_page(client: FlaskClient) -> None:
    query = {"query": "SELECT ?s { ?s a rg:State }"}
    page = client.get("/sparql", headers=BROWSER, query_string=query).text
    assert "Only the first rows are shown" in page
    assert page.count("<tr>") == 21


def test_a_browser_sees_what_is_wrong_with_a_query(client: FlaskClient) -> None:
    answer = client.get("/sparql", headers=BROWSER, query_string={"query": "SELECT <b>"})
    assert answer.status_code == 400
    assert "&lt;b&gt;" in answer.text
    assert "line 1, column" in answer.text


def test_an_error_is_told_in_words_and_marks_not_in_ranges_of_letters(client: FlaskClient) -> None:
    for query in ("SELECT * { ?s rdfs:label }", "SELECT * { ?s rg:x ?o", "SELECT ?x ?x {}", "x"):
        detail = client.get("/sparql", query_string={"query": query}).get_json()["detail"]
        assert "..=" not in detail
        assert "[_]" not in detail


@pytest.mark.parametrize("value", ['IRI("javascript:alert(1)")', '"<script>alert(1)</script>"'])
def test_no_value_of_a_result_can_run_on_the_page(client: FlaskClient, value: str) -> None:
    query = {"query": f"SELECT ({value} AS ?x) {{}}"}
    answer = client.get("/sparql", headers=BROWSER, query_string=query)
    assert 'href="javascript' not in answer.text
    assert "<script>" not in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
