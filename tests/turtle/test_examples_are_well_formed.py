"""Test the form of the examples of shapes; `test_shapes.py` says how to add one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rightsgraph import iris
from rightsgraph.rdf import NamedNode, Triple, subjects
from rightsgraph.turtle import format_turtle, read_plain_turtle

EXAMPLES = Path(__file__).parents[1] / "examples"

Types = dict[str, frozenset[Triple]]
Derived = Callable[[Path], frozenset[Triple]]


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


examples = pytest.mark.parametrize("path", sorted(EXAMPLES.glob("**/*.*")), ids=_name)


@examples
def test_an_example_is_named_by_whether_it_is_valid(path: Path) -> None:
    assert path.suffix == ".ttl"
    assert path.name.startswith(("valid-", "invalid-"))


@examples
def test_an_example_is_canonical_turtle_without_blank_nodes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert format_turtle(text) == text
    assert read_plain_turtle(path)


@examples
def test_an_example_describes_one_or_two_records(path: Path) -> None:
    assert 1 <= len(subjects(read_plain_turtle(path))) <= 2


@examples
def test_an_example_names_only_things_that_the_graph_describes(
    path: Path, derived: Derived, types: Types
) -> None:
    triples = derived(path)
    named = {t.object.value for t in triples if isinstance(t.object, NamedNode)}
    things = {iri for iri in named - subjects(triples) if iri.startswith(iris.ID)}
    assert things - types.keys() == set()
