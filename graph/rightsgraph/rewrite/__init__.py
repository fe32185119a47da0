"""Rewrite EXISTS where Oxigraph would be slow. The answers stay the same.

Oxigraph (0.5.13) plans no joins within EXISTS: for each row outside it multiplies the matches of
all triple patterns inside, so that two patterns with 300 and 1,600 matches cost 480,000 steps a
row. A single triple pattern is a fast lookup. So only groups of two or more are rewritten:

- Into steps, each of which begins from what the ones before it found, the most selective first:
  `{ A . B }` becomes `{ A LATERAL { B } }`. Joining triple patterns this way is the same wherever
  EXISTS stands, with NOT or without. Steps may cost more only where one of the patterns matches
  next to nothing anywhere, and another one very much in each row.
- Or FILTER NOT EXISTS into MINUS, where a step would go back from an object to its subjects, of
  which each row may have thousands. MINUS finds all matches inside once.
  It is the same where the group inside has nothing but triple patterns, and filters on their
  variables, and one of these variables is bound by triple patterns of the group outside: then all
  variables inside have a value in every match, and to be compatible means the same to both. MINUS
  stands at the end of the group, because a filter sees all of the group.
  It is slower where the rows outside are few or the matches inside are many without them. So it is
  not used where the group outside asks for a literal, a given subject or VALUES, nor where what is
  inside does not grow from one thing along given predicates.

Left as they are: updates, EXISTS in a SERVICE, EXISTS with a sub-query or SERVICE inside, what
follows OPTIONAL, UNION, GRAPH, ... inside, paths of no steps (`*`, `?`), labelled blank nodes,
lists, decimal numbers, and whatever is not understood. Few engines but Oxigraph know LATERAL: a
rewritten query is for no other one.
"""

from rightsgraph.rewrite.exists import Edit, edits
from rightsgraph.rewrite.groups import UnreadError


def rewritten(query: str) -> str:
    """Return the query with EXISTS rewritten where that helps, and otherwise the query itself.

    Lines stay where they are, so that messages name the right ones.

    >>> rewritten("ASK {?s a rg:State FILTER NOT EXISTS {?r rg:of ?t . ?t rg:to ?s}}")
    'ASK {?s a rg:State FILTER(true) MINUS { ?r rg:of ?t . ?t rg:to ?s }}'
    """
    if "EXISTS" not in query and "exists" not in query:
        return query
    try:
        changes = edits(query)
    except UnreadError:
        return query
    return _edited(query, changes) if changes else query


def _edited(query: str, changes: list[Edit]) -> str:
    parts, last = [], 0
    for start, end, text in sorted(changes):
        parts += [query[last:start], text]
        last = end
    return "".join([*parts, query[last:]])
