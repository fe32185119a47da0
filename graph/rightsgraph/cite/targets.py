"""Take normal forms of citations apart, and mint the IRI of what a number names.

The forms are those of the citation guidelines: `case:ECtHR/14038/88`, `comm:CCPR/488/1992`.
"""

import re
from types import MappingProxyType

from rightsgraph.errors import IdentifierError
from rightsgraph.identify import (
    Docket,
    Symbol,
    document_iri,
    parse_docket,
    parse_symbol,
    split_pinpoint,
)

COURTS = MappingProxyType(
    {
        "ACERWC": "acerwc", "ACHPR": "achpr", "ACtHPR": "afchpr", "CJEU": "cjeu", "EACJ": "eacj",
        "ECOWAS": "ecowas-ccj", "ECtHR": "ecthr", "IACHR": "iachr", "IACtHR": "iacthr",
        "ICC": "icc", "ICJ": "icj", "ICTR": "ictr", "ICTY": "icty", "NMT": "nmt", "PCIJ": "pcij",
        "SCSL": "scsl",
    }
)  # fmt: skip
"""The courts and commissions of normal forms, and how they stand in IRIs."""

TREATY_BODIES = MappingProxyType(
    {
        "CAT": "cat", "CCPR": "ccpr", "CED": "ced", "CEDAW": "cedaw", "CERD": "cerd",
        "CESCR": "cescr", "CMW": "cmw", "CRC": "crc", "CRPD": "crpd", "SPT": "spt",
    }
)  # fmt: skip
"""The treaty bodies of normal forms, and how they stand in IRIs."""

KEYS = MappingProxyType({body: key for key, body in (COURTS | TREATY_BODIES).items()})
"""How normal forms, and people, write the bodies of IRIs."""

PART_KINDS = MappingProxyType(
    {
        "8-MARCH-PRINCIPLES": "principle", "ADRDM": "article", "ARSIWA": "article",
        "BANGALORE": "principle", "BEIJING-PLATFORM": "paragraph",
        "BODY-OF-PRINCIPLES": "principle", "CODE-OF-CONDUCT-LEO": "article", "DAT": "article",
        "DED": "article", "DEVAW": "article", "DURBAN": "paragraph", "FORCE": "principle",
        "FRIENDLY-RELATIONS": "paragraph", "GUIDELINES-CHILD-CARE": "paragraph", "HRD": "article",
        "IACHR-ROP": "article", "IACtHR-ROP": "article",
        "IDP": "principle", "ILC-PREVENTION": "article", "IMPUNITY": "principle",
        "ISTANBUL-PROTOCOL": "paragraph", "JOHANNESBURG": "principle", "JUDICIARY": "principle",
        "LAWYERS": "principle", "LIMBURG": "principle", "MAASTRICHT": "principle",
        "MINNESOTA": "paragraph", "MINORITIES": "article", "RELIGION-1981": "article",
        "REMEDY": "principle", "RIO": "principle", "RIYADH": "paragraph", "RTD": "article",
        "SIRACUSA": "principle", "UNDRIP": "article", "UNDROP": "article", "UNGP": "principle",
        "VDPA": "paragraph", "VIENNA-DECLARATION": "paragraph", "YOGYAKARTA": "principle",
    }
)  # fmt: skip
"""What the numbers of instruments that are no treaties count; where nothing is said, rules."""

LAST_IN_SERIES = MappingProxyType({"A": 33, "C": 650, "E": 0})
"""Numbers beyond these are misprints: what the Inter-American Court has published, with room."""

_SERIES = re.compile(r"(A/B|[ABCE])/(\d+)")
_MODIFIERS = re.compile(r"(?<=/)(ADD|CORR|REV|AMEND|MISC)(?=\.\d)")
_YEAR_OF_COUNCIL = re.compile(r"(S/RES/\d+) ?\((?:19|20)\d\d\)")
_RANGE = re.compile(r"\d+(?:\.\d+)?(?:\([a-z]+\))?[-–]\d")
_NUMBERED = re.compile(
    r"(?P<first>[0-9]+(?:\.[0-9]+)*[a-z]?(?: (?:bis|ter))?)(?P<letters>(?:\([0-9A-Za-z]+\))*)"
)
_WORDED = {"chap": "chapter", "sect": "section", "sec": "section", "princ": "principle"}


def docket_of_target(target: str) -> Docket | None:
    """Return the docket that a normal form gives by its number, or None.

    >>> docket_of_target("case:IACtHR/C/205").number, docket_of_target("comm:CCPR/488/1992").iri
    ('C-205', 'https://w3id.org/rightsgraph/id/communication/ccpr/488_1992')
    """
    scheme, _, rest = target.partition(":")
    key, _, number = rest.partition("/")
    body = COURTS.get(key) if scheme == "case" else TREATY_BODIES.get(key)
    if scheme not in ("case", "comm") or body is None or number.startswith("name:"):
        return None
    if body in ("iacthr", "pcij") and (series := _SERIES.fullmatch(number)):
        if body == "iacthr" and int(series[2]) > LAST_IN_SERIES.get(series[1], 0):
            return None
        number = f"{series[1]}-{int(series[2])}"
    try:
        return parse_docket(body, number)
    except IdentifierError:
        return None


def name_in_target(target: str) -> tuple[str, str] | None:
    """Return the body, as in IRIs, and the name that a normal form gives, or None.

    >>> name_in_target("case:ECtHR/name:Soering v. United Kingdom")
    ('ecthr', 'Soering v. United Kingdom')
    """
    head, colon, name = target.partition("/name:")
    scheme, _, key = head.partition(":")
    body = COURTS.get(key) if scheme == "case" else TREATY_BODIES.get(key)
    return (body, name) if colon and body and scheme in ("case", "comm") else None


def symbol_of_target(target: str) -> Symbol | None:
    """Return the symbol of a document or resolution in a normal form, or None.

    The year that the Security Council puts behind the numbers of its resolutions is dropped.

    >>> symbol_of_target("doc:A/HRC/15/20/ADD.2").text
    'A/HRC/15/20/Add.2'
    """
    scheme, _, rest = target.partition(":")
    if scheme not in ("doc", "res"):
        return None
    spelt = _MODIFIERS.sub(lambda match: match[0].title(), rest)
    try:
        return parse_symbol(_YEAR_OF_COUNCIL.sub(r"\1", spelt))
    except IdentifierError:
        return None


def minted(target: str) -> str | None:
    """Return the IRI that a number or symbol makes by itself, or None: a name makes none.

    >>> minted("case:ECtHR/name:Soering v. United Kingdom") is None
    True
    """
    if docket := docket_of_target(target):
        return docket.iri
    symbol = symbol_of_target(target)
    return document_iri(symbol) if symbol else None


def numbers_of(text: str) -> tuple[str, ...] | None:
    """Return number and letters of a provision or paragraph, or None where it is not one.

    >>> numbers_of("14(3)(c)"), numbers_of("7.3"), numbers_of("50-55")
    (('14', '3', 'c'), ('7.3',), None)
    """
    match = _NUMBERED.fullmatch(text.removesuffix("ff").removesuffix("f."))
    if not match:
        return None
    return (match["first"].replace(" ", "-"), *re.findall(r"[0-9A-Za-z]+", match["letters"]))


def path_of(pinpoint: str) -> tuple[str, ...] | None:
    """Return the path of one part that a pinpoint names, or None: a range names several.

    >>> path_of("18(f)"), path_of("annex II"), path_of("50-55")
    (('paragraph', '18', 'f'), ('annex', 'II'), None)
    """
    if _RANGE.match(pinpoint):
        return None
    if numbers := numbers_of(pinpoint):
        return ("paragraph", *numbers)
    word, _, rest = pinpoint.partition(" ")
    word = _WORDED.get(word.rstrip(".").lower(), word)
    split = split_pinpoint(f"x, {word} {rest}".rstrip())
    return split[1] if split and split[0] == "x" else None
