"""Replace files so that a crash at any moment leaves either the old or the new one."""

import os
from pathlib import Path
from shutil import copymode
from uuid import uuid4

_PARTIAL = ".partial-"


def replace_file(file: Path, content: bytes, aside: Path | None = None) -> None:
    """Write content aside, flush it to disk, and rename it into place.

    `aside` is the folder for the unfinished file; by default that of the file. Raises OSError.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = (aside or file.parent) / f"{_PARTIAL}{os.getpid()}-{uuid4().hex}"
    try:
        with partial.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if file.exists():
            copymode(file, partial)
        os.replace(partial, file)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def sweep(folder: Path) -> None:
    """Remove the unfinished files of processes that were killed."""
    for partial in folder.glob(_PARTIAL + "*"):
        owner = partial.name.removeprefix(_PARTIAL).split("-")[0]
        if owner.isdecimal() and not is_alive(int(owner)):
            partial.unlink(missing_ok=True)


def is_alive(process: int) -> bool:
    """Tell whether a process is there."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
