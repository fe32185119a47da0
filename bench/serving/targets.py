"""The floors that we must not miss and the aims that we would like to reach, as ratios to peers."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.serving.load import LOOKUP, ROWS, Middles

FROM_CONNECTIONS = 8
"""Floors and aims hold from so many connections on."""
QUERIES = (15, 30)
"""Floor and aim of the 19 queries against rdflib-endpoint, in the geometric mean."""

TARGETS: dict[tuple[str, bool, str], tuple[float | None, float]] = {
    (LOOKUP.name, False, "oxigraph serve"): (0.08, 0.25),
    (LOOKUP.name, False, "Virtuoso"): (0.7, 2),
    (LOOKUP.name, False, "rdflib-endpoint"): (2, 6),
    (LOOKUP.name, True, "oxigraph serve"): (0.35, 0.5),
    (LOOKUP.name, True, "Virtuoso"): (3, 4),
    (LOOKUP.name, True, "rdflib-endpoint"): (9, 12),
    (ROWS.name, False, "oxigraph serve"): (0.8, 1),
    (ROWS.name, True, "oxigraph serve"): (10, 15),
    (ROWS.name, True, "rdflib-endpoint"): (None, 500),
}
"""By load, whether it is repeated, and peer: floor and aim."""


@dataclass(frozen=True)
class Ratio:
    """How our rate compares with a peer's, by the number of connections."""

    load: str
    repeated: bool
    peer: str
    by_connections: dict[int, float]

    @property
    def floor_and_aim(self) -> tuple[float | None, float | None]:
        """What was set for it, if anything."""
        return TARGETS.get((self.load, self.repeated, self.peer), (None, None))

    @property
    def verdict(self) -> str:
        """The worst that counts against floor and aim."""
        counted = [r for c, r in self.by_connections.items() if c >= FROM_CONNECTIONS]
        return verdict(min(counted), *self.floor_and_aim) if counted else ""


def verdict(ratio: float, floor: float | None, aim: float | None) -> str:
    """Tell how a ratio stands to its floor and aim."""
    if aim is not None and ratio >= aim:
        return "aim reached"
    if floor is not None:
        return "above the floor" if ratio >= floor else "BELOW THE FLOOR"
    return "" if aim is None else "aim not reached"


def ratios(middles: Middles, ours: str) -> Iterator[Ratio]:
    """Yield our rates over each peer's, load by load."""
    cells = dict.fromkeys((load, again, peer) for load, again, _, peer in middles if peer != ours)
    for load, again, peer in cells:
        by_connections = {
            connections: middles[load, again, connections, ours].rate / theirs.rate
            for (*cell, connections, server), theirs in middles.items()
            if (*cell, server) == (load, again, peer) and theirs.rate
        }
        yield Ratio(load, again, peer, by_connections)
