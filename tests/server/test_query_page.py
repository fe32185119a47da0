"""The query page holds the editor where it was built, and is a plain form where it was not."""

import html
import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from rightsgraph_server import query_page
from rightsgraph_server.languages import LANGUAGES, words

BROWSER = {"Accept": "text/html"}


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the editor be built."""
    (tmp_path / "main.js").touch()
    monkeypatch.setattr(query_page, "EDITOR", tmp_path)


@pytest.fixture
def not_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the editor not be built."""
    monkeypatch.setattr(query_page, "EDITOR", tmp_path)


@pytest.mark.usefixtures("built")
def test_with_the_editor_the_page_runs_scripts_of_this_site_alone(client: FlaskClient) -> None:
    answer = client.get("/sparql", headers=BROWSER)
    policy = dict(
        rule.split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split("; ")
    )
    assert (policy["default-src"], policy["script-src"]) == ("'none'", "'self'")
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    scripts = re.findall("<script[^>]*>", answer.text)
    assert scripts == ['<script type="module" src="/static/editor/main.js">']


@pytest.mark.usefixtures("not_built")
def test_without_the_editor_the_page_is_a_form_that_runs_no_script(client: FlaskClient) -> None:
    answer = client.get("/sparql", headers=BROWSER, query_string={"query": "ASK {}"})
    assert "<script" not in answer.text
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert re.search(r"<textarea[^>]*>ASK {}</textarea>", answer.text)


@pytest.mark.usefixtures("built")
def test_the_plain_form_and_its_result_are_there_beside_the_editor(client: FlaskClient) -> None:
    page = client.get("/sparql", headers=BROWSER, query_string={"query": "ASK {}"}).text
    assert re.search(r"<textarea[^>]*>ASK {}</textarea>", page)
    assert 'id="result"' in page


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_editor_gets_its_words_in_the_language_of_the_page(
    client: FlaskClient, language: str
) -> None:
    page = client.get("/sparql", headers=BROWSER, query_string={"lang": language}).text
    (given,) = re.findall('data-words="([^"]*)"', page)
    spoken = json.loads(html.unescape(given))
    assert spoken["table"] == words(language)["editor_table"]
    assert spoken["run"] == words(language)["run"]


@pytest.mark.usefixtures("built")
def test_the_place_of_a_mistake_is_given_to_the_editor(client: FlaskClient) -> None:
    query = {"query": "SELECT ?x {\n ?x rdfs:label }"}
    page = client.get("/sparql", headers=BROWSER, query_string=query).text
    assert 'data-line="2" data-column="16"' in page


def test_the_words_have_the_same_places_in_every_language() -> None:
    english = {key: set(re.findall(r"{\w+}", said)) for key, said in words("en").items()}
    for language in LANGUAGES:
        spoken = words(language)
        assert {key: set(re.findall(r"{\w+}", said)) for key, said in spoken.items()} == english
