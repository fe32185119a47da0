"""Test the files of shapes themselves: that they are SHACL, and that they say what to do."""

import re
from collections.abc import Iterable, Mapping

import pyshacl
from rdflib import Graph, Literal, Node, URIRef
from rdflib.namespace import RDF, RDFS, SH

from rightsgraph import iris

Types = Mapping[str, object]

DOCUMENTED = (SH.name, SH.description, SH.message)
PREFIXED_NAME = re.compile(r"\b([A-Za-z][\w-]*):([A-Za-z][\w-]*)")
ORDER = re.compile(r"[;:] (add|drop|give|make|mend|take)\b")
NODE_CONSTRAINTS = (SH["and"], SH["or"], SH["not"], SH.xone)


def test_the_shapes_conform_to_the_shapes_of_shacl(shapes: Graph) -> None:
    """pySHACL raises ReportableRuntimeError where they do not."""
    conforms, _, report = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, report


def test_every_term_of_shacl_exists(shapes: Graph) -> None:
    """The shapes of SHACL let a misspelt sh:minCuont pass."""
    used = {str(term) for triple in shapes for term in triple}
    assert {t for t in used if t.startswith(str(SH)) and t not in SH} == set()


def test_every_shape_has_an_iri(shapes: Graph) -> None:
    kinds = (SH.NodeShape, SH.PropertyShape)
    described = {shape for kind in kinds for shape in shapes.subjects(RDF.type, kind)}
    assert {shape for shape in described if not str(shape).startswith(iris.SHAPES)} == set()


def test_every_property_shape_belongs_to_a_node_shape_whose_name_it_carries(shapes: Graph) -> None:
    owners = {shape: set(shapes.subjects(SH.property, shape)) for shape in _property_shapes(shapes)}
    astray = {
        _local(shape): sorted(map(_local, found))
        for shape, found in owners.items()
        if {_local(shape).partition("-")[0]} != set(map(_local, found))
    }
    assert astray == {}


def test_every_property_shape_has_one_name_description_and_message_in_english(
    shapes: Graph,
) -> None:
    told = {
        (_local(shape), field): [getattr(text, "language", None) for text in texts]
        for shape in _property_shapes(shapes)
        for field in DOCUMENTED
        for texts in [list(shapes.objects(shape, field))]
    }
    assert {key: languages for key, languages in told.items() if languages != ["en"]} == {}


def test_every_node_shape_with_targets_has_a_name_a_description_and_its_file(
    shapes: Graph,
) -> None:
    fields = (SH.name, SH.description, RDFS.isDefinedBy)
    lacking = {
        (_local(shape), _local(field))
        for shape in shapes.subjects(SH.targetClass)
        for field in fields
        if len(list(shapes.objects(shape, field))) != 1
    }
    assert lacking == set()


def test_every_node_shape_with_a_constraint_of_its_own_has_a_message(shapes: Graph) -> None:
    constrained = {s for field in NODE_CONSTRAINTS for s in shapes.subjects(field)}
    named = {shape for shape in constrained if (shape, SH.targetClass, None) in shapes}
    assert {_local(shape) for shape in named if (shape, SH.message, None) not in shapes} == set()


def test_every_message_is_a_sentence_without_a_final_full_stop(shapes: Graph) -> None:
    messages = _texts(shapes, [SH.message])
    assert [m for m in messages if len(m.split()) < 5 or m != " ".join(m.split())] == []
    assert [m for m in messages if m.endswith((".", "!", ";", ":"))] == []


def test_every_message_names_what_to_do(shapes: Graph) -> None:
    """It names a term to write, or gives an order."""
    messages = _texts(shapes, [SH.message])
    assert [m for m in messages if not PREFIXED_NAME.search(m) and not ORDER.search(m)] == []


def test_every_description_is_a_sentence(shapes: Graph) -> None:
    descriptions = _texts(shapes, [SH.description])
    assert [d for d in descriptions if not d.endswith(".")] == []


def test_every_term_named_in_a_message_or_description_is_defined(
    shapes: Graph, types: Types
) -> None:
    texts = _texts(shapes, [SH.message, SH.description])
    named = {found.groups() for text in texts for found in PREFIXED_NAME.finditer(text)}
    undefined = {
        f"{prefix}:{local}"
        for prefix, local in named
        if iris.PREFIXES.get(prefix, "") + local not in types
    }
    assert undefined == set()


def _property_shapes(shapes: Graph) -> set[Node]:
    return set(shapes.subjects(RDF.type, SH.PropertyShape))


def _texts(shapes: Graph, fields: Iterable[URIRef]) -> list[str]:
    found = {text for field in fields for text in shapes.objects(None, field)}
    return sorted(str(text) for text in found if isinstance(text, Literal))


def _local(term: object) -> str:
    return str(term).rpartition("#")[2]
