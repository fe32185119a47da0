"""Address the parts of documents, instruments, judgments and registers, and read their IRIs.

path = step+                   below a document, an instrument or a judgment
step = "summary" | "preamble"
     | ("paragraph" | "article" | "rule" | "principle") number sub-letter*
     | ("annex" | "bullet" | "chapter" | "footnote" | "item" | "language" | "opinion" | "section")
       number
path = key                     below a register: one of its rows
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Final, NamedTuple

from rightsgraph.errors import IdentifierError
from rightsgraph.identify.things import split_thing
from rightsgraph.iris import slug, thing, unslug

# How many segments name a whole, by its kind.
WHOLES: Final = {"document": 1, "instrument": 1, "judgment": 2, "register": 1}
# How many numbers follow a kind of part: none, exactly one, or one with sub-letters.
STEPS: Final = {
    "annex": (1, 1), "article": (1, 9), "bullet": (1, 1), "chapter": (1, 1), "footnote": (1, 1),
    "item": (1, 1), "language": (1, 1), "opinion": (1, 1), "paragraph": (1, 9),
    "preamble": (0, 0), "principle": (1, 9), "rule": (1, 9), "section": (1, 1),
    "summary": (0, 0),
}  # fmt: skip


class Step(NamedTuple):
    """Hold one step of a path: the kind of part, and the numbers that follow it."""

    kind: str
    numbers: tuple[str, ...]

    @property
    def number(self) -> str | None:
        """Return the number as a document prints it.

        >>> Step("paragraph", ("19", "a", "ii")).number
        '19(a)(ii)'
        """
        if self.kind == "language" or not self.numbers:
            return None
        first, *letters = self.numbers
        return first + "".join(f"({letter})" for letter in letters)


@dataclass(frozen=True, slots=True)
class Part:
    """Hold a part: the IRI of the whole that it belongs to, and its path below it."""

    whole: str
    path: tuple[str, ...]

    def __post_init__(self) -> None:
        read_path(self.whole, self.path)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the path, step by step."""
        return read_path(self.whole, self.path)

    @property
    def kind(self) -> str:
        """Return the kind of part: paragraph, footnote, annex, article, row and the like."""
        return self.steps[-1].kind

    @property
    def number(self) -> str | None:
        """Return the printed number, such as 18(f); None for summaries, preambles and languages."""
        return self.steps[-1].number

    @property
    def iri(self) -> str:
        """Return the IRI of the part."""
        return "/".join([self.whole, *map(slug, self.path)])

    @property
    def parent(self) -> str:
        """Return the IRI of the part, or of the whole, that directly holds this part."""
        last = self.steps[-1]
        dropped = 1 if self.kind == "row" or len(last.numbers) > 1 else 1 + len(last.numbers)
        return "/".join([self.whole, *map(slug, self.path[:-dropped])])


def part_iri(iri: str, *path: str) -> str:
    """Return the IRI of a part from that of what holds it and a path in plain words.

    >>> part_iri("https://w3id.org/rightsgraph/id/document/A_HRC_23_18", "paragraph", "53")
    'https://w3id.org/rightsgraph/id/document/A_HRC_23_18/paragraph/53'
    """
    whole, above = split_whole(iri)
    return Part(whole, (*above, *path)).iri


@lru_cache(maxsize=2**14)
def part_of(iri: str) -> Part | None:
    """Return the part that an IRI names, or None where it names none.

    >>> part = part_of("https://w3id.org/rightsgraph/id/document/CEDAW_C_MEX_CO_7-8/paragraph/18/f")
    >>> part.number, part.parent.removeprefix(part.whole)
    ('18(f)', '/paragraph/18')
    """
    try:
        whole, path = split_whole(iri)
        part = Part(whole, path) if path else None
    except IdentifierError:
        return None
    return part if part and part.iri == iri else None


def split_whole(iri: str) -> tuple[str, tuple[str, ...]]:
    """Return the IRI of the whole and the path below it, empty where the IRI names the whole.

    >>> split_whole("https://w3id.org/rightsgraph/id/judgment/iacthr/C-205/paragraph/254")
    ('https://w3id.org/rightsgraph/id/judgment/iacthr/C-205', ('paragraph', '254'))
    """
    kind, segments = split_thing(iri)
    depth = WHOLES.get(kind, 0)
    if not 0 < depth <= len(segments):
        raise IdentifierError(iri, f"has no parts: only {', '.join(WHOLES)} have")
    return thing(kind, *segments[:depth]), tuple(map(unslug, segments[depth:]))


def read_path(whole: str, path: tuple[str, ...]) -> tuple[Step, ...]:
    """Read a path below a whole step by step, or raise IdentifierError.

    >>> read_path("https://w3id.org/rightsgraph/id/instrument/crpd", ("article", "33", "2"))
    (Step(kind='article', numbers=('33', '2')),)
    """
    shown = "/".join([whole, *path])
    if not path or not all(path) or any("_" in word or word.split() != [word] for word in path):
        raise IdentifierError(shown, "a path is words without spaces and '_', and not empty")
    if split_thing(whole)[0] == "register":
        if len(path) != 1:
            raise IdentifierError(shown, "a row of a register is named by one key")
        return (Step("row", path),)
    return tuple(_steps(shown, path))


def _steps(shown: str, path: tuple[str, ...]) -> list[Step]:
    steps: list[Step] = []
    rest = path
    while rest:
        kind, numbers = rest[0], tuple(takewhile(lambda word: word not in STEPS, rest[1:]))
        fewest, most = STEPS.get(kind, (-1, -1))
        if not fewest <= len(numbers) <= most or (steps and steps[-1].kind == "language"):
            raise IdentifierError(shown, f"{kind!r} cannot stand so: see the grammar of parts.py")
        steps.append(Step(kind, numbers))
        rest = rest[1 + len(numbers) :]
    return steps
