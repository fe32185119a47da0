"""Serve the current version from the command line."""

from pathlib import Path
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from rightsgraph.cli import current_graph, graph_option, say
from rightsgraph_server import create_app

DEADLINE = 30


class Server(BaseApplication):
    """Run the application in processes forked from one that holds the graph."""

    def __init__(self, app: Flask, options: dict[str, object]) -> None:
        self._app = app
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Take the options given."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the application, made before the fork."""
        return self._app


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port to listen on.")
@click.option("--workers", default=2, show_default=True, help="The number of processes.")
@graph_option
def serve(host: str, port: int, workers: int, folder: Path) -> None:
    """Serve the current version: SPARQL, pages and RDF.

    A process that works on one request for more than 30 seconds is ended and replaced.
    """
    graph = current_graph(folder)
    names = len(graph.names)
    say(f"serving {names} names on http://{host}:{port}/ (Ctrl-C ends)")
    options = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "timeout": DEADLINE,
        "preload_app": True,
        "proc_name": "rightsgraph",
        "loglevel": "warning",
    }
    Server(create_app(graph), options).run()
