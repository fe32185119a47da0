"""The application over the graph of this checkout, and clients of it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

import rightsgraph
from rightsgraph_server import Settings, create_app


@pytest.fixture(scope="session")
def graph() -> rightsgraph.Graph:
    """Open the assembled graph."""
    return rightsgraph.open()


@pytest.fixture(scope="session")
def app(graph: rightsgraph.Graph) -> Flask:
    """Make the application, with short pages of results."""
    return create_app(graph, Settings(rows_on_page=20))


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    """Ask the application without a network."""
    with app.test_client() as client:
        yield client
