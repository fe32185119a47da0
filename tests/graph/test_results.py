"""Test query results as typed Python values."""

import copy
import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from rightsgraph import iris
from rightsgraph.results import Iri, Row, Table, Text, Typed, Value, literal
from rightsgraph.store import MemoryStore

XSD = iris.PREFIXES["xsd"]


@pytest.mark.parametrize(
    ("text", "datatype", "value"),
    [
        ("Mexico", "string", "Mexico"),
        ("", "string", ""),
        ("two\nlines", "string", "two\nlines"),
        ("true", "boolean", True),
        ("1", "boolean", True),
        ("false", "boolean", False),
        ("0", "boolean", False),
        ("53", "integer", 53),
        ("-007", "integer", -7),
        ("+1", "nonNegativeInteger", 1),
        ("12", "unsignedShort", 12),
        ("0.10", "decimal", Decimal("0.10")),
        (".5", "decimal", Decimal("0.5")),
        ("1e3", "double", 1000.0),
        ("-INF", "float", float("-inf")),
        ("2012-02-29", "date", date(2012, 2, 29)),
        ("2012-12-14T10:00:00Z", "dateTime", datetime(2012, 12, 14, 10, tzinfo=UTC)),
        ("2012-12-14T10:00:00-06:00", "dateTime",
         datetime(2012, 12, 14, 10, tzinfo=timezone(timedelta(hours=-6)))),
        ("2012-12-14T10:00:00.5", "dateTime", datetime(2012, 12, 14, 10, 0, 0, 500_000)),
    ],
)  # fmt: skip
def test_a_literal_is_a_python_value(text: str, datatype: str, value: Value) -> None:
    found = literal(text, XSD + datatype, None)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("maybe", "boolean"), ("True", "boolean"), ("", "boolean"),
        ("1_000", "integer"), ("\u0661\u0662", "integer"), ("", "integer"), ("1.0", "integer"),
        ("1e5", "decimal"), ("NaN", "decimal"), ("Infinity", "decimal"), (".", "decimal"),
        ("inf", "double"), ("nan", "double"), ("1_0", "float"), ("0x1", "double"),
        ("2013-02-29", "date"), ("20121214", "date"), ("2012-W50-5", "date"), ("soon", "date"),
        ("2012-12-14", "dateTime"), ("2012-12-14 10:00:00", "dateTime"),
        ("2012-12-14T25:00:00", "dateTime"), ("9" * 5000, "integer"),
    ],
)  # fmt: skip
def test_what_a_datatype_does_not_allow_stays_a_text_with_its_datatype(
    text: str, datatype: str
) -> None:
    found = literal(text, XSD + datatype, None)
    assert isinstance(found, Typed)
    assert (found, found.datatype) == (text, XSD + datatype)


@pytest.mark.parametrize("datatype", [XSD + "gYear", iris.NS + "symbol", "date", "", "http://x"])
def test_a_datatype_that_python_has_no_type_for_is_kept(datatype: str) -> None:
    for text in ("2012", ""):
        found = literal(text, datatype, None)
        assert isinstance(found, Typed)
        assert (found, found.datatype) == (text, datatype)


def test_a_text_has_its_language() -> None:
    found = literal(
        "\u0627\u0644\u0645\u0643\u0633\u064a\u0643", iris.PREFIXES["rdf"] + "langString", "ar"
    )
    assert isinstance(found, Text)
    assert (found, found.language) == ("\u0627\u0644\u0645\u0643\u0633\u064a\u0643", "ar")


def test_an_iri_has_a_short_name() -> None:
    assert Iri(iris.ID + "state/MEX").short == "state:MEX"
    assert Iri(iris.ID + "state/MEX") == iris.ID + "state/MEX"


@pytest.fixture
def row() -> Row:
    """Return a solution with a value of each kind."""
    return Row(
        {"state": Iri("http://a"), "name": Text("A", "en"), "x": Typed("1", "d"), "no": None}
    )


def test_a_row_is_a_mapping_and_has_attributes(row: Row) -> None:
    assert row["state"] == row.state == "http://a"
    assert row["no"] is row.no is None
    assert list(row) == ["state", "name", "x", "no"]
    assert len(row) == 4
    assert dict(**row) == {"state": "http://a", "name": "A", "x": "1", "no": None}
    assert repr(row) == "Row(state='http://a', name='A', x='1', no=None)"


def test_a_variable_that_is_not_in_the_result_is_named(row: Row) -> None:
    with pytest.raises(KeyError, match="other"):
        row["other"]
    with pytest.raises(AttributeError, match=r"no variable \?other in the result"):
        _ = row.other
    assert row.get("other") is None
    assert not hasattr(row, "other")


@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, lambda r: pickle.loads(pickle.dumps(r))]
)
def test_a_row_can_be_copied_and_sent_to_another_process(row: Row, copied: object) -> None:
    assert callable(copied)
    found = copied(row)
    assert found == row
    assert isinstance(found, Row)
    assert isinstance(found.name, Text)
    assert isinstance(found.x, Typed)
    assert (found.name.language, found.x.datatype) == ("en", "d")


@pytest.fixture
def table() -> Table:
    """Return the answer to a query."""
    return MemoryStore().select(
        "SELECT ?s ?n ?d { VALUES (?s ?n ?d) "
        '{ (state:MEX 1 "2012-12-14"^^xsd:date) (state:FRA UNDEF 2) } }'
    )


def test_a_table_keeps_the_order_of_variables_and_rows(table: Table) -> None:
    assert table.variables == ("s", "n", "d")
    assert len(table) == 2
    assert [row.s for row in table] == [iris.ID + "state/MEX", iris.ID + "state/FRA"]
    assert table.column("n") == [1, None]
    assert table.column("d") == [date(2012, 12, 14), 2]


def test_a_table_becomes_a_data_frame(table: Table) -> None:
    frame = table.frame()
    assert list(frame.columns) == ["s", "n", "d"]
    assert frame.shape == (2, 3)
    assert frame["s"][0] == iris.ID + "state/MEX"
    assert frame["n"].isna().tolist() == [False, True]
    assert frame["d"][0] == date(2012, 12, 14)


def test_an_empty_table_becomes_a_data_frame_with_its_columns() -> None:
    frame = MemoryStore().select("SELECT ?a ?b { ?a ?p ?b }").frame()
    assert list(frame.columns) == ["a", "b"]
    assert len(frame) == 0
