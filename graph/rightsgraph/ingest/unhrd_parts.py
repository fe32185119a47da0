"""Turn the paragraph numbers of the UNHRD archives into the paths of parts of documents.

`7.3.` is paragraph 7.3, `OP1-3.` paragraph 3 of the first individual opinion, `OP2-U1.` the first
unnumbered paragraph of the second, `A1-2.` paragraph 2 of annex 1. A paragraph without a number of
its own, or with a number that an earlier one has (a list, a heading, a note among the
paragraphs), is an item, counted by its position among such paragraphs.
"""

import re

_NUMBER = r"\d{1,3}(?:\.\d{1,3})*[a-z]?"
_FORMS = (
    (re.compile(rf"({_NUMBER})"), ("paragraph", 1)),
    (re.compile(rf"OP(\d+)-({_NUMBER})"), ("opinion", 1, "paragraph", 2)),
    (re.compile(r"OP(\d+)-U(\d+)"), ("opinion", 1, "item", 2)),
    (re.compile(rf"A(\d+)-({_NUMBER})"), ("annex", 1, "paragraph", 2)),
)


class PartPaths:
    """Give each paragraph of one document, in its order, a path that no other one has."""

    def __init__(self) -> None:
        self._given: set[tuple[str, ...]] = set()
        self._items = 0

    def path(self, number: object) -> tuple[str, ...]:
        """Return the path of the next paragraph.

        >>> paths = PartPaths()
        >>> paths.path("7.3."), paths.path("OP1-3."), paths.path(None), paths.path("7.3.")
        (('paragraph', '7.3'), ('opinion', '1', 'paragraph', '3'), ('item', '1'), ('item', '2'))
        """
        path = _path(str(number).strip().rstrip(".").strip())
        if path is None or path in self._given:
            self._items += 1
            return ("item", str(self._items))
        self._given.add(path)
        return path


def _path(number: str) -> tuple[str, ...] | None:
    for form, steps in _FORMS:
        if match := form.fullmatch(number):
            return tuple(match[step] if isinstance(step, int) else step for step in steps)
    return None
