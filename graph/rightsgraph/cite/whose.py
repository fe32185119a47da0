"""Tell whose number a number is: by its word, the length of its year, and the context."""

import re

from rightsgraph.cite.bodies import COMMITTEES
from rightsgraph.cite.courts import NATIONAL
from rightsgraph.cite.dockets import Docket
from rightsgraph.cite.memory import Memory
from rightsgraph.cite.place import Place
from rightsgraph.cite.tables import bodies_of_communication

_OF_COMMITTEES = frozenset({"communication", "complaint", "case", "bare"})
_OF_COURTS = frozenset({"application", "case", "bare", "petition"})
_AFRICAN_COURT = re.compile(r"00\d/\d{4}|0\d\d/\d{4}")
_EUROPEAN_COURT = frozenset({"ECtHR"})
_EUROPEAN = re.compile(r"\d{4,5}/\d\d")


def body_of_number(
    place: Place, docket: Docket, court: str | None, memory: Memory, *, named: bool
) -> str | None:
    """Return the body that gave a number, or None where it is a law's or stays unclear.

    `court` is the body that the words around it name; `named` whether a case's name stands by it.
    """
    kind = docket.kind
    if court == NATIONAL and kind in {"case", "bare", "petition"}:
        return None
    if court == "ACHPR":
        return court
    if kind == "application" and docket.numbers[0].startswith("00"):
        return "ACtHPR"
    if court == "ACtHPR":
        return court if _AFRICAN_COURT.fullmatch(docket.numbers[0]) else None
    if court == "IACHR" and kind in {"case", "petition", "bare"}:
        return "IACHR"
    if docket.long_year:
        return _of_long_year(docket, court, memory, named=named)
    if court == "ECtHR" and kind in _OF_COURTS:
        return "ECtHR"
    if kind == "case" and _EUROPEAN.fullmatch(docket.numbers[0]) and _european(place):
        return "ECtHR"
    return "ECtHR" if kind == "application" and (named or court is None) else None


def _of_long_year(docket: Docket, court: str | None, memory: Memory, *, named: bool) -> str | None:
    """Return whose a number with a year of four digits is: most likely a committee's."""
    if docket.kind == "application" and named and court in {None, "ECtHR"}:
        return "ECtHR"
    if docket.kind not in _OF_COMMITTEES:
        return None
    number, _, year = docket.numbers[0].partition("/")
    possible = bodies_of_communication(int(number), int(year))
    for body in (court, memory.committee()):
        if body in possible:
            return body
    communication = docket.kind in {"communication", "complaint"}
    if (named or communication) and len(possible) == 1:
        return next(iter(possible))
    # A misprinted year does not hide whose communication it is.
    return court if court in COMMITTEES and (named or docket.kind == "communication") else None


def _european(place: Place) -> bool:
    return bool(place.bodies.of(_EUROPEAN_COURT))
