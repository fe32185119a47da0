"""Hold what the recogniser reads and what it finds: paragraphs, footnotes and citations."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Footnote:
    """Hold a footnote: its number or sign as printed, and its text."""

    n: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold a paragraph as stored, its footnotes, and the document that it belongs to.

    `symbol` is a UN document symbol, or the name of a general comment such as
    "CCPR general comment 31"; `language` an ISO 639-1 code, which is kept with a stored text: all
    languages of the grammar are read in any paragraph.
    """

    id: str
    symbol: str
    text: str
    footnotes: tuple[Footnote, ...] = ()
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Citation:
    """Hold one cited item in one place, with all its pinpoints there.

    `target` is a normal form such as "gc:CCPR/31", "treaty:CAT/art/3" or
    "case:ECtHR/name:Soering v. United Kingdom"; `start` and `end` count characters of the text of
    the place (`where`: "text" or "footnote:13") as given; `confidence` goes from 0 to 1.
    """

    target: str
    pinpoint: tuple[str, ...]
    where: str
    start: int
    end: int
    surface: str
    confidence: float
    rule: str
    function: str | None = None
    also: tuple[str, ...] = ()
