"""The pages speak the reader's language, are well-formed and lead nowhere that does not answer."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from flask.testing import FlaskClient

import rightsgraph_server
from rightsgraph import iris
from rightsgraph.ledger import KINDS
from rightsgraph.queries import queries
from rightsgraph_server.documentation import chapters
from rightsgraph_server.languages import LANGUAGES, words
from rightsgraph_server.query_page import SHARED_WORDS

BROWSER = {"Accept": "text/html"}
RIGHT_TO_LEFT = '<html lang="ar" dir="rtl">'
FOLDER = Path(rightsgraph_server.__file__).parent
QUERY = "/sparql?query=SELECT+*+%7B+state%3AMEX+%3Fp+%3Fo+%7D"
PAGES = (
    "/",
    "/find?text=CEDAW",
    "/find?text=Mexic",
    "/sparql",
    QUERY,
    "/sparql?query=SELECT",
    "/sparql?query=ASK+%7B%7D",
    "/page/ns",
    "/page/id/state/MEX",
    "/page/id/judgment/iacthr/C-205",
    "/page/id/mechanism/cedaw",
    "/page/id/document/A_HRC_23_18/paragraph/53",
    "/page/id/document/A_HRC_23_18/footnote/13",
    "/page/id/document/A_HRC_23_18/annex/II/section/1/item/3",
    "/page/id/organisation/ohchr",
    "/citations",
    "/citations?cited=state:MEX",
    "/citations?citing=organisation:ohchr&kind=other&year=2013&page=1&limit=5",
    "/page/graph/states/register",
    "/page/nothing",
)
VOID = {"meta", "link", "input", "br"}


class Html(HTMLParser):
    """Check that elements nest and attributes and ids are not repeated; gather links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.labels: set[str] = set()
        self.inputs: list[dict[str, str | None]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert len(given) == len(attrs), f"<{tag}> has an attribute twice"
        if identifier := given.get("id"):
            assert identifier not in self.ids, f"the id {identifier} stands twice"
            self.ids.add(identifier)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "a":
            self.links.append(given["href"] or "")
        elif tag == "link" and given["rel"] in ("stylesheet", "icon"):
            self.loaded.append(given["href"] or "")
        elif tag == "script":
            self.loaded.append(given["src"] or "")
        elif tag == "label":
            self.labels.add(given["for"] or "")
        elif tag in ("input", "textarea") and given.get("type") != "hidden":
            self.inputs.append(given)
        assert tag not in ("style", "img", "iframe", "object"), "nothing else is loaded"
        assert not any(name.startswith("on") or name == "style" for name in given)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"


def page(client: FlaskClient, path: str) -> Html:
    """Return a page, checked."""
    answer = client.get(path, headers=BROWSER)
    assert answer.mimetype == "text/html"
    return Html(answer.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_well_formed_in_every_language(
    client: FlaskClient, path: str, language: str
) -> None:
    mark = "&" if "?" in path else "?"
    found = page(client, f"{path}{mark}lang={language}")
    assert all(link.get("aria-label") or link.get("id") in found.labels for link in found.inputs)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_nothing_from_another_host(client: FlaskClient, path: str) -> None:
    for address in page(client, path).loaded:
        assert address.startswith(("/static/", "data:,"))
    answer = client.get("/static/style.css")
    style = answer.text
    answer.close()
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_answers(client: FlaskClient, path: str) -> None:
    found = page(client, path)
    for link in sorted(set(found.links)):
        if link.startswith("#"):
            assert link[1:] in found.ids
        elif not link.startswith(("http://", "https://")):
            address = urljoin(path, link).partition("#")[0]
            status = client.get(address, headers=BROWSER).status_code
            expected = (404,) if address.startswith(("/page/nothing", "/find?text=Mexic&")) else ()
            expected = (400,) if address.startswith("/sparql?query=SELECT&") else expected
            assert status in (expected or (200, 303)), f"{link} answers {status}"


def test_a_name_of_one_thing_leads_to_it(client: FlaskClient) -> None:
    for text in ("Mexico", "المكسيك", "MEX", "484"):
        answer = client.get("/find", query_string={"text": text, "lang": "ar"})
        found = (answer.status_code, answer.headers["Location"])
        assert found == (303, "/id/state/MEX?lang=ar")


def test_a_name_of_several_things_lists_them(client: FlaskClient) -> None:
    answer = client.get("/find?text=CEDAW")
    assert answer.status_code == 200
    assert "/id/mechanism/cedaw" in answer.text
    assert "/id/instrument/cedaw" in answer.text


def test_a_name_of_nothing_suggests_near_names(client: FlaskClient) -> None:
    answer = client.get("/find?text=Mexic")
    assert answer.status_code == 404
    assert "México" in answer.text


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "<script>", '"', "م" * 900, "https://x/> ?p ?o } #"]
)
def test_any_text_can_be_looked_for(client: FlaskClient, text: str) -> None:
    answer = client.get("/find", query_string={"text": text})
    assert answer.status_code == (404 if text.strip() else 200)
    assert "<script>" not in answer.text


def test_arabic_pages_run_from_right_to_left_with_arabic_names(client: FlaskClient) -> None:
    text = client.get("/page/id/state/MEX?lang=ar", headers=BROWSER).text
    assert RIGHT_TO_LEFT in text
    assert '<h1><bdi dir="rtl">المكسيك</bdi></h1>' in text
    assert words("ar")["statements"] in text


@pytest.mark.parametrize(
    ("preferred", "opening"),
    [
        ("ar", RIGHT_TO_LEFT),
        ("ar-EG, en;q=0.5", RIGHT_TO_LEFT),
        ("de, fr;q=0.7, en;q=0.3", '<html lang="fr" dir="ltr">'),
        ("de", '<html lang="en" dir="ltr">'),
        (";q=x,,*", '<html lang="en" dir="ltr">'),
        ("", '<html lang="en" dir="ltr">'),
    ],
)
@pytest.mark.parametrize("path", ["/", "/sparql", "/page/id/state/MEX", "/page/nothing"])
def test_the_language_is_what_the_browser_prefers(
    client: FlaskClient, path: str, preferred: str, opening: str
) -> None:
    answer = client.get(path, headers={**BROWSER, "Accept-Language": preferred})
    assert opening in answer.text
    assert "Accept-Language" in answer.headers["Vary"]


def test_the_language_asked_for_goes_before_what_the_browser_prefers(client: FlaskClient) -> None:
    answer = client.get("/?lang=es", headers={"Accept-Language": "ar"})
    assert '<html lang="es" dir="ltr">' in answer.text


@pytest.mark.parametrize("path", ["/?lang=xx", "/?lang=", "/?lang=%00", "/?lang=ar%22%3E"])
def test_an_unknown_language_is_passed_over(client: FlaskClient, path: str) -> None:
    assert '<html lang="en" dir="ltr">' in client.get(path).text


def test_links_keep_the_language(client: FlaskClient) -> None:
    for path in ("/?lang=ar", "/page/id/judgment/iacthr/C-205?lang=ar", "/sparql?lang=ar"):
        for link in page(client, path).links:
            known = urlsplit(link)
            rdf = known.path.startswith("/data/") or known.path == "/shapes"
            if not known.netloc and known.path and not rdf:
                assert "lang=ar" in known.query, link


@pytest.mark.parametrize(
    "query", ["endpoint=x", "path=x", "_external=1", "_scheme=javascript&a=1&a=2"]
)
def test_the_languages_of_a_page_keep_its_parameters(client: FlaskClient, query: str) -> None:
    links = page(client, f"/page/id/state/MEX?{query}").links
    assert f"?{query}&lang=ar" in links


def test_pages_take_no_posts(client: FlaskClient) -> None:
    for path in PAGES:
        if not path.startswith("/sparql"):
            assert client.post(path).status_code == 405


def used_words() -> Iterator[str]:
    """Yield the keys of the words that the templates use."""
    for template in (FOLDER / "templates").glob("*.html"):
        yield from re.findall(r"word\([\"'](\w+)[\"']\)", template.read_text(encoding="utf-8"))
    for source in (FOLDER.parent / "editor").glob("*.js"):
        for key in re.findall(r'word\("(\w+)"', source.read_text(encoding="utf-8")):
            yield key if key in SHARED_WORDS else f"editor_{key}"
    for question in queries("questions"):
        yield "subject_" + question.said("subject")
    for chapter in chapters():
        yield "chapter_" + chapter
    for kind in KINDS:
        yield "kind_" + kind
    yield from ("citing", "cited", "function")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_there_and_is_used(language: str) -> None:
    path = FOLDER / "words" / f"{language}.json"
    given: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    assert set(given) == set(used_words())
    assert all(word.strip() for word in given.values())


def test_the_ontology_page_shows_each_term_once(client: FlaskClient) -> None:
    found = page(client, "/page/ns?lang=fr")
    assert {"State", "Citation", "statedIn"} <= found.ids


def test_a_page_names_its_iri_as_canonical(client: FlaskClient) -> None:
    text = client.get("/page/id/state/MEX", headers=BROWSER).text
    assert f'<link rel="canonical" href="{iris.ID}state/MEX">' in text
