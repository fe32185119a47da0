"""Reserve the address to serve on."""

import socket

import click

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def shown(host: str, port: int) -> str:
    """Return the address as a browser takes it."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def reserved(host: str, port: int) -> socket.socket:
    """Reserve an address before the graph is read: a taken port is told at once.

    The front listens on the same address (SO_REUSEPORT); this socket takes no connection.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            port = probe.getsockname()[1]
        kept = socket.socket(family)
        kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        kept.bind((host, port))
        return kept
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0]
        raise click.ClickException(f"cannot listen on {host}:{port}: {reason}") from error
