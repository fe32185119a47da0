"""The yardstick: its data, its queries, and the keys that lead to its recommendations."""

import random
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

KEY_OR_TEXT = re.compile(
    rb"(?P<subject><\S+>) <(?P<property>"
    rb"http://purl\.org/dc/terms/identifier|https://hr\.example/ns#text"
    rb')> "(?P<value>[^"]*)"(?P<english>@en)? '
)


def generated(shared: Path, cache: Path, quads: int) -> Path:
    """Return the yardstick of about so many quads, made where the cache lacks it."""
    data = cache / f"yardstick-{quads}.nq"
    if not data.exists():
        unfinished = data.with_suffix(".part")
        generator = shared / "bench" / "gen.py"
        subprocess.run([sys.executable, generator, str(quads), unfinished], check=True)
        unfinished.rename(data)
    return data


def queries(shared: Path) -> dict[str, str]:
    """Return the queries by the name of their file."""
    files = sorted((shared / "bench" / "queries").glob("*.rq"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files}


def texts_by_key(data: Path) -> Mapping[str, set[str]]:
    """Return the English texts of each recommendation by its key, in random order."""
    keys: dict[bytes, str] = {}
    texts: dict[bytes, set[str]] = {}
    with data.open("rb") as lines:
        for found in filter(None, map(KEY_OR_TEXT.match, lines)):
            if found["property"].endswith(b"identifier"):
                keys[found["subject"]] = found["value"].decode()
            elif found["english"]:
                texts.setdefault(found["subject"], set()).add(found["value"].decode())
    subjects = list(keys)
    random.Random(0).shuffle(subjects)
    return {keys[subject]: texts[subject] for subject in subjects}
