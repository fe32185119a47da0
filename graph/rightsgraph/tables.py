"""Write tables for people, in any script."""

from collections.abc import Iterable, Sequence

from tabulate import tabulate

from rightsgraph import iris
from rightsgraph.results import Iri


def text_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as aligned text, IRIs shortened to prefixed names.

    >>> print(text_table(("n",), [(1,), (22,)]))
      n
    ---
      1
     22
    """
    shown = [[_shown(value) for value in row] for row in rows]
    return tabulate(shown, headers=list(headings), disable_numparse=False)


def _shown(value: object) -> object:
    if isinstance(value, Iri):
        return iris.compact(value)
    return "" if value is None else value
