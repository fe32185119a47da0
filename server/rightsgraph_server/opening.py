"""Open what is to be served: a version in memory or on disk, files, or a copy that may change."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rightsgraph import Graph, resources
from rightsgraph.cli import current_graph
from rightsgraph.disk import DiskStores
from rightsgraph.options import say
from rightsgraph.rdf import DefaultGraph
from rightsgraph.store import MemoryStore, QuadStore
from rightsgraph.versions import Folder
from rightsgraph.working import WorkingStore
from rightsgraph_server.completion import completion
from rightsgraph_server.isolation.process import in_child
from rightsgraph_server.languages import LANGUAGES

BYTES_PER_TRIPLE = 900  # in memory, with the merge of all graphs; measured at 4 million
_KNOWN = ("counts", "names", "ledger")


@dataclass(frozen=True)
class Opened:
    """Hold a graph that is ready to be served, and the stores of its versions, if it has any."""

    graph: Graph
    store: QuadStore
    stores: DiskStores | None


def open_version(folder: Path, where: str) -> Opened:
    """Open the current version of a folder, or the built-in one: in `memory`, on `disk`, or `auto`.

    On disk, this process opens nothing: a store on disk starts threads, and then no fork is safe.
    """
    place = folder if Folder(folder).current() else resources.built_folder()
    manifest = Folder(place).current() if place else None
    stores = DiskStores(place) if place else None
    on_disk = manifest and (where == "disk" or (where == "auto" and not _fits(manifest.triples)))
    if not (on_disk and stores and manifest):
        graph = current_graph(folder)
        return Opened(_with_all_known(graph), _store_of(graph), stores)
    if stores.find(manifest.id) is None:
        say(f"making the store of version {manifest.id} on disk, once")
        in_child(lambda: stores.make(manifest.id, _told))
    store = stores.made(manifest.id)
    graph = Graph(store, manifest)
    graph.__dict__.update(in_child(lambda: _known(graph)))
    return Opened(graph, store, stores)


def open_files(files: Sequence[Path]) -> Opened:
    """Open files of RDF, in memory. Raises SourceError."""
    store = MemoryStore()
    for number, file in enumerate(files, 1):
        say(f"loading {file} ({number} of {len(files)})")
        store.load(file)
    return Opened(_with_all_known(Graph(store)), store, None)


def working_copy(opened: Opened) -> Opened:
    """Return a copy in memory that may be changed."""
    store = WorkingStore()
    named = (q for q in opened.store.quads() if not isinstance(q.graph_name, DefaultGraph))
    store.add(named)
    return Opened(_with_all_known(Graph(store)), store, None)


def _with_all_known(graph: Graph) -> Graph:
    """Make what pages need of the whole graph now: processes then share it."""
    _known(graph)
    for language in LANGUAGES:
        completion(graph, language)
    return graph


def _known(graph: Graph) -> dict[str, object]:
    return {name: getattr(graph, name) for name in _KNOWN}


def _store_of(graph: Graph) -> QuadStore:
    if isinstance(graph.engine, QuadStore):
        return graph.engine
    raise TypeError("only a store of this machine can be served")


def _told(done: int, of: int) -> None:
    if done % 500 == 0 or done == of:
        say(f"  {done} of {of} graphs")


def _fits(triples: int) -> bool:
    """Tell whether a version takes less than half of the memory that is free (Linux)."""
    told = Path("/proc/meminfo")
    if not told.is_file():
        return True
    lines = (line.split() for line in told.read_text(encoding="ascii").splitlines())
    free = next((int(line[1]) * 1024 for line in lines if line[0] == "MemAvailable:"), 0)
    return triples * BYTES_PER_TRIPLE < free / 2
