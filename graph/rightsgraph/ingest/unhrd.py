"""Read the archives of the UN Human Rights Database (UNHRD): their documents, one by one.

An archive is a zip file of JSON files, one for each document: a list of paragraphs with `ID`,
`Text` and sometimes `Footnotes`. See `unhrd_facts.py` for what is known of each document.
"""

import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from rightsgraph.cite import Footnote, Paragraph
from rightsgraph.errors import SourceError
from rightsgraph.ingest.records import ReadDocument, ReadPart
from rightsgraph.ingest.unhrd_parts import PartPaths

LICENSE = "https://creativecommons.org/licenses/by-nc-sa/4.0/"
"""The licence of the UNHRD data set."""
_DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError)
LARGEST = 256 * 1024 * 1024
"""Files of an archive are read up to this many bytes, uncompressed."""


@dataclass(frozen=True, slots=True)
class Member:
    """Name one file of an archive: one document, and the time that the archive states for it."""

    archive: Path
    name: str
    time: str

    @property
    def stem(self) -> str:
        """Return the name of the file without folder and ending."""
        return PurePosixPath(self.name).stem

    def __str__(self) -> str:
        return f"{self.archive.name}/{self.name}"


class Archive:
    """Be an archive of documents, open for reading."""

    def __init__(self, path: Path) -> None:
        """Open an archive. Raises SourceError where it is no zip file that can be read."""
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except OSError as error:
            reason = f"cannot be read: {error.strerror}; check its path"
            raise SourceError(str(path), reason) from error
        except zipfile.BadZipFile as error:
            raise SourceError(str(path), f"is not a zip file: {error}; get it again") from error

    def members(self) -> Iterator[Member]:
        """Yield the JSON files of the archive, in the order of their names."""
        for info in sorted(self._zip.infolist(), key=lambda info: info.filename):
            if info.filename.endswith(".json"):
                yield Member(self.path, info.filename, _time(info.date_time))

    def read(self, member: Member) -> bytes:
        """Return the content of a file. Raises SourceError where it is damaged or too large."""
        try:
            if self._zip.getinfo(member.name).file_size > LARGEST:
                raise SourceError(str(member), f"is larger than {LARGEST} bytes; split it")
            return self._zip.read(member.name)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            ValueError,
            RuntimeError,
        ) as error:
            raise SourceError(str(member), f"is damaged: {error}; get the archive again") from error
        except NotImplementedError as error:
            raise SourceError(str(member), f"cannot be unpacked: {error}") from error


def _time(stated: tuple[int, int, int, int, int, int]) -> str:
    """Return the time of a file; that of the oldest archives where it states an impossible one."""
    try:
        return datetime(*stated, tzinfo=UTC).isoformat()
    except ValueError:
        return datetime(1980, 1, 1, tzinfo=UTC).isoformat()


def read_unhrd(content: bytes, name: str, symbol: str) -> ReadDocument:
    """Return the document of one JSON file, with the symbol by which the recogniser knows it.

    Raises SourceError where the content is not a list of paragraphs.
    """
    try:
        rows = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise SourceError(name, f"is not JSON: {error}") from error
    if not isinstance(rows, list) or not rows:
        raise SourceError(name, "is not a list of paragraphs")
    paths = PartPaths()
    parts = tuple(_part(row, name, place, symbol, paths) for place, row in enumerate(rows, 1))
    return ReadDocument(symbol=symbol, language="en", parts=parts)


def _part(row: Any, name: str, place: int, symbol: str, paths: PartPaths) -> ReadPart:
    if not isinstance(row, dict) or not isinstance(row.get("Text"), str):
        raise SourceError(name, f"paragraph {place} of the list has no Text")
    path = paths.path(row.get("ID"))
    notes = row.get("Footnotes") or []
    if not isinstance(notes, list) or not all(_is_note(note) for note in notes):
        raise SourceError(name, f"paragraph {place} of the list has Footnotes without n and text")
    footnotes = tuple(Footnote(str(note["n"]).strip(), note["text"]) for note in notes)
    return ReadPart(path, Paragraph("/".join(path), symbol, row["Text"], footnotes))


def _is_note(note: Any) -> bool:
    number = note.get("n") if isinstance(note, dict) else None
    named = isinstance(number, str | int) and str(number).strip().isalnum()
    return named and isinstance(note.get("text"), str)
