"""Know the years of the sessions of treaty bodies, where a decision comes without its date.

Source: the public record of the committees' sessions, checked against the decisions that state
their dates. A body is left out where its sessions do not follow the calendar.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable

MOST = 0.8
"""A session is of one year where this part of its dated decisions is: dates have misprints."""

# The first session of each year; the last one is where our knowledge ends.
_FIRST = {
    "CAT": {5: 1990, 6: 1991, 8: 0, 14: 1995, 16: 0, 42: 2009, 44: 0, 57: 2016, 60: 2017,
            63: 2018, 66: 2019, 69: 2020, 70: 2021, 73: 2022, 76: 2023,
            79: 2024, 82: 2025, 85: 0},
    "CCPR": {116: 2016, 119: 2017, 122: 2018, 125: 2019, 128: 2020, 131: 2021, 134: 2022,
             137: 2023, 140: 2024, 143: 2025, 144: 0},
    "CEDAW": {34: 2006, 37: 2007, 40: 2008, 43: 2009, 45: 2010, 48: 2011, 51: 2012, 54: 2013,
              57: 2014, 60: 2015, 63: 2016, 66: 2017, 69: 2018, 72: 2019, 75: 2020, 78: 2021,
              81: 2022, 84: 2023, 87: 2024, 90: 2025, 92: 0},
    "CED": {10: 2016, 12: 2017, 14: 2018, 16: 2019, 18: 2020, 20: 2021, 22: 2022, 24: 2023,
            26: 2024, 28: 2025, 30: 0},
    "CERD": {54: 1999, 56: 2000, 58: 0, 78: 2011, 80: 0, 83: 2013, 84: 2014,
             86: 2015, 89: 2016, 92: 2017, 95: 2018, 98: 2019, 101: 2020,
             103: 2021, 106: 2022, 109: 2023, 112: 2024, 115: 2025, 116: 0},
    "CRC": {68: 2015, 71: 2016, 74: 2017, 77: 2018, 80: 2019, 83: 2020, 86: 2021, 89: 2022,
            92: 2023, 95: 2024, 98: 2025, 100: 0},
    "CRPD": {7: 2012, 9: 2013, 11: 2014, 13: 2015, 15: 2016, 17: 2017, 19: 2018, 21: 2019,
             23: 2020, 24: 2021, 26: 2022, 28: 2023, 30: 2024, 32: 2025, 34: 0},
    "CESCR": {55: 2015, 57: 2016, 60: 2017, 63: 2018, 65: 2019, 67: 2020, 69: 2021, 71: 2022,
              73: 2023, 75: 2024, 77: 2025, 79: 2026, 80: 0},
}  # fmt: skip


def year_of_session(body: str, session: int) -> str | None:
    """Return the year of a session of a treaty body, or None where we do not know it.

    >>> year_of_session("CAT", 58), year_of_session("CAT", 3), year_of_session("CED", 10)
    ('2016', None, '2016')
    """
    firsts = _FIRST.get(body, {})
    place = bisect_right(list(firsts), session)
    year = list(firsts.values())[place - 1] if place else 0
    return str(year) if year else None


class SessionYears:
    """Hold the years of sessions that the dates of their decisions agree on."""

    def __init__(self, dated: Iterable[tuple[str, int, str]]) -> None:
        """Count the years of decisions: body, session and date of each."""
        counts: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
        for body, session, day in dated:
            counts[body, session][day[:4]] += 1
        self._years = {key: year for key, count in counts.items() if (year := _agreed(count))}

    def year(self, body: str, session: int) -> str | None:
        """Return the year of a session, or None where it is unknown or disputed."""
        return self._years.get((body, session)) or year_of_session(body, session)


def _agreed(count: Counter[str]) -> str | None:
    [(year, times)] = count.most_common(1)
    return year if times >= MOST * count.total() else None
