"""Clients that others wrote, in other languages, ask the server."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from needs import program
from serving import Server, running

HERE = Path(__file__).parent
INSTALLED = HERE.parents[1] / "build" / "clients"
PREFIXES = (
    "PREFIX rg: <https://w3id.org/rightsgraph/ns#> "
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    "PREFIX state: <https://w3id.org/rightsgraph/id/state/> "
)
STATES = PREFIXES + 'SELECT ?s { ?s a rg:State ; rdfs:label "المكسيك"@ar }'
MEXICO = "https://w3id.org/rightsgraph/id/state/MEX"

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Run a server."""
    with running() as server:
        yield server


def asked(*command: str) -> str:
    """Return what a client prints; it must succeed."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def comunica() -> str:
    """Install Comunica as package-lock.json names it, and return the path of its command."""
    npm = program("npm")
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, INSTALLED)
    command = [npm, "ci", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=INSTALLED, check=True, timeout=300)
    return str(INSTALLED / "node_modules" / ".bin" / "comunica-sparql")


@pytest.mark.parametrize("format", ["simple", "csv", "xml", "turtle"])
def test_roqet_asks_a_select(server: Server, format: str) -> None:
    command = (program("roqet"), "-q", "-r", format, "-p", server.url + "sparql", "-e", STATES)
    assert MEXICO in asked(*command)


def test_comunica_asks_a_select(server: Server, comunica: str) -> None:
    rows = json.loads(asked(comunica, f"sparql@{server.url}sparql", STATES))
    assert [row["s"] for row in rows] == [MEXICO]


def test_comunica_finds_out_what_the_address_is(server: Server, comunica: str) -> None:
    rows = json.loads(asked(comunica, f"{server.url}sparql", STATES))
    assert [row["s"] for row in rows] == [MEXICO]


def test_comunica_reads_a_page_of_data(server: Server, comunica: str) -> None:
    query = PREFIXES + "SELECT ?name { state:MEX rdfs:label ?name FILTER(LANG(?name) = 'fr') }"
    rows = json.loads(asked(comunica, f"file@{server.url}data/id/state/MEX", query))
    assert [row["name"] for row in rows] == ['"Mexique"@fr']
