"""Read queries with the comment header that says what they ask.

A header is the comment lines at the top, each `# key: value` or `# key@language: value`.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rightsgraph import resources

_HEADER = re.compile(r"#\s*([a-z]+)(?:@([a-z]+))?:\s*(.+)")


@dataclass(frozen=True)
class NamedQuery:
    """Hold a query of the library: its name, its text and what its header says."""

    name: str
    text: str
    header: dict[tuple[str, str], str]

    def said(self, key: str, language: str = "") -> str:
        """Return the value of a header line, or an empty text."""
        return self.header.get((key, language), "")

    def question(self, language: str = "en") -> str:
        """Return the question that the query answers, in a language or else in English."""
        return self.said("question", language) or self.said("question", "en")

    @property
    def body(self) -> str:
        """Return the query without its header."""
        lines = self.text.splitlines()
        start = next(i for i, line in enumerate(lines) if not line.startswith("#"))
        return "\n".join(lines[start:]).strip() + "\n"


def read_query(path: Path) -> NamedQuery:
    """Read one query file."""
    text = path.read_text(encoding="utf-8")
    header = {}
    for line in text.splitlines():
        found = _HEADER.fullmatch(line.strip())
        if not found:
            break
        header[found[1], found[2] or ""] = found[3].strip()
    return NamedQuery(path.stem, text, header)


@cache
def queries(folder: str) -> tuple[NamedQuery, ...]:
    """Return the queries of a folder of the library: `questions`, `lookups` or `checks`."""
    return tuple(read_query(path) for path in resources.query_files(folder))


def query(folder: str, name: str) -> NamedQuery:
    """Return one query of the library by its folder and name."""
    return next(q for q in queries(folder) if q.name == name)
