"""Which documents of the corpus cite Series C No. 205, by whatever name, and which do not."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from rightsgraph.cite import Reader
from rightsgraph.ingest.unhrd import Archive, read_unhrd

ARCHIVES = ("jurisprudence.zip", "special-procedures.zip", "general-comments.zip")
JUDGMENT = "case:IACtHR/C/205"
# Files and the positions of the paragraphs that cite the judgment: read by eye.
CITING = {
    "SR_Torture_A_77_502.json": [39],
    "SR_Torture_A_HRC_31_57.json": [69],
    "ccpr-c-120-d-2256-2013.json": [21],
    "ced-c-24-d-4-2021.json": [48],
    "cedaw-c-67-d-75-2014.json": [23],
    "cedaw-c-75-d-138-2018.json": [37],
    "cedaw-c-83-d-153-2020.json": [17, 29, 48, 49, 53],
    "cedaw-c-92-d-175-2021.json": [39],
}
# Fields of cotton, and other applicants of the name.
NOT_CITING = (
    "cat-c-61-d-747-2016.json",
    "ccpr-c-128-d-3018-2017.json",
    "ccpr-c-145-d-3223-2018.json",
)
TELLING = (b"otton", b"lgodonero", b"205", b"Gonz")


@pytest.mark.long
def test_every_citing_paragraph_of_the_corpus_is_found_and_no_field_of_cotton(
    shared: Path,
) -> None:
    found = {name: cited for name, cited in citing(shared / "data" / "unhrd-2026") if cited}

    assert found == CITING
    assert not found.keys() & set(NOT_CITING)


def citing(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """Yield the files that could cite the judgment, with the paragraphs that do."""
    for name in ARCHIVES:
        archive = Archive(folder / name)
        for member in archive.members():
            content = archive.read(member)
            if not any(word in content for word in TELLING):
                continue
            reader = Reader(member.stem)
            paragraphs = enumerate(read_unhrd(content, member.name, member.stem).parts)
            cited = [(i, reader.read(part.paragraph)) for i, part in paragraphs]
            yield (
                PurePosixPath(member.name).name,
                [i for i, found in cited if any(JUDGMENT in (c.target, *c.also) for c in found)],
            )
