"""Send runaway queries by clients that leave, and measure what lookups notice of it.

python bench/runaways.py --data FILE.nq [--clients 50]: starts `rightsgraph serve`, asks lookups
alone, then while the runaways run and after their clients left, and prints Markdown: latencies,
processes and memory before, during and after.
"""

import argparse
import asyncio
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import NamedTemporaryFile
from urllib.parse import urlencode

RUNAWAYS = {
    "cross join": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "path explosion": "SELECT (COUNT(*) AS ?n) { ?a (!<a:a>)* ?b . ?b (!<a:b>)+ ?c }",
    "NOT EXISTS": "SELECT * { ?a ?p ?b FILTER NOT EXISTS { ?x ?q ?y . ?y ?r ?z FILTER(?z = ?b) } }",
    "ORDER BY": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c DESC(?a)",
    "CONSTRUCT": "CONSTRUCT { ?a ?e ?f . ?d ?b ?c } WHERE { ?a ?b ?c . ?d ?e ?f }",
    "strings": "SELECT (MAX(STRLEN(?t)) AS ?n) { ?a ?b ?c . ?d ?e ?f "
    'BIND(REPLACE(CONCAT(STR(?c), STR(?f)), "[a-z]", "$0$0$0$0$0$0") AS ?t) }',
}
LOOKUP = "SELECT ?p ?o {{ <https://hr.example/rec/{number}> ?p ?o }}"


@dataclass(frozen=True)
class Server:
    """Be a running server."""

    process: "subprocess.Popen[bytes]"
    port: int

    def processes(self) -> list[int]:
        """Return the processes of the server, the keeper first."""
        keeper = self.process.pid
        children = Path(f"/proc/{keeper}/task/{keeper}/children").read_text().split()
        return [keeper, *map(int, children)]

    def memory(self) -> int:
        """Return the MiB that all processes take together, what they share once."""
        total = 0
        for process in self.processes():
            try:
                lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
            except OSError:
                continue
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return total // 1024


@contextmanager
def running(data: str, options: Sequence[str]) -> Iterator[Server]:
    """Run the server on a free port; what it says goes to a file, so that it never waits for us."""
    command = [sys.executable, "-m", "rightsgraph", "serve", "--port", "0", "--data", data]
    with NamedTemporaryFile() as log:
        process = subprocess.Popen([*command, *options], stderr=log)
        try:
            yield Server(process, port_of(process, Path(log.name)))
        finally:
            process.terminate()
            process.wait(timeout=20)


def port_of(process: "subprocess.Popen[bytes]", log: Path) -> int:
    """Wait until a server tells its port; to read the data may take minutes."""
    while process.poll() is None:
        if found := re.search(r"http://\S+:(\d+)/ ", log.read_text()):
            return int(found[1])
        time.sleep(0.1)
    raise SystemExit(f"the server does not start:\n{log.read_text()}")


async def ask(port: int, query: str, source: str, patience: float) -> tuple[int, float]:
    """Ask from an address; return the status, 0 where patience ended, and the seconds."""
    began = time.monotonic()
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(source, 0))
    target = "/sparql?" + urlencode({"query": query})
    writer.write(f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    try:
        async with asyncio.timeout(patience):
            status = int((await reader.readline()).split()[1])
            while await reader.read(1 << 16):
                pass
    except (TimeoutError, IndexError, ConnectionError):
        status = 0
    finally:
        writer.close()
    return status, time.monotonic() - began


async def lookups(port: int, seconds: float, first: int) -> list[float]:
    """Ask one lookup after the other, none twice; return the milliseconds that each took."""
    took = []
    end = time.monotonic() + seconds
    number = first
    while time.monotonic() < end:
        status, duration = await ask(port, LOOKUP.format(number=number), "127.0.0.2", 30)
        took.append(duration * 1000 if status == 200 else float("inf"))
        number += 1
        await asyncio.sleep(0.01)
    return took


def told(name: str, took: list[float], server: Server) -> str:
    """Return a row of the table."""
    cuts = quantiles(took, n=100)
    cells = [f"{len(took)}", f"{cuts[49]:.1f}", f"{cuts[98]:.1f}", f"{max(took):.1f}"]
    cells += [f"{len(server.processes())}", f"{server.memory()}"]
    return f"| {name} | " + " | ".join(cells) + " |"


async def measure(server: Server, clients: int, patience: float) -> None:
    """Print the table."""
    print("| | lookups | p50, ms | p99, ms | slowest, ms | processes | memory, MiB |")
    print("|---|---|---|---|---|---|---|")
    print(told("idle", await lookups(server.port, 5, 0), server), flush=True)
    kinds = list(RUNAWAYS.values())
    runaways = [
        asyncio.create_task(ask(server.port, kinds[i % len(kinds)], "127.0.0.1", patience))
        for i in range(clients)
    ]
    row = told(f"{clients} runaways", await lookups(server.port, patience, 10**6), server)
    print(row, flush=True)
    answers = await asyncio.gather(*runaways)
    await asyncio.sleep(2)
    print(told("after", await lookups(server.port, 5, 2 * 10**6), server))
    counts = {status: sum(s == status for s, _ in answers) for status in {s for s, _ in answers}}
    left = counts.pop(0, 0)
    print(f"\n{left} clients left after {patience:g} s; answered before: {counts or 'none'}")


def main() -> None:
    """Start a server, measure, and end it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="the yardstick as N-Quads")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--patience", type=float, default=8, help="seconds before clients leave")
    parser.add_argument("options", nargs="*", help="options of rightsgraph serve")
    given = parser.parse_args()
    with running(given.data, given.options) as server:
        asyncio.run(measure(server, given.clients, given.patience))


if __name__ == "__main__":
    main()
