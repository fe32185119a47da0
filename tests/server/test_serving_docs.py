"""What the page on running the service says of options, limits and proxies is so."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import click
import pytest

from asking import metric
from needs import program
from rightsgraph_server import Settings
from rightsgraph_server.command import serve
from rightsgraph_server.gateway.app import MOST_BEING_READ
from rightsgraph_server.gateway.request import Request, Room
from rightsgraph_server.settings import MIB
from serving import Server, curl, eventually, running

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "serving.md").read_text(encoding="utf-8")
DEPLOY = ROOT / "server" / "deploy"
OPTIONS = {option for each in serve.params for option in each.opts if option.startswith("--")}
LARGE = f"sparql?format=csv&timeout=2&query={quote('SELECT * { ?a ?b ?c . ?d ?e ?f }')}"
RUNAWAY = quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
SITE = """
daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    {site}
}}
"""


def said(file: str) -> str:
    """Return a file of `server/deploy`, without its comments."""
    lines = (DEPLOY / file).read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith("#"))


def options_in(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))


@pytest.mark.parametrize("option", sorted(OPTIONS))
def test_the_page_explains_every_option_that_help_lists(option: str) -> None:
    assert option in options_in(serve.get_help(click.Context(serve)))
    assert f"`{option}" in PAGE.partition("## Options")[2].partition("\n## ")[0]


def test_the_page_explains_no_option_that_there_is_not() -> None:
    table = PAGE.partition("## Options")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert {option for row in rows for option in options_in(row)} == OPTIONS


@pytest.mark.parametrize("file", ["rightsgraph.service", "Containerfile"])
def test_the_service_is_started_with_options_that_there_are(file: str) -> None:
    starting = re.findall(r"^(?:ExecStart=|CMD ).*serve.*$", said(file), re.MULTILINE)
    assert starting
    assert options_in(" ".join(starting)) <= OPTIONS


def test_the_page_tells_the_limits_that_are_set() -> None:
    limits = Settings()
    for told in (
        f"a query of {limits.longest_query:,} characters",
        f"an upload of {limits.largest_upload // MIB} MiB",
        f"an answer of {limits.largest_result // MIB} MiB",
        f"| {limits.most_waiting_of_one} queries of one client that wait |",
        f"| {limits.most_waiting} queries that wait |",
        f"bodies of {MOST_BEING_READ // MIB} MiB",
        f"does not come within {limits.longest_upload_time:g} seconds",
        f"may run, {limits.deadline:g} by default",
        f"beside the graph, {limits.memory // MIB} by default",
        f"answers that are kept, {limits.cache // MIB} by default",
        f"has worked for {limits.quick:g} seconds counts as long",
    ):
        assert told in PAGE


def test_the_proxy_lets_through_what_the_server_takes_and_waits_for_what_it_says() -> None:
    limits, site = Settings(), said("nginx.conf")
    assert f"client_max_body_size {limits.largest_upload // MIB}m;" in site
    waits = re.search(r"proxy_read_timeout (\d+)s;", site)
    assert waits
    assert int(waits[1]) > limits.deadline


@pytest.mark.parametrize(
    ("behind_proxy", "told", "scheme"),
    [(True, b"https", "https"), (True, b"gopher", "http"), (False, b"https", "http")],
)
def test_only_a_trusted_proxy_says_by_which_scheme_it_was_asked(
    behind_proxy: bool, told: bytes, scheme: str
) -> None:
    async def nothing() -> dict[str, object]:
        return {}

    headers = [(b"host", b"example.org"), (b"x-forwarded-proto", told)]
    scope = {
        "method": "GET", "path": "/sparql", "query_string": b"", "scheme": "http",
        "headers": headers,
    }  # fmt: skip
    request = Request(scope, nothing, Room(1), behind_proxy)
    assert request.base_url == f"{scheme}://example.org/sparql"


@dataclass(frozen=True)
class Proxy:
    """Be nginx before a server; it listens on two sockets, by the version of HTTP."""

    server: Server
    folder: Path

    def curl(self, *arguments: str, path: str) -> subprocess.CompletedProcess[str]:
        """Ask by way of the proxy: over HTTP/2 where it is said, else over HTTP/1.1."""
        version = "2" if "--http2-prior-knowledge" in arguments else "1"
        return curl(self.server, "--unix-socket", str(self.folder / version), *arguments, path=path)


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """Run a server behind nginx, with the configuration that the page offers."""
    nginx = program("nginx")
    folder = tmp_path_factory.mktemp("nginx")
    with running("--trusted-proxies", "1") as server:
        site = said("nginx.conf").replace("127.0.0.1:8000", f"127.0.0.1:{server.port}")
        site = site.replace("listen 80;", f"listen unix:{folder}/1; listen unix:{folder}/2 http2;")
        (folder / "nginx.conf").write_text(SITE.format(folder=folder, site=site))
        command = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            try:
                eventually((folder / "2").exists)
                yield Proxy(server, folder)
            finally:
                process.terminate()


@pytest.mark.long
@pytest.mark.parametrize(("version", "code"), [("--http1.1", 18), ("--http2-prior-knowledge", 92)])
def test_a_cut_answer_stays_cut_behind_the_proxy(
    proxy: Proxy, tmp_path: Path, version: str, code: int
) -> None:
    cut = proxy.curl(version, "--output", str(tmp_path / "answer"), path=LARGE)
    assert cut.returncode == code
    assert (tmp_path / "answer").stat().st_size > MIB


@pytest.mark.long
def test_a_problem_comes_through_the_proxy_as_it_is(proxy: Proxy) -> None:
    answer = proxy.curl("--include", path=f"sparql?timeout=0.2&query={RUNAWAY}")
    assert answer.stdout.startswith("HTTP/1.1 504")
    assert "Content-Type: application/problem+json" in answer.stdout


@pytest.mark.long
def test_a_long_query_comes_through_the_proxy_by_get(proxy: Proxy) -> None:
    assert "true" in proxy.curl(path=f"sparql?query={quote('ASK {} #')}{'x' * 65_000}").stdout


@pytest.mark.long
def test_a_query_ends_when_its_client_leaves_the_proxy(proxy: Proxy) -> None:
    assert proxy.curl("--max-time", "1", path=f"sparql?query={RUNAWAY}").returncode == 28
    eventually(lambda: metric(proxy.server, "running") == 0)
