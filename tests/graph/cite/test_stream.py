"""Test the stream of citations: order, documents, bad lines, pipes, any executor, any cores.

All texts are made up.
"""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from rightsgraph.cite import Citation, stream
from rightsgraph.cite.language import language_of
from rightsgraph.cite.lines import LONGEST_LINE
from rightsgraph.cite.stream import citations_of
from rightsgraph.errors import SourceError

RunCli = Callable[..., CompletedProcess[str]]
SYMBOL = "CCPR/C/134/D/9001/2016"
COMMAND = [sys.executable, "-m", "rightsgraph", "citations"]


def line(id: object = "p", text: str = "See A/HRC/901/56.", **others: object) -> str:
    """Return a line in."""
    return json.dumps({"id": id, "symbol": SYMBOL, "text": text} | others)


def targets(lines_out: Iterator[str] | list[str]) -> list[list[str]]:
    """Return what each line out cites."""
    return [[c["target"] for c in json.loads(out)["citations"]] for out in lines_out]


def many(count: int = 700, each: int = 3) -> list[str]:
    """Return lines of several documents, some of them with `ibid.` in a footnote."""
    return [
        line(
            n,
            f"See A/HRC/{1 + n % 50}/{n}, para. {n}.[[fn:1]]",
            symbol=f"CCPR/C/100/D/{9000 + n // each}/2016",
            footnotes=[{"n": 1, "text": "Ibid., para. 3."}],
        )
        for n in range(count)
    ]


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Give a function that writes lines, texts or bytes, into a file."""

    def write(*lines: str | bytes) -> Path:
        path = tmp_path / "paragraphs.jsonl"
        encoded = [each.encode() if isinstance(each, str) else each for each in lines]
        path.write_bytes(b"".join(each + b"\n" for each in encoded))
        return path

    return write


def test_a_line_out_has_all_that_is_known_of_a_citation() -> None:
    [out] = citations_of([line("p1", "See A/HRC/901/56, para. 12.")])
    answer = json.loads(out)
    assert answer["id"] == "p1"
    [citation] = answer["citations"]
    assert citation["target"] == "doc:A/HRC/901/56"
    assert citation["pinpoint"] == ["12"]
    assert citation["where"] == "text"
    assert "See A/HRC/901/56"[citation["start"] : citation["end"]] == citation["surface"]
    assert 0 < citation["confidence"] <= 1
    assert citation["rule"]


@pytest.mark.parametrize("n", [7, "7"])
def test_a_footnote_may_have_a_number_or_a_text_as_its_number(n: object) -> None:
    [out] = citations_of([line(text="As said.", footnotes=[{"n": n, "text": "A/HRC/901/56."}])])
    assert json.loads(out)["citations"][0]["where"] == "footnote:7"


@pytest.mark.parametrize("others", [{}, {"footnotes": None}, {"footnotes": []}, {"more": [1]}])
def test_footnotes_may_be_missing_and_other_fields_are_passed_over(others: Any) -> None:
    assert targets(citations_of([line(**others)])) == [["doc:A/HRC/901/56"]]


def test_a_paragraph_without_a_document_is_read_all_the_same() -> None:
    assert targets(citations_of([line(symbol=None)])) == [["doc:A/HRC/901/56"]]


def test_an_id_is_given_back_as_it_was() -> None:
    assert [json.loads(out)["id"] for out in citations_of([line(7), line("7"), line("é")])] == [
        7, "7", "é",
    ]  # fmt: skip


class RememberingReader:
    """Be a reader that cites the number of the paragraph in its document."""

    def __init__(self, symbol: str) -> None:
        self.symbol, self.count = symbol, 0

    def read(self, paragraph: Any) -> list[Any]:
        self.count += 1
        target = f"{self.symbol}:{self.count}"
        return [Citation(target, (), "text", 0, 1, "S", 0.9, "remembered")]


@pytest.fixture
def remembering(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with a reader of which it can be seen which paragraphs it has read."""
    monkeypatch.setattr(stream, "Reader", RememberingReader)


@pytest.mark.usefixtures("remembering")
def test_lines_with_one_symbol_in_a_row_are_one_document() -> None:
    symbols = ["A/1", "A/1", "A/2", "A/1", None, None, "A/1"]
    lines = [line(symbol=symbol) for symbol in symbols]
    assert [t[0] for t in targets(citations_of(lines))] == [
        "A/1:1", "A/1:2", "A/2:1", "A/1:1", ":1", ":1", "A/1:1",
    ]  # fmt: skip


@pytest.mark.usefixtures("remembering")
@pytest.mark.parametrize("executor", [None, ThreadPoolExecutor(3)], ids=["here", "threads"])
def test_a_document_of_any_length_is_read_by_one_reader(executor: Executor | None) -> None:
    count = 3 * stream.PATIENCE * stream.BATCH_LINES
    lines = [line(symbol="A/1")] * count
    lines[700] = "broken"
    refused: list[SourceError] = []
    found = [t[0] for t in targets(citations_of(lines, executor, refused.append))]
    assert found == [f"A/1:{n}" for n in range(1, count)]
    assert [error.line for error in refused] == [701]


@pytest.mark.usefixtures("remembering")
def test_a_document_goes_on_behind_a_pause_and_behind_refused_lines() -> None:
    lines = [line(symbol="A/1"), None, "broken", None, line(symbol="A/1")]
    found = citations_of(lines, refuse=lambda _: None)
    assert [t[0] for t in targets(found)] == ["A/1:1", "A/1:2"]


def test_a_batch_ends_where_a_document_ends_if_it_can() -> None:
    cut = list(stream.batches(many(each=50)))
    assert len(cut) > 1
    assert all(len(batch.entries) % 50 == 0 for batch in cut)


def test_documents_of_one_paragraph_go_together() -> None:
    cut = list(stream.batches(many(1000, each=1)))
    assert len(cut) == -(-1000 // stream.BATCH_LINES)


class Recording(Executor):
    """Be an executor that works when a result is asked for, and knows how much is waiting."""

    def __init__(self) -> None:
        self.waiting, self.most = 0, 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        executor = self

        class Late(Future[Any]):
            def result(self, timeout: float | None = None) -> Any:
                if not self.done():
                    executor.waiting -= 1
                    self.set_result(fn(*args, **kwargs))
                return super().result(timeout)

        self.waiting += 1
        self.most = max(self.most, self.waiting)
        return Late()


def test_few_batches_are_under_way_however_long_the_stream_is() -> None:
    executor = Recording()
    out = citations_of(iter(many(6000, each=1)), executor)
    assert sum(1 for _ in out) == 6000
    assert 1 < executor.most <= stream.BATCHES_UNDER_WAY


@pytest.mark.parametrize("make", [lambda: ThreadPoolExecutor(2), lambda: ProcessPoolExecutor(2)])
def test_any_executor_gives_the_same_lines(make: Callable[[], Executor]) -> None:
    lines = many()
    with make() as executor:
        assert list(citations_of(lines, executor)) == list(citations_of(lines))


def test_without_more_words_a_refused_line_is_an_error() -> None:
    with pytest.raises(SourceError, match="-:2: is not JSON"):
        list(citations_of([line(), "{", line()]))


def test_a_fault_of_the_recogniser_stops_one_line_only(monkeypatch: pytest.MonkeyPatch) -> None:
    class Faulty(RememberingReader):
        def read(self, paragraph: Any) -> list[Any]:
            if "fault" in paragraph.text:
                raise ZeroDivisionError("oh")
            return []

    monkeypatch.setattr(stream, "Reader", Faulty)
    refused: list[SourceError] = []
    found = list(citations_of([line(1), line(2, "fault"), line(3)], refuse=refused.append))
    assert [json.loads(out)["id"] for out in found] == [1, 3]
    assert "ZeroDivisionError: oh" in str(refused[0])


BAD = {
    "broken JSON": ("{broken", "is not JSON at column 2"),
    "no id": ('{"symbol": "A/1", "text": ""}', 'has no "id"'),
    "id true": ('{"id": true, "symbol": "A/1", "text": ""}', 'has as "id" true or false'),
    "no symbol": ('{"id": 1, "text": ""}', 'has no "symbol"'),
    "no text": ('{"id": 1, "symbol": "A/1"}', 'has no "text"'),
    "text null": ('{"id": 1, "symbol": "A/1", "text": null}', 'has as "text" null'),
    "text a number": (line(text=5), 'has as "text" a number'),  # type: ignore[arg-type]
    "language a list": (line(language=[]), 'has as "language" a list'),
    "footnotes an object": (line(footnotes={"n": 1}), "that are no list"),
    "footnote a number": (line(footnotes=[3]), 'a footnote without "n"'),
    "footnote without text": (line(footnotes=[{"n": 3}]), 'has no "text"'),
    "a list": ("[1]", "is a list"),
    "null": ("null", "is null"),
    "a number of 5,000 digits": ('{"id": ' + "9" * 5000 + "}", "too many digits"),
    "nested lists": ("[" * 100_000, "nested too deeply"),
    "nested objects": ('{"a":' * 100_000, "nested too deeply"),
    "lone surrogate": ('{"id": 1, "symbol": "A/1", "text": "a\\ud800"}', "character 2"),
    "Latin-1": ('{"id": "é"}'.encode("latin-1"), "is not UTF-8 at byte 9"),
    "UTF-16": (b"\xff\xfe" + line().encode("utf-16-le"), "is UTF-16"),
    "a null character": (b'{"id": 1, "symbol": "A/1", "text": "\0"}', "null characters"),
    "too long": (line(text="x" * (LONGEST_LINE + 1)), "is 16 MiB long"),
}


@pytest.mark.parametrize(("bad", "words"), BAD.values(), ids=BAD)
def test_a_bad_line_is_told_of_with_its_number_and_the_rest_goes_on(
    bad: str | bytes, words: str
) -> None:
    refused: list[SourceError] = []
    found = list(citations_of([line("a"), bad, line("b")], refuse=refused.append, file="in.jsonl"))
    assert [json.loads(out)["id"] for out in found] == ["a", "b"]
    [error] = refused
    assert str(error).startswith("in.jsonl:2: ")
    assert words in str(error)
    assert len(str(error)) < 200


@pytest.mark.parametrize("blank", ["", "  \t", b"\r", "\ufeff"])
def test_a_blank_line_is_passed_over_and_counted(blank: str | bytes) -> None:
    refused: list[SourceError] = []
    assert len(list(citations_of([line(), blank, "{"], refuse=refused.append))) == 1
    assert [error.line for error in refused] == [3]


def test_what_is_odd_and_well_formed_is_read() -> None:
    odd = [line(text="a\0b"), line(text="/" * 1_000_000), "\ufeff" + line(), line(), line()]
    assert [len(found) for found in targets(citations_of(odd))] == [0, 0, 1, 1, 1]


def test_the_command_reads_a_file_and_standard_input_alike(
    file: Callable[..., Path], run_cli: RunCli
) -> None:
    path = file(*many(30))
    from_file = run_cli("citations", path)
    assert from_file.returncode == 0
    assert from_file.stderr == ""
    assert run_cli("citations", input=path.read_text()).stdout == from_file.stdout
    assert run_cli("citations", "-", input=path.read_text()).stdout == from_file.stdout


def test_the_command_gives_the_same_bytes_for_any_number_of_workers(
    file: Callable[..., Path], run_cli: RunCli
) -> None:
    path = file(*many(), "{", *many(), b"\xff")
    done = [run_cli("citations", "--workers", n, path) for n in (1, 2, 3)]
    assert len({(each.stdout, each.stderr, each.returncode) for each in done}) == 1
    assert done[0].stdout.count("\n") == 1400


def test_the_command_tells_of_bad_lines_and_ends_with_1(
    file: Callable[..., Path], run_cli: RunCli
) -> None:
    in_utf16 = line().encode("utf-16") + b"\n\0"
    done = run_cli("citations", file(line("a"), "{", in_utf16 + line("b").encode(), line("c")))
    assert done.returncode == 1
    assert [json.loads(out)["id"] for out in done.stdout.splitlines()] == ["a", "b", "c"]
    first, second, last = done.stderr.splitlines()
    assert "paragraphs.jsonl:2: is not JSON" in first
    assert "paragraphs.jsonl:3: is UTF-16" in second
    assert "2 lines" in last


def test_the_command_refuses_a_line_of_50_mb_without_keeping_it(
    file: Callable[..., Path], run_cli: RunCli
) -> None:
    long = b'{"id": 1, "symbol": "A/1", "text": "' + b"x" * 50_000_000 + b'"}'
    done = run_cli("citations", "--workers", 1, file(line("a"), long, line("b")))
    assert done.returncode == 1
    assert "paragraphs.jsonl:2: is 48 MiB long" in done.stderr
    assert done.stdout.count("\n") == 2


def test_the_command_tells_of_a_missing_file(run_cli: RunCli) -> None:
    done = run_cli("citations", "nowhere.jsonl")
    assert done.returncode == 1
    assert done.stderr.startswith("rightsgraph: nowhere.jsonl: cannot be read")


def test_no_lines_are_no_answers(run_cli: RunCli) -> None:
    done = run_cli("citations", input="")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.fixture
def running(environment: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """Run the command with pipes that stay open."""
    pipe = subprocess.PIPE
    process = subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, stderr=pipe, env=environment)
    yield process
    process.kill()
    process.communicate()


def test_an_answer_does_not_wait_for_the_next_line(running: "subprocess.Popen[bytes]") -> None:
    assert running.stdin
    assert running.stdout
    for n in range(2):
        running.stdin.write(line(n).encode() + b"\n")
        running.stdin.flush()
        assert select.select([running.stdout], [], [], 30)[0]
        assert json.loads(running.stdout.readline())["id"] == n


def test_the_command_ends_quietly_when_nobody_reads_on(
    file: Callable[..., Path], environment: dict[str, str]
) -> None:
    command, pipe = [*COMMAND, str(file(*many(2000)))], subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, env=environment) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_an_interrupt_ends_the_command_with_one_line(
    running: "subprocess.Popen[bytes]",
) -> None:
    assert running.stdin
    assert running.stdout
    running.stdin.write(line().encode() + b"\n")
    running.stdin.flush()
    running.stdout.readline()
    running.send_signal(signal.SIGINT)
    assert running.wait(30) == 130
    assert running.stderr
    assert len(running.stderr.read().splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The author claims that he was held in the prison of the town.", "en"),
        ("El autor afirma que el Estado no ha respondido a las cartas de la familia.", "es"),
        ("L'auteur affirme que les autorités ont refusé de le libérer par une lettre.", "fr"),
        ("قال صاحب البلاغ إن الدولة لم ترد", "ar"),
        ("A/HRC/901/56", "en"),
        ("", "en"),
        ("/" * 100_000, "en"),
    ],
)
def test_the_language_is_told_from_script_and_words(text: str, language: str) -> None:
    assert language_of(text) == language
