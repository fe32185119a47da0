"""Read the identifiers of judgments that carry a docket inside: court series and ECLI.

The Inter-American Court publishes opinions in Series A and judgments in Series C. The European
Court once had a Series A of its own, so `Series A No. 26` alone names nothing.
"""

import re

from rightsgraph.errors import IdentifierError
from rightsgraph.identify.cases import NUMBER_SIGNS, Docket
from rightsgraph.identify.spelling import clean

_SERIES = re.compile(
    rf"(?:Series?|Série) (?P<series>[ACE]),? ?(?:(?:{NUMBER_SIGNS}) ?)?(?P<number>[0-9]{{1,4}})",
    re.IGNORECASE,
)
_FILE = re.compile(r"serie(?P<series>[ace])_(?P<number>[0-9]{1,4})_[a-z]{3}[0-9]?(?:\.[a-z]{3,4})?")
_OPINION = re.compile(r"(?:Advisory Opinion |Opinión Consultiva )?OC-([0-9]{1,2})/[0-9]{2}", re.I)
_ECLI = re.compile(
    r"ECLI:CE:ECHR:[0-9]{4}:[0-9]{4}(?:JUD|DEC|REP)(?P<number>[0-9]{7})(?P<year>[0-9]{2})"
)


def parse_series(text: str) -> Docket:
    """Parse a number in the series of the Inter-American Court of Human Rights.

    >>> [parse_series(text).number for text in ("Series C No. 205", "seriec_205_esp.pdf")]
    ['C-205', 'C-205']
    >>> parse_series("OC-18/03").iri
    'https://w3id.org/rightsgraph/id/judgment/iacthr/A-18'
    """
    cleaned = clean(text).rstrip(".,;:")
    if opinion := _OPINION.fullmatch(cleaned):
        return Docket("iacthr", f"A-{int(opinion[1])}")
    match = _SERIES.fullmatch(cleaned) or _FILE.fullmatch(cleaned)
    if not match:
        raise IdentifierError(text, "not a series number: it should be like Series C No. 205")
    return Docket("iacthr", f"{match['series'].upper()}-{int(match['number'])}")


def parse_ecli(text: str) -> Docket:
    """Return the application that an ECLI of the European Court of Human Rights holds.

    >>> parse_ecli("ECLI:CE:ECHR:2009:0609JUD003340102").number
    '33401/02'
    """
    match = _ECLI.fullmatch(clean(text).rstrip("."))
    if not match:
        raise IdentifierError(text, "not an ECLI of the European Court of Human Rights")
    return Docket("ecthr", f"{int(match['number'])}/{match['year']}")
