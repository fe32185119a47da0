"""Read what the library's records know of items that documents cite: their names and numbers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rightsgraph import resources
from rightsgraph.cite.casenames import is_initials
from rightsgraph.identify import normalise_name
from rightsgraph.iris import ID, kind_of
from rightsgraph.rdf import DCTERMS, RDFS, RG, SKOS, Literal, NamedNode
from rightsgraph.turtle import read_turtle

FILES = (
    "cited-documents.ttl", "cited-instruments.ttl", "communications-medium.ttl",
    "communications.ttl", "general-comments.ttl", "iacthr-c-205.ttl", "regional-cases-medium.ttl",
    "regional-cases.ttl", "states.ttl",
)  # fmt: skip
"""The files of records that name and number what is cited."""

_NAMES = frozenset({RDFS.label, SKOS.altLabel, SKOS.hiddenLabel, RG.officialName})


@dataclass(slots=True)
class Known:
    """Hold names, numbers and dates as the records state them, each with the IRI of its thing."""

    states: dict[str, str] = field(default_factory=dict)
    names: list[tuple[str, str]] = field(default_factory=list)
    numbers: list[tuple[str, str, str]] = field(default_factory=list)
    symbols: list[tuple[str, str]] = field(default_factory=list)
    respondents: dict[str, set[str]] = field(default_factory=dict)
    years: dict[str, str] = field(default_factory=dict)
    decided: dict[str, str] = field(default_factory=dict)


def read_known() -> Known:
    """Read the records of `FILES`. Raises SourceError where one is unusable."""
    known = Known()
    doubtful: set[str] = set()
    for path in _files():
        mined = path.stem.endswith("-medium")
        for triple in read_turtle(path):
            if not isinstance(triple.subject, NamedNode):
                continue
            iri, predicate, value = triple.subject.value, triple.predicate, triple.object
            if predicate == RG.respondentState and isinstance(value, NamedNode):
                known.respondents.setdefault(iri, set()).add(value.value.rpartition("/")[2])
            elif predicate == RG.decides and isinstance(value, NamedNode):
                known.decided[iri] = value.value
            elif isinstance(value, Literal) and not (mined and _shared(predicate, value)):
                _take(known, doubtful, iri, predicate, value)
    for name in doubtful:
        del known.states[name]
    return known


def _shared(predicate: NamedNode, value: Literal) -> bool:
    """Tell whether a name that was only found printed is one that many cases have."""
    return predicate in _NAMES and is_initials(value.value)


def _take(known: Known, doubtful: set[str], iri: str, predicate: NamedNode, value: Literal) -> None:
    kind = kind_of(iri)
    if predicate in _NAMES and kind == "state":
        name, code = normalise_name(value.value), iri.rpartition("/")[2]
        if known.states.setdefault(name, code) != code:
            doubtful.add(name)
    elif predicate in _NAMES and kind in ("case", "communication", "judgment"):
        known.names.append((value.value, iri))
    elif predicate == DCTERMS.issued:
        known.years[iri] = value.value[:4]
    elif predicate == SKOS.notation and value.datatype == RG.symbol:
        known.symbols.append((value.value, iri))
    elif predicate == SKOS.notation:
        known.numbers.append((value.datatype.value.rpartition("#")[2], value.value, iri))


def _files() -> Iterator[Path]:
    return (path for path in resources.record_files() if path.name in FILES)


def body_of(iri: str) -> str:
    """Return the body, as in IRIs, that a case, judgment or communication is of.

    >>> body_of("https://w3id.org/rightsgraph/id/judgment/iacthr/C-205")
    'iacthr'
    """
    return iri.removeprefix(ID).split("/")[1]
