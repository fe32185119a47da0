"""Requests to the graph store name one graph, and uploads say what they are."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsgraph_server.graph_store import read_graph_name, read_uploads
from rightsgraph_server.problems import Problem

URL = "http://h:1/graph-store"


def named(parameters: str = "", path: str = "", method: str = "GET") -> str | None:
    """Return the graph that a request names."""
    url = URL + path
    return read_graph_name(method, url, "/graph-store" + path, parameters.encode()).iri


@pytest.mark.parametrize(
    ("parameters", "graph"),
    [
        ("graph=http://a/b", "http://a/b"),
        ("graph=http%3A%2F%2Fa%2Fb", "http://a/b"),
        ("graph=http%3A%2F%2Fa%2F%2531", "http://a/%31"),
        ("graph=urn:x:%D9%85", "urn:x:م"),
        ("graph=person/1.ttl", "http://h:1/person/1.ttl"),
        ("default", None),
        ("default=", None),
    ],
)
def test_a_graph_is_named_by_a_parameter_that_is_decoded_once(
    parameters: str, graph: str | None
) -> None:
    assert named(parameters) == graph


@pytest.mark.parametrize("path", ["/person/1.ttl", "/person/%31.ttl", "/a/b/"])
def test_below_the_store_the_address_itself_is_the_graph(path: str) -> None:
    assert named(path=path) == URL + path


@pytest.mark.parametrize(
    "parameters",
    ["", "graph=a%20b", "graph=a:b&graph=c:d", "graph=a:b&default", "grahp=a:b"],
)
def test_a_request_that_names_no_graph_or_several_is_refused(parameters: str) -> None:
    with pytest.raises(Problem) as caught:
        named(parameters)
    assert caught.value.status == 400


@pytest.mark.parametrize("path", ["", "/"])
def test_what_is_posted_to_the_store_itself_gets_a_name_of_its_own(path: str) -> None:
    names = [read_graph_name("POST", URL + path, "/graph-store" + path, b"") for _ in range(2)]
    assert all(name.fresh for name in names)
    assert names[0].iri != names[1].iri
    for name in names:
        assert name.iri is not None
        assert name.iri.startswith(URL + "/")
        assert len(name.iri) == len(URL) + 37
    with pytest.raises(Problem):
        read_graph_name("PUT", URL, "/graph-store", b"")


@pytest.mark.parametrize(
    ("content_type", "format"),
    [
        ("", "turtle"),
        ("text/turtle", "turtle"),
        ("Text/Turtle; charset=utf-8", "turtle"),
        ("application/n-triples", "ntriples"),
        ("application/ld+json", "jsonld"),
        ("application/rdf+xml", "rdfxml"),
        ("application/trig", "trig"),
    ],
)
def test_the_format_of_an_upload_is_told_by_its_type(content_type: str, format: str) -> None:
    assert read_uploads(content_type, b"content") == ((format, b"content"),)


def form(*parts: tuple[str, bytes]) -> bytes:
    """Return files as a browser sends them."""
    lines = (
        b'--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\nContent-Type: '
        + kind.encode()
        + b"\r\n\r\n"
        + content
        + b"\r\n"
        for kind, content in parts
    )
    return b"".join(lines) + b"--x--\r\n"


def test_a_form_may_have_several_files_each_of_its_own_type() -> None:
    body = form(("text/turtle;charset=UTF-8", b"one"), ("application/ld+json", b"two\r\n--y"))
    expected = (("turtle", b"one"), ("jsonld", b"two\r\n--y"))
    assert read_uploads("multipart/form-data; boundary=x", body) == expected


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("image/png", b"", 415),
        ("text/html", b"", 415),
        ("multipart/form-data; boundary=x", form(("image/png", b"")), 415),
        ("multipart/form-data; boundary=x", b"--x--\r\n", 400),
        ("multipart/form-data; boundary=x", b"", 400),
        ("multipart/form-data", b"--x--\r\n", 400),
        ("multipart/form-data; boundary=x", form(("text/turtle", b"a"))[:-20], 400),
    ],
)
def test_an_upload_that_cannot_be_read_is_refused(
    content_type: str, body: bytes, status: int
) -> None:
    with pytest.raises(Problem) as caught:
        read_uploads(content_type, body)
    assert caught.value.status == status


@given(st.text(max_size=60), st.binary(max_size=200))
def test_any_upload_is_read_or_refused(options: str, body: bytes) -> None:
    with suppress(Problem):
        assert read_uploads("multipart/form-data; boundary=" + options, body)
