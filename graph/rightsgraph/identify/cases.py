"""Parse docket numbers of courts and treaty bodies, and turn them into IRIs and back.

A docket is named by its number, never by a name: no person is a node of the graph.
"""

import re
from dataclasses import dataclass

from rightsgraph.errors import IdentifierError
from rightsgraph.identify.schemes import SCHEMES, read_number, scheme_of
from rightsgraph.identify.spelling import clean
from rightsgraph.identify.things import split_thing
from rightsgraph.iris import slug, thing, unslug

WORDS = (
    r"communications?|comunicaci[óo]n(?:es)?|applications?|requêtes?|cases?|casos?|affaires?|"
    r"petitions?|references?|"
    r"البلاغ|القضية|الطلب"
)
NUMBER_SIGNS = r"nos?\.?|núms?\.?|n[°º]s?\.?|№|numbers?|رقم"

_LEAD = re.compile(rf"(?:(?:{WORDS})\b ?)?(?:(?:{NUMBER_SIGNS}) ?)?", re.IGNORECASE)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_RESTRICTED = re.compile(r"[Rr][.-] ?\d")


@dataclass(frozen=True, slots=True, order=True)
class Docket:
    """Hold a body and the canonical number that it gave to a communication, case or judgment."""

    body: str
    number: str

    def __post_init__(self) -> None:
        if _canonical_number(self.body, self.number) != self.number:
            raise IdentifierError(self.number, "not canonical: use parse_docket")

    @property
    def kind(self) -> str:
        """Return what the number counts: communication, case or judgment."""
        scheme = scheme_of(self.body, self.number)
        return scheme.kind if scheme else ""

    @property
    def canonical(self) -> str:
        """Return body and number as one string.

        >>> parse_docket("ccpr", "Communication No. 161/83").canonical
        'ccpr 161/1983'
        """
        return f"{self.body} {self.number}"

    @property
    def iri(self) -> str:
        """Return the IRI of the communication, case or judgment.

        >>> Docket("ecthr", "33401/02").iri
        'https://w3id.org/rightsgraph/id/case/ecthr/33401_02'
        """
        return thing(self.kind, self.body, slug(self.number))


def parse_docket(body: str, text: str) -> Docket:
    """Parse the number of a docket of a body, with or without the words that introduce it.

    >>> parse_docket("ecthr", "no. 33401/02"), parse_docket("iachr", "Case 12.496")
    (Docket(body='ecthr', number='33401/02'), Docket(body='iachr', number='12.496'))
    >>> parse_docket("ccpr", "R.12/52")
    Traceback (most recent call last):
    rightsgraph.errors.IdentifierError: 'R.12/52': an old form without the year: look it up
    """
    number = clean(text).translate(_DIGITS).rstrip(".,;:")
    if lead := _LEAD.match(number):
        number = number[lead.end() :]
    if _RESTRICTED.match(number):
        raise IdentifierError(text, "an old form without the year: look it up")
    canonical = _canonical_number(body, number)
    if canonical is None:
        example = " or ".join(scheme.example for scheme in SCHEMES[body])
        raise IdentifierError(text, f"not one number of {body}: it should be like {example}")
    return Docket(body, canonical)


def docket_of(iri: str) -> Docket:
    """Return the docket that an IRI names, the inverse of `Docket.iri`.

    >>> docket_of("https://w3id.org/rightsgraph/id/judgment/iacthr/C-205").canonical
    'iacthr C-205'
    """
    _, segments = split_thing(iri)
    if len(segments) != 2 or segments[0] not in SCHEMES:
        raise IdentifierError(iri, "not the IRI of a docket: it is id/KIND/BODY/NUMBER")
    docket = Docket(segments[0], unslug(segments[1]))
    if docket.iri != iri:
        raise IdentifierError(iri, f"not canonical: write {docket.iri}")
    return docket


def _canonical_number(body: str, number: str) -> str | None:
    if body not in SCHEMES:
        raise IdentifierError(body, f"no number scheme; there are {', '.join(SCHEMES)}")
    return read_number(body, number)
