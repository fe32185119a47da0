"""Parse UN document symbols, the identifiers of documents, and turn them into IRIs and back.

All language versions of a document share its symbol. Case is kept, a symbol is never repaired
by guessing; what is not a symbol raises an error that says what to do.
"""

import re

from rightsgraph.errors import IdentifierError
from rightsgraph.identify.components import (
    ORGANS,
    TREATY_ORGANS,
    Symbol,
    is_numbered,
    read_components,
)
from rightsgraph.identify.spelling import spell
from rightsgraph.identify.things import split_thing
from rightsgraph.iris import slug, thing, unslug

LONGEST = 160

_ORGAN = "|".join(sorted(ORGANS, key=len, reverse=True))
_TREATY = "|".join(TREATY_ORGANS)
_SYMBOL = re.compile(
    r"(?P<segments>[A-Z]+(?:/(?:[A-Za-z0-9()\[\]]|[.,&\-](?=[A-Za-z0-9]))+)+)"
    r"(?: \([A-Za-z0-9.,\- ]+\))?"
)
_BETWEEN = re.compile(rf" ?[,;&\-] ?(?=(?:{_ORGAN})/)| and (?=(?:{_ORGAN})/)|/(?=(?:{_TREATY})/C/)")
_SEVERAL = "holds several symbols: use parse_symbols"
_DOCKET = re.compile(rf"(?:{_TREATY})/\d+/\d{{4}}")


def parse_symbol(text: str) -> Symbol:
    """Parse one symbol, in any spelling of hyphens, spaces and reissue marks.

    >>> symbol = parse_symbol("CCPR/C/94/D/1457/2006*")
    >>> symbol.text, symbol.kind, symbol.session, symbol.number
    ('CCPR/C/94/D/1457/2006', 'D', '94', '1457/2006')
    >>> parse_symbol("A/HRC/")
    Traceback (most recent call last):
    rightsgraph.errors.IdentifierError: 'A/HRC/': ends with '/': add the number of the document
    """
    symbol = spell(text)
    match = _SYMBOL.fullmatch(symbol) if len(symbol) <= LONGEST else None
    if match is None:
        raise IdentifierError(text, _malformation(symbol))
    if fault := _fault(symbol, match["segments"]):
        raise IdentifierError(text, fault)
    organ, *segments = match["segments"].split("/")
    return read_components(symbol, organ, segments)


def parse_symbols(text: str) -> tuple[Symbol, ...]:
    """Parse all symbols of a text that holds nothing else, such as those of a joint comment.

    >>> [symbol.text for symbol in parse_symbols("CMW/C/GC/7\u2013CERD/C/GC/38")]
    ['CMW/C/GC/7', 'CERD/C/GC/38']
    """
    return tuple(parse_symbol(part) for part in _BETWEEN.split(spell(text)))


def document_iri(symbol: Symbol | str) -> str:
    """Return the IRI of the document that a symbol identifies.

    >>> document_iri("A/RES/926(X)")
    'https://w3id.org/rightsgraph/id/document/A_RES_926%28X%29'
    """
    parsed = parse_symbol(symbol) if isinstance(symbol, str) else symbol
    return thing("document", slug(parsed.text))


def symbol_of(iri: str) -> Symbol:
    """Return the symbol of a document from its IRI, the inverse of `document_iri`.

    >>> symbol_of("https://w3id.org/rightsgraph/id/document/CEDAW_C_MEX_CO_7-8").text
    'CEDAW/C/MEX/CO/7-8'
    """
    kind, segments = split_thing(iri)
    if kind != "document" or len(segments) != 1:
        raise IdentifierError(iri, "not the IRI of a whole document: use part_of for a part")
    symbol = parse_symbol(unslug(segments[0]))
    if slug(symbol.text) != segments[0]:
        raise IdentifierError(iri, f"not canonical: write {document_iri(symbol)}")
    return symbol


def _fault(symbol: str, segments: str) -> str | None:
    organ, *rest = segments.split("/")
    if organ not in ORGANS:
        return f"no UN organ begins its symbols with {organ!r}"
    if _BETWEEN.search(symbol):
        return _SEVERAL
    if _DOCKET.fullmatch(symbol):
        return "the number of a communication, not a symbol: use parse_docket"
    if not is_numbered(rest):
        return "names an organ or a series: add the number of the document"
    if any(symbol.count(pair[0]) != symbol.count(pair[1]) for pair in ("()", "[]")):
        return "a bracket is missing: see the document itself"
    return None


def _malformation(symbol: str) -> str:
    if len(symbol) > LONGEST:
        return f"longer than {LONGEST} characters: pass the symbol alone"
    if _BETWEEN.search(symbol):
        return _SEVERAL
    if symbol.endswith("/"):
        return "ends with '/': add the number of the document"
    if "/" not in symbol:
        return "has no '/': a job number or a word; a symbol is like A/HRC/23/18"
    return "not only a symbol: take away what stands beside it, or use identify for a pinpoint"
