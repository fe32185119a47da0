"""Read what a group says itself: its triple patterns and filters."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rightsgraph.rewrite.groups import Group, UnreadError, variables
from rightsgraph.rewrite.triples import Triple, read_triples
from rightsgraph.sparql import Token

Fresh = Callable[[], str]


@dataclass(frozen=True)
class Body:
    """Hold the triple patterns and filters with which a group begins, and where they stand.

    `whole` says that nothing else follows.
    """

    triples: list[Triple]
    runs: list[Sequence[Token]]
    filters: list[Sequence[Token]]
    whole: bool

    @property
    def is_plain(self) -> bool:
        """Tell whether it is the whole group, with filters on the group's own variables only."""
        used = [token for found in self.filters for token in found]
        return (
            self.whole
            and variables(used) <= bound_by(self.triples)
            and all(token.text != "{" for token in used)
        )


def body(group: Group, fresh: Fresh) -> Body:
    """Return what a group begins with. Raises UnreadError."""
    found = Body([], [], [], whole=True)
    for part in group.parts():
        if part.clause == "FILTER":
            found.filters.append(part.tokens)
        elif part.clause:
            return Body(found.triples, found.runs, found.filters, whole=False)
        else:
            found.runs.append(part.tokens)
            found.triples.extend(read_triples(part.tokens, fresh))
    return found


def triples_of(group: Group, fresh: Fresh) -> list[Triple]:
    """Return all triple patterns of a group itself, as far as they can be read."""
    found = []
    for part in group.parts():
        try:
            found += [] if part.clause else read_triples(part.tokens, fresh)
        except UnreadError:
            continue
    return found


def bound_by(triples: Iterable[Triple]) -> set[str]:
    """Return the variables to which every match of the triple patterns gives a value."""
    return {name for triple in triples for name in triple.variables}
