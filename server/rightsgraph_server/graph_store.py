"""Read what a request asks of the graph store: Graph Store HTTP Protocol, sections 4 and 5."""

from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import parse_qs, urljoin
from uuid import uuid4

from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import HTTPException
from werkzeug.formparser import parse_form_data

from rightsgraph.rdf import is_iri
from rightsgraph_server.formats import GRAPHS, MEDIA_TYPES
from rightsgraph_server.problems import Problem

PATH = "/graph-store"
METHODS = "GET, HEAD, PUT, POST, DELETE, OPTIONS"
DEFAULT_FORMAT = "turtle"
_FORMATS = {media: name for name in reversed(GRAPHS) for media in MEDIA_TYPES[name]}


@dataclass(frozen=True)
class GraphName:
    """Name a graph of the store: by IRI, or the default graph; `fresh` if it was made up."""

    iri: str | None
    fresh: bool = False


def read_graph_name(method: str, url: str, path: str, query_string: bytes) -> GraphName:
    """Return the graph that a request names. Raises Problem with status 400 where it names none.

    Below the store's path the address itself is the graph (section 4.1); else it is a parameter
    (section 4.2). A POST to the store itself makes a new graph (section 5.5).
    """
    if path.rstrip("/") != PATH:
        return GraphName(_iri(url))
    given = parse_qs(query_string.decode("utf-8", "replace"), keep_blank_values=True)
    graphs = given.get("graph", [])
    if "default" in given and not graphs:
        return GraphName(None)
    if len(graphs) == 1 and "default" not in given:
        return GraphName(_iri(urljoin(url, graphs[0])))
    if not given and method == "POST":
        return GraphName(_iri(f"{url.rstrip('/')}/{uuid4()}"), fresh=True)
    raise Problem(400, "No graph", "name one graph: ?graph=IRI, or ?default")


def _iri(text: str) -> str:
    if not is_iri(text):
        raise Problem(400, "No such graph", f"{text} is no IRI")
    return text


def read_uploads(content_type: str, body: bytes) -> tuple[tuple[str, bytes], ...]:
    """Return the format and the content of each part of an upload. Raises Problem: 400 or 415."""
    media = content_type.partition(";")[0].strip().lower()
    if media == "multipart/form-data":
        return tuple((_format(kind), content) for kind, content in _parts(content_type, body))
    return ((_format(media or MEDIA_TYPES[DEFAULT_FORMAT][0]), body),)


def _parts(content_type: str, body: bytes) -> list[tuple[str, bytes]]:
    environ = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    try:
        _, _, files = parse_form_data(environ, silent=False)
    except (ValueError, HTTPException) as error:
        raise Problem(
            400, "The upload cannot be read", f"not multipart/form-data: {error}"
        ) from None
    found = [_taken(file) for _, each in files.lists() for file in each]
    if not found:
        raise Problem(400, "The upload is empty", "send the data as files in multipart/form-data")
    return found


def _taken(file: FileStorage) -> tuple[str, bytes]:
    with closing(file):
        return file.mimetype, file.read()


def _format(media: str) -> str:
    if media not in _FORMATS:
        known = ", ".join(MEDIA_TYPES[name][0] for name in GRAPHS)
        raise Problem(415, "No such format", f"send the graph as one of {known}, not as {media}")
    return _FORMATS[media]
