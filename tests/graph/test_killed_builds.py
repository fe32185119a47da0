"""Test that a build that is killed or interrupted at any moment leaves a whole version."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from rightsgraph.build import build
from rightsgraph.graph import open_graph
from rightsgraph.versions import Folder

WriteRecords = Callable[..., Path]
Describe = Callable[..., str]
Start = Callable[[Path, Path], "subprocess.Popen[str]"]

KILLS = 20
SEED = 20121214


@pytest.fixture
def start(environment: dict[str, str]) -> Start:
    """Give a function that starts the real command to build a version."""

    def started(folder: Path, extra: Path) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "rightsgraph", "build", str(extra), "--graph", str(folder)]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True)

    return started


def assert_whole(folder: Path, allowed: set[str]) -> str:
    """Check that the current version is one of those allowed and that all its files are whole."""
    current = Folder(folder).require_current()
    assert current.id in allowed
    for entry in current.graphs:
        content = (folder / "graphs" / f"{entry.checksum}.nq").read_bytes()
        assert sha256(content).hexdigest() == entry.checksum
    report = (folder / "reports" / f"{current.report}.json").read_bytes()
    assert sha256(report).hexdigest() == current.report
    assert len(open_graph(folder).select("SELECT * { ?state a rg:State }")) == 195
    return current.id


@pytest.mark.long
@pytest.mark.parametrize("phase", ["from start to end", "while it writes"])
def test_a_build_killed_at_20_random_moments_never_harms_the_current_version(
    folder: Path, tmp_path: Path, records: WriteRecords, place: Describe, start: Start, phase: str
) -> None:
    chance = random.Random(SEED)
    scratch = tmp_path / "scratch"
    duration = _seconds_of_a_build(start, scratch, records("timed", place("timed")))
    old = Folder(folder).require_current().id
    outcomes = []
    for number in range(KILLS):
        extra = records("changed", place("changed", label=f"Change {number} {phase}"))
        new = build(scratch, [extra]).id
        assert new != old
        process = start(folder, extra)
        moment = (number + chance.random()) / KILLS
        if phase == "while it writes":
            _wait_for(process, "triples of shapes")
            time.sleep(moment * 0.3)
        else:
            time.sleep(moment * duration)
        process.kill()
        process.communicate()
        now = assert_whole(folder, {old, new})
        outcomes.append((process.returncode, now == new))
        old = now
    assert (-signal.SIGKILL, False) in outcomes, outcomes
    final = start(folder, records("changed", place("changed", label="The last change")))
    assert final.communicate()[0].strip() == assert_whole(
        folder, {Folder(folder).require_current().id}
    )
    assert list(folder.glob(".partial-*")) == []


@pytest.mark.parametrize("moment", ["read", "triples of shapes"])
def test_an_interrupt_gives_exit_130_one_message_and_the_current_version(
    folder: Path, records: WriteRecords, place: Describe, start: Start, moment: str
) -> None:
    old = Folder(folder).require_current().id
    process = start(folder, records("extra", place("extra")))
    _wait_for(process, moment)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    assert err.splitlines()[-1] == "rightsgraph: interrupted; the current version is as it was"
    assert "Traceback" not in err
    assert assert_whole(folder, {old}) == old
    assert list(folder.glob(".partial-*")) == []


def _seconds_of_a_build(start: Start, folder: Path, extra: Path) -> float:
    began = time.perf_counter()
    process = start(folder, extra)
    process.communicate()
    assert process.returncode == 0
    return time.perf_counter() - began


def _wait_for(process: "subprocess.Popen[str]", words: str) -> None:
    assert process.stderr
    for line in process.stderr:
        if words in line:
            return
    pytest.fail(f"the build never said {words!r}")
