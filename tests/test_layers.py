"""Test that the layers of the code stay layers: who imports what, and where IRIs are written."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / "graph" / "rightsgraph"
SERVER = ROOT / "server" / "rightsgraph_server"
MODULES = sorted([*LIBRARY.rglob("*.py"), *SERVER.rglob("*.py")])
BASE = "https://w3id.org/rightsgraph/"
LONGEST = 300

# The one door to each foreign library: the modules that may import it.
DOORS = {
    "pyoxigraph": {"rightsgraph/rdf.py", "rightsgraph/store.py", "rightsgraph/answers.py"},
    "pyshacl": {"rightsgraph/validate.py"},
    "rdflib": {"rightsgraph/turtle.py", "rightsgraph/validate.py"},
    "SPARQLWrapper": {"rightsgraph/remote.py"},
    "click": {
        "rightsgraph/cli.py",
        "rightsgraph/options.py",
        "rightsgraph/cite/command.py",
        "rightsgraph/ingest/command.py",
        "rightsgraph/ingest/text_command.py",
        "rightsgraph_server/address.py",
        "rightsgraph_server/command.py",
    },
    "pandas": {"rightsgraph/results.py"},
    "tabulate": {"rightsgraph/tables.py"},
}
READ_REQUESTS = {
    f"rightsgraph_server/{name}.py"
    for name in (
        "sparql",
        "completion",
        "resources",
        "citations",
        "pages",
        "failures",
        "languages",
        "links",
    )
}

each_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: _name(path))


def _name(path: Path) -> str:
    root = LIBRARY if path.is_relative_to(LIBRARY) else SERVER
    return str(path.relative_to(root.parent))


@cache
def tree(path: Path) -> ast.Module:
    """Parse a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Yield the dotted name of all that a module imports, wherever it does."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)}:{node.lineno}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def packages(path: Path) -> set[str]:
    """Return the top-level packages that a module imports."""
    return {name.split(".")[0] for name in imports(path)}


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts of a module that are no docstrings, with their lines."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree(path))
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    constants = (node for node in ast.walk(tree(path)) if isinstance(node, ast.Constant))
    for node in constants:
        if isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def test_there_are_modules_of_both_roots() -> None:
    assert {_name(path).split("/")[0] for path in MODULES} == {"rightsgraph", "rightsgraph_server"}
    assert len(MODULES) > 40


@pytest.mark.parametrize("path", sorted(LIBRARY.rglob("*.py")), ids=lambda path: _name(path))
def test_the_library_knows_neither_the_server_nor_its_framework(path: Path) -> None:
    assert packages(path).isdisjoint({"rightsgraph_server", "flask", "werkzeug", "gunicorn"})


@pytest.mark.parametrize("package", DOORS)
def test_a_foreign_library_is_imported_by_its_doors_only(package: str) -> None:
    importing = {_name(path) for path in MODULES if package in packages(path)}
    assert importing == DOORS[package] & {_name(path) for path in MODULES}


def test_only_what_answers_a_request_reads_it() -> None:
    reading = {_name(p) for p in MODULES if {"flask.request", "flask.session"} & set(imports(p))}
    assert reading <= READ_REQUESTS
    assert reading


@each_module
def test_the_identify_and_derive_packages_are_pure(path: Path) -> None:
    if path.parent.name not in ("identify", "derive"):
        return
    inside = {name for name in imports(path) if name.startswith("rightsgraph.")}
    allowed = ("errors", "iris", "rdf", "identify", "derive")
    assert {n for n in inside if n.split(".")[1] not in allowed} == set()
    assert packages(path).isdisjoint({"os", "pathlib", "urllib.request", "random", "time"})


@each_module
def test_iris_of_the_project_are_written_in_one_module(path: Path) -> None:
    if _name(path) == "rightsgraph/iris.py":
        return
    written = [f"{_name(path)}:{line}: {text}" for line, text in texts(path) if BASE in text]
    assert written == []


@each_module
def test_a_module_is_not_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_nothing_is_printed_but_by_the_command_line() -> None:
    printing = {
        f"{_name(path)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "print"
    }
    assert printing == set()


def test_the_environment_is_read_in_functions_only() -> None:
    """Reading it while importing would make settings that nobody can pass."""
    reading = {
        f"{_name(path)}:{node.lineno}"
        for path in MODULES
        for statement in tree(path).body
        if not isinstance(statement, ast.FunctionDef | ast.ClassDef)
        for node in ast.walk(statement)
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
    }
    assert reading == set()
