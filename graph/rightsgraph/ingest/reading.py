"""Read documents: recognise what they cite, identify it, and write one graph for each.

Everything here is a pure function of its arguments and of the library's own files, so that any
`concurrent.futures.Executor` may run it, on this machine or elsewhere, with the same bytes out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from hashlib import sha256

from rightsgraph import resources
from rightsgraph._version import __version__
from rightsgraph.cite import Citation, Reader
from rightsgraph.cite.identity import Registry
from rightsgraph.errors import IdentifierError, SourceError
from rightsgraph.identify import part_iri
from rightsgraph.ingest.facts import Facts, Provenance
from rightsgraph.ingest.graphs import Citing, Found, graph_iri, read_triples
from rightsgraph.ingest.records import ReadDocument, ReadPart
from rightsgraph.ingest.unhrd import read_unhrd
from rightsgraph.iris import ID
from rightsgraph.rdf import NamedNode, Triple, canonical_nquads, subjects

TOOL = f"rightsgraph {__version__}"


@dataclass(frozen=True, slots=True)
class Job:
    """Hold one document to be read: the content of its file, and what is known of it."""

    name: str
    content: bytes
    symbol: str
    facts: Facts
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Setting:
    """Hold what is the same for all documents: which items are known, and whether text is kept.

    `learned` has pairs of a normal form and the IRI of the document that it names.
    """

    learned: tuple[tuple[str, str], ...] = ()
    with_text: bool = False


@dataclass(frozen=True, slots=True)
class ReadGraph:
    """Hold the graph of a document in canonical N-Quads.

    `describes` are the document and the communications that it decides; `named` are the things
    that the graph names and does not describe.
    """

    name: str
    iri: str
    document: str
    content: bytes
    describes: tuple[str, ...]
    named: tuple[str, ...]
    citations: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Say of a document why it was not read."""

    name: str
    reason: str


def read_chunk(jobs: Iterable[Job], setting: Setting) -> list[ReadGraph | Refused]:
    """Read several documents; what cannot be read is refused, and the rest goes on."""
    return [_read_or_refuse(job, setting) for job in jobs]


def graph_of(
    document: ReadDocument,
    facts: Facts,
    provenance: Provenance,
    registry: Registry,
    with_text: bool = False,
) -> ReadGraph:
    """Return the graph of a document whose parts are known, the parts in their order."""
    citing = Citing(facts)
    reader = Reader(document.symbol)
    for part in document.parts:
        try:
            _read_part(citing, part, reader.read(part.paragraph), registry)
        except IdentifierError as error:
            raise SourceError(facts.identifier, f"has a part that has no IRI: {error}") from error
        if with_text:
            _keep_text(citing, part)
    triples = read_triples(citing, provenance)
    graph = graph_iri(facts.iri)
    count = sum(len(found) for found in citing.parts.values())
    content = canonical_nquads(triples, graph)
    described = (facts.iri, *facts.decides)
    return ReadGraph(facts.identifier, graph, facts.iri, content, described, _named(triples), count)


@lru_cache(maxsize=2)
def registry_of(setting: Setting) -> Registry:
    """Return the registry of known items, with those that a setting adds."""
    registry = Registry.load()
    for target, iri in setting.learned:
        registry.learn(target, iri)
    return registry


@cache
def reading_version() -> str:
    """Return a checksum of all that decides how documents are read: code, tables and records."""
    code = [resources.PACKAGE / name for name in ("cite", "derive", "identify", "ingest")]
    files = [file for folder in code for file in folder.rglob("*") if file.suffix != ".pyc"]
    files += [*resources.ontology_files(), *resources.record_files()]
    digest = sha256(TOOL.encode())
    for file in sorted(each for each in files if each.is_file()):
        digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _read_or_refuse(job: Job, setting: Setting) -> ReadGraph | Refused:
    try:
        return _read(job, setting)
    except SourceError as error:
        return Refused(job.name, error.reason)


def _read(job: Job, setting: Setting) -> ReadGraph:
    document = read_unhrd(job.content, job.name, job.symbol)
    registry = registry_of(setting)
    graph = graph_of(document, job.facts, job.provenance, registry, setting.with_text)
    return replace(graph, name=job.name)


def _read_part(
    citing: Citing, part: ReadPart, citations: Iterable[Citation], registry: Registry
) -> None:
    for citation in citations:
        path = part.path
        if citation.where.startswith("footnote:"):
            path = ("footnote", citation.where.removeprefix("footnote:"))
        cited = registry.resolve(citation.target, citation.also)
        pinpoints = [
            registry.pinpoint(cited, citation.target, pinpoint) if cited else None
            for pinpoint in citation.pinpoint
        ]
        known = tuple(dict.fromkeys(p for p in pinpoints if p and p != cited))
        citing.add(part_iri(citing.document.iri, *path), Found(citation, cited, known))


def _keep_text(citing: Citing, part: ReadPart) -> None:
    whole, paragraph = citing.document.iri, part.paragraph
    kept = {part_iri(whole, *part.path): paragraph.text}
    kept |= {part_iri(whole, "footnote", note.n): note.text for note in paragraph.footnotes}
    for iri, text in kept.items():
        # Notes may be numbered anew in an annex: what has one number is kept as one text.
        before, _ = citing.texts.get(iri, ("", ""))
        joined = f"{before}\n{text}" if before and before != text else text
        citing.texts[iri] = (joined, paragraph.language)


def _named(triples: frozenset[Triple]) -> tuple[str, ...]:
    named = {t.object.value for t in triples if isinstance(t.object, NamedNode)}
    return tuple(sorted(n for n in named - subjects(triples) if n.startswith(ID)))
