"""Know the names of States as they stand in the names of cases, former and short ones too."""

import re
from functools import cache

from rightsgraph import resources
from rightsgraph.cite.plain import name_key
from rightsgraph.rdf import RDFS, RG, SKOS, Literal, parse

_SHORT_AND_FORMER = (
    "UK", "U.K.", "USA", "U.S.A.", "U.S.", "United States", "United States of America",
    "Great Britain", "Russia", "Moldova", "Slovak Republic", "Slovakia", "Czech Republic",
    "Czechia", "FYROM", "Macedonia", "The former Yugoslav Republic of Macedonia", "Yugoslavia",
    "Serbia and Montenegro", "Federal Republic of Germany", "FRG", "Zaire", "Zaïre", "Bosnia",
    "Bosnia and Herzegovina", "Trinidad", "Trinidad & Tobago", "Libya", "Libyan Arab Jamahiriya",
    "Turkey", "Turquie", "Turquía", "Holland", "The Netherlands", "Netherlands", "DRC",
    "Democratic Republic of Congo", "Congo", "Ivory Coast", "Cape Verde", "Swaziland", "Burma",
    "Republic of Korea", "South Korea", "Korea", "Iran", "Syria", "Venezuela", "Bolivia",
    "Tanzania", "Viet Nam", "Vietnam", "Laos", "Macau", "Soviet Union", "USSR", "GDR",
    "Upper Volta", "Dahomey", "Republic of Ireland", "Ireland", "Kingdom of Spain", "St. Lucia",
    "St. Vincent and the Grenadines", "Dominican Republic", "Central African Republic",
    "Islamic Republic of Iran", "Kyrgyz Republic", "Guinea Bissau", "the Gambia", "Georgia",
    "Republic of Moldova", "Republic of Kenya", "Republic of Serbia", "Republic of Croatia",
    "United Republic of Tanzania", "Republic of Azerbaijan", "Kingdom of the Netherlands",
    "Union of Soviet Socialist Republics", "Hong Kong", "State of Palestine", "Israel",
    "Arab Republic of Egypt", "Republic of Uganda", "Republic of Mali", "Republic of Niger",
    "Federal Republic of Nigeria", "Burkina Faso", "The Gambia", "Republic of Lithuania",
    "Democratic Republic of the Congo", "Micronesia", "Brunei", "Timor-Leste", "East Timor",
    "Brasil", "México", "Perú", "Türkiye", "Turkiye", "España", "Panamá", "Haití",
)  # fmt: skip
_AND = re.compile(r"(?:,| and| y| et) +")


@cache
def _names() -> frozenset[str]:
    """Return the normalised names of States, from the library's records and the list above."""
    names = set(map(name_key, _SHORT_AND_FORMER))
    for path in resources.record_files():
        if path.name == "states.ttl":
            wanted = {RDFS.label, SKOS.altLabel, RG.officialName}
            for quad in parse(path=path):
                if quad.predicate in wanted and isinstance(quad.object, Literal):
                    names.add(name_key(quad.object.value))
    return frozenset(names)


def is_state(name: str) -> bool:
    """Return whether a name is that of one State, or of several joined by `and`.

    >>> is_state("the Republic of Moldova and Russia"), is_state("Attorney General of Jamaica")
    (True, False)
    """
    known = _names()
    if name_key(name) in known:
        return True
    parts = _AND.split(name)
    return len(parts) > 1 and all(name_key(part) in known for part in parts)
