"""Serve the current version from the command line."""

import socket
from pathlib import Path
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from rightsgraph.cli import current_graph
from rightsgraph.options import graph_option, say
from rightsgraph_server import create_app

LONGEST_REQUEST_LINE = 8190  # the most that gunicorn takes; longer queries go by POST
LONGEST_SILENCE = 120


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
@click.option("--port", default=8000, show_default=True, help="The port to listen on, or 0.")
@click.option("--workers", default=2, show_default=True, help="The number of processes.")
@click.option(
    "--deadline",
    type=click.IntRange(min=1),
    default=30,
    show_default=True,
    help="The seconds after which a process that still works on one request is ended.",
)
@graph_option
def serve(host: str, port: int, workers: int, deadline: int, folder: Path) -> None:
    """Serve the current version: SPARQL, pages and RDF."""
    listener = _listening(host, port)
    graph = current_graph(folder)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listener.getsockname()[1]}/"
    counted = f"{len(graph.names)} names and {len(graph.ledger.entries)} citations"
    say(f"serving {counted} on {address} (Ctrl-C ends)")
    options = {
        "bind": f"fd://{listener.detach()}",  # from here on gunicorn's to close
        "workers": workers,
        "timeout": deadline,
        "limit_request_line": LONGEST_REQUEST_LINE,
        "preload_app": True,
        "control_socket_disable": True,
        "proc_name": "rightsgraph",
        "loglevel": "warning",
    }
    Server(create_app(graph), options).run()


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens, before the graph is read: a taken port is told at once.

    Browsers open connections in advance and say nothing on them for a while. Where the system can,
    it keeps such a connection from the processes, each of which waits for one request at a time.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=2048)
        if hasattr(socket, "TCP_DEFER_ACCEPT"):
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, LONGEST_SILENCE)
        return listener
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0]
        raise click.ClickException(f"cannot listen on {host}:{port}: {reason}") from error
