"""Give large answers a place on disk, which is gone when the server is."""

import os
import shutil
import tempfile
from pathlib import Path

from rightsgraph.files import is_alive

ENOUGH = 2 << 30  # bytes
_PREFIX = "rightsgraph-answers-"


def make_spool() -> Path:
    """Make a folder for answers, and remove those of servers that were killed."""
    for old in Path(tempfile.gettempdir()).glob(_PREFIX + "*"):
        owner = old.name.removeprefix(_PREFIX).split("-")[0]
        if owner.isdecimal() and not is_alive(int(owner)):
            shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))


def has_room(folder: Path) -> bool:
    """Tell whether one more answer may be begun: some clients read slowly, and many may at once."""
    usage = shutil.disk_usage(folder)
    return usage.free >= min(ENOUGH, usage.total // 10)


def remove_spool(spool: Path) -> None:
    """Remove the folder for answers."""
    shutil.rmtree(spool, ignore_errors=True)
