"""What was measured, as Markdown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bench.serving.load import Middle, Middles
from bench.serving.server import Server
from bench.serving.single import Timing, Timings, far_behind, speedup
from bench.serving.targets import QUERIES, Ratio, ratios, verdict
from tabulate import tabulate

OURS = "rightsgraph"
BASELINE = "rdflib-endpoint"


def server_table(servers: Sequence[Server]) -> str:
    """Return versions, and what it took to load the data."""
    rows = [
        [s.name, s.version, f"{s.triples:,}", f"{s.load_seconds:.1f}", f"{s.memory_mb:,.0f}"]
        for s in servers
    ]
    return _table(["server", "version", "triples", "ready after, s", "memory, MB"], rows)


def query_table(timings: Timings, names: Sequence[str]) -> str:
    """Return the time of each query on each server in milliseconds."""
    rows = [
        [query, *(_shown(by_server[name]) for name in names), _rows(by_server)]
        for query, by_server in timings.items()
    ]
    return _table(["ms", *names, "rows"], rows)


def _shown(timing: Timing) -> str:
    middle = timing.middle
    if middle is None:
        return timing.failure
    return f"{middle * 1000:,.{2 if middle < 0.01 else 1 if middle < 0.1 else 0}f}"


def _seconds(timing: Timing) -> str:
    return timing.failure or f"{timing.middle or 0:.2f} s"


def _rows(by_server: Mapping[str, Timing]) -> str:
    counted = (timing.answer.rows for timing in by_server.values() if timing.answer)
    return f"{next(counted, 0):,}"


def query_words(timings: Timings, limit: float) -> Iterator[str]:
    """Yield what the times of the queries come to."""
    names = list(next(iter(timings.values())))
    for peer in names:
        if peer != OURS and (found := speedup(timings, OURS, peer, limit)):
            times, left_out = found
            without = f", without {', '.join(left_out)}" if left_out else ""
            set_for_it = verdict(times, *QUERIES) if peer == BASELINE else ""
            end = f": {set_for_it} (floor {QUERIES[0]}, aim {QUERIES[1]})" if set_for_it else ""
            yield f"- {times:.1f} times as fast as {peer} in the geometric mean{without}{end}"
    slowest = max(timings, key=lambda name: timings[name][OURS].middle or limit)
    yield f"- our slowest query: {slowest}, {_seconds(timings[slowest][OURS])}"
    behind = ", ".join(far_behind(timings, OURS)) or "none"
    yield f"- over five seconds where a peer takes less than half a second: {behind}"


def load_table(middles: Middles, names: Sequence[str]) -> str:
    """Return requests in a second and latencies, by load and connections."""
    rows = [
        [*_named(load, again), connections, *(_cell(middles, load, again, connections, names))]
        for load, again, connections in dict.fromkeys(cell[:3] for cell in middles)
    ]
    return _table(["requests/s (p50 / p99 ms)", "", "connections", *names], rows)


def _cell(
    middles: Middles, load: str, again: bool, connections: int, names: Iterable[str]
) -> Iterator[str]:
    for name in names:
        yield _speed(middles[load, again, connections, name])


def _speed(middle: Middle) -> str:
    faults = f", {middle.errors} errors" if middle.errors else ""
    rate = f"{middle.rate:,.{0 if middle.rate >= 100 else 1}f}"
    return f"{rate} ({_brief(middle.p50_ms)} / {_brief(middle.p99_ms)}{faults})"


def _brief(milliseconds: float) -> str:
    return f"{milliseconds:,.{0 if milliseconds >= 100 else 1 if milliseconds >= 10 else 2}f}"


def ratio_table(middles: Middles) -> str:
    """Return our rate over each peer's, beside floor and aim."""
    connections = sorted({cell[2] for cell in middles})
    rows = [_ratio_row(ratio, connections) for ratio in ratios(middles, OURS)]
    columns = [f"{number} connection{'s' * (number > 1)}" for number in connections]
    return _table(["ours over", "load", "", *columns, "floor", "aim", ""], rows)


def _ratio_row(ratio: Ratio, connections: Sequence[int]) -> list[str]:
    measured = [_times(ratio.by_connections.get(number)) for number in connections]
    bounds = ["" if bound is None else f"{bound:g}" for bound in ratio.floor_and_aim]
    return [ratio.peer, *_named(ratio.load, ratio.repeated), *measured, *bounds, ratio.verdict]


def _times(ratio: float | None) -> str:
    return "" if ratio is None else f"{ratio:,.{2 if ratio < 10 else 0}f}"


def _named(load: str, repeated: bool) -> list[str]:
    return [load, "repeated" if repeated else "first time"]


def _table(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    made = tabulate(
        rows, headers, tablefmt="pipe", disable_numparse=True, stralign="left", numalign="left"
    )
    return f"{made}\n"
