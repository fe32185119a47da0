"""Fixtures of the tests of competency questions."""

import pytest
import rdflib

import rightsgraph


@pytest.fixture(scope="session")
def graph() -> rightsgraph.Graph:
    """Open the assembled graph."""
    return rightsgraph.open()


@pytest.fixture(scope="session")
def union(graph: rightsgraph.Graph) -> rdflib.Graph:
    """Hold the merge of all source graphs in rdflib, a second engine, without any prefix."""
    answer = graph.engine.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    return rdflib.Graph(bind_namespaces="none").parse(data=answer.write("ntriples"), format="nt")
