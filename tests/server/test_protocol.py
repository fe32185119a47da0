"""What a request asks is read as SPARQL 1.1 Protocol says, and what it says twice is refused."""

from contextlib import suppress
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsgraph_server.problems import Problem
from rightsgraph_server.protocol import (
    FORM,
    QUERY,
    UPDATE,
    NoOperation,
    Operation,
    QueryOperation,
    UpdateOperation,
    read_operation,
)

LONGEST = 100


def read(
    method: str = "GET", parameters: str = "", content_type: str = "", body: bytes = b""
) -> Operation:
    """Read a request."""
    return read_operation(method, parameters.encode(), content_type, body, LONGEST)


def status(*request: object) -> int:
    """Return the status with which a request is refused."""
    with pytest.raises(Problem) as caught:
        read(*request)  # type: ignore[arg-type]
    assert caught.value.detail
    return caught.value.status


@pytest.mark.parametrize(
    "request_",
    [
        ("GET", "query=ASK%7B%7D+%23%25"),
        ("HEAD", "query=ASK%7B%7D%20%23%25"),
        ("POST", "", FORM, b"query=ASK%7B%7D+%23%25"),
        ("POST", "", FORM.upper() + "; charset=UTF-8", b"query=ASK%7B%7D+%23%25"),
        ("POST", "", QUERY, b"ASK{} #%"),
        ("POST", "", "Application/SPARQL-query;Charset=utf8", b"ASK{} #%"),
        ("POST", "query=ASK%7B%7D+%23%25", FORM, b""),
    ],
)
def test_a_query_comes_by_get_by_form_or_directly(request_: tuple[str, str]) -> None:
    operation = read(*request_)
    assert isinstance(operation, QueryOperation)
    assert operation.query == "ASK{} #%"


@pytest.mark.parametrize(
    "request_",
    [
        ("POST", "", FORM, b"update=CLEAR+ALL&using-graph-uri=a:b&using-named-graph-uri=c:d"),
        ("POST", "using-graph-uri=a:b&using-named-graph-uri=c:d", UPDATE, b"CLEAR ALL"),
        ("POST", "using-graph-uri=a:b", FORM, b"update=CLEAR+ALL&using-named-graph-uri=c:d"),
    ],
)
def test_an_update_comes_by_form_or_directly(request_: tuple[str, str]) -> None:
    assert read(*request_) == UpdateOperation("CLEAR ALL", ("a:b",), ("c:d",))


def test_the_graphs_of_a_request_are_those_of_its_address_and_of_its_form() -> None:
    fields = b"query=ASK{}&default-graph-uri=a:2&named-graph-uri=a:3&named-graph-uri=a:4"
    operation = read("POST", "default-graph-uri=a:1", FORM, fields)
    assert isinstance(operation, QueryOperation)
    assert operation.default_graphs == ("a:1", "a:2")
    assert operation.named_graphs == ("a:3", "a:4")


def test_what_else_is_wanted_is_told_by_parameters() -> None:
    operation = read("GET", "query=ASK{}&timeout=1.5&version=v&checksum=c&format=csv")
    assert isinstance(operation, QueryOperation)
    assert (operation.timeout, operation.version, operation.checksum) == (1.5, "v", "c")
    assert operation.parameters["format"] == ["csv"]


@pytest.mark.parametrize("parameters", ["", "query=", "query=%20", "format=csv", "lang=ar"])
def test_a_request_without_a_query_asks_nothing(parameters: str) -> None:
    assert isinstance(read("GET", parameters), NoOperation)


@pytest.mark.parametrize(
    ("method", "parameters", "is_refused"),
    [("GET", "", False), ("HEAD", "", False), ("GET", "query=", True), ("POST", "", True)],
)
def test_an_empty_query_is_refused_where_one_was_meant(
    method: str, parameters: str, is_refused: bool
) -> None:
    operation = read(method, parameters, FORM)
    assert isinstance(operation, NoOperation)
    if is_refused:
        with pytest.raises(Problem, match="no query"):
            operation.refuse_empty(method)
    else:
        operation.refuse_empty(method)


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (("GET", "update=CLEAR+ALL"), 400),
        (("GET", "query=ASK{}&query=ASK{}"), 400),
        (("POST", "query=ASK{}", FORM, b"query=ASK{}"), 400),
        (("POST", "query=ASK{}", QUERY, b"ASK{}"), 400),
        (("POST", "update=CLEAR+ALL", UPDATE, b"CLEAR ALL"), 400),
        (("POST", "", FORM, b"update=CLEAR+ALL&update=CLEAR+ALL"), 400),
        (("POST", "", FORM, b"update=CLEAR+ALL&query=ASK{}"), 400),
        (("POST", "query=ASK{}", FORM, b"update=CLEAR+ALL"), 400),
        (("POST", "", "", b"ASK{}"), 415),
        (("POST", "", "text/plain", b"ASK{}"), 415),
        (("POST", "", "application/json", b"{}"), 415),
        (("POST", "", QUERY + "; charset=UTF-16", "ASK{}".encode("utf-16")), 415),
        (("POST", "", QUERY, b"ASK{} #\xff"), 400),
        (("GET", "query=ASK{}%FF"), 400),
        (("POST", "", FORM, b"query=ASK{}%FF"), 400),
        (("GET", "query=" + "x" * (LONGEST + 1)), 413),
        (("POST", "", UPDATE, b"x" * (LONGEST + 1)), 413),
        (("GET", "&".join(["named-graph-uri=a:b"] * 1001)), 400),
        (("PUT", "query=ASK{}"), 405),
        (("DELETE",), 405),
        (("GET", "query=ASK{}&timeout=soon"), 400),
        (("GET", "query=ASK{}&timeout=nan"), 400),
        (("GET", "query=ASK{}&timeout=-1"), 400),
        (("GET", "query=ASK{}&timeout=1e999"), 400),
    ],
)
def test_what_is_not_of_the_protocol_is_refused(request_: tuple[str, ...], expected: int) -> None:
    assert status(*request_) == expected


@given(st.text(min_size=1, max_size=LONGEST).filter(lambda text: bool(text.strip())))
def test_any_query_arrives_as_it_was_sent(query: str) -> None:
    try:
        content = query.encode()
    except UnicodeEncodeError:
        return
    for operation in (
        read("GET", "query=" + quote_plus(content)),
        read("POST", "", FORM, b"query=" + quote_plus(content).encode()),
        read("POST", "", QUERY, content),
    ):
        assert isinstance(operation, QueryOperation)
        assert operation.query == query


@given(st.binary(max_size=60), st.binary(max_size=60), st.sampled_from([FORM, QUERY, UPDATE]))
def test_any_bytes_are_read_or_refused(parameters: bytes, body: bytes, kind: str) -> None:
    with suppress(Problem):
        operation = read_operation("POST", parameters, kind, body, LONGEST)
        assert isinstance(operation, Operation)
