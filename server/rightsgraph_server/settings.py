"""Hold what an operator may set."""

import os
import sys
from dataclasses import dataclass

from rightsgraph_server.egress.addresses import Endpoint

MIB = 1024 * 1024
PROCESSORS = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


@dataclass(frozen=True)
class Settings:
    """Set the limits of a server.

    Times are in seconds, sizes in bytes. `deadline` is the longest that one query may run, and
    `quick` the time after which it counts as long and gives way to others. `processes` evaluate
    queries; half of them, at most, long ones.
    """

    longest_query: int = 100_000  # characters
    rows_on_page: int = 1000
    deadline: float = 30
    quick: float = 0.2
    processors: int = PROCESSORS
    processes: int = 2 * PROCESSORS
    memory: int = 1024 * MIB  # what one query may take beyond the store
    largest_result: int = 512 * MIB
    largest_upload: int = 64 * MIB
    cache: int = 128 * MIB
    most_waiting: int = 128
    most_waiting_of_one: int = 64
    longest_upload_time: float = 15
    version: str = ""
    writable: bool = False
    token: str = ""
    trusted_proxies: int = 0
    log_queries: bool = False
    services: tuple[Endpoint, ...] = ()

    @property
    def most_long(self) -> int:
        """Return how many long queries may run at the same time."""
        return max(1, self.processes // 2)
