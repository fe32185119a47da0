"""The format of an answer follows the Accept header (RFC 9110, 12.5.1) or a parameter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsgraph_server.formats import MEDIA_TYPES, NAMES, content_type, named, negotiate

TABLES = ("json", "xml", "csv", "tsv")
GRAPHS = ("turtle", "jsonld", "ntriples", "rdfxml", "nquads", "trig")
PAGES = ("html", *GRAPHS)


@pytest.mark.parametrize(
    ("accept", "offered", "chosen"),
    [
        ("", TABLES, "json"),
        ("  ", PAGES, "html"),
        ("*/*", TABLES, "json"),
        ("*", PAGES, "html"),
        ("text/csv", TABLES, "csv"),
        ("TEXT/CSV", TABLES, "csv"),
        ("text/csv;q=0.5, application/json", TABLES, "json"),
        ("application/json;q=0.5, text/csv;q=0.6", TABLES, "csv"),
        ("text/csv, application/sparql-results+xml", TABLES, "xml"),
        ("text/*", TABLES, "csv"),
        ("text/*;q=0.4, application/sparql-results+xml;q=0.3", TABLES, "csv"),
        ("text/csv;q=0, */*", ("csv", "tsv"), "tsv"),
        ("text/html;q=0.1, text/*;q=0.5, */*;q=0.2", PAGES, "turtle"),
        ("text/html;q=0, */*;q=0.1", PAGES, "turtle"),
        ("application/json", PAGES, "jsonld"),
        ("application/xml", PAGES, "rdfxml"),
        ("text/plain", PAGES, "ntriples"),
        ("text/turtle; charset=utf-8", PAGES, "turtle"),
        ('application/ld+json; profile="http://www.w3.org/ns/json-ld#compacted"', PAGES, "jsonld"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", PAGES, "html"),
        ("image/png", TABLES, None),
        ("text/csv;q=0", ("csv",), None),
        ("*/*;q=0", TABLES, None),
        ("text/csv;q=2, text/csv;q=abc", TABLES, None),
        (";;;", TABLES, None),
        ("text", TABLES, None),
    ],
)
def test_the_offered_format_that_accept_prefers_is_chosen(
    accept: str, offered: tuple[str, ...], chosen: str | None
) -> None:
    assert negotiate(accept, offered) == chosen


media = st.sampled_from([m for types in MEDIA_TYPES.values() for m in types] + ["*/*", "text/*"])
ranges = st.builds("{}{}{}".format, media, st.sampled_from([";q=", "; Q=", ";a=b;q="]), st.text())
headers = st.one_of(st.text(), st.lists(st.one_of(ranges, media, st.text())).map(",".join))


offers = st.lists(st.sampled_from(list(MEDIA_TYPES)), min_size=1, unique=True).map(tuple)


@given(headers, offers)
def test_any_header_chooses_an_offered_format_or_none(
    accept: str, offered: tuple[str, ...]
) -> None:
    assert negotiate(accept, offered) in (*offered, None)


@given(st.sampled_from(PAGES), st.floats(0.001, 0.999))
def test_the_type_named_beats_all_wildcards(name: str, quality: float) -> None:
    accept = f"{MEDIA_TYPES[name][0]}, */*;q={quality:.3f}"
    assert negotiate(accept, PAGES) == name


@pytest.mark.parametrize(
    ("parameter", "offered", "chosen"),
    [
        ("csv", TABLES, "csv"),
        ("CSV", TABLES, "csv"),
        ("json", TABLES, "json"),
        ("json", GRAPHS, "jsonld"),
        ("xml", TABLES, "xml"),
        ("xml", GRAPHS, "rdfxml"),
        ("ttl", GRAPHS, "turtle"),
        ("nt", GRAPHS, "ntriples"),
        ("json-ld", GRAPHS, "jsonld"),
        ("rdf+xml", GRAPHS, "rdfxml"),
        ("text/tab-separated-values", TABLES, "tsv"),
        ("turtle", TABLES, None),
        ("", TABLES, None),
    ],
)
def test_a_parameter_names_a_format(
    parameter: str, offered: tuple[str, ...], chosen: str | None
) -> None:
    assert named(parameter, offered) == chosen


@given(st.text(), offers)
def test_any_parameter_names_an_offered_format_or_none(
    parameter: str, offered: tuple[str, ...]
) -> None:
    assert named(parameter, offered) in (*offered, None)


def test_every_name_means_a_format_that_has_a_media_type() -> None:
    assert set(NAMES.values()) == set(MEDIA_TYPES)


@pytest.mark.parametrize("name", MEDIA_TYPES)
def test_text_is_sent_with_its_charset(name: str) -> None:
    assert content_type(name).endswith("; charset=utf-8") == content_type(name).startswith("text/")
