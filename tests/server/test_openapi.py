"""The description of the interface is valid, whole, and true of a running server."""

import json
import re
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate

from rightsgraph import __version__
from rightsgraph_server import Settings
from rightsgraph_server.openapi import openapi
from serving import PATIENCE, Server, running

KINDS = {
    "read-only": Settings(),
    "writable": Settings(writable=True),
    "writable with a token": Settings(writable=True, token="sesame"),
}
WRITES = {"put", "post", "delete"}
ASK = "/sparql?query=" + quote("ASK {}")
RUNAWAY = quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
HTML, JSON, CSV, PNG = (
    {"Accept": each} for each in ("text/html", "application/json", "text/csv", "image/png")
)
ASKED: list[tuple[str, str, str, dict[str, str], int]] = [
    ("get", "/sparql", ASK, JSON, 200),
    ("get", "/sparql", ASK, HTML, 200),
    ("get", "/sparql", ASK + "&format=csv", {}, 200),
    ("get", "/sparql", "/sparql?query=" + quote("CONSTRUCT WHERE { state:MEX ?p ?o }"), {}, 200),
    ("get", "/sparql", "/sparql", {"Accept": "application/ld+json"}, 200),
    ("get", "/sparql", "/sparql?query=ASK", JSON, 400),
    ("get", "/sparql", "/sparql?query=ASK", HTML, 400),
    ("get", "/sparql", ASK + "&version=none", JSON, 404),
    ("get", "/sparql", ASK + "&timeout=none", HTML, 400),
    ("get", "/sparql", ASK, PNG, 406),
    ("get", "/sparql", f"{ASK}&checksum={'0' * 64}", {}, 409),
    ("get", "/sparql", "/sparql?query=" + "x" * 70_000, {}, 414),
    ("get", "/sparql", f"/sparql?query={RUNAWAY}&timeout=0.1", {}, 504),
    ("head", "/sparql", ASK, {}, 200),
    ("post", "/sparql", "query=ASK{}", FORM, 200),
    ("post", "/sparql", "update=CLEAR+ALL", FORM, 403),
    ("post", "/sparql", "query=" + "x" * 100_001, FORM, 413),
    ("post", "/sparql", "ASK {}", {"Content-Type": "text/plain"}, 415),
    ("get", "/.well-known/sparql-examples", "/.well-known/sparql-examples", {}, 200),
    ("get", "/graph-store", "/graph-store?default", {}, 200),
    ("get", "/graph-store", "/graph-store", {}, 400),
    ("get", "/graph-store/{name}", "/graph-store/none", {}, 404),
    ("get", "/", "/", HTML, 200),
    ("get", "/find", "/find?text=Mexico", {}, 303),
    ("get", "/find", "/find?text=none+such", {}, 404),
    ("get", "/citations", "/citations", HTML, 200),
    ("get", "/citations", "/citations?limit=3", JSON, 200),
    ("get", "/citations", "/citations", CSV, 200),
    ("get", "/citations", "/citations?kind=none", JSON, 400),
    ("get", "/citations", "/citations?cited=none+such", JSON, 404),
    ("get", "/docs", "/docs", {}, 200),
    ("get", "/docs/guide", "/docs/guide", {}, 200),
    ("get", "/docs/chapters/{chapter}", "/docs/chapters/citations", {}, 200),
    ("get", "/docs/chapters/{chapter}", "/docs/chapters/none", HTML, 404),
    ("get", "/docs/schemes", "/docs/schemes", {}, 200),
    ("get", "/docs/shapes", "/docs/shapes", {}, 200),
    ("get", "/page/{path}", "/page/id/state/MEX", {}, 200),
    ("get", "/page/{path}", "/page//id/state/MEX", {}, 404),
    ("get", "/data/{path}", "/data/id/state/MEX", JSON, 200),
    ("get", "/data/{path}", "/data/id/state/none", {}, 404),
    ("get", "/id/{local}", "/id/state/MEX", {}, 303),
    ("get", "/id/{local}", "/id/state/MEX?format=none", {}, 400),
    ("get", "/id/query/{query}", "/id/query/CQ001", {}, 303),
    ("get", "/graph/{local}", "/graph/ontology", {}, 303),
    ("get", "/ns", "/ns", {}, 303),
    ("get", "/ns/{release}", "/ns/none", {}, 404),
    ("get", "/shapes", "/shapes", {}, 200),
    ("get", "/sparql/terms.json", "/sparql/terms.json", {}, 200),
    ("get", "/static/{file}", "/static/style.css", {}, 200),
    ("head", "/static/{file}", "/static/none", {}, 404),
    ("get", "/health", "/health", {}, 200),
    ("get", "/ready", "/ready", {}, 200),
    ("get", "/metrics", "/metrics", {}, 200),
    ("get", "/openapi.json", "/openapi.json", {}, 200),
]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Run a server."""
    with running() as server:
        yield server


@pytest.fixture(scope="module")
def described(server: Server) -> Any:
    """Return what a running server says of itself."""
    answer, content = ask(server, "GET", "/openapi.json")
    assert answer.status == 200
    return json.loads(content)


def ask(
    server: Server, method: str, path: str, headers: dict[str, str] | None = None, body: str = ""
) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    try:
        connection.request(method, path, body or None, headers or {})
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def resolved(description: Any, part: Any) -> Any:
    """Return a part of the description, or what it refers to."""
    for name in part.get("$ref", "").split("/")[1:]:
        description = description[name]
    return description if "$ref" in part else part


@pytest.mark.parametrize("kind", KINDS)
def test_the_description_is_valid_openapi(kind: str) -> None:
    validate(openapi(KINDS[kind]))


def test_it_tells_the_versions_of_the_interface_and_of_the_graph() -> None:
    told = openapi(Settings(version="7f1831dc"))["info"]
    assert (told["version"], told["x-graph-version"]) == (__version__, "7f1831dc")


def test_it_describes_every_route_of_the_application(app: Flask) -> None:
    rules = {re.sub(r"<[^>]*>", "{}", rule.rule) for rule in app.url_map.iter_rules()}
    rules -= {"/{}/{}"}
    rules |= {"/id/{}", "/graph/{}"}
    described = {re.sub(r"{[^}]*}", "{}", path) for path in openapi(Settings())["paths"]}
    assert rules - described == set()


def test_it_describes_writing_only_where_it_is_allowed() -> None:
    reading, writing = openapi(KINDS["read-only"]), openapi(KINDS["writable"])
    for path in ("/graph-store", "/graph-store/{name}"):
        assert not WRITES & reading["paths"][path].keys()
        assert writing["paths"][path].keys() >= WRITES
    update = "application/sparql-update"
    assert update not in reading["paths"]["/sparql"]["post"]["requestBody"]["content"]
    assert update in writing["paths"]["/sparql"]["post"]["requestBody"]["content"]


def test_it_asks_for_a_token_only_to_write() -> None:
    paths = openapi(KINDS["writable with a token"])["paths"]
    secured = {
        (p, m)
        for p, each in paths.items()
        for m, said in each.items()
        if "401" in said["responses"]
    }
    stores = {(path, write) for path in ("/graph-store", "/graph-store/{name}") for write in WRITES}
    assert secured == {("/sparql", "post"), *stores}
    assert all("security" in paths[path][method] for path, method in secured)


def test_every_path_is_asked_here(described: Any) -> None:
    assert {path for _, path, *_ in ASKED} == set(described["paths"])


@pytest.mark.parametrize(
    ("method", "path", "asked", "headers", "status"), ASKED, ids=lambda value: str(value)[:40]
)
def test_a_running_server_answers_as_described(
    server: Server,
    described: Any,
    method: str,
    path: str,
    asked: str,
    headers: dict[str, str],
    status: int,
) -> None:
    posted = ("POST", "/sparql", headers, asked)
    answer, content = ask(
        server, *(posted if method == "post" else (method.upper(), asked, headers))
    )
    assert answer.status == status
    responses = described["paths"][path][method]["responses"]
    response = resolved(described, responses[str(status)])
    media = answer.headers.get_content_type() if answer.headers["Content-Type"] else None
    contents = response.get("content", {})
    assert (media in contents or "*/*" in contents) if media else not contents
    if media and media.endswith("json") and content:
        schema = {**contents[media]["schema"], "components": described["components"]}
        OAS31Validator(schema).validate(json.loads(content))


@pytest.mark.parametrize("path", ["/sparql", "/graph-store", "/docs", "/health", "/citations"])
def test_options_tells_the_methods_that_are_described(
    server: Server, described: Any, path: str
) -> None:
    answer, _ = ask(server, "OPTIONS", path)
    assert answer.status == 204
    allowed = {each.lower() for each in (answer.headers["Allow"] or "").split(", ")}
    assert allowed == {*described["paths"][path], "options"}


@pytest.mark.parametrize("path", ["/sparql", "/docs", "/health", "/metrics", "/openapi.json"])
def test_another_method_is_refused(server: Server, path: str) -> None:
    answer, content = ask(server, "DELETE", path)
    assert answer.status == 405
    assert json.loads(content)["status"] == 405
    assert "GET" in answer.headers["Allow"]
