"""Test folders of versions: damage, full disks, builds at once and what killed builds leave."""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rightsgraph.errors import StorageError, VersionError
from rightsgraph.files import replace_file, sweep
from rightsgraph.graph import open_graph
from rightsgraph.versions import Folder, GraphEntry, Manifest, manifest

WriteRecords = Callable[..., Path]
Describe = Callable[..., str]
RunCli = Callable[..., subprocess.CompletedProcess[str]]

LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from rightsgraph.cli import main
main(sys.argv[2:], prog_name="rightsgraph")
"""


def small(folder: Folder, content: bytes) -> Manifest:
    """Publish a version of one small graph."""
    checksum = folder.add_graph(content)
    entry = GraphEntry("http://g", checksum, 1, "some.ttl", "0" * 64)
    report = folder.add_report(b"[]")
    made = manifest("2012-01-01T00:00:00Z", 1, [entry], report, 0, "a test")
    folder.publish(made)
    return made


def quad(number: int) -> bytes:
    """Return one line of N-Quads."""
    return f"<http://s> <http://p> <http://o/{number}> <http://g> .\n".encode()


def test_a_published_version_is_the_current_one(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "new" / "folder")
    assert folder.current() is None
    one = small(folder, quad(1))
    assert folder.current() == one
    two = small(folder, quad(2))
    assert folder.current() == two
    assert folder.manifest(one.id) == one
    assert len(open_graph(folder.path).select("SELECT * { ?s ?p <http://o/2> }")) == 1


def test_versions_share_the_files_that_are_equal(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    small(folder, quad(1))
    (before,) = (path.stat() for path in (tmp_path / "graphs").iterdir())
    small(folder, quad(1))
    (after,) = (path.stat() for path in (tmp_path / "graphs").iterdir())
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert len(list((tmp_path / "manifests").iterdir())) == 1


@pytest.mark.parametrize("path", ["missing", "current"])
def test_a_folder_without_a_version_says_how_to_make_one(tmp_path: Path, path: str) -> None:
    (tmp_path / "current").mkdir()
    folder = tmp_path / path
    with pytest.raises(VersionError) as caught:
        open_graph(folder)
    assert f"make one with: rightsgraph build --graph {folder}" in str(caught.value)


def test_a_file_is_no_folder_of_versions(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(VersionError, match="holds no version"):
        open_graph(tmp_path / "file")


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"id": "x"}', '{"graphs": [{}]}', '{"graphs": 1}', "\ud800"],
)
def test_a_damaged_manifest_is_named_with_the_remedy(folder: Path, content: str) -> None:
    file = folder / "manifests" / f"{Folder(folder).require_current().id}.json"
    file.write_bytes(content.encode("utf-8", "surrogatepass"))
    with pytest.raises(VersionError, match="build again, or name another folder") as caught:
        open_graph(folder)
    assert str(caught.value).startswith(f"{file}: not a manifest")


def test_a_manifest_that_says_something_else_than_its_id_is_damaged(folder: Path) -> None:
    file = folder / "manifests" / f"{Folder(folder).require_current().id}.json"
    content = file.read_text(encoding="utf-8")
    file.write_text(content.replace('"warnings": 0', '"warnings": 1'), encoding="utf-8")
    with pytest.raises(VersionError, match="not the checksum of what it says"):
        open_graph(folder)


def test_a_missing_manifest_is_named_with_the_remedy(folder: Path) -> None:
    (folder / "manifests" / f"{Folder(folder).require_current().id}.json").unlink()
    with pytest.raises(VersionError, match=r"not a manifest .*build again"):
        open_graph(folder)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"unknown", b"../../etc"])
def test_a_damaged_pointer_gives_the_remedy(folder: Path, content: bytes) -> None:
    (folder / "current").write_bytes(content)
    with pytest.raises(VersionError, match="build again"):
        open_graph(folder)


def test_a_missing_graph_file_is_named_with_the_remedy(folder: Path) -> None:
    file = max((folder / "graphs").iterdir())
    file.unlink()
    with pytest.raises(VersionError, match=r"cannot be read .*build again") as caught:
        open_graph(folder)
    assert str(caught.value).startswith(str(file))


@pytest.mark.parametrize("kept", [0, -1, -200])
def test_a_damaged_graph_file_is_named_with_the_remedy(folder: Path, kept: int) -> None:
    file = max((folder / "graphs").iterdir())
    file.write_bytes(file.read_bytes()[:kept])
    with pytest.raises(VersionError, match=r"checksum.*build again") as caught:
        open_graph(folder)
    assert str(caught.value).startswith(str(file))


def test_a_graph_file_without_its_last_lines_is_damaged_though_it_is_n_quads(folder: Path) -> None:
    file = max((folder / "graphs").iterdir())
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:-3]))
    with pytest.raises(VersionError, match="checksum"):
        open_graph(folder)


def test_storing_a_graph_again_mends_its_damaged_file(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    made = small(folder, quad(1))
    file = folder.graph_file(made.graphs[0])
    file.write_bytes(b"damaged")
    small(folder, quad(1))
    assert file.read_bytes() == quad(1)
    assert open_graph(tmp_path)


def test_the_identity_of_a_version_depends_on_all_that_it_says() -> None:
    entry = GraphEntry("http://g", "c", 1, "s", "d")
    base = ("2012", 1, [entry], "report", 0, "generator")
    others = [
        ("2013", 1, [entry], "report", 0, "generator"),
        ("2012", 2, [entry], "report", 0, "generator"),
        ("2012", 1, [entry, entry], "report", 0, "generator"),
        ("2012", 1, [entry], "other", 0, "generator"),
        ("2012", 1, [entry], "report", 1, "generator"),
        ("2012", 1, [entry], "report", 0, "other"),
    ]
    ids = {manifest(*fields).id for fields in (base, *others)}
    assert len(ids) == 1 + len(others)
    assert manifest(*base) == manifest(*base)


def test_many_threads_that_publish_at_once_leave_whole_versions(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda n: small(folder, quad(n)), range(40)))
    assert folder.require_current() in made
    for version in made:
        assert folder.manifest(version.id) == version
        assert folder.graph_file(version.graphs[0]).is_file()
    assert list(tmp_path.glob(".partial-*")) == []


@pytest.mark.long
def test_builds_in_two_processes_at_once_do_no_harm(
    folder: Path, records: WriteRecords, place: Describe, environment: dict[str, str]
) -> None:
    old = Folder(folder).require_current()
    files = [records(name, place(name)) for name in ("one", "two")]
    command = [sys.executable, "-m", "rightsgraph", "build", "--graph", str(folder)]
    running = [
        subprocess.Popen([*command, str(file)], env=environment, stdout=subprocess.PIPE, text=True)
        for file in files
    ]
    made = [process.communicate(timeout=60)[0].strip() for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert Folder(folder).require_current().id in made
    assert len({*made, old.id}) == 3
    for version in (*made, old.id):
        for entry in Folder(folder).manifest(version).graphs:
            assert Folder(folder).graph_file(entry).is_file()
    assert list(folder.glob(".partial-*")) == []


@pytest.mark.parametrize(
    "limit", [100_000, *(pytest.param(size, marks=pytest.mark.long) for size in (0, 100, 1000))]
)
def test_a_full_disk_gives_one_message_and_leaves_the_current_version(
    folder: Path, records: WriteRecords, place: Describe, environment: dict[str, str], limit: int
) -> None:
    """A limit on the size of files stands for the disk: the system refuses the same writes."""
    old = Folder(folder).require_current()
    for file in (folder / "graphs").iterdir():
        file.unlink()  # as if the version had been pruned: all must be written again
    extra = records("extra", place("extra"))
    command = [sys.executable, "-c", LIMITED, str(limit), "build", "--graph", str(folder)]
    done = subprocess.run(
        [*command, str(extra)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    message = done.stderr.splitlines()[-1]
    assert message.startswith(f"rightsgraph: {folder}")
    assert message.endswith(
        "cannot be written: File too large; free some space; the current version is as it was"
    )
    assert "Traceback" not in done.stderr
    assert Folder(folder).require_current() == old
    assert list(folder.glob(".partial-*")) == []


def test_a_full_disk_leaves_a_file_of_turtle_as_it_was(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    file = tmp_path / "some.ttl"
    content = "<http://a> <http://b> 1 .\n" + "<http://a> <http://c> 2 .\n" * 20
    file.write_text(content, encoding="utf-8")
    command = [sys.executable, "-c", LIMITED, "10", "fmt", str(file)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == (
        f"rightsgraph: {file}: cannot be written: File too large; the file is as it was\n"
    )
    assert file.read_text(encoding="utf-8") == content
    assert os.listdir(tmp_path) == ["some.ttl"]


def test_a_folder_that_cannot_be_made_gives_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StorageError, match="mend it or name another folder with --graph"):
        small(Folder(tmp_path / "file"), quad(1))


def test_what_killed_builds_leave_is_swept_by_the_next_version(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    left = tmp_path / f".partial-{ended.pid}-{'0' * 32}"
    other = tmp_path / f".partial-{os.getppid()}-{'0' * 32}"
    strange = tmp_path / ".partial-strange"
    for file in (left, other, strange):
        file.write_bytes(b"unfinished")
    small(Folder(tmp_path), quad(1))
    assert not left.exists()
    assert other.exists(), "its process still runs"
    assert strange.exists(), "nobody knows whose it is"


def test_sweeping_a_folder_that_is_missing_does_nothing(tmp_path: Path) -> None:
    sweep(tmp_path / "missing")


def test_a_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"old")
    file.chmod(0o640)
    replace_file(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_write_that_fails_leaves_the_old_file_and_nothing_aside(tmp_path: Path) -> None:
    folder = tmp_path / "file"
    folder.mkdir()
    (folder / "inside").write_bytes(b"old")
    with pytest.raises(OSError, match="directory"):
        replace_file(folder, b"new")
    assert os.listdir(tmp_path) == ["file"]
    assert (folder / "inside").read_bytes() == b"old"
