"""Tell a client why its task was ended, and what to try."""

from rightsgraph_server.problems import Problem
from rightsgraph_server.settings import Settings

RETRY_AFTER = 60


def no_room() -> Problem:
    """Return what to tell who asks for a large answer where many of them lie already."""
    detail = "there is no room for large answers now; ask for less, or again later"
    return Problem(503, "No room for large answers", detail, retry_after=RETRY_AFTER)


def problem_of_end(reason: str, seconds: float, settings: Settings) -> Problem:
    """Return what to tell a client whose query was ended."""
    if reason == "deadline":
        given = "" if seconds >= settings.deadline else " by its timeout"
        detail = (
            f"the query ran for {seconds:g} seconds, the most that it may{given}; ask for less: "
            "name a thing or a graph, add LIMIT, write FILTER NOT EXISTS as MINUS where both "
            "sides share a variable, bound a path such as rdfs:subClassOf*"
        )
        return Problem(504, "The query took too long", detail)
    if reason == "memory":
        detail = (
            f"the query needs more than {settings.memory >> 20} MiB of memory; ask for less: "
            "name a thing or a graph, avoid ORDER BY and GROUP BY over everything, add LIMIT"
        )
        return Problem(503, "The query needs too much memory", detail)
    if reason == "full":
        return no_room()
    if reason == "cut":
        detail = f"the answer is larger than {settings.largest_result >> 20} MiB; ask in parts"
        return Problem(503, "The answer is too large", detail)
    return Problem(503, "The query was ended", f"its process ended ({reason}); simplify the query")
