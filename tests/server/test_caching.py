"""The same question twice costs nothing, and no answer is given to another question."""

import gzip
import hashlib
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import brotli
import pytest
import zstandard

from asking import JSON, Answer, address_of, ask, metric, post, send, values
from serving import Server, running
from small_versions import GRAPH, publish, things

OLD, NEW = "old", "new"
SIZE = 300
FIRST = "SELECT ?o { <http://t/s0> <http://t/p> ?o }"
ALL = "SELECT ?s ?o { ?s <http://t/p> ?o }"
IN_ORDER = ALL + " ORDER BY ?s"
LARGE = "SELECT * { ?s <http://t/p> ?o . ?a ?b ?c } LIMIT 20000"
DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda content: zstandard.ZstdDecompressor().stream_reader(content).read(),
}
CSV = {"Accept": "text/csv"}


class Served(NamedTuple):
    """Be a server of the newer of two versions, and the ids of both."""

    server: Server
    old: str
    new: str


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """Publish two versions that differ in each text."""
    folder = tmp_path_factory.mktemp("versions")
    return folder, publish(folder, things(SIZE, OLD)), publish(folder, things(SIZE, NEW))


@pytest.fixture(scope="module")
def served(versions: tuple[Path, str, str]) -> Iterator[Served]:
    """Serve the newer version."""
    folder, old, new = versions
    with running("--graph", str(folder), "--store", "memory") as server:
        yield Served(server, old, new)


@pytest.fixture(scope="module")
def server(served: Served) -> Server:
    """Return the server."""
    return served.server


@pytest.fixture(scope="module")
def forgetful(versions: tuple[Path, str, str]) -> Iterator[Server]:
    """Serve the newer version, and keep no answer."""
    with running("--graph", str(versions[0]), "--cache", "0") as server:
        yield server


def evaluated(server: Server) -> float:
    """Return how many queries were evaluated."""
    return metric(server, "cache_misses_total")


@pytest.mark.parametrize(
    "same",
    [
        FIRST,
        "  SELECT\n\t?o { <http://t/s0>  <http://t/p> ?o }",
        "# what of the first?\nSELECT ?o { # it's <this>\r <http://t/s0> <http://t/p> ?o }#",
    ],
)
def test_a_question_is_evaluated_once_however_it_is_laid_out(server: Server, same: str) -> None:
    first = ask(server, FIRST)
    before, hits = evaluated(server), metric(server, "cache_hits_total")
    again = ask(server, same)
    assert (again.body, again.headers["ETag"]) == (first.body, first.headers["ETag"])
    assert post(server, query=same).body == first.body
    assert evaluated(server) == before
    assert metric(server, "cache_hits_total") == hits + 2


def test_questions_that_differ_by_a_hash_in_a_name_are_not_the_same(server: Server) -> None:
    query = "PREFIX t: <http://t/> SELECT (STR(t:a\\#{}) AS ?o) {{ \n}}"
    for name in ("b", "c"):
        assert values(ask(server, query.format(name)), "o") == [f"http://t/a#{name}"]


@pytest.mark.parametrize("known", ["{0}", "W/{0}", '"x", {0}', "*"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_who_has_the_answer_already_is_not_sent_it_again(
    server: Server, known: str, method: str
) -> None:
    first = ask(server, FIRST)
    tag = first.headers["ETag"]
    assert tag.startswith('"')
    headers = {"If-None-Match": known.format(tag)}
    again = send(server, method, address_of(FIRST), headers=headers)
    assert (again.status, again.body) == (304, b"")
    for name in ("ETag", "Vary", "Cache-Control"):
        assert again.headers[name] == first.headers[name]
    assert first.headers["Cache-Control"] == "public, no-cache"


def test_who_has_another_answer_is_sent_this_one(server: Server) -> None:
    tag = ask(server, ALL).headers["ETag"]
    assert ask(server, FIRST, {"If-None-Match": tag}).status == 200


def test_head_tells_all_that_get_tells_but_the_answer(server: Server) -> None:
    get, head = (send(server, method, address_of(ALL)) for method in ("GET", "HEAD"))
    assert head.body == b""
    for name in ("Content-Length", "Content-Type", "ETag", "Vary", "Cache-Control", "Link"):
        assert head.headers[name] == get.headers[name] is not None


def test_each_encoding_is_the_same_answer_with_a_tag_of_its_own(server: Server) -> None:
    plain = ask(server, ALL, CSV)
    tags = {plain.headers["ETag"]}
    for encoding, decode in DECODERS.items():
        answer = ask(server, ALL, {**CSV, "Accept-Encoding": encoding})
        assert answer.headers["Content-Encoding"] == encoding
        assert decode(answer.body) == plain.body
        assert len(answer.body) == int(answer.headers["Content-Length"]) < len(plain.body) / 2
        assert answer.headers["Vary"] == plain.headers["Vary"] == "Accept, Accept-Encoding"
        tags.add(answer.headers["ETag"])
        known = {**CSV, "If-None-Match": answer.headers["ETag"]}
        assert ask(server, ALL, {**known, "Accept-Encoding": encoding}).status == 304
        assert ask(server, ALL, known).status == 200
    assert len(tags) == 4


def test_a_small_answer_is_not_compressed(server: Server) -> None:
    assert ask(server, FIRST, {"Accept-Encoding": "gzip"}).headers["Content-Encoding"] is None


@pytest.mark.parametrize("call", ["NOW()", "RAND()", "UUID()", "STRUUID()", "now # \n ()"])
def test_what_changes_with_each_evaluation_is_never_kept(server: Server, call: str) -> None:
    query = f"SELECT ({call} AS ?x) {{}}"
    first = values(ask(server, query), "x")
    time.sleep(0.002)
    assert values(ask(server, query), "x") != first


def test_a_page_of_what_changes_is_never_kept(server: Server) -> None:
    query = "SELECT (STRUUID() AS ?x) {}"
    first, second = (ask(server, query, {"Accept": "text/html"}) for _ in range(2))
    assert first.status == second.status == 200
    assert first.body != second.body
    assert first.headers["Cache-Control"] == "no-store"


def test_formats_do_not_mix(server: Server) -> None:
    kinds = {
        ask(server, FIRST, format=name).headers["Content-Type"]
        for name in ("json", "csv", "xml", "tsv", "json", "csv")
    }
    assert len(kinds) == 4
    assert ask(server, FIRST, CSV).body == ask(server, FIRST, format="csv").body
    assert ask(server, FIRST, {"Accept": JSON}).headers["Content-Type"] == JSON


def test_graphs_do_not_mix(server: Server) -> None:
    query = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    datasets: dict[str, dict[str, str]] = {
        str(4 * SIZE): {},
        str(2 * SIZE): {"default_graph_uri": GRAPH},
        "0": {"default_graph_uri": "http://t/none"},
    }
    for _ in range(2):
        for number, graphs in datasets.items():
            assert values(send(server, "GET", address_of(query, **graphs)), "n") == [number]
    by_name = ask(server, "ASK { GRAPH ?g {} }", named_graph_uri=GRAPH)
    by_default = ask(server, "ASK { GRAPH ?g {} }", default_graph_uri=GRAPH)
    assert by_name.json["boolean"] is not by_default.json["boolean"]


def test_a_form_is_answered_by_what_it_holds_and_answers_no_other_request(server: Server) -> None:
    assert values(post(server, query=FIRST), "o") == [f"{NEW} 0"]
    assert len(values(post(server, query=ALL), "o")) == SIZE
    described = send(server, "GET", "/sparql", headers={"Accept": "text/turtle"})
    assert b"sparql-service-description" in described.body


def test_a_fault_is_not_kept(server: Server) -> None:
    answers = [ask(server, "SELECT * { ?s") for _ in range(2)]
    assert [answer.status for answer in answers] == [400, 400]
    assert answers[0].headers["Cache-Control"] == "no-store"
    assert answers[0].headers["ETag"] is None


def test_without_a_cache_each_question_is_evaluated(forgetful: Server) -> None:
    before = evaluated(forgetful)
    first, second = (ask(forgetful, FIRST) for _ in range(2))
    assert values(first, "o") == [f"{NEW} 0"]
    assert first.body == second.body
    assert evaluated(forgetful) == before + 2
    assert metric(forgetful, "cache_hits_total") == 0
    assert ask(forgetful, FIRST, {"If-None-Match": first.headers["ETag"]}).status == 304


def linked(answer: Answer) -> str:
    """Return the address by which an answer is cited."""
    address, _, relation = answer.headers["Link"].partition("; ")
    assert relation == 'rel="cite-as"'
    return address.strip("<>")


def sha256(answer: Answer) -> str:
    """Return the checksum that the headers tell, which is that of the body."""
    told = answer.headers["Repr-Digest"]
    assert told.startswith("sha-256=:")
    found = b64decode(told.removeprefix("sha-256=:").removesuffix(":")).hex()
    assert found == hashlib.sha256(answer.body).hexdigest()
    return found


@pytest.mark.parametrize("format", ["csv", "json", "xml"])
def test_an_answer_names_an_address_that_gives_the_same_bytes_for_ever(
    served: Served, format: str
) -> None:
    answer = ask(served.server, "# all\n" + IN_ORDER, format=format)
    cited = send(served.server, "GET", linked(answer))
    assert answer.headers["X-Graph-Version"] == cited.headers["X-Graph-Version"] == served.new
    assert cited.body == answer.body
    assert cited.headers["Content-Type"] == answer.headers["Content-Type"]
    assert "immutable" in cited.headers["Cache-Control"]
    assert linked(cited) == f"{linked(answer)}&checksum={sha256(cited)}"
    assert send(served.server, "GET", linked(cited)).body == cited.body


@pytest.mark.parametrize(
    "query",
    [
        ALL,
        "SELECT DISTINCT ?p ?o { ?s ?p ?o } LIMIT 100",
        "SELECT ?p (COUNT(*) AS ?n) (SAMPLE(?o) AS ?one) { ?s ?p ?o } GROUP BY ?p",
        "SELECT ?o (COUNT(?s) AS ?n) { ?s ?p ?o } GROUP BY ?o LIMIT 50",
        "SELECT * { ?s <http://t/after>+ <http://t/s3> ; <http://t/p> ?o } LIMIT 100",
        "SELECT * { ?s <http://t/p> ?o MINUS { ?s <http://t/after> <http://t/s3> } } LIMIT 9",
        "SELECT (GROUP_CONCAT(?o) AS ?all) { ?s ?p ?o }",
        "CONSTRUCT { ?o ?p ?s } WHERE { ?s ?p ?o FILTER(ISIRI(?o)) }",
        "DESCRIBE <http://t/s7>",
    ],
)
def test_each_process_gives_a_cited_answer_in_the_same_bytes(
    forgetful: Server, versions: tuple[Path, str, str], query: str
) -> None:
    ask(forgetful, "ASK {}", version=versions[1])
    with ThreadPoolExecutor(4) as threads:
        bodies = {
            answer.body
            for answer in threads.map(
                lambda _: ask(forgetful, query, version=versions[1]), range(12)
            )
        }
    assert len(bodies) == 1


def test_an_older_version_still_answers_with_its_own_data(served: Served) -> None:
    for version, text in ((served.old, OLD), (served.new, NEW), (served.old, OLD)):
        assert values(ask(served.server, FIRST, version=version), "o") == [f"{text} 0"]
    assert values(ask(served.server, FIRST), "o") == [f"{NEW} 0"]


@pytest.mark.parametrize("query", [FIRST, LARGE])
def test_an_answer_that_is_not_the_one_cited_is_refused_each_time(
    served: Served, query: str
) -> None:
    right = hashlib.sha256(ask(served.server, query, version=served.old).body).hexdigest()
    for _ in range(2):
        wrong = ask(served.server, query, version=served.new, checksum=right)
        assert wrong.status == 409
        assert "has the checksum sha256:" in wrong.detail
    for checksum in (right, f"sha256:{right}", right.upper()):
        answer = ask(served.server, query, version=served.old, checksum=checksum)
        assert answer.status == 200
        assert hashlib.sha256(answer.body).hexdigest() == right


@pytest.mark.parametrize("version", ["0" * 16, "x" * 300, "../current", "é", "0" * 16 + "\n"])
def test_a_version_that_is_not_there_is_told_so(server: Server, version: str) -> None:
    answer = ask(server, FIRST, version=version)
    assert answer.status == 404
    assert "has no version" in answer.detail


@pytest.mark.parametrize(
    ("end", "is_cited"),
    [
        ("", True),
        ("ORDER BY ?o", True),
        ("ORDER BY ?o LIMIT 5", False),
        ("limit 5", False),
        ("OFFSET 5", False),
        ("GROUP BY ?o HAVING(SAMPLE(?s) != 1)", False),
    ],
)
def test_rows_that_may_be_others_are_cited_only_as_those_of_a_version(
    served: Served, end: str, is_cited: bool
) -> None:
    query = f"SELECT ?o {{ ?s ?p ?o }} {end}"
    assert ("Link" in ask(served.server, query).headers) is is_cited
    pinned = ask(served.server, query, version=served.new)
    assert send(served.server, "GET", linked(pinned)).body == pinned.body


def test_what_changes_with_each_evaluation_is_cited_by_nobody(served: Served) -> None:
    query = "SELECT (NOW() AS ?x) {}"
    assert ask(served.server, query).headers["Link"] is None
    pinned = ask(served.server, query, version=served.new)
    assert pinned.headers["Cache-Control"] == "public, no-cache"
