"""Hold the number schemes of courts and quasi-courts: pattern, canonical form, kind of thing.

Source: the bodies' own practice. Treaty bodies count communications with four-digit years, the
African Commission and the European Court with two, the African Court pads to three digits. Criminal
tribunals put the stage of the proceedings behind the number of the case (`IT-94-1-A`): it is
dropped, since all stages are one case. A report of the Inter-American Commission is a decision,
like a judgment.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

FIRST_COMMUNICATION = 1977
"""The year of the first communication to a treaty body (Human Rights Committee)."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """Hold how a body numbers its dockets, with an example for messages."""

    kind: str
    pattern: re.Pattern[str]
    canonical: Callable[[re.Match[str]], str]
    example: str

    def read(self, text: str) -> str | None:
        """Return the canonical number that a text is, or None where it is none."""
        match = self.pattern.fullmatch(text)
        return self.canonical(match) if match else None


def _long_year(match: re.Match[str]) -> str:
    year = int(match[2])
    if year < 100:
        year += 1900 if year >= FIRST_COMMUNICATION % 100 else 2000
    return f"{int(match[1])}/{year}"


def _short_year(match: re.Match[str]) -> str:
    return f"{int(match[1])}/{match[2][-2:]}"


def _padded(match: re.Match[str]) -> str:
    return f"{int(match[1]):03}/{match[2]}"


def _dotted(match: re.Match[str]) -> str:
    # Cases were numbered without a point up to 9999, with one from 10.000 on.
    return f"{match[1]}.{match[2]}" if match[1] else match[3]


def _stageless(match: re.Match[str]) -> str:
    return match[1]


def _tribunal(match: re.Match[str]) -> str:
    return f"{match[1]}-{match[2][-2:]}-{int(match[3])}"


def _of_year(match: re.Match[str]) -> str:
    return f"{int(match[1])}/{match[2]}"


def _petition(match: re.Match[str]) -> str:
    return f"P-{int(match[1])}-{match[2][-2:]}"


def _report(match: re.Match[str]) -> str:
    return f"{match[1].lower()}/{int(match[2])}/{match[3][-2:]}"


def _european(match: re.Match[str]) -> str:
    return f"{match[1] or ''}{int(match[2])}/{match[3]}"


def _as_it_is(match: re.Match[str]) -> str:
    return match[0]


def _scheme(
    kind: str, pattern: str, canonical: Callable[[re.Match[str]], str], example: str
) -> Scheme:
    return Scheme(kind, re.compile(pattern, re.ASCII), canonical, example)


_LONG = r"(\d{1,5})/(19(?:7[7-9]|[89]\d)|20\d\d|7[7-9]|[0-289]\d)(?:/(?:Rev|Corr)\.\d)?"
_SHORT = r"(\d{1,7})/((?:19|20)?\d\d)"
_ACERWC = r"\d{1,3}/Com/\d{1,3}/\d{4}"
_IACHR = r"(\d\d)[.,]?(\d{3})|([1-9]\d{3})"
_ECOWAS = r"ECW/CCJ/{}/\d\d/\d\d(?:/(?:REV|Rev\.?\d?))?"
_YEAR = r"((?:19|20)?\d\d)"
# The stage: trial, appeal, interlocutory appeal, review, referral (Rule 11 bis), contempt.
_STAGE = r"(?:-?(?:[A-Z][A-Za-z]{0,4}[.\d]{0,6}(?: ?bis)?(?:\.\d)*)(?:[-.&][A-Z][A-Za-z]*[\d.]*)*)?"
_ICTY = rf"(IT-\d\d-\d{{1,2}}(?:/[1-9]\d?)?){_STAGE}"
_TRIBUNAL = r"({})-" + _YEAR + r"-(\d{{1,3}})" + _STAGE.replace("{", "{{").replace("}", "}}")
_ICC = r"(ICC-\d\d/\d\d(?:-\d\d/\d\d)?)(?:-\d{1,5}(?:-[A-Za-z]{2,5}\d*)*)?"
_CJEU = r"([CTF]-)?(\d{1,4})/(\d\d)(?: ?(?:P|PPU|RX|REV))?"

_TREATY_BODIES = ("ccpr", "cat", "cedaw", "crc", "cerd", "crpd", "ced", "cescr", "cmw")
_TREATY_BODY = (_scheme("communication", _LONG, _long_year, "1011/2001"),)

SCHEMES: Mapping[str, tuple[Scheme, ...]] = MappingProxyType(
    {
        **dict.fromkeys(_TREATY_BODIES, _TREATY_BODY),
        "acerwc": (_scheme("communication", _ACERWC, _as_it_is, "002/Com/002/2009"),),
        "achpr": (_scheme("communication", _SHORT, _short_year, "155/96"),),
        "afchpr": (_scheme("case", r"(\d{1,3})/(20\d\d)", _padded, "004/2013"),),
        "cjeu": (_scheme("case", _CJEU, _european, "C-402/05"),),
        "eacj": (_scheme("case", r"(\d{1,3})(?:/| of )(20\d\d)", _of_year, "1/2007"),),
        "ecowas-ccj": (
            _scheme("judgment", _ECOWAS.format("JUD"), _as_it_is, "ECW/CCJ/JUD/06/08"),
            _scheme("case", _ECOWAS.format("APP"), _as_it_is, "ECW/CCJ/APP/08/08"),
        ),
        "ecthr": (_scheme("case", _SHORT, _short_year, "33401/02"),),
        "iachr": (
            _scheme("case", _IACHR, _dotted, "12.496"),
            _scheme("case", rf"(?:P-?)?(\d{{1,4}})-{_YEAR}", _petition, "P-4446-02"),
            _scheme("judgment", rf"(rep|res)/(\d{{1,3}})/{_YEAR}", _report, "rep/54/01"),
        ),
        "iacthr": (_scheme("judgment", r"[ACE]-[1-9]\d{0,3}", _as_it_is, "C-205"),),
        "icc": (_scheme("case", _ICC, _stageless, "ICC-01/04-01/06"),),
        "icj": (_scheme("case", r"[1-9]\d{0,2}", _as_it_is, "131"),),
        "ictr": (_scheme("case", _TRIBUNAL.format("ICTR"), _tribunal, "ICTR-96-4"),),
        "icty": (_scheme("case", _ICTY, _stageless, "IT-95-17/1"),),
        "pcij": (_scheme("judgment", r"(?:A|B|A/B)-[1-9]\d?", _as_it_is, "A/B-64"),),
        "scsl": (_scheme("case", _TRIBUNAL.format("SCSL"), _tribunal, "SCSL-04-16"),),
    }
)


def scheme_of(body: str, canonical: str) -> Scheme | None:
    """Return the scheme in which a number is canonical, or None where it is in none of the body.

    >>> scheme_of("ecowas-ccj", "ECW/CCJ/APP/08/08").kind
    'case'
    """
    found = (scheme for scheme in SCHEMES[body] if scheme.read(canonical) == canonical)
    return next(found, None)


def read_number(body: str, text: str) -> str | None:
    """Return the canonical number that a text is in a scheme of a body, or None.

    >>> read_number("icty", "IT-94-1-A"), read_number("ictr", "ICTR-2001-75-R11bis")
    ('IT-94-1', 'ICTR-01-75')
    """
    read = (scheme.read(text) for scheme in SCHEMES[body])
    return next((number for number in read if number), None)
