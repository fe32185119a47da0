"""Read Turtle with the place of each fault, and write it so that diffs stay small."""

from codecs import BOM_UTF8
from pathlib import Path

import rdflib

from rightsgraph import iris
from rightsgraph.errors import SourceError
from rightsgraph.files import replace_file
from rightsgraph.rdf import Literal, NamedNode, RdfFormat, Triple, parse
from rightsgraph.sparql import comments, place


def read_turtle(path: Path, base: str = iris.ID) -> list[Triple]:
    """Read the triples of a Turtle file.

    Raises SourceError with line and column where the file is missing, is not UTF-8 or has a
    syntax error.
    """
    try:
        content = path.read_bytes()
        content.decode("utf-8")
        if content.startswith(BOM_UTF8):
            raise SourceError(str(path), "begins with a byte order mark; save it without", 1, 1)
        quads = parse(content, format=RdfFormat.TURTLE, base_iri=base)
        return [quad.triple for quad in quads]
    except OSError as error:
        raise SourceError(str(path), f"cannot be read: {error.strerror}; check its path") from error
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SourceError(str(path), "is not UTF-8; save it as UTF-8", line) from error
    except SyntaxError as error:
        reason = f"is not Turtle: {_reason(error)}"
        raise SourceError(str(path), reason, error.lineno, error.offset) from error


def read_plain_turtle(path: Path) -> list[Triple]:
    """Read the triples of a Turtle file that has neither blank nodes nor triple terms.

    Raises SourceError as `read_turtle` does, and where a triple is not plain.
    """
    triples = read_turtle(path)
    for t in triples:
        if not isinstance(t.subject, NamedNode) or not isinstance(t.object, NamedNode | Literal):
            predicate = iris.compact(t.predicate.value)
            reason = f"a blank node or triple term at {predicate}; records have IRIs, give it one"
            raise SourceError(str(path), reason)
    return triples


def format_turtle(text: str) -> str:
    """Return Turtle in the canonical form of the project: one changed line for a changed triple.

    The form is rdflib's `longturtle` on a canonicalised graph, so it does not depend on the order
    of the input nor on the names of blank nodes. Comments are dropped.
    """
    graph = rdflib.Graph(bind_namespaces="none")
    graph.parse(data=text, format="turtle", publicID=iris.ID)
    return graph.serialize(format="longturtle", canon=True).strip() + "\n"


def format_file(path: Path, write: bool) -> bool:
    """Tell whether a file is not in the canonical form; rewrite it where `write` is true.

    Raises SourceError where the file is unusable, or holds comments, which would be lost.
    """
    read_turtle(path)
    text = path.read_bytes().decode("utf-8")
    for comment in comments(text):
        line, column = place(text, comment.start)
        reason = "a comment, which the canonical form cannot keep; make it a skos:note"
        raise SourceError(str(path), reason, line, column)
    try:
        formatted = format_turtle(text)
        if write and formatted != text:
            replace_file(path, formatted.encode())
        return formatted != text
    except SyntaxError as error:
        reason = "is not RDF 1.1 Turtle, the common ground of all tools; write it without RDF 1.2"
        raise SourceError(str(path), reason) from error
    except OSError as error:
        reason = f"cannot be written: {error.strerror}; the file is as it was"
        raise SourceError(str(path), reason) from error


def line_of(path: Path, iri: str) -> int | None:
    """Return the line on which a canonical file begins to describe a subject."""
    names = {f"<{iri}>", iris.compact(iri)}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            words = line.split()
            if len(words) == 3 and words[0].upper() == "PREFIX":
                names |= _prefixed(iri, words[1], words[2])
            elif words and not line[0].isspace() and words[0] in names:
                return number
    return None


def _prefixed(iri: str, prefix: str, namespace: str) -> set[str]:
    namespace = namespace.strip("<>")
    return {prefix + iri[len(namespace) :]} if iri.startswith(namespace) else set()


def _reason(error: SyntaxError) -> str:
    text = str(error.args[0]) if error.args else str(error)
    _, found, after = text.partition(": ")
    return after if found and text.startswith("Parser error") else text
