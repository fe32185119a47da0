"""Test that reading goes on where it stopped, survives a kill, and does not fight another one."""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from rightsgraph.ingest.archives import Tally
from rightsgraph.ingest.folder import ReadFolder
from rightsgraph.versions import Folder

Pack = Callable[..., Path]
Read = Callable[..., Tally]

NAME = "ccpr-c-999-d-7002-2098.json"
MANY = 120
SEED = 20121214


@pytest.fixture
def many(pack: Pack) -> Path:
    """Return an archive of many documents."""
    documents = {
        f"ccpr-c-999-d-{number}-2098.json": [
            {"ID": f"{part}.", "Text": f"See article {part % 27 + 1} of the Covenant."}
            for part in range(1, 25)
        ]
        for number in range(7001, 7001 + MANY)
    }
    rows = [(Path(name).stem, "CCPR/C/999/D/1/2098", "", "", "", "2099") for name in documents]
    return pack(documents, rows=rows)


def contents(folder: Path) -> dict[str, str]:
    """Return the checksums of all that was kept of read documents."""
    return {
        str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest()
        for file in (*(folder / "read").glob("*.json"), *(folder / "graphs").glob("*.nq"))
    }


def command(archive: Path, folder: Path, *options: str) -> list[str]:
    """Return the command that reads an archive into a folder."""
    given = ["ingest", "unhrd", str(archive), "--graph", str(folder), *options]
    return [sys.executable, "-m", "rightsgraph", *given]


def start(archive: Path, folder: Path, environment: dict[str, str]) -> "subprocess.Popen[str]":
    """Start the real command."""
    return subprocess.Popen(
        command(archive, folder, "--workers", "1"),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_what_was_read_is_not_read_again(pack: Pack, read_into: Read, tmp_path: Path) -> None:
    folder, archive = tmp_path / "versions", pack()
    assert read_into(folder, archive).read == 2
    before = contents(folder)
    again = read_into(folder, archive)
    assert (again.read, again.kept) == (0, 2)
    assert contents(folder) == before


def test_only_a_document_that_changed_is_read_again(
    pack: Pack, read_into: Read, tmp_path: Path
) -> None:
    folder = tmp_path / "versions"
    rows = [{"ID": "1.", "Text": "See article 7 of the Covenant."}]
    other = {"ccpr-c-998-d-7001-2098.json": rows}
    read_into(folder, pack({NAME: rows, **other}))
    changed = [{"ID": "1.", "Text": "See article 9 of the Covenant."}]
    tally = read_into(folder, pack({NAME: changed, **other}))
    assert (tally.read, tally.kept) == (1, 1)


def test_a_document_is_read_again_with_other_options(
    pack: Pack, read_into: Read, tmp_path: Path
) -> None:
    folder, archive = tmp_path / "versions", pack()
    read_into(folder, archive)
    assert read_into(folder, archive, with_text=True).read == 2


def test_a_document_whose_graph_or_entry_is_gone_is_read_again(
    pack: Pack, read_into: Read, tmp_path: Path
) -> None:
    folder, archive = tmp_path / "versions", pack()
    read_into(folder, archive)
    whole = contents(folder)
    next((folder / "graphs").glob("*.nq")).unlink()
    assert read_into(folder, archive).read == 1
    (folder / "read" / "CCPR_C_999_D_7002_2098.json").write_text("{", encoding="utf-8")
    assert read_into(folder, archive).read == 1
    assert contents(folder) == whole


def test_a_document_that_is_broken_now_stays_as_it_was_read_before(
    pack: Pack, read_into: Read, tmp_path: Path
) -> None:
    folder = tmp_path / "versions"
    read_into(folder, pack())
    before = contents(folder)
    read_into(folder, pack({NAME: "[{"}))
    kept = {name: sum_ for name, sum_ in contents(folder).items() if "quarantine" not in name}
    assert kept == before


def test_a_killed_run_leaves_whole_documents_and_the_next_one_goes_on(
    many: Path, read_into: Read, environment: dict[str, str], tmp_path: Path
) -> None:
    straight, folder = tmp_path / "straight", tmp_path / "versions"
    read_into(straight, many)
    chance = random.Random(SEED)
    for _ in range(3):
        process = start(many, folder, environment)
        _wait_until_something_is_kept(folder, process)
        time.sleep(chance.uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        entries = ReadFolder(Folder(folder)).entries()
        assert entries
        for entry in entries:
            content = (folder / "graphs" / f"{entry.checksum}.nq").read_bytes()
            assert sha256(content).hexdigest() == entry.checksum
    tally = read_into(folder, many)
    assert tally.read + tally.kept == MANY
    assert tally.kept > 0
    assert contents(folder) == contents(straight)


def test_an_interrupted_run_says_so_and_keeps_what_was_read(
    many: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "versions"
    process = start(many, folder, environment)
    _wait_until_something_is_kept(folder, process)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    if process.returncode:  # it may have been done just then
        assert process.returncode == 130
        assert "interrupted" in errors
    assert "Traceback" not in errors
    assert ReadFolder(Folder(folder)).entries()


def test_two_that_read_at_once_do_no_harm(
    many: Path, read_into: Read, environment: dict[str, str], tmp_path: Path
) -> None:
    straight, folder = tmp_path / "straight", tmp_path / "versions"
    read_into(straight, many)
    processes = [start(many, folder, environment) for _ in range(2)]
    for process in processes:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    assert contents(folder) == contents(straight)


def test_the_command_reads_an_archive_and_counts(
    pack: Pack, environment: dict[str, str], tmp_path: Path
) -> None:
    archive = pack({NAME: [{"ID": "1.", "Text": "See article 7 of the Covenant."}], "x.json": "["})
    done = subprocess.run(
        command(archive, tmp_path / "versions"),
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout == ""
    assert "archive.zip/x.json: " in done.stderr
    assert "1 documents read with 1 citations, 0 as they were, 1 not read" in done.stderr
    [entry] = (tmp_path / "versions" / "read").glob("CCPR*.json")
    assert json.loads(entry.read_bytes())["citations"] == 1


def _wait_until_something_is_kept(folder: Path, process: "subprocess.Popen[str]") -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        if next((folder / "read").glob("CCPR*.json"), None):
            return
        time.sleep(0.01)
