"""The wheel stands alone: built, installed elsewhere, and used from an unrelated folder."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

LOOK_UP = """
import rightsgraph
graph = rightsgraph.open()
assert graph.manifest is not None, "the graph was not built into the wheel"
print(rightsgraph.__file__)
print([citation.citing.label() for citation in graph.judgment("C-205").cited_by()])
"""


def run(*command: str | Path, folder: Path) -> str:
    done = subprocess.run([*map(str, command)], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the scripts folder of an environment that holds only the wheel made of the sdist."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, folder=ROOT)
    sdist = next(folder.glob("*.tar.gz"))
    run("tar", "xzf", sdist, folder=folder)
    source = folder / sdist.name.removesuffix(".tar.gz")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=source)
    venv.create(folder / "env", with_pip=True)
    scripts = folder / "env" / "bin"
    wheel = next(folder.glob("*.whl"))
    run(scripts / "python", "-m", "pip", "install", "--quiet", f"{wheel}[server]", folder=folder)
    return scripts


def test_the_installed_wheel_opens_the_graph_built_into_it(installed: Path, tmp_path: Path) -> None:
    told = run(installed / "python", "-c", LOOK_UP, folder=tmp_path)
    assert str(installed.parent) in told
    assert "CEDAW/C/MEX/CO/7-8, para. 18(f)" in told


def test_the_installed_command_builds_validates_and_queries(
    installed: Path, tmp_path: Path
) -> None:
    command = installed / "rightsgraph"
    version = run(command, "build", "--graph", "here", folder=tmp_path).strip()
    assert (tmp_path / "here" / "current").read_text().strip() == version
    query = "SELECT (COUNT(*) AS ?n) { ?s a rg:State }"
    table = run(command, "query", query, "--format", "csv", "--graph", "here", folder=tmp_path)
    assert table.split() == ["n", "195"]


def test_the_version_built_into_the_wheel_is_the_one_that_the_wheel_builds(
    installed: Path, tmp_path: Path
) -> None:
    command = installed / "rightsgraph"
    built_in = run(command, "info", "--json", "--graph", "none", folder=tmp_path)
    run(command, "build", "--graph", "here", folder=tmp_path)
    assert run(command, "info", "--json", "--graph", "here", folder=tmp_path) == built_in


def test_the_installed_server_command_is_found(installed: Path, tmp_path: Path) -> None:
    assert "--port" in run(installed / "rightsgraph", "serve", "--help", folder=tmp_path)
