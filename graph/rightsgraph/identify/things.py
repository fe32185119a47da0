"""Take the IRI of a thing apart, the inverse of `rightsgraph.iris.thing`."""

from rightsgraph.errors import IdentifierError
from rightsgraph.iris import ID, KINDS


def split_thing(iri: str) -> tuple[str, tuple[str, ...]]:
    """Return the kind and the segments, still slugs, of the IRI of a thing.

    >>> split_thing("https://w3id.org/rightsgraph/id/judgment/iacthr/C-205")
    ('judgment', ('iacthr', 'C-205'))
    """
    kind, *segments = iri.removeprefix(ID).split("/")
    if not iri.startswith(ID) or kind not in KINDS or not segments or not all(segments):
        raise IdentifierError(iri, f"not the IRI of a thing: it should be {ID}KIND/...")
    return kind, tuple(segments)
