"""Test the command line: exit codes, results on stdout only, words for people on stderr only."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import rdflib
from click.testing import CliRunner, Result

from rightsgraph import __version__
from rightsgraph.cli import FORMATS, main
from rightsgraph.turtle import format_turtle
from rightsgraph.versions import Folder

WriteRecords = Callable[..., Path]
Describe = Callable[..., str]
RunCli = Callable[..., CompletedProcess[str]]

SELECT = 'SELECT ?name { state:MEX rdfs:label ?name FILTER(LANG(?name) = "ar") }'
ASK = "ASK { state:MEX a rg:State }"
CONSTRUCT = "CONSTRUCT { state:MEX rdfs:label ?name } WHERE { state:MEX rdfs:label ?name }"
MEXICO = "\u0627\u0644\u0645\u0643\u0633\u064a\u0643"


def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def query(folder: Path, text: object, *options: str, stdin: str | bytes | None = None) -> Result:
    """Run a query on a folder of versions."""
    return run("query", text, "--graph", folder, *options, stdin=stdin)


def test_help_and_version_need_no_graph() -> None:
    helped = run("--help")
    assert helped.exit_code == 0
    for name in ("build", "validate", "query", "fmt", "info"):
        assert name in helped.stdout
        assert run(name, "--help").exit_code == 0
    assert __version__ in run("--version").stdout


def test_an_unknown_command_is_refused() -> None:
    done = run("biuld")
    assert done.exit_code == 2
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("text", "stdout"),
    [
        (SELECT, f"name\n-------\n{MEXICO}\n"),
        (ASK, "true\n"),
        ("ASK {}", "true\n"),
        ("ASK { state:MEX a rg:Judgment }", "false\n"),
        (
            "SELECT ?thing ?none { VALUES ?thing { state:MEX } }",
            "thing      none\n---------  ------\nstate:MEX\n",
        ),
    ],
)
def test_a_query_prints_its_answer_for_people(built: Path, text: str, stdout: str) -> None:
    done = query(built, text)
    assert (done.exit_code, done.stdout, done.stderr) == (0, stdout, "")


@pytest.mark.parametrize("text", [CONSTRUCT, "DESCRIBE state:MEX", "describe state:MEX"])
def test_triples_are_printed_as_turtle(built: Path, text: str) -> None:
    done = query(built, text)
    assert done.exit_code == 0, done.stderr
    graph = rdflib.Graph().parse(data=done.stdout, format="turtle")
    assert rdflib.Literal(MEXICO, lang="ar") in set(graph.objects())


def test_a_query_is_read_from_a_file(built: Path, tmp_path: Path) -> None:
    for name in ("some.rq", "a name with spaces.rq"):
        file = tmp_path / name
        file.write_text(f"# \u0633\u0624\u0627\u0644\n{SELECT}", encoding="utf-8")
        assert MEXICO in query(built, file).stdout


def test_a_query_is_read_from_standard_input(built: Path) -> None:
    assert MEXICO in query(built, "-", stdin=f"# \u0633\u0624\u0627\u0644\n{SELECT}").stdout


@pytest.mark.parametrize("name", ["missing.rq", "."])
def test_a_query_file_that_cannot_be_read_is_named(built: Path, tmp_path: Path, name: str) -> None:
    done = query(built, tmp_path / name)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"rightsgraph: {tmp_path / name}: cannot be read: ")
    assert "give a query in quotes or an existing file" in done.stderr


def test_a_query_that_is_not_utf_8_gives_the_remedy(built: Path, tmp_path: Path) -> None:
    file = tmp_path / "latin.rq"
    file.write_bytes("ASK { 'M\u00e9xico' ?p ?o }".encode("latin-1"))
    for done in (query(built, file), query(built, "-", stdin=file.read_bytes())):
        assert (done.exit_code, done.stdout) == (1, "")
        assert "is not UTF-8; save it as UTF-8" in done.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * { ?s ?p foo:x }", "line 1, column 18: the prefix foo: is not declared"),
        ("SELECT ?s WHERE ?s ?p }", "line 1, column 17: not SPARQL 1.1 near '?s'"),
        ("SELECT * { SERVICE <http://x> {} }", "line 1, column 12: SERVICE is not allowed here"),
        ("INSERT DATA { <a:a> <a:b> 1 }", "line 1, column "),
    ],
)
def test_a_query_that_cannot_be_answered_gives_one_message_with_its_place(
    built: Path, text: str, message: str
) -> None:
    done = query(built, text)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"rightsgraph: {message}")
    assert done.stderr.count("rightsgraph:") == 1


@pytest.mark.parametrize("format", ["json", "csv", "tsv", "xml", "table"])
def test_rows_are_printed_in_every_format_for_rows(built: Path, format: str) -> None:
    done = query(built, SELECT, "--format", format)
    assert done.exit_code == 0, done.stderr
    assert MEXICO in done.stdout
    if format == "json":
        assert json.loads(done.stdout)["results"]["bindings"][0]["name"]["value"] == MEXICO
    if format == "csv":
        assert list(csv.reader(io.StringIO(done.stdout))) == [["name"], [MEXICO]]


@pytest.mark.parametrize("format", ["json", "csv", "tsv", "xml", "table"])
def test_a_truth_value_is_printed_in_every_format_for_rows(built: Path, format: str) -> None:
    done = query(built, ASK, "--format", format)
    assert done.exit_code == 0, done.stderr
    assert "true" in done.stdout


@pytest.mark.parametrize(
    ("format", "name"),
    [("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld"), ("rdfxml", "xml"),
     ("nquads", "nquads"), ("trig", "trig")],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_triples_are_printed_in_every_format_for_triples(
    built: Path, format: str, name: str
) -> None:
    done = query(built, CONSTRUCT, "--format", format)
    assert done.exit_code == 0, done.stderr
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=done.stdout, format=name)
    assert len(list(dataset.triples((None, None, None)))) == 6


@pytest.mark.parametrize(
    ("text", "format", "offered"),
    [
        (CONSTRUCT, "csv", FORMATS[5:]),
        (CONSTRUCT, "table", FORMATS[5:]),
        (SELECT, "turtle", FORMATS[:5]),
        (ASK, "nquads", FORMATS[:5]),
    ],
)
def test_a_format_that_the_form_of_query_does_not_have_is_refused_with_those_it_has(
    built: Path, text: str, format: str, offered: tuple[str, ...]
) -> None:
    done = query(built, text, "--format", format)
    assert (done.exit_code, done.stdout) == (2, "")
    said = f"cannot be written as {format}; choose of {', '.join(offered)}\n"
    assert done.stderr.endswith(said)


def test_an_unknown_format_is_refused_with_those_there_are(built: Path) -> None:
    done = query(built, SELECT, "--format", "yaml")
    assert (done.exit_code, done.stdout) == (2, "")
    assert all(name in done.stderr for name in FORMATS)


def test_without_a_version_the_graph_of_the_library_is_used_and_that_is_said(
    tmp_path: Path,
) -> None:
    done = query(tmp_path / "none", SELECT)
    assert done.exit_code == 0
    assert MEXICO in done.stdout
    assert done.stderr == (
        f"no version in {tmp_path / 'none'} yet: using the graph that comes with the library\n"
    )
    assert not (tmp_path / "none").exists()


def test_a_damaged_version_gives_one_message_with_the_remedy(folder: Path) -> None:
    max((folder / "graphs").iterdir()).unlink()
    for done in (query(folder, ASK), run("info", "--graph", folder)):
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.count("\n") == 1
        assert "build again, or name another folder with --graph" in done.stderr


def test_info_as_json_is_the_manifest(built: Path) -> None:
    done = run("info", "--json", "--graph", built)
    assert (done.exit_code, done.stderr) == (0, "")
    manifest = Folder(built).require_current()
    stored = json.loads((built / "manifests" / f"{manifest.id}.json").read_bytes())
    assert json.loads(done.stdout) == stored


def test_info_for_people_names_the_version_and_every_graph(built: Path) -> None:
    done = run("info", "--graph", built)
    manifest = Folder(built).require_current()
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(f"version {manifest.id}, as of 2026-11-22T00:00:00Z, ")
    assert all(entry.source in done.stdout for entry in manifest.graphs)


def test_info_on_unbuilt_records_says_how_to_make_a_version(tmp_path: Path) -> None:
    done = run("info", "--graph", tmp_path / "none")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "make a version with: rightsgraph build" in done.stderr


def test_a_good_file_is_validated_without_a_word_on_stdout(
    records: WriteRecords, place: Describe
) -> None:
    done = run("validate", records("good", place("good")))
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.endswith("0 violations, 0 warnings\n")


def test_a_file_with_faults_gives_a_line_for_each_with_its_place_and_none_for_other_files(
    records: WriteRecords, place: Describe
) -> None:
    """A broken shape, an unknown term, and identifiers of two things here and of one elsewhere."""
    file = records(
        "bad",
        place("shape").replace("rg:statedIn", "rdfs:seeAlso")
        + place("term").replace("rg:Place ;", "rg:Place ; rg:statedin doc:A_HRC_23_18 ;")
        + place("one", identifier="same")
        + place("two", identifier="same")
        + place("twin", identifier="MEX").replace("rg:Place", "rg:State"),
    )
    done = run("validate", file)
    assert done.exit_code == 1
    found = done.stdout.splitlines()
    lines = file.read_text(encoding="utf-8").splitlines()
    for subject, rule, words in [
        ("place:shape", "rgsh:RecordShape-statedIn", "rg:statedIn"),
        ("place:term", "unknown-term", "did you mean rg:statedIn?"),
        ("place:one", "duplicate-identifier", "(found same)"),
        ("place:two", "duplicate-identifier", "(found same)"),
        ("place:twin", "duplicate-identifier", "(found MEX)"),
    ]:
        number = 1 + lines.index(subject)
        mine = [f for f in found if f.startswith(f"bad.ttl:{number}: violation: {subject}: ")]
        assert any(words in f and f"[{rule}" in f for f in mine), (subject, found)
    assert {line.split(":")[0] for line in found} == {"bad.ttl"}, "nothing on states.ttl"
    assert done.stderr.endswith(f"{len(found)} violations, 0 warnings\n")


@pytest.mark.parametrize("command", ["validate", "build", "fmt"])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<http://a> <http://b>\n ex:c .", ":2:2: is not Turtle: The prefix ex: has not been"),
        (b"\xff", ":1: is not UTF-8; save it as UTF-8"),
        (None, ": cannot be read: No such file or directory; check its path"),
    ],
)
def test_an_unusable_file_gives_one_message_with_its_place(
    folder: Path, tmp_path: Path, command: str, content: bytes | None, message: str
) -> None:
    file = tmp_path / "unusable.ttl"
    if content is not None:
        file.write_bytes(content)
    before = (folder / "current").read_bytes()
    graph = ["--graph", folder] if command == "build" else []
    done = run(command, file, *graph)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"rightsgraph: {file}{message}")
    assert done.stderr.count("\n") == 1
    assert (folder / "current").read_bytes() == before


def test_a_build_into_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    done = run("build", "--graph", file)
    assert (done.exit_code, done.stdout) == (2, "")
    assert file.read_text(encoding="utf-8") == "x"


def test_fmt_rewrites_what_is_not_canonical_and_names_it(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.ttl", tmp_path / "bad.ttl"
    good.write_text(format_turtle("<http://a> <http://b> 1 ."), encoding="utf-8")
    bad.write_text("<http://a> <http://b> 1 .", encoding="utf-8")
    checked = run("fmt", "--check", good, bad)
    assert (checked.exit_code, checked.stdout) == (1, f"{bad}\n")
    assert checked.stderr == "1 of 2 files would change\n"
    assert bad.read_text(encoding="utf-8") == "<http://a> <http://b> 1 ."
    written = run("fmt", good, bad)
    assert (written.exit_code, written.stdout) == (0, f"{bad}\n")
    assert written.stderr == "1 of 2 files changed\n"
    again = run("fmt", "--check", good, bad)
    assert (again.exit_code, again.stdout) == (0, "")
    assert bad.read_bytes() == good.read_bytes()


def test_fmt_refuses_a_file_with_a_comment(tmp_path: Path) -> None:
    file = tmp_path / "some.ttl"
    file.write_text("# a comment\n<http://a> <http://b> 1 .", encoding="utf-8")
    done = run("fmt", file)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"rightsgraph: {file}:1:1: a comment, which ")


@pytest.mark.parametrize(
    ("arguments", "code", "stdout", "stderr"),
    [
        (["query", SELECT, "--format", "csv"], 0, f"name\n{MEXICO}\n", ""),
        (["query", "-"], 0, "true\n", ""),
        (["query", "SELECT * { ?s ?p foo:x }"], 1, "",
         "rightsgraph: line 1, column 18: the prefix foo: is not declared; "
         "add PREFIX foo: <...>\n"),
        (["query", "missing.rq"], 1, "",
         "rightsgraph: missing.rq: cannot be read: No such file or directory; "
         "give a query in quotes or an existing file\n"),
    ],
)  # fmt: skip
def test_the_real_command_keeps_results_and_words_apart(
    built: Path, run_cli: RunCli, arguments: list[str], code: int, stdout: str, stderr: str
) -> None:
    done = run_cli(*arguments, "--graph", built, input=ASK)
    assert (done.returncode, done.stdout, done.stderr) == (code, stdout, stderr)
