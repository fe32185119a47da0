"""Choose how triple patterns that belong together are joined, and write that."""

from collections.abc import Collection, Iterable, Sequence

from rightsgraph.rewrite.triples import Triple

_TYPE = ("a", "rdf:type")


def in_order(triples: Sequence[Triple], known: Collection[str]) -> list[Triple]:
    """Return the triple patterns, the one that matches fewest first, then what follows from it.

    `known` are the variables that have a value already.
    """
    left, bound, result = list(triples), set(known), list[Triple]()
    while left:
        best = min(left, key=lambda triple: _rank(triple, bound))
        left.remove(best)
        bound |= best.variables
        result.append(best)
    return result


def one_by_one(triples: Iterable[Triple]) -> str:
    """Return the text that joins triple patterns in their order, each by what was found before."""
    first, *others = (" ".join(triple) for triple in triples)
    return "".join([first, *(f" LATERAL {{ {other} }}" for other in others)])


def all_at_once(triples: Iterable[Triple]) -> str:
    """Return the text that leaves it to the engine how the triple patterns are joined."""
    return " . ".join(" ".join(triple) for triple in triples)


def walks_back(triples: Sequence[Triple], known: Collection[str]) -> bool:
    """Tell whether a step goes from an object to its subjects, which may be very many."""
    bound = set(known)
    for triple in in_order(triples, known):
        if not _has(triple.subject, bound):
            return True
        bound |= triple.variables
    return False


def grows_from_one(triples: Sequence[Triple]) -> bool:
    """Tell whether all is said of one thing, or of what it leads to, with given predicates.

    Then there are about as many matches as such things.
    """
    if any(triple.path.startswith("?") for triple in triples):
        return False
    return any(_reached(root.subject, triples) == len(triples) for root in triples)


def _reached(root: str, triples: Sequence[Triple]) -> int:
    bound, left = {root}, list(triples)
    while found := [triple for triple in left if _has(triple.subject, bound)]:
        left = [triple for triple in left if triple not in found]
        bound.update(*(triple.variables for triple in found))
    return len(triples) - len(left)


def _rank(triple: Triple, bound: Collection[str]) -> int:
    if _has(triple.subject, bound):
        return 0 if _has(triple.object, bound) else 1
    if triple.object in bound:
        return 2
    if not triple.object.startswith("?"):
        return 4 if triple.path in _TYPE else 3
    return 6 if triple.path.startswith("?") else 5


def _has(term: str, bound: Collection[str]) -> bool:
    return not term.startswith("?") or term in bound
