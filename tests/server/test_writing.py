"""Where the server was started for it, clients may change the data: wholly or not at all."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from urllib.parse import quote

import pytest
import rdflib

from asking import Answer, ask, begin, get_bytes, metric, post, rest, send, values
from serving import WORKERS, Server, eventually, running

DEADLINE = 3
TURTLE = {"Content-Type": "text/turtle"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ONE, OTHER, NONE = "http://t/one", "http://t/other", "http://t/none"
SOME = "".join(f'<http://t/s{n}> <http://t/p> "{n}" .\n' for n in range(300))
PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
NUMBERS = count()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Run a server that anybody on this machine may write to."""
    with running("--update", "--empty", "--deadline", str(DEADLINE)) as server:
        yield server


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run a server that wants a token."""
    file = tmp_path_factory.mktemp("secret") / "token"
    file.write_text("sesame\n", encoding="utf-8")
    with running("--update", "--empty", "--token-file", str(file)) as server:
        yield server


@pytest.fixture(scope="module")
def read_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run a server as it is run by default."""
    file = tmp_path_factory.mktemp("data") / "some.nq"
    file.write_text(f"<http://t/s> <http://t/p> <http://t/o> <{ONE}> .\n", encoding="utf-8")
    with running("--data", str(file)) as server:
        yield server


@pytest.fixture(autouse=True)
def empty(request: pytest.FixtureRequest) -> None:
    """Begin each test without data."""
    if "server" in request.fixturenames:
        assert post(request.getfixturevalue("server"), update="DROP ALL").status == 204


def path_of(graph: str) -> str:
    """Return the address of a graph in the graph store."""
    return "/graph-store?graph=" + quote(graph, safe="")


def put(server: Server, graph: str, turtle: str) -> Answer:
    """Replace a graph."""
    return send(server, "PUT", path_of(graph), turtle.encode(), TURTLE)


def objects(server: Server, graph: str = "") -> list[str]:
    """Return the objects of all triples of a graph, or of the merge of all, never from a cache."""
    pattern = f"GRAPH <{graph}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
    query = f"SELECT ?o {{ {pattern} FILTER(?o != <http://t/never{next(NUMBERS)}>) }}"
    return sorted(values(ask(server, query), "o"))


def triples(server: Server, path: str) -> set[str]:
    """Return the triples that the graph store has at an address, as lines."""
    answer = send(server, "GET", path, headers={"Accept": "application/n-triples"})
    assert answer.status == 200
    return set(answer.body.decode().splitlines())


def test_an_update_comes_by_form_or_directly(server: Server) -> None:
    by_form = post(server, update="INSERT DATA { <http://t/s> <http://t/p> 'a' }")
    assert (by_form.status, by_form.body) == (204, b"")
    kind = {"Content-Type": "application/sparql-update; charset=UTF-8"}
    direct = "INSERT DATA { GRAPH <http://t/one> { <http://t/s> <http://t/p> 'م' } }"
    assert send(server, "POST", "/sparql", direct.encode(), kind).status == 204
    assert objects(server) == ["a", "م"]
    assert objects(server, ONE) == ["م"]


@pytest.mark.parametrize(
    ("update", "left"),
    [
        ("DELETE WHERE { ?s ?p ?o }", ["kept"]),
        ("DELETE WHERE { ?s ?p ?o . }; DELETE WHERE { ?x ?y 'kept' }", ["kept"]),
        ("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", ["kept"]),
        ("INSERT { ?s ?p 'more' } WHERE { ?s ?p ?o }", ["in one", "kept", "more"]),
        ("DELETE { ?s ?p ?o } INSERT { ?s ?p 'WHERE' } WHERE { ?s ?p ?o }", ["WHERE", "kept"]),
    ],
)
def test_the_graph_of_the_request_is_what_the_patterns_see(
    server: Server, update: str, left: list[str]
) -> None:
    put(server, ONE, "<http://t/s> <http://t/p> 'in one' .")
    default = "<http://t/s> <http://t/p> 'in one', 'kept' ."
    send(server, "PUT", "/graph-store?default", default.encode(), TURTLE)
    assert post(server, update=update, using_graph_uri=ONE).status == 204
    lines = triples(server, "/graph-store?default")
    assert sorted(line.split('"')[1] for line in lines) == left
    assert objects(server, ONE) == ["in one"]


def test_graphs_are_named_by_the_request_or_by_the_update_but_not_by_both(server: Server) -> None:
    update = "INSERT { ?s ?p 1 }\nUSING <http://t/one> WHERE { ?s ?p ?o }"
    answer = post(server, update=update, using_graph_uri=ONE)
    assert answer.status == 400
    assert answer.detail.startswith("line 2, column 1: USING and graphs in the request")
    assert post(server, update="DELETEWHERE { ?s ?p ?o }", using_graph_uri=ONE).status == 400


def test_a_graph_is_put_read_extended_and_deleted(server: Server) -> None:
    path = path_of(ONE)
    assert send(server, "GET", path).status == 404
    assert put(server, ONE, "<http://t/s> <http://t/p> 1 .").status == 201
    assert put(server, ONE, "<http://t/s> <http://t/p> 2 .").status == 204
    assert send(server, "POST", path, b"<http://t/s> <http://t/p> 3 .", TURTLE).status == 204
    assert objects(server, ONE) == ["2", "3"]
    head = send(server, "HEAD", path, headers={"Accept": "text/turtle"})
    assert (head.status, head.headers["Content-Type"]) == (200, "text/turtle; charset=utf-8")
    assert send(server, "DELETE", path).status == 204
    assert send(server, "DELETE", path).status == 404
    assert send(server, "HEAD", path).status == 404
    assert objects(server) == []


def test_what_is_posted_to_the_store_itself_is_found_where_the_answer_says(server: Server) -> None:
    answer = send(server, "POST", "/graph-store", b"<http://t/s> <http://t/p> <#it> .", TURTLE)
    assert answer.status == 201
    location = answer.headers["Location"]
    by_parameter = triples(server, path_of(location))
    direct = triples(server, location.removeprefix(server.url.rstrip("/")))
    assert by_parameter == direct == {f"<http://t/s> <http://t/p> <{location}#it> ."}


def test_the_parts_of_an_upload_make_one_graph(server: Server) -> None:
    parts = [("text/turtle", "<http://t/s> <http://t/p> 1 ."), ("application/n-triples", "")]
    parts.append(("application/ld+json", '{"@id": "http://t/s", "http://t/p": 2}'))
    body = "".join(
        f'--x\r\nContent-Disposition: form-data; name="f"; filename="{n}"\r\n'
        f"Content-Type: {kind}\r\n\r\n{content}\r\n"
        for n, (kind, content) in enumerate(parts)
    )
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = send(server, "POST", path_of(ONE), (body + "--x--\r\n").encode(), kind)
    assert answer.status == 201
    assert objects(server, ONE) == ["1", "2"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's, of its own parsers
@pytest.mark.parametrize("media", ["text/turtle", "application/rdf+xml", "application/ld+json"])
def test_a_graph_comes_back_as_it_was_sent(server: Server, media: str) -> None:
    sent = rdflib.Graph().parse(data="[] <http://t/p> 'a\"\\n', 1.5, [ <http://t/q> 'م'@ar ] .")
    put(server, ONE, sent.serialize(format="turtle"))
    answer = send(server, "GET", path_of(ONE), headers={"Accept": media})
    assert rdflib.Graph().parse(data=answer.body, format=media).isomorphic(sent)


@pytest.mark.parametrize(
    ("method", "path", "kind", "body", "status"),
    [
        ("PUT", "/graph-store", "text/turtle", b"", 400),
        ("PUT", "/graph-store?graph=http://t/g&default", "text/turtle", b"", 400),
        ("PUT", "/graph-store?graph=http://t/g", "image/png", b"", 415),
        ("PUT", path_of(ONE), "text/turtle", b"<http://t/s> <http://t/p> 2 . <x", 400),
        ("POST", path_of(ONE), "text/turtle", b"<http://t/s> <http://t/p> 2 . <x", 400),
        ("PUT", path_of(ONE), "application/n-quads", b"<a:a> <a:b> <a:c> <a:d> .", 400),
        ("POST", path_of(ONE), "multipart/form-data; boundary=x", b"--x--", 400),
        ("PATCH", path_of(ONE), "text/turtle", b"", 405),
    ],
)
def test_a_bad_upload_is_refused_and_changes_nothing(
    server: Server, method: str, path: str, kind: str, body: bytes, status: int
) -> None:
    put(server, ONE, "<http://t/s> <http://t/p> 1 .")
    answer = send(server, method, path, body, {"Content-Type": kind})
    assert answer.status == status
    assert answer.detail
    for _ in range(8):
        assert objects(server) == ["1"]


def test_an_upload_that_is_too_large_is_refused_before_it_comes(server: Server) -> None:
    head = f"PUT {path_of(ONE)} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/turtle\r\n"
    with begin(server, f"{head}Content-Length: {1 << 27}\r\n\r\n".encode()) as connection:
        assert connection.recv(65536).startswith(b"HTTP/1.1 413")


def test_an_update_that_fails_at_its_end_changes_nothing(server: Server) -> None:
    put(server, ONE, "<http://t/s> <http://t/p> 1 .")
    update = "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }; CREATE GRAPH <http://t/one>"
    answer = post(server, update=update)
    assert answer.status == 400
    for _ in range(8):
        assert objects(server) == ["1"]


def test_an_update_that_runs_away_is_ended_and_changes_nothing(server: Server) -> None:
    put(server, ONE, SOME)
    runaway = f"INSERT {{ ?a <http://t/x> ?f, ?i }} WHERE {{ GRAPH ?k {{ {PRODUCT} }} }}"
    gone = "GRAPH <http://t/one> { <http://t/s0> <http://t/p> '0' }"
    with ThreadPoolExecutor(1) as thread:
        answer = thread.submit(post, server, update=f"DELETE DATA {{ {gone} }}; {runaway}")
        while not answer.done():
            assert len(objects(server, ONE)) == 300
        assert answer.result().status in (503, 504)
    assert len(objects(server)) == 300
    assert post(server, update="CLEAR ALL").status == 204


def test_updates_that_come_at_once_are_all_made(server: Server) -> None:
    updates = [f"INSERT DATA {{ <http://t/s> <http://t/p> {n} }}" for n in range(40)]
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda update: post(server, update=update), updates))
    assert {answer.status for answer in answers} == {204}
    assert len(objects(server)) == 40
    eventually(server.is_complete)


def test_of_changes_that_exclude_each_other_one_is_made(server: Server) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = threads.map(lambda _: post(server, update=f"CREATE GRAPH <{ONE}>"), range(8))
        assert sorted(answer.status for answer in answers) == [204] + 7 * [400]


def is_settled(server: Server) -> bool:
    """Tell whether the last change has replaced all workers."""
    workers = server.workers
    time.sleep(0.3)
    return len(workers) == WORKERS == metric(server, "workers") and server.workers == workers


def test_nobody_reads_what_is_not_written_yet(server: Server) -> None:
    put(server, ONE, "<http://t/s> <http://t/p> 'old' .")
    eventually(lambda: is_settled(server))
    keeper = server.process.pid
    os.kill(keeper, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as thread:
        try:
            written = thread.submit(put, server, ONE, "<http://t/s> <http://t/p> 'new' .")
            for _ in range(20):
                time.sleep(0.01)
                assert objects(server, ONE) == ["old"]
            assert not written.done()
        finally:
            os.kill(keeper, signal.SIGCONT)
        assert written.result().status == 204
    assert objects(server, ONE) == ["new"]


def test_who_reads_after_an_update_reads_what_it_wrote(server: Server) -> None:
    query = "SELECT ?o { <http://t/s> <http://t/p> ?o }"
    for number in range(12):
        put(server, ONE, f"<http://t/s> <http://t/p> {number} .")
        assert values(ask(server, query), "o") == [str(number)]
        assert values(post(server, query=query), "o") == [str(number)]
        assert triples(server, path_of(ONE)).pop().split('"')[1] == str(number)
        page = send(server, "GET", "/sparql?query=" + quote(query), headers={"Accept": "text/html"})
        assert page.status == 200


def test_an_answer_that_was_begun_before_an_update_is_not_given_after_it(server: Server) -> None:
    put(server, ONE, SOME)
    put(server, OTHER, "<http://t/v> <http://t/is> 'old' .")
    long = f"{{ SELECT * {{ {PRODUCT} }} LIMIT 2000000 }}"
    query = f"SELECT ?v (COUNT(*) AS ?n) {{ <http://t/v> <http://t/is> ?v . {long} }} GROUP BY ?v"
    with begin(server, get_bytes(query, "Connection: close")) as connection:
        eventually(lambda: metric(server, "running") == 1)
        put(server, OTHER, "<http://t/v> <http://t/is> 'new' .")
        assert metric(server, "running") == 1
        assert b'"value":"old"' in rest(connection)
    for _ in range(2):
        with begin(server, get_bytes(query, "Connection: close")) as connection:
            assert b'"value":"new"' in rest(connection)


@pytest.mark.parametrize("origin", ["http://evil.test", "null", "http://127.0.0.1:1"])
def test_a_page_of_another_site_may_read_but_not_write(server: Server, origin: str) -> None:
    put(server, ONE, "<http://t/s> <http://t/p> 1 .")
    headers = {"Origin": origin}
    assert post(server, headers, query="ASK {}").status == 200
    assert post(server, headers, update="DROP ALL").status == 403
    for method in ("PUT", "POST", "DELETE"):
        answer = send(server, method, path_of(ONE), b"", {**TURTLE, **headers})
        assert answer.status == 403
    assert objects(server) == ["1"]
    own = {"Origin": server.url.rstrip("/")}
    assert post(server, own, update="DROP ALL").status == 204


@pytest.mark.parametrize("host", ["evil.test", "evil.test:80", "127.0.0.1.evil.test", "[::2]:1"])
def test_a_name_that_leads_here_is_no_right_to_write(server: Server, host: str) -> None:
    headers = {"Host": host, "Origin": f"http://{host}"}
    assert post(server, headers, query="ASK {}").status == 200
    assert post(server, headers, update="DROP ALL").status == 403
    assert send(server, "DELETE", "/graph-store?default", headers=headers).status == 403


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:80", "[::1]:80", "[::1]"])
def test_this_machine_may_write_by_each_of_its_names(server: Server, host: str) -> None:
    assert post(server, {"Host": host}, update="DROP ALL").status == 204


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via"])
def test_who_comes_by_a_proxy_may_not_write_without_a_token(server: Server, header: str) -> None:
    assert post(server, {header: "192.0.2.1"}, query="ASK {}").status == 200
    assert post(server, {header: "192.0.2.1"}, update="DROP ALL").status == 403


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer wrong", "Basic c2VzYW1l", "sesame"])
def test_without_the_token_nobody_writes(guarded: Server, given: str) -> None:
    headers = {"Authorization": given} if given else {}
    insert = "INSERT DATA { <http://t/s> <http://t/p> 1 }"
    answers = [post(guarded, headers, update=insert)]
    for method in ("PUT", "POST", "DELETE"):
        answers.append(send(guarded, method, path_of(ONE), b"", {**TURTLE, **headers}))
    for answer in answers:
        assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert objects(guarded) == []


def test_with_the_token_one_writes(guarded: Server) -> None:
    headers = {"Authorization": "bearer sesame"}
    assert post(guarded, headers, update="CREATE GRAPH <http://t/one>").status == 204
    assert send(guarded, "DELETE", path_of(ONE), headers=headers).status == 204


def test_a_server_that_only_reads_refuses_every_write(read_only: Server) -> None:
    direct = {"Content-Type": "application/sparql-update"}
    answers = [
        post(read_only, update="CLEAR ALL"),
        send(read_only, "POST", "/sparql", b"CLEAR ALL", direct),
        send(read_only, "POST", "/sparql?update=CLEAR+ALL", b"", FORM),
        *(
            send(read_only, method, path, b"", TURTLE)
            for method in ("PUT", "POST", "DELETE")
            for path in (path_of(ONE), "/graph-store?default", "/graph-store/x")
        ),
    ]
    assert {answer.status for answer in answers} == {403, 405}
    assert objects(read_only, ONE) == ["http://t/o"]
    assert send(read_only, "OPTIONS", path_of(ONE)).headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--host", "0.0.0.0"], "needs --token-file"),
        (["--host", "::"], "needs --token-file"),
        (["--trusted-proxies", "1"], "needs --token-file"),
        (["--token-file", os.devnull], "is empty"),
    ],
)
def test_who_lets_others_write_must_set_a_token(options: list[str], reason: str) -> None:
    command = [sys.executable, "-m", "rightsgraph", "serve", "--update", "--empty", "--port", "0"]
    done = subprocess.run(
        [*command, *options], capture_output=True, text=True, timeout=20, check=False
    )
    assert done.returncode == 2
    assert reason in done.stderr


@pytest.mark.parametrize(
    "options", [["--deadline", "nan"], ["--deadline", "inf"], ["--port", "99999"]]
)
def test_options_that_cannot_be_are_refused(options: list[str]) -> None:
    command = [sys.executable, "-m", "rightsgraph", "serve", "--empty", "--port", "0"]
    done = subprocess.run(
        [*command, *options], capture_output=True, text=True, timeout=20, check=False
    )
    assert done.returncode == 2
    assert options[0] in done.stderr


def test_a_graph_is_read_again_only_if_it_has_changed(server: Server) -> None:
    put(server, ONE, "<http://t/s> <http://t/p> 1 .")
    known = {**TURTLE, "If-None-Match": send(server, "GET", path_of(ONE)).headers["ETag"]}
    assert send(server, "GET", path_of(ONE), headers=known).status == 304
    put(server, ONE, "<http://t/s> <http://t/p> 2 .")
    assert send(server, "GET", path_of(ONE), headers=known).status == 200
