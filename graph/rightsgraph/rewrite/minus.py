"""Decide where FILTER NOT EXISTS is to be MINUS: where it is the same, and where it is faster."""

from collections.abc import Sequence

from rightsgraph.rewrite import joins
from rightsgraph.rewrite.bodies import Body, bound_by
from rightsgraph.rewrite.groups import Group
from rightsgraph.rewrite.triples import Triple


def is_same(group: Group, inside: Body, outside: Sequence[Triple]) -> bool:
    """Tell whether a group that EXISTS asks for can be subtracted from the group around it.

    `outside` are the triple patterns of the group around it. In an OPTIONAL or an EXISTS a filter
    also sees what is outside of that, so there it cannot. GRAPH, SERVICE and MINUS are left alone.
    """
    before = [token.text.upper() for token in group.before]
    if before != ["FILTER", "NOT", "EXISTS"] or group.parent is None:
        return False
    if any(around.role for around in group.parent.within()):
        return False
    return inside.is_plain and not bound_by(inside.triples).isdisjoint(bound_by(outside))


def is_faster(group: Group, inside: Body, outside: Sequence[Triple]) -> bool:
    """Tell whether to look for all matches at once is likely to be faster than row by row."""
    return (
        joins.walks_back(inside.triples, bound_by(outside))
        and joins.grows_from_one(inside.triples)
        and not any(_has_few_matches(triple) for triple in outside)
        and not (group.parent and any(p.clause == "VALUES" for p in group.parent.parts()))
    )


def _has_few_matches(triple: Triple) -> bool:
    """Tell whether a triple pattern asks for a literal or says something of a given thing."""
    return not triple.subject.startswith("?") or triple.object[0] in "\"'"
