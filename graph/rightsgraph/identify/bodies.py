"""Know by which words texts name the bodies that number dockets.

Only unmistakable names stand here: `HRC` is both a committee and a council. Names in other
languages and short names are labels of the graph, found through `NameIndex`.
"""

import re
from types import MappingProxyType

from rightsgraph.identify.cases import NUMBER_SIGNS, WORDS
from rightsgraph.identify.names import normalise_name

_NAMES = {
    "acerwc": ("African Committee of Experts on the Rights and Welfare of the Child",),
    "achpr": ("African Commission on Human and Peoples' Rights",),
    "afchpr": ("African Court on Human and Peoples' Rights", "ACtHPR"),
    "cat": ("Committee against Torture",),
    "ccpr": ("Human Rights Committee",),
    "ced": ("Committee on Enforced Disappearances",),
    "cedaw": ("Committee on the Elimination of Discrimination against Women",),
    "cerd": ("Committee on the Elimination of Racial Discrimination",),
    "cescr": ("Committee on Economic, Social and Cultural Rights",),
    "cmw": ("Committee on Migrant Workers",),
    "crc": ("Committee on the Rights of the Child",),
    "crpd": ("Committee on the Rights of Persons with Disabilities",),
    "cjeu": ("Court of Justice of the European Union", "European Court of Justice"),
    "eacj": ("East African Court of Justice",),
    "ecowas-ccj": ("ECOWAS Court of Justice",),
    "ecthr": ("European Court of Human Rights", "ECHR"),
    "iachr": ("Inter-American Commission on Human Rights",),
    "iacthr": ("Inter-American Court of Human Rights", "IACourtHR"),
    "icc": ("International Criminal Court",),
    "icj": ("International Court of Justice",),
    "ictr": ("International Criminal Tribunal for Rwanda",),
    "icty": ("International Criminal Tribunal for the former Yugoslavia",),
    "pcij": ("Permanent Court of International Justice",),
    "scsl": ("Special Court for Sierra Leone",),
}
_BODIES = MappingProxyType(
    {normalise_name(name): body for body, names in _NAMES.items() for name in (body, *names)}
)
# These numbers say themselves whose they are.
_TELLING = {
    "acerwc": re.compile(r"\d{1,3}/Com/"),
    "ecowas-ccj": re.compile(r"ECW/CCJ/"),
    "icc": re.compile(r"ICC-\d\d/"),
    "ictr": re.compile(r"ICTR-\d\d"),
    "icty": re.compile(r"IT-\d\d-"),
    "scsl": re.compile(r"SCSL-\d\d"),
}
_NUMBER_BEGINS = re.compile(
    rf"(?:^|(?<=[ ,:]))(?:(?:{WORDS}|{NUMBER_SIGNS}|seri[ea]s?) |serie[ac]_|OC-|[AC]-(?=\d)|\d)",
    re.IGNORECASE,
)


def split_body(text: str) -> tuple[str | None, str]:
    """Split a text into the body that it names, if any, and the rest with the number.

    >>> split_body("Human Rights Committee, communication No. 1011/2001")
    ('ccpr', 'communication No. 1011/2001')
    >>> split_body("application no. 33401/02 (ECtHR)"), split_body("Case 12.496")
    (('ecthr', 'application no. 33401/02'), (None, 'Case 12.496'))
    """
    rest, _, name = text.removesuffix(")").rpartition(" (")
    if text.endswith(")") and (body := _BODIES.get(normalise_name(name))):
        return body, rest
    if begin := _NUMBER_BEGINS.search(text):
        body = _BODIES.get(normalise_name(text[: begin.start()]))
        if body:
            return body, text[begin.start() :]
    return next((body for body, form in _TELLING.items() if form.match(text)), None), text
