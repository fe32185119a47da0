"""Many clients at once: lookups by key and 1000 rows, first time and repeated, driven by wrk."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

from bench.serving.client import RESULTS, Refused, TooSlow, ask, read_rows, target
from bench.serving.server import Server

SCRIPT = Path(__file__).with_name("walk.lua")
SAMPLE = 20
PATIENCE = 60
THREADS = 2
FEW = 5
LONGER = 4
FAR = 10_000_000
"""The distance of two walks: no server answers so many requests in one."""

Texts = Mapping[str, set[str]]


@dataclass(frozen=True)
class Load:
    """A query with {n} in the name of a variable, so that no two of a run have the same answer."""

    name: str
    query: str

    def asked(self, n: int, keys: Sequence[str]) -> str:
        """Return the query number n, as walk.lua fills it in."""
        return self.query.replace("{n}", str(n)).replace("{key}", keys[n % len(keys)])


LOOKUP = Load(
    "key lookup",
    "PREFIX hr: <https://hr.example/ns#> PREFIX dct: <http://purl.org/dc/terms/> "
    'SELECT ?text{n} WHERE { ?r dct:identifier "{key}" ; hr:text ?text{n} '
    'FILTER(lang(?text{n})="en") }',
)
ROWS = Load(
    "1000 rows",
    "PREFIX hr: <https://hr.example/ns#> SELECT ?r ?d ?p ?date{n} WHERE "
    "{ ?r hr:inDocument ?d ; hr:paragraph ?p ; hr:date ?date{n} } LIMIT 1000",
)


@dataclass(frozen=True)
class Run:
    """What wrk saw of one server in some seconds."""

    load: str
    repeated: bool
    connections: int
    server: str
    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float
    errors: int

    @property
    def rate(self) -> float:
        """The good answers in a second."""
        return max(self.requests - self.errors, 0) / self.seconds


@dataclass(frozen=True)
class Walk:
    """What wrk asks: the queries of a load from a first one on, or one again and again."""

    load: Load
    keys: Path
    first: int | None
    connections: int

    def arguments(self, path: str, threads: int) -> list[str]:
        """Return what walk.lua takes."""
        filled = target(path, self.load.query)
        filled = filled.replace(quote("{n}"), "{n}").replace(quote("{key}"), "{key}")
        step = 0 if self.first is None else threads
        return [filled, str(self.keys), str(self.first or 0), str(step)]


@dataclass(frozen=True)
class Plan:
    """How long and how often, with how many connections."""

    connections: Sequence[int]
    rounds: int
    seconds: int


def measure(servers: Sequence[Server], texts: Texts, plan: Plan, keys: Path) -> list[Run]:
    """Run all loads, server after server in each round."""
    keys.write_text("".join(f"{quote(key, safe='')}\n" for key in texts))
    cells = product((LOOKUP, ROWS), (False, True), plan.connections, range(plan.rounds))
    runs = []
    for number, (load, repeated, connections, _) in enumerate(cells):
        walk = Walk(load, keys, None if repeated else number * FAR, connections)
        for server in servers:
            counted = _enough(server, walk, plan.seconds)
            runs.append(Run(load.name, repeated, connections, server.name, **counted))
            _tell(runs[-1])
    return runs


def _enough(server: Server, walk: Walk, seconds: int) -> dict[str, Any]:
    """Run wrk, and where each connection had only a few answers, once more for longer.

    Wrk leaves at the end without the answers under way: in a short time those would count.
    """
    counted = _wrk(server, walk, seconds)
    if counted["requests"] >= FEW * walk.connections:
        return counted
    first = None if walk.first is None else walk.first + FAR // 2
    return _wrk(server, replace(walk, first=first), LONGER * seconds)


def _wrk(server: Server, walk: Walk, seconds: int) -> dict[str, Any]:
    server.settle()
    threads = min(THREADS, walk.connections)
    command = ["wrk", f"-t{threads}", f"-c{walk.connections}", f"-d{seconds}s"]
    command += [f"--timeout={PATIENCE}s", "-H", f"Accept: {RESULTS}", "-s", str(SCRIPT)]
    command += [f"http://127.0.0.1:{server.port}", "--", *walk.arguments(server.path, threads)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{server.name} has gone: {done.stdout}{done.stderr}", file=sys.stderr)
        server.restart()
        return {"requests": 0, "seconds": seconds, "p50_ms": 0, "p99_ms": 0, "errors": 1}
    counted: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return counted


def _tell(run: Run) -> None:
    again = "repeated" if run.repeated else "first time"
    where = f"{run.load}, {again}, {run.connections} connected"
    print(f"{where}: {run.server} {run.rate:,.0f}/s", file=sys.stderr)


def wrong_answers(servers: Iterable[Server], texts: Texts) -> dict[str, list[str]]:
    """Return by server which of a sample of queries, each asked twice, has a wrong answer."""
    keys = list(texts)
    wrong: dict[str, list[str]] = {}
    for server, load, n, _ in product(servers, (LOOKUP, ROWS), range(SAMPLE), range(2)):
        number = FAR - 1 - n
        query = load.asked(number, keys)
        expected = texts[keys[number % len(keys)]] if load is LOOKUP else None
        if not _is_right(server, query, number, expected):
            wrong.setdefault(server.name, []).append(query)
    return wrong


def _is_right(server: Server, query: str, number: int, expected: set[str] | None) -> bool:
    """Tell whether an answer has the texts expected, or else 1000 full and different rows."""
    try:
        rows = read_rows(ask(server.port, server.path, query)[1])
    except (Refused, TooSlow):
        return False
    if expected is not None:
        return [row.keys() for row in rows] == [{f"text{number}"}] * len(expected) and {
            text for row in rows for text in row.values()
        } == expected
    whole = {"r", "d", "p", f"date{number}"}
    return len({tuple(sorted(row.items())) for row in rows if row.keys() == whole}) == 1000


@dataclass(frozen=True)
class Middle:
    """The medians of some rounds, and all their errors."""

    rate: float
    p50_ms: float
    p99_ms: float
    errors: int


Middles = Mapping[tuple[str, bool, int, str], Middle]
"""By load, whether it is repeated, connections, and server."""


def medians(runs: Iterable[Run]) -> Middles:
    """Return the medians over the rounds."""
    cells: dict[tuple[str, bool, int, str], list[Run]] = {}
    for run in runs:
        cell = (run.load, run.repeated, run.connections, run.server)
        cells.setdefault(cell, []).append(run)
    return {cell: _middle(same) for cell, same in cells.items()}


def _middle(same: Sequence[Run]) -> Middle:
    return Middle(
        rate=median(run.rate for run in same),
        p50_ms=median(run.p50_ms for run in same),
        p99_ms=median(run.p99_ms for run in same),
        errors=sum(run.errors for run in same),
    )
