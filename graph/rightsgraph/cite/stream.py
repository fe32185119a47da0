"""Read the citations of a stream of paragraphs, on any number of cores, in the order of the stream.

Consecutive lines with one symbol are a document, and one Reader reads them in order; a line
without symbol stands alone. The stream is cut into batches, between documents where that can be;
where a cut falls inside a document, its Reader goes on with the next batch. So the answers depend
neither on the cuts nor on the number of cores, and the memory needed is that of a few batches.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from typing import Any

from rightsgraph.cite import Reader
from rightsgraph.cite.lines import LineRefused, ReadLine, read_line, write_line
from rightsgraph.errors import SourceError

# Enough work to outweigh the way to another process, and little enough to keep several.
BATCH_LINES = 256
BATCH_CHARACTERS = 2**18
# How much larger a batch may grow so as not to be cut inside a document.
PATIENCE = 4
BATCHES_UNDER_WAY = 8

Line = bytes | str | LineRefused
Refuse = Callable[[SourceError], None]


@dataclass(slots=True)
class Batch:
    """Hold some lines, each with its number and what was read, or why it was refused.

    `reader` is the one that has read the first line's document so far, if it began before.
    """

    entries: list[tuple[int, ReadLine | str]] = field(default_factory=list)
    characters: int = 0
    first: str | None = None
    last: str = ""
    reader: Reader | None = None

    def is_full(self, symbol: str) -> bool:
        """Return whether a line of this symbol belongs to the next batch."""
        size = max(len(self.entries) / BATCH_LINES, self.characters / BATCH_CHARACTERS)
        return size >= (PATIENCE if symbol and symbol == self.last else 1)

    def add(self, number: int, entry: ReadLine | str) -> None:
        """Add a line."""
        if isinstance(entry, ReadLine):
            read = entry.paragraph
            self.characters += len(read.text) + sum(len(note.text) for note in read.footnotes)
            self.first = read.symbol if self.first is None else self.first
            self.last = read.symbol
        self.entries.append((number, entry))


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what came of a batch: number, text and success of each line, and the last Reader."""

    lines: list[tuple[int, str, bool]]
    reader: Reader | None


def raise_refusal(refusal: SourceError) -> None:
    """Raise what is wrong with a line."""
    raise refusal


def citations_of(
    lines: Iterable[Line | None],
    executor: Executor | None = None,
    refuse: Refuse = raise_refusal,
    file: str = "-",
) -> Iterator[str]:
    """Yield a line of JSON with the citations of each line of JSON, in order.

    A line that cannot be read is left out and given to `refuse`, as an error with file and line.
    None among the lines says that the next may be long in coming, so that nothing waits for it.
    Any executor will do, such as Dask's; without one, all is read here.
    """
    run = executor or _Here()
    under_way: deque[Future[Answer]] = deque()
    before: Future[Answer] | None = None
    open_document = ""
    for batch in batches(lines):
        if batch.entries:
            if before and batch.first in (None, open_document):
                batch.reader = before.result().reader
            before = run.submit(read_batch, batch)
            under_way.append(before)
            open_document = batch.last
        while under_way and (under_way[0].done() or len(under_way) >= BATCHES_UNDER_WAY):
            yield from _told(under_way.popleft().result(), refuse, file)
    while under_way:
        yield from _told(under_way.popleft().result(), refuse, file)


def batches(lines: Iterable[Line | None]) -> Iterator[Batch]:
    """Cut a stream into batches; a None among the lines cuts too, if need be with nothing in it."""
    batch = Batch()
    for number, line in _numbered(lines):
        entry = None if line is None else _read(line)
        symbol = entry.paragraph.symbol if isinstance(entry, ReadLine) else batch.last
        if line is None or (entry is not None and batch.is_full(symbol)):
            yield batch
            batch = Batch(last=batch.last)
        if entry is not None:
            batch.add(number, entry)
    yield batch


def read_batch(batch: Batch) -> Answer:
    """Read the lines of a batch, each with the Reader of its document."""
    reader, symbol = batch.reader, batch.first or ""
    answered: list[tuple[int, str, bool]] = []
    for number, entry in batch.entries:
        if isinstance(entry, str):
            answered.append((number, entry, False))
            continue
        paragraph = entry.paragraph
        if reader is None or not symbol or paragraph.symbol != symbol:
            symbol = paragraph.symbol
            reader = Reader(symbol)
        try:
            answered.append((number, write_line(entry.id, reader.read(paragraph)), True))
        except Exception as error:  # a fault of ours in one paragraph must not stop the others
            reason = f"could not be read ({type(error).__name__}: {error}); please report it"
            answered.append((number, reason, False))
    return Answer(answered, reader)


def _numbered(lines: Iterable[Line | None]) -> Iterator[tuple[int, Line | None]]:
    number = 0
    for line in lines:
        number += line is not None
        yield number, line


def _read(line: Line) -> ReadLine | str | None:
    try:
        if isinstance(line, LineRefused):
            raise line
        return read_line(line)
    except LineRefused as refusal:
        return str(refusal)


def _told(answer: Answer, refuse: Refuse, file: str) -> Iterator[str]:
    for number, text, is_read in answer.lines:
        if is_read:
            yield text
        else:
            refuse(SourceError(file, text, number))


class _Here(Executor):
    """Run each task at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done
