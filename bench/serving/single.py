"""One client: each query of the yardstick on each server in turn, several times."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from statistics import geometric_mean, median

from bench.serving.client import Answer, Refused, TooSlow, ask, read_answer
from bench.serving.server import Server


@dataclass
class Timing:
    """How long a server took for a query each time, or why it has no figure; what it answered."""

    seconds: list[float] = field(default_factory=list)
    failure: str = ""
    said: str = ""
    answer: Answer | None = None

    @property
    def middle(self) -> float | None:
        """The median, where every answer came."""
        return None if self.failure or not self.seconds else median(self.seconds)


Timings = Mapping[str, Mapping[str, Timing]]
"""By query and server."""


def measure(
    servers: Sequence[Server], queries: Mapping[str, str], rounds: int, limit: float
) -> Timings:
    """Ask each query of each server so many times, or until the limit is spent on it."""
    timings = {name: {server.name: Timing() for server in servers} for name in queries}
    for number, name in product(range(rounds), queries):
        print(f"round {number + 1} of {rounds}: {name}", file=sys.stderr)
        for server in servers:
            timing = timings[name][server.name]
            if not timing.failure and sum(timing.seconds) < limit:
                _time(server, never_asked(queries[name], number), limit, timing)
    return timings


def never_asked(query: str, number: int) -> str:
    """Return a query with a prefix of its own, so that no text is asked twice."""
    return query.replace("\nPREFIX", f"\nPREFIX round{number}: <urn:round:{number}>\nPREFIX", 1)


def _time(server: Server, query: str, limit: float, timing: Timing) -> None:
    try:
        seconds, body = ask(server.port, server.path, query, limit)
        timing.answer = timing.answer or read_answer(query, body)
        timing.seconds.append(seconds)
    except TooSlow:
        timing.failure = f"> {limit:.0f} s"
        server.restart()
    except Refused as error:
        timing.failure, timing.said = str(error), error.said
        if not server.answers():
            server.restart()


def failures(timings: Timings) -> Iterator[str]:
    """Yield what servers say of queries that they do not answer."""
    for name, by_server in timings.items():
        for server, timing in by_server.items():
            if timing.said:
                first_line = timing.said.splitlines()[0][:200]
                yield f"{name} by {server}, {timing.failure}: {first_line}"


def differences(queries: Mapping[str, str], timings: Timings) -> Iterator[str]:
    """Yield where servers give different answers.

    Values are compared too, except where a query leaves it to the server which rows it gives.
    """
    for name, by_server in timings.items():
        chosen = "LIMIT" in queries[name] and "ORDER BY" not in queries[name]
        givers: dict[str, list[str]] = {}
        for server, timing in by_server.items():
            if timing.answer:
                givers.setdefault(_said(timing.answer, chosen), []).append(server)
        if len(givers) > 1:
            yield f"{name}: " + "; ".join(f"{said} by {', '.join(givers[said])}" for said in givers)


def _said(answer: Answer, chosen: bool) -> str:
    values = f" ({answer.digest})" if answer.digest and not chosen else ""
    return f"{answer.rows:,} rows{values}"


def speedup(timings: Timings, ours: str, peer: str, limit: float) -> tuple[float, list[str]] | None:
    """Return how many times faster we are in the geometric mean, and the queries left out.

    What was not answered in time counts as the limit, a failure of the peer not at all.
    """
    ratios, left_out = [], []
    for name, by_server in timings.items():
        if (theirs := _counted(by_server[peer], limit)) is None:
            left_out.append(name)
        else:
            ratios.append(theirs / (_counted(by_server[ours], limit) or limit))
    return (geometric_mean(ratios), left_out) if ratios else None


def _counted(timing: Timing, limit: float) -> float | None:
    return limit if timing.failure.startswith(">") else timing.middle


def far_behind(timings: Timings, ours: str) -> list[str]:
    """Return the queries that take us over five seconds and some peer less than half a second."""
    return [
        name
        for name, by_server in timings.items()
        if (by_server[ours].middle or 6) > 5
        and any((timing.middle or 1) < 0.5 for timing in by_server.values())
    ]
