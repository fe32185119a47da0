"""Let npm's rdf-test-suite judge a server by the W3C suites for the protocols of SPARQL 1.1.

Prints one line, such as `protocol 34/34 sd 3/3 gsp 13/13`, and what failed on stderr.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from serving import running

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
JUDGE = ROOT / "build" / "w3c"
SHARED = Path(os.environ.get("RIGHTSGRAPH_SHARED", ROOT.parent / "shared"))
SUITES = SHARED / "suites" / "w3c-sparql11"
# The judge knows manifests by URL; `-m` makes it read these from SUITES instead.
PUBLISHED = "https://w3c.github.io/rdf-tests/sparql/sparql11/"
SECONDS_FOR_A_SUITE = 600
MILLISECONDS_FOR_A_TEST = "5000"


@dataclass(frozen=True)
class Suite:
    """Be a suite: its short name, its folder, and the option that tells the judge where to ask."""

    name: str
    folder: str
    option: str


@dataclass(frozen=True)
class Verdict:
    """Be what the judge says of a server: how many tests of a suite it passes."""

    suite: Suite
    passed: int
    tests: int

    @property
    def is_good(self) -> bool:
        """Tell whether there were tests, and all passed."""
        return self.passed == self.tests > 0

    def __str__(self) -> str:
        return f"{self.suite.name} {self.passed}/{self.tests}"


PROTOCOL = Suite("protocol", "protocol", "protocolEndpoint")
SERVICE_DESCRIPTION = Suite("sd", "service-description", "serviceDescriptionEndpoint")
GRAPH_STORE = Suite("gsp", "graph-store-protocol", "graphStoreEndpoint")


@click.command(help=__doc__)
@click.option("--sparql", metavar="URL", help="Judge this endpoint, for query and update.")
@click.option("--graph-store", metavar="URL", help="Judge this graph store.")
def main(sparql: str | None, graph_store: str | None) -> None:
    if not SUITES.is_dir():
        raise click.ClickException(f"there are no suites in {SUITES}")
    install_judge()
    if sparql and graph_store:
        verdicts = judge_all(sparql, graph_store)
    elif sparql or graph_store:
        raise click.UsageError("give both --sparql and --graph-store, or none")
    else:
        with running("--empty", "--update") as server:
            verdicts = judge_all(server.url + "sparql", server.url + "graph-store")
    click.echo(" ".join(map(str, verdicts)))
    sys.exit(0 if all(verdict.is_good for verdict in verdicts) else 1)


def install_judge() -> None:
    """Install what package-lock.json names into build/w3c."""
    if not shutil.which("npm"):
        raise click.ClickException("needs node and npm")
    JUDGE.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", "engine.js"):
        shutil.copy(HERE / name, JUDGE)
    command = ["npm", "ci", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=JUDGE, stdout=sys.stderr, check=False).returncode:
        raise click.ClickException("npm cannot install the judge")


def judge_all(sparql: str, graph_store: str) -> list[Verdict]:
    """Judge a server by the three suites."""
    asked = {PROTOCOL: sparql, SERVICE_DESCRIPTION: sparql, GRAPH_STORE: graph_store}
    return [judge(suite, url) for suite, url in asked.items()]


def judge(suite: Suite, url: str) -> Verdict:
    """Judge what answers at a URL by one suite; show the judge's words if a test fails."""
    manifest = f"{PUBLISHED}{suite.folder}/manifest.ttl"
    command = ["node_modules/.bin/rdf-test-suite", "engine.js", manifest]
    command += ["-m", f"{PUBLISHED}~{SUITES}/", "-i", json.dumps({suite.option: url})]
    command += ["-d", MILLISECONDS_FOR_A_TEST]
    done = subprocess.run(
        command, cwd=JUDGE, capture_output=True, text=True, timeout=SECONDS_FOR_A_SUITE, check=False
    )
    verdict = read_verdict(suite, done.stdout)
    if done.returncode or not verdict.is_good:
        click.echo(done.stdout + done.stderr, err=True)
    return verdict


def read_verdict(suite: Suite, said: str) -> Verdict:
    """Read the judge's last line, which counts a skipped test as one that succeeds.

    >>> str(read_verdict(GRAPH_STORE, "✖ 12 / 13 tests succeeded! (skipped 2)"))
    'gsp 10/13'
    """
    found = re.search(r"(\d+) / (\d+) tests succeeded!(?: \(skipped (\d+)\))?", said)
    succeeded, tests, skipped = map(int, found.groups("0")) if found else (0, 0, 0)
    return Verdict(suite, succeeded - skipped, tests)


if __name__ == "__main__":
    main()
