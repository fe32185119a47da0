"""Read the documents of UNHRD archives into a folder, on all cores, going on where it stopped."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

from rightsgraph import resources
from rightsgraph.cite.identity import Registry
from rightsgraph.errors import SourceError
from rightsgraph.identify import docket_of, normalise_name
from rightsgraph.ingest.facts import Facts, Provenance
from rightsgraph.ingest.folder import Origin, ReadFolder
from rightsgraph.ingest.graphs import graph_iri
from rightsgraph.ingest.pool import as_completed
from rightsgraph.ingest.reading import (
    TOOL,
    Job,
    ReadGraph,
    Refused,
    Setting,
    read_chunk,
    reading_version,
)
from rightsgraph.ingest.unhrd import LICENSE, Archive, Member
from rightsgraph.ingest.unhrd_facts import REGISTER, FactFinder, Metadata
from rightsgraph.rdf import RDF, RDFS, RG, SKOS, Literal, NamedNode
from rightsgraph.turtle import read_plain_turtle

Say = Callable[[str], None]
LISTS = ("documents.json", "jurisprudence_documents.csv")
_SUFFIXES = (".zip", ".json", ".csv")
CHUNK = 2_000_000
"""How many bytes of files go to a process at once."""
NEWS = 500
"""After how many documents a word of progress is due."""


@dataclass
class Tally:
    """Count what became of the documents of one run; of those not read, tell why by file name."""

    read: int = 0
    kept: int = 0
    citations: int = 0
    done: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)

    def words(self) -> str:
        """Return the counts in words."""
        return (
            f"{self.read} documents read with {self.citations} citations, "
            f"{self.kept} as they were, {len(self.refused)} not read"
        )


@dataclass(frozen=True, slots=True)
class Known:
    """Hold a file of an archive, and what its document is."""

    member: Member
    facts: Facts
    symbol: str

    @property
    def provenance(self) -> Provenance:
        """Return where the graph of the document comes from."""
        return Provenance(self.member.time, LICENSE, TOOL, REGISTER)


class Ingest:
    """Read archives into a folder: first what their documents are, then what these cite."""

    def __init__(self, folder: ReadFolder, say: Say, with_text: bool = False) -> None:
        self._folder = folder
        self._say = say
        self._with_text = with_text
        self._tally = Tally()
        self._origins: dict[str, Origin] = {}

    def run(
        self, files: Iterable[Path], executor: Executor, workers: int, only: str = "*"
    ) -> Tally:
        """Read the documents whose file names match `only`, and count what became of them.

        Raises SourceError where an archive or list cannot be used at all.
        """
        given = list(dict.fromkeys(files))
        archives = {path: Archive(path) for path in given if path.suffix.lower() == ".zip"}
        if odd := [str(path) for path in given if path.suffix.lower() not in _SUFFIXES]:
            raise SourceError(", ".join(odd), "is no archive (.zip) and no list (.json, .csv)")
        if not archives:
            raise SourceError(", ".join(map(str, given)) or "FILES", "no archive (.zip) is given")
        finder = FactFinder(Metadata.load(_lists(given)), Registry.load().resolve, states())
        known = self._known(archives.values(), finder, only)
        setting = Setting(learned(known), self._with_text)
        wanted = [each for each in known if _matches(each.member, only)]
        self._say(f"{len(wanted)} documents to read, {len(known)} known")
        chunks = self._chunks(wanted, archives, setting)
        for results in as_completed(
            executor, partial(read_chunk, setting=setting), chunks, 2 * workers
        ):
            self._keep(results)
        self._folder.set_aside(self._tally.refused, self._tally.done)
        return self._tally

    def _known(self, archives: Iterable[Archive], finder: FactFinder, only: str) -> list[Known]:
        """Find out what each document is; two files of one document are a fault of the second."""
        found: dict[str, Known] = {}
        for member in (member for archive in archives for member in archive.members()):
            try:
                facts, symbol = finder.facts(member)
                first = found.setdefault(facts.iri, Known(member, facts, symbol))
                if first.member is not member:
                    raise SourceError(str(member), f"is the same document as {first.member}")
            except SourceError as error:
                if _matches(member, only):
                    self._refuse(str(member), error.reason)
        return list(found.values())

    def _chunks(
        self, wanted: Iterable[Known], archives: Mapping[Path, Archive], setting: Setting
    ) -> Iterator[tuple[Job, ...]]:
        """Yield what is still to be read, in pieces that are worth sending to a process."""
        manner = sha256(f"{reading_version()} {setting}".encode()).hexdigest()
        chunk: list[Job] = []
        for each in wanted:
            if job := self._job(each, archives[each.member.archive], manner):
                chunk.append(job)
                if sum(len(job.content) for job in chunk) >= CHUNK:
                    yield tuple(chunk)
                    chunk = []
        if chunk:
            yield tuple(chunk)

    def _job(self, known: Known, archive: Archive, manner: str) -> Job | None:
        name = str(known.member)
        try:
            content = archive.read(known.member)
        except SourceError as error:
            self._refuse(name, error.reason)
            return None
        reading = sha256(f"{manner} {known.facts}".encode()).hexdigest()
        origin = Origin(name, sha256(content).hexdigest(), reading, known.provenance)
        kept = self._folder.entry(graph_iri(known.facts.iri))
        if kept and kept.origin == origin:
            self._tally.kept += 1
            self._tally.done.add(name)
            return None
        self._origins[name] = origin
        return Job(name, content, known.symbol, known.facts, known.provenance)

    def _keep(self, results: Iterable[ReadGraph | Refused]) -> None:
        for result in results:
            origin = self._origins.pop(result.name)
            if isinstance(result, Refused):
                self._refuse(result.name, result.reason)
                continue
            self._folder.keep(result, origin)
            self._tally.read += 1
            self._tally.citations += result.citations
            self._tally.done.add(result.name)
            if self._tally.read % NEWS == 0:
                self._say(f"read {self._tally.read} documents")

    def _refuse(self, name: str, reason: str) -> None:
        self._tally.refused[name] = reason
        self._say(f"{name}: {reason}; it is not read")


def learned(known: Iterable[Known]) -> tuple[tuple[str, str], ...]:
    """Return which document decides a communication, where just one of those known does."""
    deciding: dict[str, list[str]] = {}
    for each in known:
        for communication in each.facts.decides:
            docket = docket_of(communication)
            target = f"comm:{docket.body.upper()}/{docket.number}"
            deciding.setdefault(target, []).append(each.facts.iri)
    return tuple(sorted((t, iris[0]) for t, iris in deciding.items() if len(iris) == 1))


def _matches(member: Member, only: str) -> bool:
    return fnmatch(member.stem + ".json", only)


@cache
def states() -> Mapping[str, str]:
    """Return the IRIs of States by their names in normal form, in all languages."""
    triples = [t for path in resources.record_files() for t in _named_states(path)]
    return {normalise_name(name): iri for name, iri in triples}


def _named_states(path: Path) -> Iterator[tuple[str, str]]:
    if path.name == "states.ttl":
        triples = read_plain_turtle(path)
        kinds = {t.subject for t in triples if t.predicate == RDF.type and t.object == RG.State}
        named = (t for t in triples if t.predicate in (RDFS.label, SKOS.altLabel))
        for t in named:
            state, name = t.subject, t.object
            if state in kinds and isinstance(state, NamedNode) and isinstance(name, Literal):
                yield name.value, state.value


def _lists(given: list[Path]) -> list[Path]:
    """Return the lists of documents among the files, and beside them where none is given."""
    lists = [path for path in given if path.suffix.lower() != ".zip"]
    beside = [path.parent / name for path in given for name in LISTS]
    names = {path.name for path in lists}
    found = [path for path in beside if path.name not in names and path.is_file()]
    return list(dict.fromkeys([*lists, *found]))
