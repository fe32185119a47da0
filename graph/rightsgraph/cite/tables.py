"""Hold when treaty bodies adopted their general comments and registered communications.

Number and year together often tell whose a comment or communication is.

Source: the committees' lists of general comments and recommendations (year of adoption).
"""

from collections.abc import Mapping
from types import MappingProxyType

_YEARS = {
    "CAT": "1997 2007 2012 2017",
    "CCPR": "1981 1981 1981 1981 1981 1982 1982 1982 1982 1983 1983 1984 1984 1984 1986 1988 1989 "
    "1989 1990 1992 1992 1993 1994 1994 1996 1997 1999 2000 2001 2002 2004 2007 2008 2011 2014 "
    "2018 2020",
    "CED": "2023",
    "CEDAW": "1986 1987 1987 1987 1988 1988 1988 1988 1989 1989 1989 1989 1989 1990 1990 1991 1991 "
    "1991 1992 1992 1994 1996 1997 1999 2004 2008 2010 2010 2013 2013 2014 2014 2015 2016 2017 "
    "2017 2018 2020 2022 2024",
    "CERD": "1972 1972 1972 1973 1977 1982 1985 1990 1990 1991 1993 1993 1993 1993 1993 1993 1993 "
    "1994 1995 1996 1996 1996 1997 1999 2000 2000 2000 2002 2002 2004 2005 2009 2009 2011 2013 "
    "2020 2024",
    "CESCR": "1989 1990 1990 1991 1994 1995 1997 1997 1998 1998 1999 1999 1999 2000 2002 2005 2005 "
    "2005 2007 2009 2009 2016 2016 2017 2020 2022 2025",
    "CMW": "2011 2013 2017 2017 2021 2024",
    "CRC": "2001 2002 2003 2003 2003 2005 2005 2006 2006 2007 2009 2009 2011 2013 2013 2013 2013 "
    "2014 2016 2016 2017 2017 2017 2019 2021 2023",
    "CRPD": "2014 2014 2016 2016 2017 2018 2018 2022",
}
YEAR_OF_COMMENT: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {body: tuple(map(int, years.split())) for body, years in _YEARS.items()}
)
"""The years of the general comments of each body, in the order of their numbers."""
_SLACK = 1


def bodies_of_comment(number: int, year: int | None = None) -> frozenset[str]:
    """Return the bodies that made a comment of a number, in a year where one is given.

    Documents print the year of adoption or of publication, so one year of difference is allowed
    where no body fits exactly.

    >>> sorted(bodies_of_comment(7, 2005)), sorted(bodies_of_comment(36))
    (['CRC'], ['CCPR', 'CEDAW', 'CERD'])
    """
    counted = {b: ys[number - 1] for b, ys in YEAR_OF_COMMENT.items() if 0 < number <= len(ys)}
    if year is None:
        return frozenset(counted)
    exact = {body for body, adopted in counted.items() if adopted == year}
    return frozenset(exact or {b for b, y in counted.items() if abs(y - year) <= _SLACK})


_FIRST_NUMBERS = {
    "CAT": "1990:4 1991:7 1992:8 1993:10 1994:14 1995:21 1996:39 1997:63 1998:102 1999:124 "
    "2000:151 2001:177 2002:195 2003:224 2004:243 2005:260 2006:283 2007:310 2008:334 2009:370 "
    "2010:408 2011:445 2012:487 2013:534 2014:580 2015:648 2016:724 2017:793 2018:858 2019:907 "
    "2020:975 2021:1046 2022:1110 2023:1160",
    "CCPR": "1977:1 1978:25 1979:43 1980:65 1981:82 1982:115 1983:133 1984:163 1985:189 1986:202 "
    "1987:220 1988:270 1989:348 1990:390 1991:442 1992:486 1993:525 1994:571 1995:608 1996:676 "
    "1997:732 1998:792 1999:845 2000:900 2001:962 2002:1043 2003:1150 2004:1238 2005:1338 "
    "2006:1444 2007:1540 2008:1745 2009:1858 2010:1924 2011:2022 2012:2128 2013:2232 2014:2327 "
    "2015:2519 2016:2700 2017:2930 2018:3100 2019:3282 2020:3674 2021:3870 2022:4080 2023:4290",
    "CEDAW": "2002:1 2003:2 2004:3 2005:5 2006:11 2007:12 2008:16 2009:21 2010:25 2011:29 2012:36 "
    "2013:48 2014:65 2015:80 2016:98 2017:110 2018:124 2019:140 2020:153 2021:164 2022:177",
    "CERD": "1984:1 1988:2 1991:3 1993:4 1995:6 1996:8 1997:9 1998:10 1999:15 2000:18 2001:21 "
    "2002:22 2003:28 2004:34 2005:35 2006:36 2007:40 2008:41 2009:44 2010:47 2011:48 2012:50 "
    "2013:53 2014:55 2015:57 2016:58 2017:61 2018:62 2019:68 2020:71 2021:74",
    "CESCR": "2013:1 2014:2 2015:5 2016:12 2017:20 2018:24 2019:91 2020:176 2021:204 2022:251",
    "CRC": "2014:1 2015:2 2016:3 2017:9 2018:40 2019:73 2020:110 2021:136 2022:177 2023:210",
    "CRPD": "2010:1 2011:3 2012:7 2013:10 2014:19 2015:27 2016:35 2017:39 2018:45 2019:57 2020:76 "
    "2021:85 2022:95 2023:104",
}
_FIRSTS = {
    body: [tuple(map(int, pair.split(":"))) for pair in pairs.split()]
    for body, pairs in _FIRST_NUMBERS.items()
}
_OVERLAP = 3


def bodies_of_communication(number: int, year: int) -> frozenset[str]:
    """Return the treaty bodies that registered a communication of a number in a year.

    Source: the numbers that the committees gave; each counts on from year to year.

    >>> sorted(bodies_of_communication(17, 2008)), sorted(bodies_of_communication(1011, 2001))
    (['CEDAW'], ['CCPR'])
    """
    return frozenset(body for body, firsts in _FIRSTS.items() if _counted(firsts, number, year))


def _counted(firsts: list[tuple[int, ...]], number: int, year: int) -> bool:
    begun = [first for known, first in firsts if known <= year]
    later = [first for known, first in firsts if known > year]
    end = later[0] + _OVERLAP if later else 10**6
    return bool(begun) and begun[-1] - _OVERLAP <= number < end
