"""Add to each source graph what follows from it, so that curators write each fact once.

`derive` runs the rules in this order: preferred claims become direct statements, parts are
described from their IRIs, dates get their first and last day and their year, citations and
participations get their plain properties, and superclasses and superproperties are added.
Inverses are never added.
"""

from collections.abc import Callable, Iterable

from rightsgraph.derive.claims import preferred_statements
from rightsgraph.derive.closure import Hierarchy
from rightsgraph.derive.dates import calendar_properties
from rightsgraph.derive.parts import part_descriptions
from rightsgraph.derive.shortcuts import plain_properties
from rightsgraph.rdf import Triple

__all__ = ["Hierarchy", "calendar_properties", "derive", "plain_properties"]

Rule = Callable[[frozenset[Triple]], Iterable[Triple]]

RULES: tuple[Rule, ...] = (
    preferred_statements,
    part_descriptions,
    calendar_properties,
    plain_properties,
)


def derive(
    triples: frozenset[Triple], hierarchy: Hierarchy, rules: Iterable[Rule] = RULES
) -> frozenset[Triple]:
    """Return the triples with all that the rules derive from them."""
    for rule in (*rules, hierarchy.closure):
        triples = triples | frozenset(rule(triples))
    return triples
