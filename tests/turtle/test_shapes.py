"""Test each shape with examples: a valid one breaks no shape, an invalid one breaks just one.

How to add an example: write a Turtle file in `tests/examples/CHAPTER/`, where CHAPTER is the name
of the file of shapes.

- `valid-TOPIC.ttl` breaks no shape.
- `invalid-SHAPE-WHY.ttl` breaks `rgsh:SHAPE` and no other shape. Copy the valid example, make one
  mistake in it, and name the mistake by WHY.

An example describes one or two records. It names other things of the graph by their IRIs without
describing them: what they are is taken from the assembled graph, and parts of documents are known
from their IRIs. Write it in the form that `rightsgraph.turtle.format_turtle` gives.
"""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from rdflib import Graph, Node
from rdflib.namespace import RDF, SH

from rightsgraph import resources
from rightsgraph.rdf import RDF as TERMS
from rightsgraph.rdf import NamedNode, Triple, subjects
from rightsgraph.turtle import read_plain_turtle
from rightsgraph.validate import as_rdflib, load_shapes, shacl_results

EXAMPLES = Path(__file__).parents[1] / "examples"
COMPONENT = "ConstraintComponent"


class Fault(NamedTuple):
    """Hold the local name of a broken shape, and which of its constraints is broken."""

    shape: str
    constraint: str


Types = dict[str, frozenset[Triple]]
Derived = Callable[[Path], frozenset[Triple]]
Faults = Callable[[Path], frozenset[Fault]]
Chapters = dict[str, frozenset[str]]


def _paths(pattern: str) -> list[Path]:
    return sorted(EXAMPLES.glob(f"*/{pattern}-*.ttl"))


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


valid_examples = pytest.mark.parametrize("path", _paths("valid"), ids=_name)
invalid_examples = pytest.mark.parametrize("path", _paths("invalid"), ids=_name)


@pytest.fixture(scope="session")
def faults(derived: Derived, types: Types, shapes: Graph) -> Faults:
    """Give the faults that the shapes find in the records of an example."""

    @cache
    def found(path: Path) -> frozenset[Fault]:
        described = subjects(read_plain_turtle(path))
        named = _named(derived(path)) - described
        context = frozenset[Triple]().union(*(types.get(iri, ()) for iri in named))
        results = shacl_results(as_rdflib(derived(path) | context), shapes)
        return frozenset(
            Fault(_local(results, node, SH.sourceShape), _constraint(results, node))
            for node, focus in results.subject_objects(SH.focusNode)
            if str(focus) in described
        )

    return found


@pytest.fixture(scope="session")
def chapters() -> Chapters:
    """Give the local names of the shapes of each chapter."""
    return {path.stem: _shape_names(load_shapes([path])) for path in resources.shape_files()}


@valid_examples
def test_a_valid_example_breaks_no_shape(path: Path, faults: Faults) -> None:
    assert faults(path) == frozenset()


@invalid_examples
def test_an_invalid_example_breaks_the_shape_of_its_name_and_no_other(
    path: Path, faults: Faults, chapters: Chapters
) -> None:
    shape = _shape_of(path, chapters)
    assert {fault.shape for fault in faults(path)} == {shape}


@valid_examples
def test_a_valid_example_is_of_its_chapter(
    path: Path, derived: Derived, chapters: Chapters, shapes: Graph
) -> None:
    assert _targeting(path, derived, shapes) & chapters[path.parent.name]


def test_every_property_shape_and_each_of_its_constraints_has_an_invalid_example(
    faults: Faults, shapes: Graph
) -> None:
    broken = frozenset[Fault]().union(*(faults(path) for path in _paths("invalid")))
    property_shapes = set(map(_fragment, shapes.subjects(RDF.type, SH.PropertyShape)))
    assert property_shapes - {fault.shape for fault in broken} == set()
    assert _constraints(shapes) - broken == set()


def test_every_node_shape_with_targets_has_a_valid_example(
    derived: Derived, chapters: Chapters, shapes: Graph
) -> None:
    with_example = {
        shape
        for path in _paths("valid")
        for shape in _targeting(path, derived, shapes) & chapters[path.parent.name]
    }
    aimed = {_fragment(shape) for shape in shapes.subjects(SH.targetClass)}
    assert aimed - with_example == set()


def _named(triples: Iterable[Triple]) -> set[str]:
    return {triple.object.value for triple in triples if isinstance(triple.object, NamedNode)}


def _targeting(path: Path, derived: Derived, shapes: Graph) -> set[str]:
    """Return the node shapes whose targets are among the records that an example describes."""
    records = {NamedNode(iri) for iri in subjects(read_plain_turtle(path))}
    types = (t for t in derived(path) if t.predicate == TERMS.type and t.subject in records)
    classes = _named(types)
    pairs = shapes.subject_objects(SH.targetClass)
    return {_fragment(shape) for shape, target in pairs if str(target) in classes}


def _shape_of(path: Path, chapters: Chapters) -> str:
    """Return the shape that the name of an invalid example says: the longest that fits."""
    said = path.stem.removeprefix("invalid-")
    fitting = [name for name in chapters[path.parent.name] if said.startswith(f"{name}-")]
    assert fitting, f"{path.stem} names no shape of shapes/{path.parent.name}.ttl"
    return max(fitting, key=len)


def _shape_names(shapes: Graph) -> frozenset[str]:
    kinds = (SH.NodeShape, SH.PropertyShape)
    return frozenset(_fragment(s) for kind in kinds for s in shapes.subjects(RDF.type, kind))


def _constraints(shapes: Graph) -> set[Fault]:
    """Return every constraint of the property shapes, and of the node shapes with targets."""
    property_shapes = set(shapes.subjects(RDF.type, SH.PropertyShape))
    return {
        Fault(_fragment(shape), name)
        for shape in property_shapes | set(shapes.subjects(SH.targetClass))
        for name in map(_fragment, shapes.predicates(shape))
        if name != "property" and str(SH) + name[0].upper() + name[1:] + COMPONENT in SH
    }


def _constraint(results: Graph, node: Node) -> str:
    name = _local(results, node, SH.sourceConstraintComponent).removesuffix(COMPONENT)
    return name[0].lower() + name[1:]


def _local(results: Graph, node: Node, field: Node) -> str:
    return _fragment(results.value(node, field))


def _fragment(term: object) -> str:
    return str(term).rpartition("#")[2]
