"""Serve a graph from the command line."""

import gc
import socket
import sys
from pathlib import Path

import click

from rightsgraph import Graph
from rightsgraph.cli import current_graph
from rightsgraph.options import FILES, graph_option, say
from rightsgraph.rdf import DefaultGraph
from rightsgraph.store import MemoryStore, QuadStore
from rightsgraph.working import WorkingStore
from rightsgraph_server import create_app
from rightsgraph_server.gateway import server
from rightsgraph_server.isolation.keeper import Keeper
from rightsgraph_server.isolation.worker import work
from rightsgraph_server.service import Service
from rightsgraph_server.settings import MIB, Settings

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port to listen on, or 0.")
@click.option(
    "--workers",
    type=click.IntRange(min=2),
    default=Settings().processes,
    show_default="twice the processors",
    help="The number of processes that answer queries.",
)
@click.option(
    "--deadline",
    type=click.FloatRange(min=0.1),
    default=Settings().deadline,
    show_default=True,
    help="The seconds after which a query is ended; a client may ask for less.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=64),
    default=Settings().memory // MIB,
    show_default=True,
    help="The MiB of memory that one query may take.",
)
@click.option(
    "--cache",
    type=click.IntRange(min=0),
    default=Settings().cache // MIB,
    show_default=True,
    help="The MiB of answers that are kept.",
)
@click.option(
    "--data",
    "files",
    type=FILES,
    multiple=True,
    help="Serve a file of RDF instead of a version; may be repeated.",
)
@click.option("--empty", is_flag=True, help="Serve no data, to be filled by --update.")
@click.option("--update", is_flag=True, help="Allow updates, to a working copy in memory.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file with the token that a client must send to write.",
)
@click.option(
    "--trusted-proxies",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="How many proxies in front of this server say who asks (X-Forwarded-For).",
)
@click.option("--log-queries", is_flag=True, help="Log each query that is evaluated.")
@graph_option
def serve(
    host: str,
    port: int,
    workers: int,
    deadline: float,
    memory: int,
    cache: int,
    files: tuple[Path, ...],
    empty: bool,
    update: bool,
    token_file: Path | None,
    trusted_proxies: int,
    log_queries: bool,
    folder: Path,
) -> None:
    """Serve the current version: SPARQL, pages and RDF."""
    token = token_file.read_text(encoding="utf-8").strip() if token_file else ""
    if update and not token and host not in LOOPBACK:
        raise click.UsageError(f"--update on {host} needs --token-file: others can reach it")
    reserved = _reserved(host, port)
    graph = _graph(folder, files, empty, update)
    settings = Settings(
        deadline=deadline,
        processes=workers,
        memory=memory * MIB,
        cache=cache * MIB,
        version=graph.manifest.id if graph.manifest else "",
        writable=update,
        token=token,
        trusted_proxies=trusted_proxies,
        log_queries=log_queries,
    )
    address = _address(host, reserved.getsockname()[1])
    welcome = f"serving {_told(graph, update)} on {address} (Ctrl-C ends)"
    sys.exit(_run(graph, settings, host, reserved, welcome))


def _graph(folder: Path, files: tuple[Path, ...], empty: bool, update: bool) -> Graph:
    """Open what is to be served: a version, files, or nothing yet; as a copy if it may change."""
    graph = Graph(MemoryStore()) if files or empty else current_graph(folder)
    if files and isinstance(graph.engine, MemoryStore):
        for number, file in enumerate(files, 1):
            say(f"loading {file} ({number} of {len(files)})")
            graph.engine.load(file)
    if update:
        working = WorkingStore()
        if isinstance(graph.engine, QuadStore):
            quads = graph.engine.quads()
            working.add(q for q in quads if not isinstance(q.graph_name, DefaultGraph))
        graph = Graph(working)
    return graph


def _run(graph: Graph, settings: Settings, host: str, reserved: socket.socket, welcome: str) -> int:
    """Fork the processes that serve a graph, and keep them until told to end."""
    if not isinstance(graph.engine, QuadStore):
        raise TypeError("only a store of this process can be served")
    service = Service(graph.engine, create_app(graph, settings))
    port = reserved.getsockname()[1]
    gc.collect()
    gc.freeze()  # so that collecting garbage copies no memory that processes share
    keeper = Keeper(
        front=lambda control: server.run(host, port, settings, control, welcome),
        work=lambda connection: work(connection, service.answer, settings),
        workers=settings.processes,
        change=service.change,
        own=(reserved,),
    )
    return keeper.run()


def _told(graph: Graph, update: bool) -> str:
    """Return what is served, in words; what pages need of the graph is made on the way."""
    graph.counts  # noqa: B018 (kept by the graph)
    known = f"{len(graph.names)} names and {len(graph.ledger.entries)} citations"
    return f"a working copy, lost at the end, of {known}" if update else known


def _address(host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"


def _reserved(host: str, port: int) -> socket.socket:
    """Reserve an address before the graph is read: a taken port is told at once.

    The front listens on the same address (SO_REUSEPORT); this socket takes no connection.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            port = probe.getsockname()[1]
        reserved = socket.socket(family)
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        reserved.bind((host, port))
        return reserved
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0]
        raise click.ClickException(f"cannot listen on {host}:{port}: {reason}") from error
