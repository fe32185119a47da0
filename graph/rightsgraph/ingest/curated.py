"""Know what curated records say of the things that read documents describe or name."""

from collections import defaultdict
from collections.abc import Iterable

from rightsgraph.rdf import RDF, NamedNode, Triple


class Curated:
    """Hold the triples of all curated records, by their subjects."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._triples: dict[str, list[Triple]] = defaultdict(list)
        for triple in triples:
            if isinstance(triple.subject, NamedNode):
                self._triples[triple.subject.value].append(triple)

    @property
    def described(self) -> frozenset[str]:
        """Return the IRIs of all things that the records describe."""
        return frozenset(self._triples)

    def about(self, iri: str) -> list[Triple]:
        """Return what the records say of a thing."""
        return self._triples.get(iri, [])

    def types(self, iri: str) -> list[Triple]:
        """Return of which classes a thing is."""
        return [t for t in self.about(iri) if t.predicate == RDF.type]

    def without(self, nquads: bytes, things: Iterable[str]) -> bytes:
        """Return a graph without what the records say already of some things, in their own way.

        A property that the records give to a thing is theirs alone; types add up.
        """
        given = {
            f"<{iri}> <{t.predicate.value}> ".encode()
            for iri in things
            for t in self.about(iri)
            if t.predicate != RDF.type
        }
        if not given:
            return nquads
        lines = nquads.splitlines(keepends=True)
        return b"".join(line for line in lines if _begin(line) not in given)


def _begin(line: bytes) -> bytes:
    subject, predicate, _ = line.split(b" ", 2)
    return subject + b" " + predicate + b" "
