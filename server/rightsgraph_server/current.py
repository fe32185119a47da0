"""Reach the graph and the settings of the running application."""

from flask import current_app

from rightsgraph import Graph
from rightsgraph_server.settings import Settings


def graph() -> Graph:
    """Return the graph that this application serves."""
    found: Graph = current_app.extensions["rightsgraph"]
    return found


def settings() -> Settings:
    """Return the settings of this application."""
    found: Settings = current_app.extensions["rightsgraph_settings"]
    return found
