"""The servers that are measured: ours and three others, each as its own documents say."""

import http.client
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator
from importlib.metadata import version
from pathlib import Path

from bench.serving.server import Failed, Server, free_port, said_by

ADDRESS = re.compile(r"http://[^/\s]*:(\d+)/")
LOADED = "select ll_state || '' || coalesce(ll_error, '') from DB.DBA.load_list"
VIRTUOSO = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 100
MaxClientConnections = 100
CheckpointInterval = 0
DirsAllowed = {data.parent}
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
MaxQueryMem = 2G
MaxVectorSize = 3000000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = .
ServerThreads = 64
MaxClientConnections = 64
MaxKeepAlives = 64
KeepAliveTimeout = 60
"""


class Rightsgraph(Server):
    """Ours, with a cache of answers or without."""

    name = "rightsgraph"
    version = version("rightsgraph")

    def __init__(self, data: Path, folder: Path, options: list[str]) -> None:
        super().__init__(sys.executable, data, folder)
        self._options = options

    def command(self) -> list[str]:
        served = ["serve", "--data", str(self.data), "--port", "0"]
        return [self.program, "-m", "rightsgraph", *served, *self._options]

    def fill(self) -> None:
        """Read where it listens."""
        self.wait_until(lambda: ADDRESS.search(self.log.read_text()) is not None)
        if found := ADDRESS.search(self.log.read_text()):
            self.port = int(found[1])


class Oxigraph(Server):
    """The server of the engine that ours has too, in memory."""

    name = "oxigraph serve"
    path = "/query"

    def command(self) -> list[str]:
        self.version = said_by([self.program, "--version"]).split()[-1]
        address = f"127.0.0.1:{self.port}"
        return [self.program, "serve", "--union-default-graph", "--bind", address]

    def fill(self) -> None:
        """Send it the data."""
        self.wait_until(lambda: "Listening" in self.log.read_text())
        headers = {
            "Content-Type": "application/n-quads",
            "Content-Length": str(self.data.stat().st_size),
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        with self.data.open("rb") as quads:
            connection.request("POST", "/store", quads, headers)
        if (status := connection.getresponse().status) != http.HTTPStatus.NO_CONTENT:
            raise Failed(f"{self.name}: status {status} for the data")
        connection.close()


class RdflibEndpoint(Server):
    """The other endpoint in Python, on rdflib in memory."""

    name = "rdflib-endpoint"
    path = "/"

    def command(self) -> list[str]:
        python = str(Path(self.program).with_name("python"))
        asked = "from importlib.metadata import version; print(version('rdflib-endpoint'))"
        self.version = said_by([python, "-c", asked])
        address = ["--host", "127.0.0.1", "--port", str(self.port)]
        return [self.program, "serve", *address, str(self.data)]


class Virtuoso(Server):
    """Virtuoso with a database of its own, with memory for all of it and no limit on results."""

    name = "Virtuoso"

    def command(self) -> list[str]:
        found = re.search(r"Version (\d[\d.]*)", said_by([self.program, "-?"]))
        self.version = found[1] if found else "?"
        self._sql = free_port()
        (self.folder / "virtuoso.lck").unlink(missing_ok=True)
        settings = VIRTUOSO.format(sql=self._sql, port=self.port, data=self.data)
        (self.folder / "virtuoso.ini").write_text(settings)
        return [self.program, "+foreground", "+configfile", "virtuoso.ini"]

    def __enter__(self) -> "Virtuoso":
        shutil.rmtree(self.folder, ignore_errors=True)
        return super().__enter__()

    def fill(self) -> None:
        """Load the data in bulk, once: a database stays when its server is started anew."""
        self.wait_until(lambda: self._isql("status()").returncode == 0)
        if self.triples:
            return
        folder, file = self.data.parent, self.data.name
        self._isql(f"ld_dir('{folder}', '{file}', 'urn:none'); rdf_loader_run(); checkpoint")
        if "\n2\n" not in (said := self._isql(LOADED).stdout):
            raise Failed(f"{self.name}: {said}")

    def _isql(self, command: str) -> "subprocess.CompletedProcess[str]":
        isql = str(Path(self.program).with_name("isql-vt"))
        session = [isql, f"127.0.0.1:{self._sql}", "dba", "dba", f"exec={command};"]
        return subprocess.run(session, capture_output=True, text=True, check=False)


PEERS: tuple[tuple[type[Server], str, str], ...] = (
    (Oxigraph, "oxigraph", "pip install oxigraph==0.5.13"),
    (RdflibEndpoint, "rdflib-endpoint", "pip install 'rdflib-endpoint[cli]==0.6.3'"),
    (Virtuoso, "virtuoso-t", "apt-get install virtuoso-opensource-7"),
)


def peers(data: Path, folder: Path, without: Collection[str] = ()) -> Iterator[Server]:
    """Yield the peers that this machine has, and say how to get the others."""
    for kind, program, how_to_get in PEERS:
        if program not in without and (found := find(program, folder, how_to_get)):
            yield kind(found, data, folder)


def find(program: str, folder: Path, how_to_get: str) -> str | None:
    """Return where a program is: in its own environment, beside this Python, or on the path."""
    own = folder / program
    places = [str(own / "bin"), str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    found = shutil.which(program, path=os.pathsep.join(places))
    if found is None:
        if how_to_get.startswith("pip "):
            how_to_get = f"python3 -m venv {own} && {own}/bin/{how_to_get}"
        print(f"without {program}; to get it: {how_to_get}", file=sys.stderr)
    return found
