"""Find names of a table in a text, fast: only where the first word of a name stands."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

_WORD = re.compile(r"\w+")
_FIRST = re.compile(r"\w+")


class Named(NamedTuple):
    """Hold a name found: its stretch, and the key of what it names."""

    start: int
    end: int
    key: str


class Names:
    """Hold names found in a text, in order, and find those at, before or between positions."""

    def __init__(self, found: Iterable[Named]) -> None:
        self._found = list(found)
        self._starts = [named.start for named in self._found]
        self._ends = [named.end for named in self._found]
        self._of: dict[frozenset[str], Names] = {}

    def __iter__(self) -> Iterator[Named]:
        return iter(self._found)

    def __bool__(self) -> bool:
        return bool(self._found)

    def before(self, position: int) -> Named | None:
        """Return the last name that ends at or before a position, or None."""
        index = bisect_right(self._ends, position)
        return self._found[index - 1] if index else None

    def at(self, position: int) -> Named | None:
        """Return the name that begins at a position, or None."""
        index = bisect_left(self._starts, position)
        found = self._found[index : index + 1]
        return found[0] if found and found[0].start == position else None

    def within(self, begin: int, end: int) -> list[Named]:
        """Return the names that begin between two positions, the second left out."""
        first, last = bisect_left(self._starts, begin), bisect_left(self._starts, end)
        return self._found[first:last]

    def of(self, keys: frozenset[str]) -> "Names":
        """Return the names of some keys."""
        if keys not in self._of:
            self._of[keys] = Names(named for named in self._found if named.key in keys)
        return self._of[keys]


class Gazetteer:
    """Hold names by key: patterns that begin with a plain word, in which a space is any spaces."""

    def __init__(self, table: Mapping[str, Iterable[str]]) -> None:
        by_first: dict[str, list[tuple[str, str]]] = {}
        for key, names in table.items():
            for name in names:
                first = _FIRST.match(name)
                if first is None:
                    raise ValueError(f"a name begins with a plain word, not {name!r}")
                by_first.setdefault(first[0], []).append((key, name))
        self._keys = {first: self._ordered(pairs) for first, pairs in by_first.items()}
        self._patterns = {
            first: re.compile("|".join(f"({_spaced(name)})(?!\\w)" for _, name in pairs))
            for first, pairs in self._keys.items()
        }

    @staticmethod
    def _ordered(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return sorted(pairs, key=lambda pair: (pair[0].startswith("generic:"), -len(pair[1])))

    def match(self, text: str, position: int) -> Named | None:
        """Return the longest name that begins at a position, or None."""
        word = _WORD.match(text, position)
        return self._at(text, word) if word else None

    def find(self, text: str) -> Names:
        """Return the names in a text, in order, none inside another."""
        return Names(self._found(text))

    def _found(self, text: str) -> Iterator[Named]:
        end = 0
        patterns = self._patterns
        for word in _WORD.finditer(text):
            if word[0] in patterns and word.start() >= end:
                before = text[word.start() - 1 : word.start()]
                if before not in {"/", "-"} and (named := self._at(text, word)):
                    yield named
                    end = named.end

    def _at(self, text: str, word: re.Match[str]) -> Named | None:
        pattern = self._patterns.get(word[0])
        match = pattern.match(text, word.start()) if pattern else None
        if match is None:
            return None
        return Named(match.start(), match.end(), self._keys[word[0]][(match.lastindex or 1) - 1][0])


def _spaced(name: str) -> str:
    return name.replace(" ", " +")
