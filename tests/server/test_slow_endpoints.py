"""Queries that wait for another endpoint keep nobody waiting."""

import socket
from contextlib import ExitStack

from asking import ask, begin, get_bytes, metric
from serving import WORKERS, eventually, running

QUERY = "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"


def test_an_endpoint_that_says_nothing_leaves_workers_for_others() -> None:
    with ExitStack() as opened, socket.create_server(("127.0.0.1", 0)) as endpoint:
        url = f"http://127.0.0.1:{endpoint.getsockname()[1]}/sparql"
        server = opened.enter_context(running("--allow-private-service", url))
        for _ in range(WORKERS):
            opened.enter_context(begin(server, get_bytes(QUERY.format(url=url))))
        eventually(lambda: metric(server, "running_long") == WORKERS // 2, 2)
        for _ in range(3):
            assert ask(server, "ASK {}").status == 200
        assert metric(server, "running_long") == WORKERS // 2
        assert metric(server, "waiting") == WORKERS // 2
