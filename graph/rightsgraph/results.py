"""Hold query results as typed Python values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from rightsgraph import iris

if TYPE_CHECKING:
    import pandas


class Iri(str):
    """Be the IRI of a thing; a plain `str` otherwise."""

    __slots__ = ()

    @property
    def short(self) -> str:
        """Return the prefixed name, such as `state:MEX`."""
        return iris.compact(self)


class Text(str):
    """Be a text with the tag of its language."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, value: str, language: str) -> Text:
        """Make a text in a language (BCP 47 tag)."""
        text = super().__new__(cls, value)
        text.language = language
        return text

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return str(self), self.language


class Typed(str):
    """Be a literal of a datatype that Python has no type for, such as xsd:gYear."""

    __slots__ = ("datatype",)
    datatype: str

    def __new__(cls, value: str, datatype: str) -> Typed:
        """Make a literal from its lexical form and the IRI of its datatype."""
        literal = super().__new__(cls, value)
        literal.datatype = datatype
        return literal

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return str(self), self.datatype


Value = Iri | Text | Typed | str | int | float | bool | Decimal | date | datetime

_INTEGERS = (
    "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
    "nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort",
)  # fmt: skip
_DECIMAL = r"[+-]?(\d+(\.\d*)?|\.\d+)"
_DOUBLE = rf"{_DECIMAL}([eE][+-]?\d+)?|[+-]?INF|NaN"
_DATE = r"\d{4}-\d\d-\d\d"
# What each datatype allows (XSD 1.1 part 2) and its reader: Python's readers alone allow more.
_READERS: dict[str, tuple[str, Callable[[str], Value]]] = {
    "string": (r"(?s).*", str),
    "boolean": (r"true|false|1|0", lambda text: text in ("true", "1")),
    "decimal": (_DECIMAL, Decimal),
    "double": (_DOUBLE, float),
    "float": (_DOUBLE, float),
    "date": (_DATE, date.fromisoformat),
    "dateTime": (
        rf"{_DATE}T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?",
        datetime.fromisoformat,
    ),
    **dict.fromkeys(_INTEGERS, (r"[+-]?\d+", int)),
}


def literal(text: str, datatype: str, language: str | None) -> Value:
    """Return the Python value of a literal.

    A lexical form that its datatype does not allow stays a `Typed` text.

    >>> literal("2012-12-14", "http://www.w3.org/2001/XMLSchema#date", None)
    datetime.date(2012, 12, 14)
    """
    if language:
        return Text(text, language)
    name = datatype.removeprefix(iris.PREFIXES["xsd"])
    allowed, read = _READERS.get(name, (r"(?!)", str))
    try:
        return read(text) if re.fullmatch(allowed, text, re.ASCII) else Typed(text, datatype)
    except ValueError:  # 2023-02-30 looks like a date
        return Typed(text, datatype)


class Row(Mapping[str, Value | None]):
    """Be one solution: values by variable, as keys and as attributes; None where unbound."""

    __slots__ = ("_values",)

    def __init__(self, values: dict[str, Value | None]) -> None:
        self._values = values

    def __getitem__(self, variable: str) -> Value | None:
        return self._values[variable]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __getattr__(self, variable: str) -> Value | None:
        if variable in self.__slots__:  # not set yet: the row is being copied
            raise AttributeError(variable)
        try:
            return self._values[variable]
        except KeyError:
            raise AttributeError(f"no variable ?{variable} in the result") from None

    def __repr__(self) -> str:
        return f"Row({', '.join(f'{k}={v!r}' for k, v in self._values.items())})"


@dataclass(frozen=True)
class Table:
    """Hold the solutions of a SELECT query, in order."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, variable: str) -> list[Value | None]:
        """Return the values of one variable, in order."""
        return [row[variable] for row in self.rows]

    def frame(self) -> pandas.DataFrame:
        """Return the table as a pandas DataFrame; needs `pip install rightsgraph[pandas]`."""
        import pandas

        return pandas.DataFrame([dict(row) for row in self.rows], columns=list(self.variables))
