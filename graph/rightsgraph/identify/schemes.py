"""Hold the number schemes of courts and quasi-courts: pattern, canonical form, kind of thing.

Source: the bodies' own practice. Treaty bodies count communications with four-digit years, the
African Commission and the European Court with two, the African Court pads to three digits.
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
_ECOWAS = r"ECW/CCJ/JUD/\d\d/\d\d"

_TREATY_BODIES = ("ccpr", "cat", "cedaw", "crc", "cerd", "crpd", "ced", "cescr", "cmw")
_TREATY_BODY = _scheme("communication", _LONG, _long_year, "1011/2001")

SCHEMES: Mapping[str, Scheme] = MappingProxyType(
    {
        **dict.fromkeys(_TREATY_BODIES, _TREATY_BODY),
        "acerwc": _scheme("communication", _ACERWC, _as_it_is, "002/Com/002/2009"),
        "achpr": _scheme("communication", _SHORT, _short_year, "155/96"),
        "afchpr": _scheme("case", r"(\d{1,3})/(20\d\d)", _padded, "004/2013"),
        "ecowas-ccj": _scheme("judgment", _ECOWAS, _as_it_is, "ECW/CCJ/JUD/06/08"),
        "ecthr": _scheme("case", _SHORT, _short_year, "33401/02"),
        "iachr": _scheme("case", _IACHR, _dotted, "12.496"),
        "iacthr": _scheme("judgment", r"[ACE]-[1-9]\d{0,3}", _as_it_is, "C-205"),
    }
)
