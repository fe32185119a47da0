"""Recognise any identifier of the project in a short text, whatever its scheme."""

from collections.abc import Callable
from dataclasses import dataclass

from rightsgraph.errors import IdentifierError
from rightsgraph.identify.bodies import split_body
from rightsgraph.identify.cases import Docket, docket_of, parse_docket
from rightsgraph.identify.components import NOT_STATES
from rightsgraph.identify.labels import citation_label
from rightsgraph.identify.parts import Part, part_of, split_whole
from rightsgraph.identify.pinpoints import split_pinpoint
from rightsgraph.identify.schemes import SCHEMES, scheme_of
from rightsgraph.identify.series import parse_ecli, parse_series
from rightsgraph.identify.spelling import clean
from rightsgraph.identify.states import state_code, state_iri
from rightsgraph.identify.symbols import document_iri, parse_symbol, symbol_of
from rightsgraph.identify.things import split_thing
from rightsgraph.iris import ID, PREFIXES, unslug

LONGEST = 300


@dataclass(frozen=True, slots=True)
class Identifier:
    """Hold what a text identifies: the kind of thing, its canonical identifier, its IRI."""

    kind: str
    canonical: str
    iri: str


def identify(text: str) -> Identifier | None:
    """Return what a text identifies, or None where it is not exactly one identifier.

    >>> identify("A/HRC/23/18, para. 53").canonical
    'A/HRC/23/18, para. 53'
    >>> identify("ECLI:CE:ECHR:2009:0609JUD003340102").canonical
    'ecthr 33401/02'
    >>> identify("Communication No. 1011/2001") is None  # of which body?
    True
    """
    if len(text) > LONGEST:
        return None
    for read in _READERS:
        try:
            return read(clean(text))
        except IdentifierError:
            continue
    return None


def _read_iri(text: str) -> Identifier:
    prefix, _, local = text.partition(":")
    namespace = PREFIXES.get(prefix, "")
    iri = namespace + local if namespace.startswith(ID) else text
    if part := part_of(iri):
        return _of_part(part)
    kind, segments = split_thing(iri)
    canonical = _CANONICAL.get(kind, _plain)(iri)
    if " " in iri or (kind == "document" and len(segments) != 1):
        raise IdentifierError(text, "not the IRI of a thing, nor of a part")
    return Identifier(kind, canonical, iri)


def _read_symbol(text: str) -> Identifier:
    symbol = parse_symbol(text)
    return Identifier("document", symbol.text, document_iri(symbol))


def _read_series(text: str) -> Identifier:
    body, number = split_body(text)
    # The European Court had a Series A of its own: alone, it names nothing.
    if body != "iacthr" and text.casefold().startswith(("series a", "série a")):
        raise IdentifierError(text, "a Series A of which court?")
    if body not in (None, "iacthr"):
        raise IdentifierError(text, "not a series of the Inter-American Court")
    return _of_docket(parse_series(number))


def _read_ecli(text: str) -> Identifier:
    return _of_docket(parse_ecli(text))


def _read_docket(text: str) -> Identifier:
    body, number = split_body(text)
    if body is None:
        raise IdentifierError(text, "a number of which body?")
    return _of_docket(parse_docket(body, number))


def _read_state(text: str) -> Identifier:
    if text in NOT_STATES:
        raise IdentifierError(text, "the short name of a body, not of a State")
    return Identifier("state", text, state_iri(text))


def _read_pinpoint(text: str) -> Identifier:
    split = split_pinpoint(text)
    cited = identify(split[0]) if split else None
    if split is None or cited is None:
        raise IdentifierError(text, "no identifier with a pinpoint")
    whole, above = split_whole(cited.iri)
    return _of_part(Part(whole, (*above, *split[1])))


def _of_part(part: Part) -> Identifier:
    return Identifier(part.kind, citation_label(part), part.iri)


def _of_docket(docket: Docket) -> Identifier:
    return Identifier(docket.kind, docket.canonical, docket.iri)


def _plain(iri: str) -> str:
    return unslug("/".join(split_thing(iri)[1]))


def _docket_text(iri: str) -> str:
    kind, segments = split_thing(iri)
    if segments[0] not in SCHEMES or len(segments) != 2:
        return _plain(iri)
    scheme = scheme_of(segments[0], unslug(segments[1]))
    numbered = any(one.kind == kind for one in SCHEMES[segments[0]])
    return docket_of(iri).canonical if numbered or scheme else _plain(iri)


def _symbol_text(iri: str) -> str:
    # Some documents have no symbol; what looks like a symbol must be one.
    return symbol_of(iri).text if "/" in _plain(iri) else _plain(iri)


_CANONICAL: dict[str, Callable[[str], str]] = {
    "case": _docket_text,
    "communication": _docket_text,
    "document": _symbol_text,
    "judgment": _docket_text,
    "state": state_code,
}
_READERS: tuple[Callable[[str], Identifier], ...] = (
    _read_iri, _read_symbol, _read_series, _read_ecli, _read_docket, _read_state, _read_pinpoint,
)  # fmt: skip
