"""Read the plain text of one document into a folder of versions."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from rightsgraph.cite.identity import Registry
from rightsgraph.errors import SourceError
from rightsgraph.identify import document_iri, parse_symbol
from rightsgraph.ingest.facts import Facts, Provenance
from rightsgraph.ingest.folder import Origin, ReadFolder
from rightsgraph.ingest.reading import TOOL, ReadGraph, graph_of, reading_version
from rightsgraph.ingest.records import ReadDocument
from rightsgraph.ingest.text import read_text

# What cites what is a fact; the words are those of the United Nations.
FACTS_LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"
TEXT_LICENSE = "https://www.un.org/en/about-us/terms-of-use"
_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


def read_file(
    file: Path, symbol: str, language: str | None = None, with_text: bool = False
) -> tuple[ReadDocument, ReadGraph, Origin]:
    """Read a file: its parts, the graph of what they cite, and where the graph comes from.

    Raises IdentifierError if the symbol is none, SourceError if the file is no plain text.
    """
    known = parse_symbol(symbol)
    content, time = _content(file)
    document = read_text(decoded(file, content), known.text, language)
    if not document.parts:
        reason = "has no paragraph; give the text of a document, as UTF-8, with its line breaks"
        raise SourceError(str(file), reason)
    facts = Facts(iri=document_iri(known), identifier=known.text)
    license_ = TEXT_LICENSE if with_text else FACTS_LICENSE
    provenance = Provenance(generated=time, license=license_, tool=TOOL)
    graph = graph_of(document, facts, provenance, Registry.load(), with_text)
    manner = sha256(f"{reading_version()} {language} {with_text}".encode()).hexdigest()
    return document, graph, Origin(file.name, sha256(content).hexdigest(), manner, provenance)


def ingest_file(
    folder: ReadFolder, file: Path, symbol: str, language: str | None, with_text: bool
) -> str:
    """Read a file into a folder, in the place of what was read of the document; tell what was."""
    document, graph, origin = read_file(file, symbol, language, with_text)
    folder.keep(graph, origin)
    return (
        f"{document.symbol} ({document.language}): {len(document.parts)} parts read "
        f"with {graph.citations} citations"
    )


def decoded(file: Path, content: bytes) -> str:
    """Decode a text: UTF-8, or UTF-16 with its mark. Raises SourceError."""
    encoding = next((name for mark, name in _BOMS.items() if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(
            str(file), f"is not {encoding.upper()}; save it as UTF-8", line
        ) from error


def _content(file: Path) -> tuple[bytes, str]:
    try:
        time = datetime.fromtimestamp(int(file.stat().st_mtime), UTC)
        return file.read_bytes(), time.isoformat()
    except OSError as error:
        reason = f"cannot be read: {error.strerror}; give the plain text of a document"
        raise SourceError(str(file), reason) from error
