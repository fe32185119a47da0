"""Share a built version, and files of records, among the tests of the library."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Protocol

import pytest

from rightsgraph import iris
from rightsgraph.build import Assembly, assemble, build
from rightsgraph.graph import Graph, open_graph
from rightsgraph.rdf import Triple
from rightsgraph.turtle import format_turtle, read_plain_turtle

ROOT = Path(__file__).parents[2]
PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in iris.PREFIXES.items())
SOURCE_GRAPH = """
<https://w3id.org/rightsgraph/graph/{name}/curated> a rg:SourceGraph ;
    rdfs:label "Records of a test"@en ;
    dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> ;
    prov:generatedAtTime "{generated}"^^xsd:dateTime ;
    prov:wasDerivedFrom doc:A_HRC_23_18 ;
    rg:method method:curated .
"""
PLACE = """
place:{name} a rg:Place ;
    rdfs:label "{label}"@en, "{label}"@fr, "{label}"@es,
        "\u0645\u062f\u064a\u0646\u0629 {name}"@ar ;
    dcterms:identifier "{identifier}" ;
    rg:statedIn <https://w3id.org/rightsgraph/id/document/A_HRC_23_18/paragraph/53> .
"""


class WriteRecords(Protocol):
    """Write a file of records: one source graph, and what is given besides."""

    def __call__(self, name: str, turtle: str, generated: str = ...) -> Path:
        """Return the path of the file, in canonical form."""


Triples = Callable[[str], frozenset[Triple]]
RunCli = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def assembly() -> Assembly:
    """Read the ontology and all records, and derive what follows from them."""
    return assemble()


@pytest.fixture(scope="session")
def graph(assembly: Assembly) -> Graph:
    """Open all records in memory."""
    return Graph(assembly.store())


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a version of the records, only to be read."""
    folder = tmp_path_factory.mktemp("built") / "versions"
    build(folder)
    return folder


@pytest.fixture(scope="session")
def built_graph(built: Path) -> Graph:
    """Open the built version."""
    return open_graph(built)


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """Return a folder with a version of the records, to be harmed."""
    return copytree(built, tmp_path / "versions")


@pytest.fixture
def records(tmp_path: Path) -> WriteRecords:
    """Give a function that writes a file of records."""

    def write(name: str, turtle: str, generated: str = "2026-11-21T00:00:00Z") -> Path:
        source = SOURCE_GRAPH.format(name=name, generated=generated)
        path = tmp_path / f"{name}.ttl"
        path.write_text(format_turtle(PREFIXES + source + turtle), encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def place() -> Callable[..., str]:
    """Give a function that describes a place in Turtle: a small record that breaks no rule."""

    def describe(name: str, label: str = "A place", identifier: str = "") -> str:
        return PLACE.format(name=name, label=label, identifier=identifier or name)

    return describe


@pytest.fixture
def triples(tmp_path: Path) -> Triples:
    """Give a function that reads Turtle with the prefixes of the project."""

    def read(turtle: str) -> frozenset[Triple]:
        path = tmp_path / "some.ttl"
        path.write_text(PREFIXES + turtle, encoding="utf-8")
        return frozenset(read_plain_turtle(path))

    return read


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """Return the environment of a child process that runs the command line."""
    roots = os.pathsep.join(str(ROOT / root) for root in ("graph", "server"))
    kept = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
    return kept | {"PYTHONPATH": roots, "PYTHONUTF8": "1"}


@pytest.fixture(scope="session")
def run_cli(environment: dict[str, str]) -> RunCli:
    """Give a function that runs the command line in a child process."""

    def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "rightsgraph", *map(str, arguments)]
        given = {"env": environment, "capture_output": True, "timeout": 60} | options
        done = subprocess.run(command, check=False, text=True, encoding="utf-8", **given)  # type: ignore[call-overload]
        assert isinstance(done, subprocess.CompletedProcess)
        return done

    return run
