"""Identify documents, parts, dockets and States: from text to identifier and IRI, and back.

Every function is pure. What a text is not raises `IdentifierError`, except in `identify`
and `part_of`, which are asked whether.
"""

from rightsgraph.identify.cases import Docket, docket_of, parse_docket
from rightsgraph.identify.communications import communications_of
from rightsgraph.identify.components import Symbol
from rightsgraph.identify.labels import LABEL_LANGUAGES, citation_label
from rightsgraph.identify.names import NameIndex, normalise_name
from rightsgraph.identify.parts import Part, part_iri, part_of
from rightsgraph.identify.pinpoints import split_pinpoint
from rightsgraph.identify.recognise import Identifier, identify
from rightsgraph.identify.series import parse_ecli, parse_series
from rightsgraph.identify.states import state_code, state_iri
from rightsgraph.identify.symbols import document_iri, parse_symbol, parse_symbols, symbol_of

__all__ = [
    "LABEL_LANGUAGES",
    "Docket",
    "Identifier",
    "NameIndex",
    "Part",
    "Symbol",
    "citation_label",
    "communications_of",
    "docket_of",
    "document_iri",
    "identify",
    "normalise_name",
    "parse_docket",
    "parse_ecli",
    "parse_series",
    "parse_symbol",
    "parse_symbols",
    "part_iri",
    "part_of",
    "split_pinpoint",
    "state_code",
    "state_iri",
    "symbol_of",
]
