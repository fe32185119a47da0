"""Many queries that run away, sent at once by clients that leave, stop nobody else."""

import http.client
import subprocess
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest

from serving import Server, eventually, running

pytestmark = pytest.mark.long

CLIENTS = 50
PATIENCE = "4"
LOOKUP = "SELECT ?name {{ state:MEX rdfs:label ?name FILTER(?name != '{number}') }}"
RUNAWAYS = {
    "cross join": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "path explosion": "SELECT (COUNT(*) AS ?n) { ?a (!<a:a>)* ?b . ?b (!<a:b>)+ ?c . ?c ?p ?d }",
    "not exists": "SELECT * { ?a ?p ?b FILTER NOT EXISTS { ?x ?q ?y . ?y ?r ?z FILTER(?z = ?b) } }",
    "order by": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c DESC(?a)",
    "construct": "CONSTRUCT { ?a ?e ?f . ?d ?b ?c } WHERE { ?a ?b ?c . ?d ?e ?f }",
    "strings": "SELECT (MAX(STRLEN(?t)) AS ?n) { ?a ?b ?c . ?d ?e ?f "
    'BIND(REPLACE(CONCAT(STR(?c), STR(?f)), "[a-z]", "$0$0$0$0$0$0") AS ?t) }',
}


def leaving(server: Server, query: str) -> subprocess.Popen[bytes]:
    """Ask as a client that loses its patience."""
    command = ["curl", "-s", "-o", "/dev/null", "--max-time", PATIENCE, server.url + "sparql"]
    return subprocess.Popen([*command, "--data-urlencode", f"query={query}"])


def look_up(server: Server, number: int) -> int:
    """Ask something short, never the same, from another address; return the status."""
    client = http.client.HTTPConnection(
        "127.0.0.1", server.port, timeout=20, source_address=("127.0.0.2", 0)
    )
    client.request("GET", "/sparql?" + urlencode({"query": LOOKUP.format(number=number)}))
    answer = client.getresponse()
    answer.read()
    client.close()
    return answer.status


def private_memory(server: Server) -> int:
    """Return the MiB that the processes of a server share with nobody."""
    total = 0
    for process in server.processes:
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except ProcessLookupError:  # it ends just now
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty"))
    return total // 1024


def test_fifty_runaways_leave_nothing_behind_and_lookups_go_on() -> None:
    with running("--memory", "512") as server:
        assert look_up(server, 0) == 200
        before = private_memory(server)
        kinds = list(RUNAWAYS.values())
        clients = [leaving(server, kinds[n % len(kinds)]) for n in range(CLIENTS)]
        statuses: list[int] = []
        while any(client.poll() is None for client in clients):
            statuses.append(look_up(server, len(statuses) + 1))
            time.sleep(0.02)
        assert set(statuses) == {200}
        assert len(statuses) > 5
        eventually(server.is_complete)
        eventually(lambda: private_memory(server) < before + 200)
        assert look_up(server, -1) == 200
