"""Look up who said what among human rights mechanisms, and where it is written.

>>> import rightsgraph
>>> graph = rightsgraph.open()
>>> judgment = graph.judgment("Campo Algodonero")
>>> len(judgment.cited_by())
3
"""

from rightsgraph._version import __version__
from rightsgraph.errors import (
    Ambiguous,
    IdentifierError,
    NotFound,
    QueryError,
    RecordsRejected,
    RemoteError,
    RightsgraphError,
    SourceError,
    StorageError,
    VersionError,
)
from rightsgraph.graph import Graph, connect
from rightsgraph.graph import open_graph as open
from rightsgraph.results import Iri, Row, Table, Text, Typed
from rightsgraph.things import Citation, Thing

__all__ = [
    "Ambiguous", "Citation", "Graph", "IdentifierError", "Iri", "NotFound", "QueryError",
    "RecordsRejected", "RemoteError", "RightsgraphError", "Row", "SourceError", "StorageError",
    "Table", "Text", "Thing", "Typed", "VersionError", "__version__", "connect", "open",
]  # fmt: skip
