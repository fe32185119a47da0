"""A reasoner (HermiT, through owlready2; needs Java) finds the ontology consistent."""

import io
import shutil

import pytest

from rightsgraph import resources
from rightsgraph.build import Assembly
from rightsgraph.rdf import RdfFormat, Triple, serialize

pytestmark = pytest.mark.long


def reasoned(triples: frozenset[Triple]) -> list[str]:
    """Return the classes that HermiT finds unsatisfiable; raise where all is inconsistent."""
    owlready2 = pytest.importorskip("owlready2")
    if shutil.which("java") is None:
        pytest.skip("needs Java")
    world = owlready2.World()
    text = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    world.get_ontology("https://w3id.org/rightsgraph/ns").load(fileobj=io.BytesIO(text))
    owlready2.sync_reasoner_hermit(world, ignore_unsupported_datatypes=True, debug=0)
    return [cls.iri for cls in world.inconsistent_classes()]


def test_the_ontology_is_consistent_and_every_class_can_have_instances(
    assembly: Assembly,
) -> None:
    assert resources.ontology_files()
    assert reasoned(assembly.read[0].triples) == []


def test_the_records_do_not_contradict_the_ontology(assembly: Assembly) -> None:
    assert reasoned(assembly.triples) == []
