"""Turn ISO 3166-1 alpha-3 codes of States into IRIs and back.

Only the form is checked: whether a code is assigned is a question to the data.
"""

import re

from rightsgraph.errors import IdentifierError
from rightsgraph.identify.things import split_thing
from rightsgraph.iris import thing

_CODE = re.compile(r"[A-Z]{3}")


def state_iri(code: str) -> str:
    """Return the IRI of a State from its alpha-3 code.

    >>> state_iri("MEX")
    'https://w3id.org/rightsgraph/id/state/MEX'
    """
    if not _CODE.fullmatch(code):
        raise IdentifierError(code, "not an alpha-3 code: write three capitals, such as MEX")
    return thing("state", code)


def state_code(iri: str) -> str:
    """Return the alpha-3 code of a State from its IRI, the inverse of `state_iri`.

    >>> state_code("https://w3id.org/rightsgraph/id/state/MEX")
    'MEX'
    """
    kind, segments = split_thing(iri)
    if kind != "state" or len(segments) != 1 or not _CODE.fullmatch(segments[0]):
        raise IdentifierError(iri, "not the IRI of a State: it is id/state/ and an alpha-3 code")
    return segments[0]
