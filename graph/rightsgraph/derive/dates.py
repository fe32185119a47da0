"""Give every stated date its first day, its last day and its year.

A date is kept as its source states it (xsd:gYear, xsd:gYearMonth or xsd:date). Comparing a gYear
with a date is an error in SPARQL, and YEAR of an xsd:date is not portable: hence rg:dateFrom,
rg:dateTo and rg:year.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from rightsgraph.rdf import DCTERMS, RG, XSD, Literal, NamedNode, Triple

STARTS = frozenset({RG.startDate, DCTERMS.date, DCTERMS.issued})
ENDS = frozenset({RG.endDate, DCTERMS.date, DCTERMS.issued})


def calendar_properties(triples: frozenset[Triple]) -> Iterator[Triple]:
    """Yield rg:dateFrom, rg:dateTo and rg:year of every subject with a stated date."""
    spans: dict[NamedNode, list[tuple[date | None, date | None]]] = defaultdict(list)
    for t in triples:
        if t.predicate in STARTS | ENDS and isinstance(t.subject, NamedNode):
            first, last = span(t.object)
            start = first if t.predicate in STARTS else None
            end = last if t.predicate in ENDS else None
            spans[t.subject].append((start, end))
    for subject, found in spans.items():
        starts = [start for start, _ in found if start]
        ends = [end for _, end in found if end]
        if starts:
            yield Triple(subject, RG.dateFrom, _day(min(starts)))
            yield Triple(subject, RG.year, Literal(min(starts).year))
        if ends:
            yield Triple(subject, RG.dateTo, _day(max(ends)))


def span(value: object) -> tuple[date | None, date | None]:
    """Return the first and last day that a stated date can mean, or None twice if it is none.

    >>> span(Literal("2012-02", datatype=XSD.gYearMonth))
    (datetime.date(2012, 2, 1), datetime.date(2012, 2, 29))
    """
    if not isinstance(value, Literal):
        return None, None
    try:
        numbers = [int(part) for part in value.value.split("-")]
        return _first_and_last(value.datatype, numbers)
    except ValueError:
        return None, None


def _first_and_last(datatype: NamedNode, numbers: list[int]) -> tuple[date | None, date | None]:
    match datatype, numbers:
        case (XSD.gYear, [year]):
            return date(year, 1, 1), date(year, 12, 31)
        case (XSD.gYearMonth, [year, month]):
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        case (XSD.date, [year, month, day]):
            return date(year, month, day), date(year, month, day)
    return None, None


def _day(value: date) -> Literal:
    return Literal(value.isoformat(), datatype=XSD.date)
