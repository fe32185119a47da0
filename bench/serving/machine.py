"""The machine while it measures, and what others do on it meanwhile."""

import os
import platform
import resource
import time
from datetime import UTC, datetime

import psutil  # type: ignore[import-untyped]


class Watch:
    """Tell how much of the machine others took since this was made, once all servers ended."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._before = _by_others()

    def words(self) -> str:
        """Return where and when it was measured, and how quiet it was."""
        taken = (_by_others() - self._before) / (time.monotonic() - self._start)
        return (
            f"{os.cpu_count()} cores, Python {platform.python_version()}, "
            f"{datetime.now(UTC):%Y-%m-%d}; others kept {max(taken, 0):.2f} cores busy meanwhile"
        )


def _by_others() -> float:
    """Return the seconds of all cores that went neither to this process nor to its children."""
    total = psutil.cpu_times()
    own = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    busy: float = total.user + total.nice + total.system + total.irq + total.softirq + total.steal
    return busy - sum(usage.ru_utime + usage.ru_stime for usage in own)
