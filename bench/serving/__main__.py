"""Measure over HTTP, in one run, our server beside `oxigraph serve`, rdflib-endpoint and Virtuoso.

    python -m bench.serving [--cache build/bench] [--quads 1000000] [--json FILE]

First the 19 queries of the yardstick, one client, each on every server in turn, ours without its
cache; then lookups by key and 1000 rows with wrk on many connections, first time and repeated,
ours with its cache. Prints Markdown, and on standard error what it does. A peer that is not
installed is left out; how to get it is said. Needs the extra `bench`: pip install -e '.[bench]'.
"""

import argparse
import json
import os
import shlex
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.serving import load, report, single
from bench.serving.machine import Watch
from bench.serving.peers import Rightsgraph, find, peers
from bench.serving.server import Failed, Server
from bench.serving.yardstick import generated, queries, texts_by_key

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Print every table; end with 1 where one of our answers was wrong."""
    options = read_options()
    cache: Path = options.cache.resolve()
    cache.mkdir(parents=True, exist_ok=True)
    data: Path = (options.data or generated(options.shared, cache, options.quads)).resolve()
    watch = Watch()
    raw: dict[str, Any] = {}
    with started(peers(data, cache, options.without)) as others, kept(raw, options.json):
        if "queries" in options.only:
            with Rightsgraph(data, cache, ["--cache", "0", *options.serve]) as ours:
                raw["queries"] = compare_queries([ours, *others], options)
        if "loads" in options.only and find("wrk", cache, "apt-get install wrk"):
            with Rightsgraph(data, cache, options.serve) as ours:
                raw |= compare_loads([ours, *others], data, cache, options)
    print(watch.words())
    return 1 if report.OURS in raw.get("wrong", ()) else 0


@contextmanager
def started(servers: Iterable[Server]) -> Iterator[list[Server]]:
    """Give the servers that start, and end them."""
    with ExitStack() as stack:
        running = []
        for server in servers:
            print(f"starting {server.name}", file=sys.stderr)
            try:
                running.append(stack.enter_context(server))
            except Failed as error:
                print(f"without {server.name}, which does not start: {error}", file=sys.stderr)
        yield running


@contextmanager
def kept(raw: dict[str, Any], file: Path | None) -> Iterator[None]:
    """Write what was measured to a file at the end, also where the end comes early."""
    try:
        yield
    finally:
        if file:
            file.write_text(json.dumps(raw, indent=1))


def compare_queries(servers: Sequence[Server], options: argparse.Namespace) -> dict[str, Any]:
    """Print how long each query takes, and return every figure."""
    asked = queries(options.shared)
    timings = single.measure(servers, asked, options.rounds, options.limit)
    print(f"## Loading\n\n{report.server_table(servers)}")
    print(f"## One client\n\n{report.query_table(timings, [s.name for s in servers])}")
    print("\n".join(report.query_words(timings, options.limit)))
    for failure in single.failures(timings):
        print(f"- not answered: {failure}")
    for difference in single.differences(asked, timings):
        print(f"- different answers to {difference}")
    print(flush=True)
    return {
        query: {server: asdict(timing) for server, timing in by_server.items()}
        for query, by_server in timings.items()
    }


def compare_loads(
    servers: Sequence[Server], data: Path, cache: Path, options: argparse.Namespace
) -> dict[str, Any]:
    """Print how many requests are answered in a second, and return every figure."""
    texts = texts_by_key(data)
    plan = load.Plan(options.connections, options.load_rounds, options.seconds)
    runs = load.measure(servers, texts, plan, cache / "keys.txt")
    wrong = load.wrong_answers(servers, texts)
    middles = load.medians(runs)
    print(f"## Many clients\n\n{report.load_table(middles, [s.name for s in servers])}")
    print(f"## Ratios\n\n{report.ratio_table(middles)}")
    for server, asked in wrong.items():
        print(f"- {server}: {len(asked)} wrong answers, such as to {asked[0]}")
    return {"loads": [asdict(run) for run in runs], "wrong": wrong}


def read_options() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    shared = Path(os.environ.get("RIGHTSGRAPH_SHARED", ROOT.parent / "shared"))
    parser.add_argument("--shared", type=Path, default=shared, help="where the yardstick is made")
    parser.add_argument("--cache", type=Path, default=ROOT / "build" / "bench")
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path, help="a yardstick made before")
    parser.add_argument("--rounds", type=int, default=5, help="how often each query is asked")
    parser.add_argument("--limit", type=float, default=60, help="seconds for an answer")
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--load-rounds", type=int, default=3, help="how often each load is run")
    parser.add_argument("--seconds", type=int, default=5, help="how long each load runs")
    parser.add_argument("--only", nargs="+", default=["queries", "loads"], metavar="PART")
    parser.add_argument("--without", nargs="*", default=[], metavar="PEER")
    parser.add_argument("--serve", type=shlex.split, default=[], help="options of our server")
    parser.add_argument("--json", type=Path, help="a file for every single figure")
    return parser.parse_args()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # ends the servers too
    sys.exit(main())
