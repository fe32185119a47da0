"""Find the numbers of cases in a place: applications, communications, series, D-symbols."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rightsgraph.cite.place import Place
from rightsgraph.cite.words import NUMBER_SIGN

_NUMBER = r"\d{1,6} ?/ ?(?:\d{4}|\d{2})(?![\d/])"
_JOINT = rf"(?: ?[,;&-] ?| ?,? (?:and|y|et|to) |,? و ?)(?:{NUMBER_SIGN} ?)?"
_LIST = rf"{_NUMBER}(?:{_JOINT}{_NUMBER}){{0,30}}"
_WORDS = {
    "application": (
        r"[Aa]pplications?|[Aa]ppl?s?\.?|[Rr]equêtes?|[Dd]emandas?|[Ss]olicitud(?:es)?|"
        r"(?:ال)?(?:طلب|طلبات|طلبان|طلبين|عريضة)"
    ),
    "communication": (
        r"[Cc]ommunications?|[Cc]omunicaci(?:ón|ones)|[Cc]omms?\.|(?:ال)?بلاغ(?:ات|ان|ين)?"
    ),
    "complaint": r"[Cc]omplaints?|[Qq]uejas?|(?:ال)?شكوى",
    "petition": r"[Pp]etitions?",
    "report": r"[Rr]eports?|[Ii]nforme|[Rr]apport|(?:ال)?تقرير",
    "case": (
        r"[Cc]ases?|[Cc]asos?|[Aa]suntos?|[Aa]ffaires?|(?:ال)?قضية|[Rr]egistered (?:\w+ ){0,4}?as"
    ),
}
_WORD = "|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS.items())
_DOCKET = re.compile(
    rf"(?<![\w/])(?:(?:{_WORD})(?: [A-Za-z]{{1,12}}| \([A-Za-z]+\))?[ ,]*(?:{NUMBER_SIGN}[ :]*)?|"
    rf"{NUMBER_SIGN} ?|(?<=[,;] )|(?<=\()|(?<= and )|(?<= y )|(?<= et )|(?<= و )|(?<= و))"
    rf"(?P<numbers>{_LIST})"
)
_ONE = re.compile(r"(\d{1,6}) ?/ ?(\d{4}|\d{2})")
_JOINED = r"\d{1,4}(?:(?:[-,&/]|, | and )\d{1,4}){0,5}/\d{4}"
_SYMBOL = re.compile(
    r"(?<![\w/.])(?P<body>CCPR|CAT|CEDAW|CRC|CERD|CRPD|CED|CMW|E)/C(?P<twelve>\.12)?/(?:OP/\d+/)?"
    r"(?:\w{1,8}(?:\(\w+\))?/){1,2}DR?/? ?"
    rf"(?P<numbers>{_JOINED}(?:(?:[-,&]| and | ?, ?){_JOINED}){{0,20}})"
    r"(?P<more>(?:/(?:Rev|Corr|Add|REV|CORR)\.? ?\d)*)"
)
_SERIES = re.compile(
    rf"\(?[Ss][eé]r(?:ies|ie|\.) \(?(?P<letter>[AC])\)?[ ,]*(?:{NUMBER_SIGN} ?|\. ?)?"
    r"(?P<number>\d{1,3})\b(?![./]\d)"
)
_OPINION = re.compile(r"(?:\(?\b|\()O\.?C\.?[ -]{0,3}(?P<number>\d{1,2}) ?[/-] ?(?:19|20)?\d\d\b")
_TRIBUNAL = re.compile(
    r"\b(?P<icty>IT-\d\d-(?:\d{1,3}|[IVX]+)(?:[/-]\d{1,2}(?!\d))?(?:[/-][A-Z][A-Za-z0-9.]{0,5}){0,3})|"
    r"\b(?P<ictr>ICTR-(?:\d{4}|\d\d)-\d{1,3}(?:-[A-Z][A-Za-z0-9]{0,6}){0,2})|"
    r"\b(?P<icc>ICC- ?\d\d/\d\d-\d\d/\d\d)|"
    r"\b(?P<scsl>SCSL-? ?\d{2,4}-\d{1,2}(?:-[A-Z])?)|"
    r"\b(?P<ecowas>ECW/CCJ/(?:JUD|APP)/\d\d/\d\d)"
)
_NUMBER_OR_YEAR = re.compile(r"([-,&/]?) ?(?:and )?(\d{1,4})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_IACHR = re.compile(
    rf"\b(?:[Cc]ases?|[Cc]asos?|[Pp]etition)[ ,]*(?:{NUMBER_SIGN} ?)?(?P<number>1\d[.,]\d{{3}})\b"
)
# Most paragraphs have none of these: one look spares them the searches.
_SLASHED = re.compile(r"\d ?/ ?\d")
_TELLING = re.compile(r"[Ss][eé]r(?:ies|ie|\.)|O\.?C|I[CT][-TC]|SCSL|ECW/|1\d[.,]\d{3}")
_COURTS = {"icty": "ICTY", "ictr": "ICTR", "icc": "ICC", "scsl": "SCSL", "ecowas": "ECOWAS"}


@dataclass(frozen=True, slots=True)
class Docket:
    """Hold the numbers that stand together, and by which word they are introduced.

    `kind` is application, communication, complaint, petition, report, case, bare, or, where the
    form itself tells the body, symbol, series, opinion, tribunal, iachr.
    """

    start: int
    end: int
    kind: str
    numbers: tuple[str, ...]
    body: str | None = None

    @property
    def long_year(self) -> bool:
        """Return whether the year has four digits, as in communications to treaty bodies."""
        return len(self.numbers[0].rpartition("/")[2]) == 4


def dockets(place: Place) -> list[Docket]:
    """Return the numbers of cases in a place, in order, none inside another."""
    found = sorted(_all(place.text), key=lambda d: (d.start, -d.end))
    kept: list[Docket] = []
    for docket in found:
        if not kept or docket.start >= kept[-1].end:
            kept.append(docket)
    return kept


def _all(text: str) -> Iterator[Docket]:
    if _SLASHED.search(text):
        for match in _SYMBOL.finditer(text):
            body = "CESCR" if match["body"] == "E" else match["body"]
            numbers = _joined_numbers(match["numbers"])
            yield Docket(match.start(), match.end(), "symbol", numbers, body)
        for match in _DOCKET.finditer(text):
            kind = next((kind for kind in _WORDS if match[kind]), "bare")
            yield Docket(match.start(), match.end(), kind, _numbers(match["numbers"]))
    if not _TELLING.search(text):
        return
    for match in _SERIES.finditer(text):
        numbers = (f"{match['letter']}/{int(match['number'])}",)
        yield Docket(match.start(), match.end(), "series", numbers)
    for match in _OPINION.finditer(text):
        yield Docket(
            match.start(), match.end(), "opinion", (f"A/{int(match['number'])}",), "IACtHR"
        )
    for match in _TRIBUNAL.finditer(text):
        name = match.lastgroup or ""
        yield Docket(
            match.start(), match.end(), "tribunal", (_dashed(match[0], name),), _COURTS[name]
        )
    for match in _IACHR.finditer(text):
        yield Docket(
            match.start(), match.end(), "iachr", (match["number"].replace(",", "."),), "IACHR"
        )


def _joined_numbers(text: str) -> tuple[str, ...]:
    """Return the numbers of `1321-1322/2004` or `1637/2007-1757/2008`, each with its year."""
    found: list[str] = []
    waiting: list[int] = []
    for separator, digits in _NUMBER_OR_YEAR.findall(text):
        if waiting and separator in {"/", "-"} and _YEAR.fullmatch(digits):
            found += [f"{number}/{digits}" for number in waiting]
            waiting = []
        else:
            waiting.append(int(digits))
    return tuple(dict.fromkeys(found))


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{n}/{year}" for n, year in _ONE.findall(text)))


def _dashed(text: str, name: str) -> str:
    if name == "icty":
        return re.sub(r"(IT-\d\d-\d+)-(?=\d)", r"\1/", text).rstrip(".")
    return text.replace(" ", "") if name != "scsl" else re.sub(r"SCSL-? ?", "SCSL-", text)
