"""Hold a document as it was read: its parts in order, each with the path of its IRI."""

from dataclasses import dataclass

from rightsgraph.cite import Paragraph


@dataclass(frozen=True, slots=True)
class ReadPart:
    """Hold one part of a document: its path below the document, and its text with its notes.

    The path is one of `rightsgraph.identify.parts`, such as ("paragraph", "53", "a"). What is
    cited in a note is cited by ("footnote", n), whichever part has the mark of the note.
    """

    path: tuple[str, ...]
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """Hold a document: its symbol (or the name of a general comment), and its parts in order."""

    symbol: str
    language: str
    parts: tuple[ReadPart, ...]
