"""Change quads in memory: SPARQL 1.1 Update, and the operations of the Graph Store Protocol.

The default graph of a query is the union of all graphs; an update changes the graphs that it names,
or the store's default graph.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from rightsgraph import iris
from rightsgraph.answers import GRAPH_FORMATS
from rightsgraph.bounds import refuse_deep
from rightsgraph.errors import QueryError
from rightsgraph.federation import refuse_federation, refuse_loading
from rightsgraph.mistakes import UPDATES, explain
from rightsgraph.rdf import DefaultGraph, NamedNode, Quad, Triple, parse
from rightsgraph.sparql import Token, place, tokens
from rightsgraph.store import QuadStore

_KEYWORDS = {
    "BASE", "PREFIX", "VERSION", "INSERT", "DELETE", "DATA", "WHERE", "USING", "NAMED", "WITH",
    "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "TO", "INTO", "GRAPH", "DEFAULT",
    "ALL", "SILENT",
}  # fmt: skip

Upload = tuple[str, bytes]
"""The name of a format (`turtle`, ...) and content in it."""


class WorkingStore(QuadStore):
    """Hold quads in memory that may be changed."""

    def __init__(self) -> None:
        super().__init__(union=True)

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads."""
        self._store.bulk_extend(quads)

    def update(
        self,
        text: str,
        using: Sequence[str] = (),
        using_named: Sequence[str] = (),
        base: str | None = None,
    ) -> None:
        """Change the data by an update, all of it or nothing.

        Graphs given are what the patterns of the update see (SPARQL 1.1 Protocol, 2.2.3).
        Raises QueryError where the update is not SPARQL 1.1, or would leave this machine.
        """
        refuse_deep(text)
        refuse_federation(text)
        refuse_loading(text)
        given = with_using(text, using, using_named)
        try:
            self._store.update(given, base_iri=base, prefixes=iris.PREFIXES)
        except SyntaxError as error:
            raise explain(given, str(error), UPDATES) from error
        except (ValueError, OSError, RuntimeError) as error:
            raise QueryError(str(error)) from error

    def put(self, graph: str | None, uploads: Sequence[Upload], base: str) -> None:
        """Replace a graph, or the default graph, by what is uploaded, all of it or nothing."""
        triples = list(_read(uploads, base))
        self.delete(graph)
        self._add(graph, triples)

    def post(self, graph: str | None, uploads: Sequence[Upload], base: str) -> None:
        """Add what is uploaded to a graph, or to the default graph, all of it or nothing."""
        self._add(graph, list(_read(uploads, base)))

    def delete(self, graph: str | None) -> None:
        """Remove a graph, or empty the default graph."""
        if graph is None:
            self._store.clear_graph(DefaultGraph())
        else:
            self._store.remove_graph(NamedNode(graph))

    def _add(self, graph: str | None, triples: Iterable[Triple]) -> None:
        name = DefaultGraph() if graph is None else NamedNode(graph)
        if isinstance(name, NamedNode):
            self._store.add_graph(name)
        self._store.bulk_extend(Quad(t.subject, t.predicate, t.object, name) for t in triples)


def with_using(update: str, graphs: Sequence[str], named: Sequence[str]) -> str:
    """Return the update with USING clauses in each of its operations that have a pattern.

    Raises QueryError where the update names the graphs of its patterns itself.
    """
    if not graphs and not named:
        return update
    clauses = [f"USING {_iri(g)}" for g in graphs] + [f"USING NAMED {_iri(g)}" for g in named]
    parts, last, before = [], 0, ""
    for token in _outside(update):
        word = token.text.upper()
        touching = token.kind == "name" and word.startswith(("USING", "WITH"))
        if word in ("USING", "WITH") or (touching and before != "PREFIX"):
            raise _refused(update, token, "and graphs in the request; name them in one place")
        if token.kind == "word" and word not in _KEYWORDS:
            raise _refused(update, token, "is no keyword; write keywords apart from each other")
        if word == "WHERE":
            template = _block(update, token.start) if before == "DELETE" else ""
            parts += [update[last : token.start], template, " ", " ".join(clauses), " "]
            last = token.start
        before = word
    return "".join([*parts, update[last:]])


def _iri(text: str) -> str:
    try:
        return str(NamedNode(text))
    except ValueError as error:
        raise QueryError(f"{text!r} is no IRI of a graph: {error}") from error


def _block(update: str, start: int) -> str:
    """Return the first block in braces after an offset: DELETE WHERE means it twice."""
    depth, begin = 0, start
    for token in tokens(update):
        if token.start < start:
            continue
        if token.text == "{":
            begin = begin if depth else token.start
            depth += 1
        elif token.text == "}":
            depth -= 1
            if depth == 0:
                return update[begin : token.start + 1]
    return ""


def _outside(update: str) -> Iterator[Token]:
    """Yield what stands outside of all braces, and the brace that ends each block."""
    depth = 0
    for token in tokens(update):
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0:
            yield token


def _refused(update: str, token: Token, reason: str) -> QueryError:
    line, column = place(update, token.start)
    return QueryError(f"{token.text} {reason}", line, column)


def _read(uploads: Sequence[Upload], base: str) -> Iterator[Triple]:
    return chain.from_iterable(_triples(*upload, base) for upload in uploads)


def _triples(format: str, content: bytes, base: str) -> Iterator[Triple]:
    try:
        quads = parse(
            content,
            format=GRAPH_FORMATS[format],
            base_iri=base,
            without_named_graphs=True,
            rename_blank_nodes=True,
        )
        for quad in quads:
            yield quad.triple
    except SyntaxError as error:
        raise QueryError(f"the upload is not {format}: {error}") from error
    except ValueError as error:
        raise QueryError(f"the upload cannot be used: {error}") from error
