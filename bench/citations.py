"""Print how well and how fast citations are read: scores, confidence, speed, memory, same bytes.

    python bench/citations.py [--shared ../shared] [--only GLOB] [--workers N]

Scores come from the hand-annotated files and their scorer; confidence from the sample that we
annotated (bench/citation-sample.jsonl: places and verdicts, no text); speed from the archives,
beside eyecite (a recogniser of citations in American law) on the same text in the same run; the
bytes of all graphs are compared between processes of this machine and a Dask cluster.
Needs the extra `bench`: pip install -e '.[bench]'.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path, PurePosixPath
from typing import Any

from rightsgraph.cite import Citation, Paragraph, Reader
from rightsgraph.cite.stream import citations_of
from rightsgraph.ingest.archives import Ingest
from rightsgraph.ingest.folder import ReadFolder
from rightsgraph.ingest.pool import cores
from rightsgraph.ingest.unhrd import Archive, read_unhrd
from rightsgraph.versions import Folder

HERE = Path(__file__).parent
GOLD = ("dev", "a-hrc-23-18", "sources-en")
ARCHIVES = ("general-comments.zip", "special-procedures.zip", "jurisprudence.zip")
SURE = 0.9
FOR_EYECITE = 1_000_000
"""How many characters of the corpus both recognisers read."""


def main() -> None:
    """Print every figure, one section after the other."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--only", default="*", metavar="GLOB", help="read only such files")
    parser.add_argument("--workers", type=int, default=cores())
    options = parser.parse_args()
    archives = options.shared / "data" / "unhrd-2026"
    print_scores(options.shared / "gold")
    print_confidence(archives)
    print_peer(archives)
    print_corpus(archives, options.only, options.workers)


def print_scores(gold: Path) -> None:
    """Print the scorer's table for each hand-annotated file."""
    for name in GOLD:
        lines = (gold / f"{name}.jsonl").read_bytes().splitlines(keepends=True)
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predicted:
            predicted.writelines(f"{line}\n" for line in citations_of(lines))
            predicted.flush()
            command = [sys.executable, gold / "score.py", gold / f"{name}.jsonl", predicted.name]
            table = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        print(f"## {name}\n{table}", flush=True)


def print_confidence(archives: Path) -> None:
    """Print which share of the annotated citations of high confidence is right.

    A row has the verdicts on a target and on its pinpoints as they were found; a target that is
    no longer found says nothing about confidence, and pinpoints that changed are left out.
    """
    rows = [json.loads(line) for line in (HERE / "citation-sample.jsonl").open(encoding="utf-8")]
    targets: Counter[bool] = Counter()
    pinpoints: Counter[bool] = Counter()
    for archive, file, symbol in sorted({(r["archive"], r["file"], r["symbol"]) for r in rows}):
        found = dict(citations_in(archives, archive, file, symbol))
        for row in (row for row in rows if row["file"] == file):
            citation = found.get((row["paragraph"], row["where"], row["target"]))
            if citation is None or citation.confidence < SURE:
                continue
            targets[row["target_right"]] += 1
            if list(citation.pinpoint) == row["pinpoint"]:
                pinpoints[row["pinpoint_right"]] += 1
    print(f"## confidence, on a random sample of citations at {SURE} and above")
    print(f"targets right: {targets[True]} of {sum(targets.values())}")
    print(f"pinpoints right: {pinpoints[True]} of {sum(pinpoints.values())}\n", flush=True)


Placed = tuple[int, str, str]


def citations_in(
    archives: Path, archive: str, file: str, symbol: str
) -> Iterator[tuple[Placed, Citation]]:
    """Yield the citations of a file of an archive with paragraph, place and target."""
    reader = Reader(symbol)
    for index, paragraph in enumerate(paragraphs(archives / archive, file, symbol)):
        for citation in reader.read(paragraph):
            yield (index, citation.where, citation.target), citation


def paragraphs(archive: Path, file: str, symbol: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a file of an archive."""
    opened = Archive(archive)
    member = next(m for m in opened.members() if PurePosixPath(m.name).name == file)
    document = read_unhrd(opened.read(member), file, symbol)
    yield from (part.paragraph for part in document.parts)


def print_peer(archives: Path) -> None:
    """Print the speed of this recogniser and of eyecite on the same text, on one core."""
    from eyecite import get_citations  # type: ignore[import-untyped]

    sample = list(some_paragraphs(archives / ARCHIVES[2], FOR_EYECITE))
    size = sum(len(p.text) + sum(len(n.text) for n in p.footnotes) for p in sample) / 1e6
    reader = Reader(sample[0].symbol)
    reader.read(sample[0])
    ours = timed(lambda: [reader.read(paragraph) for paragraph in sample])
    texts = [text for p in sample for text in (p.text, *(note.text for note in p.footnotes))]
    get_citations(texts[0])
    theirs = timed(lambda: [get_citations(text) for text in texts])
    print("## speed on one core, million characters in a second")
    print(
        f"rightsgraph {size / ours:.2f}, eyecite {size / theirs:.2f}, ratio {theirs / ours:.2f}\n"
    )


def some_paragraphs(archive: Path, characters: int) -> Iterator[Paragraph]:
    """Yield paragraphs from all over an archive until they have so many characters."""
    opened = Archive(archive)
    members = list(opened.members())
    for member in members[:: max(1, len(members) // 60)]:
        for part in read_unhrd(opened.read(member), member.stem, "CCPR/C/100/D/1/1999").parts:
            characters -= len(part.paragraph.text)
            yield part.paragraph
        if characters < 0:
            return


def timed(work: Any) -> float:
    """Return how many seconds a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def print_corpus(archives: Path, only: str, workers: int) -> None:
    """Print time, memory and counts of the whole corpus, and whether Dask gives the same bytes."""
    from dask.distributed import Client, LocalCluster

    files = [archives / name for name in ARCHIVES]
    with tempfile.TemporaryDirectory() as here, tempfile.TemporaryDirectory() as there:
        with ProcessPoolExecutor(workers) as executor:
            run(files, Path(here), executor, workers, only, "processes of this machine")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(f"at most {own:.2f} GiB here and {peak:.2f} GiB in each of {workers} processes")
        with (
            LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address=None
            ) as cluster,
            Client(cluster) as client,
        ):
            run(files, Path(there), client.get_executor(), workers, only, "a Dask cluster")
        same = contents(Path(here)) == contents(Path(there))
        print(f"same bytes from both: {'yes' if same else 'NO'}")


def run(
    files: list[Path], folder: Path, executor: Executor, workers: int, only: str, name: str
) -> None:
    """Read the archives into a folder and print how long it took."""
    ingest = Ingest(ReadFolder(Folder(folder)), lambda _: None)
    start = time.perf_counter()
    tally = ingest.run(files, executor, workers, only)
    print(f"## corpus by {name}\n{time.perf_counter() - start:.1f} s: {tally.words()}", flush=True)


def contents(folder: Path) -> dict[str, bytes]:
    """Return the graphs of a folder by the name of their file, which is their checksum."""
    return {path.name: path.read_bytes() for path in folder.rglob("*.nq*")}


if __name__ == "__main__":
    main()
