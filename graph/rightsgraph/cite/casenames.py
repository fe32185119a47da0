"""Compare names of cases: one key for all spellings, languages and short forms of a name.

`Soering v. the United Kingdom`, `Soering c. Royaume-Uni` and `Soering vs. UK` share a key, as do
`González et al.` and `González y otras`. A key says nothing of the court.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rightsgraph.identify import normalise_name

_VERSUS = re.compile(r" (?:vs?\.?|V\.?|versus|c\.|contra|contre|ضد) (?=\S)")
_CASE_OF = re.compile(
    r"^(?:(?:in )?(?:the )?(?:case|matter) (?:of|concerning) |affaire |caso (?:de(?:l)? )?|قضية )"
    r"(?:the )?",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r" ?[(\[]([^()\[\]]*)[)\]]")
_OTHERS = re.compile(
    r" (?:and others|and other|et al|e a|ea|ors|and ors|y otros|y otras|y otro|y otra|et autres"
    r"|und andere|وآخرون|واخرون|وأخريات|واخريات|وآخرين|واخرين)$"
)
_TRAILING_YEAR = re.compile(r",? [(\[]?(?:19|20)\d\d[)\]]?$")
_AND = re.compile(r",| and | y | et |، | و(?=\S)")
_FORMER = {
    "uk": "GBR", "u k": "GBR", "united kingdom": "GBR", "great britain": "GBR",
    "royaume uni": "GBR", "reino unido": "GBR", "usa": "USA", "u s a": "USA",
    "united states": "USA", "us": "USA", "u s": "USA",
    "russia": "RUS", "russie": "RUS", "rusia": "RUS", "turkey": "TUR", "turquie": "TUR",
    "turquia": "TUR", "macedonia": "MKD", "former yugoslav republic of macedonia": "MKD",
    "fyrom": "MKD", "moldova": "MDA", "holland": "NLD", "netherlands": "NLD", "libya": "LBY",
    "libyan arab jamahiriya": "LBY", "great socialist peoples libyan arab jamahiriya": "LBY",
    "zaire": "COD", "drc": "COD", "democratic republic of congo": "COD", "czech republic": "CZE",
    "slovak republic": "SVK", "venezuela": "VEN", "bolivia": "BOL", "iran": "IRN", "syria": "SYR",
    "tanzania": "TZA", "south korea": "KOR", "korea": "KOR", "ivory coast": "CIV",
    "swaziland": "SWZ", "cape verde": "CPV", "burma": "MMR", "yugoslavia": "SRB",
    "serbia and montenegro": "SRB", "federal republic of germany": "DEU", "vietnam": "VNM",
    "arab republic of egypt": "EGY", "republic of kenya": "KEN", "republic of niger": "NER",
    "federal republic of nigeria": "NGA", "republic of uganda": "UGA", "kyrgyz republic": "KGZ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CaseName:
    """Hold the keys of a name of a case: that of its applicant, and that of its respondent.

    The respondent is the alpha-3 codes of States, or the key of another party; empty where the
    name has none. `others` tells whether the applicant is "X and others".
    """

    applicant: str
    respondent: str = ""
    others: bool = False

    @property
    def loose(self) -> "CaseName":
        """Return the name without its "and others", which texts often leave out."""
        return CaseName(self.applicant, self.respondent)


def case_names(text: str, states: Mapping[str, str]) -> Iterator[CaseName]:
    """Yield the names that a printed name stands for, the fullest first.

    What stands in brackets is part of the name, or a short name of its own. `states` leads from
    normalised names of States to their alpha-3 codes.

    >>> name = 'Case of González et al. ("Cotton Field") v. Mexico'
    >>> for one in case_names(name, {"mexico": "MEX"}):
    ...     print(one.applicant, one.respondent, one.others)
    gonzalezetalcottonfield MEX False
    gonzalez MEX True
    cottonfield MEX False
    """
    bare = _TRAILING_YEAR.sub("", _CASE_OF.sub("", " ".join(text.split())))
    applicant, versus, respondent = _split(bare)
    party = _respondent(respondent, states) if versus else ""
    yield from dict.fromkeys(_name(form, party) for form in _forms(applicant))


def is_initials(text: str) -> bool:
    """Tell whether the applicants of a case go by initials only: such names are shared by many.

    >>> is_initials("M.S. and Others v. Denmark"), is_initials("Soering v. United Kingdom")
    (True, False)
    """
    words = normalise_name(_OTHERS.sub("", normalise_name(_split(text)[0]))).split()
    return all(len(word) == 1 or word == "and" for word in words)


def state_of(text: str, states: Mapping[str, str]) -> str | None:
    """Return the alpha-3 code of the State that a text names, or None.

    >>> state_of("the UK", {}), state_of("Atlantis", {})
    ('GBR', None)
    """
    key = normalise_name(text)
    return states.get(key) or _FORMER.get(key)


def _split(text: str) -> tuple[str, str, str]:
    found = list(_VERSUS.finditer(text))
    if not found:
        return text, "", ""
    last = found[-1]
    return text[: last.start()], last[0], text[last.end() :]


def _forms(applicant: str) -> Iterator[str]:
    yield applicant
    if inner := _PARENTHESIS.findall(applicant):
        yield _PARENTHESIS.sub("", applicant)
        yield from inner


def _name(applicant: str, respondent: str) -> CaseName:
    key = normalise_name(applicant)
    stripped = _OTHERS.sub("", key)
    # Initials are printed with and without spaces: `S. L.` and `S.L.`.
    return CaseName(stripped.replace(" ", ""), respondent, stripped != key)


def _respondent(text: str, states: Mapping[str, str]) -> str:
    bare = _PARENTHESIS.sub("", text).strip()
    if state := state_of(bare, states):
        return state
    parts = [state_of(part, states) for part in _AND.split(bare) if part.strip()]
    if len(parts) > 1 and all(parts):
        return "+".join(sorted(str(part) for part in parts))
    return normalise_name(bare).replace(" ", "")
