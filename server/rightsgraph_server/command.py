"""Serve a graph from the command line."""

import gc
import math
import socket
import sys
from pathlib import Path

import click

from rightsgraph.options import FILES, graph_option
from rightsgraph_server import create_app
from rightsgraph_server.address import LOOPBACK, reserved, shown
from rightsgraph_server.egress.addresses import Endpoint
from rightsgraph_server.gateway import server
from rightsgraph_server.isolation.keeper import Doings, Keeper
from rightsgraph_server.isolation.worker import work
from rightsgraph_server.opening import Opened, open_files, open_version, working_copy
from rightsgraph_server.service import Service, Services, no_services
from rightsgraph_server.settings import MIB, Settings


def endpoints(
    _: click.Context, option: click.Parameter, urls: tuple[str, ...]
) -> tuple[Endpoint, ...]:
    """Read the endpoints that an option names. Raises BadParameter."""
    try:
        return tuple(Endpoint(url, option.name == "private_services") for url in urls)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def finite(_: click.Context, __: click.Parameter, seconds: float) -> float:
    """Return a number of seconds. Raises BadParameter where it is none, or without an end."""
    if not math.isfinite(seconds):
        raise click.BadParameter("give a number of seconds")
    return seconds


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen on, or 0 for a free one.",
)
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
    callback=finite,
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
@click.option(
    "--store",
    type=click.Choice(("auto", "memory", "disk")),
    default="auto",
    show_default=True,
    help="Where the version is held: auto takes the disk where memory is short.",
)
@click.option(
    "--allow-service",
    "services",
    multiple=True,
    metavar="URL",
    callback=endpoints,
    help="Let queries ask this endpoint of the public Internet by SERVICE; may be repeated.",
)
@click.option(
    "--allow-private-service",
    "private_services",
    multiple=True,
    metavar="URL",
    callback=endpoints,
    help="The same for an endpoint on a private network or this machine: whoever can query this "
    "server can query it too.",
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
    store: str,
    services: tuple[Endpoint, ...],
    private_services: tuple[Endpoint, ...],
    log_queries: bool,
    folder: Path,
) -> None:
    """Serve the current version: SPARQL, pages and RDF."""
    token = token_file.read_text(encoding="utf-8").strip() if token_file else ""
    if token_file and not token:
        raise click.UsageError(f"{token_file} is empty: write the token into it")
    if update and not token and (trusted_proxies or host not in LOOPBACK):
        raise click.UsageError("--update needs --token-file here: others can reach the server")
    if empty and files:
        raise click.UsageError("--empty serves no data: leave it out, or --data")
    own = reserved(host, port)
    opened = open_files(files) if files or empty else open_version(folder, store)
    opened = working_copy(opened) if update else opened
    graph = opened.graph
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
        services=(*services, *private_services),
    )
    what = f"{len(graph.names)} names and {len(graph.ledger.entries)} citations"
    what = f"a working copy, lost at the end, of {what}" if update else what
    address = shown(host, own.getsockname()[1])
    welcome = f"serving {what} on {address} (Ctrl-C ends)"
    sys.exit(_keep(opened, settings, own, welcome))


def _keep(opened: Opened, settings: Settings, own: socket.socket, welcome: str) -> int:
    """Fork the processes that serve a graph, and keep them until told to end."""
    stores = opened.stores
    service = Service(opened.store, create_app(opened.graph, settings), stores, _services(settings))
    host, port = own.getsockname()[:2]
    gc.collect()
    gc.freeze()  # so that collecting garbage copies no memory that processes share
    doings = Doings(
        front=lambda control: server.run(
            server.listen(host, port, control, stores, settings, welcome)
        ),
        work=lambda desk: work(desk, service.prepare, service.answer, settings),
        change=service.change,
        prepare=lambda version: stores.make(version) if stores else None,
    )
    return Keeper(doings, settings.processes, own=(own,)).run()


def _services(settings: Settings) -> Services:
    """Return what gives a query its endpoints; the HTTP library is loaded if there are any."""
    if not settings.services:
        return no_services
    from rightsgraph_server.egress.relay import Relay

    return lambda: Relay(settings.services)
