"""The server as people run it, asked with the tools that people have."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

import rightsgraph
from asking import begin, get_bytes, is_silent, metric, rest
from serving import WORKERS, Server, curl, eventually, running, stop

DEADLINE = 4
STATES = "SELECT (COUNT(*) AS ?n) { ?s a rg:State }"
NAME = 'SELECT ?s { ?s rdfs:label "المكسيك"@ar }'
MEXICO = "https://w3id.org/rightsgraph/id/state/MEX"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PREFIXES = "PREFIX rg: <https://w3id.org/rightsgraph/ns#> "


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Run one server with a short deadline."""
    with running("--deadline", str(DEADLINE)) as server:
        yield server


def printed(server: Server, *arguments: str) -> str:
    """Return what curl prints."""
    return curl(server, *arguments).stdout


def wrapped(server: Server, query: str, format: str, method: str = "GET") -> Any:
    """Return what SPARQLWrapper makes of an answer."""
    client = SPARQLWrapper(server.url + "sparql")
    client.setQuery(query)
    client.setReturnFormat(format)
    client.setMethod(method)
    return client.queryAndConvert()


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_reads_json_xml_and_csv(server: Server, method: str) -> None:
    in_json, in_xml, in_csv = (wrapped(server, NAME, f, method) for f in (JSON, XML, CSV))
    assert in_json["results"]["bindings"][0]["s"]["value"] == MEXICO
    assert in_xml.getElementsByTagName("uri")[0].firstChild.data == MEXICO
    assert in_csv.decode() == f"s\r\n{MEXICO}\r\n"


def test_sparqlwrapper_reads_a_graph(server: Server) -> None:
    turtle = wrapped(server, "CONSTRUCT WHERE { state:MEX rdfs:label ?name }", TURTLE)
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    names = set(graph.objects(rdflib.URIRef(MEXICO), rdflib.RDFS.label))
    assert rdflib.Literal("المكسيك", lang="ar") in names


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_the_server_as_a_store(server: Server, method: str) -> None:
    store = SPARQLStore(server.url + "sparql", method=method)
    graph = rdflib.Graph(store)
    (row,) = graph.query(PREFIXES + STATES)
    assert isinstance(row, rdflib.query.ResultRow)
    assert int(row.n) == 195
    label = rdflib.Literal("المكسيك", lang="ar")
    assert list(graph.subjects(rdflib.RDFS.label, label)) == [rdflib.URIRef(MEXICO)]
    store.close()


def test_curl_asks_in_every_way(server: Server) -> None:
    csv = ("-H", "Accept: text/csv")
    assert printed(server, *csv, "--data-urlencode", f"query={NAME}").split() == ["s", MEXICO]
    assert printed(server, *csv, "--get", "--data-urlencode", f"query={NAME}").split()[1] == MEXICO
    direct = ("-H", "Content-Type: application/sparql-query", "--data-binary", NAME)
    assert printed(server, *csv, *direct).split()[1] == MEXICO
    assert json.loads(printed(server, "--data-urlencode", "query=ASK{}"))["boolean"] is True


def test_curl_follows_an_iri_to_its_rdf(server: Server) -> None:
    command = ["curl", "-sL", "-H", "Accept: text/turtle", server.url + "id/state/MEX"]
    turtle = subprocess.run(command, capture_output=True, check=True).stdout
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) > 10


def test_the_library_connects(server: Server) -> None:
    graph = rightsgraph.connect(server.url + "sparql")
    assert graph.select(STATES).rows[0].n == 195
    assert graph.query("ASK { state:MEX a rg:State }") is True
    assert graph.state("المكسيك").iri == MEXICO
    with pytest.raises(rightsgraph.QueryError, match="line 1, column"):
        graph.select("SELECT * { ?s dc:x ?o }")


def test_a_query_of_eight_thousand_characters_passes_by_get(server: Server) -> None:
    query = f"query={STATES}#" + "x" * 8000
    assert "195" in printed(server, "--get", "--data-urlencode", query)


def test_a_worker_that_dies_is_replaced(server: Server) -> None:
    before = server.workers
    for worker in before:
        os.kill(worker, signal.SIGKILL)
    eventually(lambda: len(server.workers - before) == WORKERS)
    assert "195" in printed(server, "--data-urlencode", f"query={STATES}")


def test_connections_on_which_nothing_is_said_stop_nobody(server: Server) -> None:
    with ExitStack() as opened:
        silent = [opened.enter_context(begin(server, b"")) for _ in range(4)]
        assert "195" in printed(server, "--data-urlencode", f"query={STATES}")
        assert all(map(is_silent, silent))


def test_a_runaway_query_stops_nobody_and_is_ended(server: Server) -> None:
    before = server.workers
    with begin(server, get_bytes(RUNAWAY, "Connection: close")) as runaway:
        eventually(lambda: metric(server, "running_long") == 1)
        assert "195" in printed(server, "--data-urlencode", f"query={STATES}")
        assert is_silent(runaway)
        assert rest(runaway).startswith(b"HTTP/1.1 504")
    eventually(lambda: server.is_complete() and server.workers != before)


def test_a_second_server_on_the_port_says_so_in_one_line(server: Server) -> None:
    command = [sys.executable, "-m", "rightsgraph", "serve", "--port", str(server.port)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert ended.returncode == 1
    where = f"127.0.0.1:{server.port}"
    assert ended.stderr == f"Error: cannot listen on {where}: Address already in use\n"
    assert "195" in printed(server, "--data-urlencode", f"query={STATES}")


def test_a_server_that_is_ended_leaves_no_process_and_frees_the_port() -> None:
    with running() as server:
        processes = server.processes
        stop(server.process)
        assert server.process.returncode == 0
        assert server.said.endswith("(Ctrl-C ends)\n")
        assert not any(Path(f"/proc/{process}").exists() for process in processes)
        with pytest.raises(URLError):
            urlopen(server.url, timeout=5)
        socket.create_server(("127.0.0.1", server.port)).close()
