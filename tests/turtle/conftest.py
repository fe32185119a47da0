"""Share the assembled graph and the shapes among the tests of Turtle files."""

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph

from rightsgraph import resources
from rightsgraph.build import Assembly, assemble
from rightsgraph.derive import Hierarchy, derive
from rightsgraph.rdf import RDF, NamedNode, Triple
from rightsgraph.turtle import read_plain_turtle
from rightsgraph.validate import load_shapes

Types = dict[str, frozenset[Triple]]
Derived = Callable[[Path], frozenset[Triple]]


@pytest.fixture(scope="session")
def assembly() -> Assembly:
    """Read the ontology and all records, and derive what follows from them."""
    return assemble()


@pytest.fixture(scope="session")
def types(assembly: Assembly) -> Types:
    """Give the rdf:type triples of each thing that the graph describes, superclasses included."""
    found: dict[str, set[Triple]] = defaultdict(set)
    for triple in assembly.triples:
        if triple.predicate == RDF.type and isinstance(triple.subject, NamedNode):
            found[triple.subject.value].add(triple)
    return {iri: frozenset(triples) for iri, triples in found.items()}


@pytest.fixture(scope="session")
def derived(assembly: Assembly) -> Derived:
    """Give the triples of a file with what follows from them."""
    hierarchy = Hierarchy(assembly.triples)
    return cache(lambda path: derive(frozenset(read_plain_turtle(path)), hierarchy))


@pytest.fixture(scope="session")
def shapes() -> Graph:
    """Read all shapes as one graph."""
    return load_shapes(resources.shape_files())
