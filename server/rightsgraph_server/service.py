"""Answer tasks from a graph: what workers do, and how the keeper changes the data."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import IO, cast

from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from rightsgraph.answers import write_triples_to
from rightsgraph.disk import DiskStores
from rightsgraph.errors import QueryError
from rightsgraph.store import QuadStore
from rightsgraph.working import WorkingStore
from rightsgraph_server.formats import content_type
from rightsgraph_server.isolation.frames import Head
from rightsgraph_server.isolation.output import Output
from rightsgraph_server.isolation.process import uncounted_memory
from rightsgraph_server.isolation.tasks import Page, Query, ReadGraph, Task, Update, WriteGraph
from rightsgraph_server.problems import Problem

WARM_UP = "SELECT * { ?s ?p ?o } LIMIT 100"
Services = Callable[[], AbstractContextManager[Mapping[str, str]]]
"""Give the endpoints that one query may ask, each with its address here, while it runs."""


def no_services() -> AbstractContextManager[Mapping[str, str]]:
    """Give none."""
    return nullcontext({})


class Service:
    """Answer tasks from one store, the web application over it, and the stores of versions."""

    def __init__(
        self,
        store: QuadStore,
        app: Flask,
        versions: DiskStores | None = None,
        services: Services = no_services,
    ) -> None:
        self._store = store
        self._services = services
        self._app = app
        self._versions = versions
        self._opened: dict[str, QuadStore] = {}

    def prepare(self) -> None:
        """Open what must be open before tasks come: stores on disk are opened by each process.

        A forked process copies memory as it first writes to it, and to run code is to write to it:
        one query before the first that is asked makes that one as quick as the next.
        """
        self._store.open()
        self._store.query(WARM_UP).write("json")

    def answer(self, task: Task, output: Output) -> None:
        """Write the answer to a task. Raises RightsgraphError or Problem."""
        match task:
            case Query():
                self._query(task, output)
            case ReadGraph():
                self._read(task, output)
            case Page():
                self._page(task, output)
            case Update() | WriteGraph():
                output.head = Head(self.change(task))

    def change(self, task: Task) -> int:
        """Change the data and return the HTTP status that says so. Raises RightsgraphError."""
        store = self._store
        if not isinstance(store, WorkingStore):
            raise Problem(403, "Read-only", "this endpoint is read-only")
        if isinstance(task, Update):
            store.update(task.text, task.using_graphs, task.using_named_graphs, task.base)
            return 204
        if not isinstance(task, WriteGraph):
            raise TypeError(f"{task} changes nothing")
        known = store.has_graph(task.graph)
        if task.method == "DELETE":
            if not known:
                raise _no_graph(task.graph)
            store.delete(task.graph)
        elif task.method == "PUT":
            store.put(task.graph, task.parts, task.base)
        else:
            store.post(task.graph, task.parts, task.base)
        return 204 if known else 201

    def _query(self, task: Query, output: Output) -> None:
        store = self._version(task.version) if task.version else self._store
        with self._services() as services:
            answer = store.query(task.text, task.default_graphs, task.named_graphs, services)
            if task.format not in answer.formats:
                raise QueryError(f"its answer can be written as {', '.join(answer.formats)}")
            output.head = Head(200, (("Content-Type", content_type(task.format)),))
            answer.write_to(cast(IO[bytes], output), task.format)

    def _version(self, version: str) -> QuadStore:
        """Return the store of a version, always that on disk: its rows come in one order."""
        if version not in self._opened:
            found = self._versions.find(version) if self._versions else None
            if found is None:
                raise Problem(404, "No such version", f"there is no version {version!r} here")
            with uncounted_memory():
                found.open()
            self._opened = {version: found}
        return self._opened[version]

    def _read(self, task: ReadGraph, output: Output) -> None:
        if not self._store.has_graph(task.graph):
            raise _no_graph(task.graph)
        output.head = Head(200, (("Content-Type", content_type(task.format)),))
        write_triples_to(cast(IO[bytes], output), self._store.triples_of(task.graph), task.format)

    def _page(self, task: Page, output: Output) -> None:
        environ = {**EnvironBuilder(data=task.body).get_environ(), **task.environ}
        parts, status, headers = run_wsgi_app(self._app, environ)
        for name in ("Content-Length", "ETag"):  # compressed they will be others
            headers.remove(name)
        output.head = Head(int(status.split()[0]), tuple(headers.to_wsgi_list()))
        for part in parts:
            output.write(part)


def _no_graph(graph: str | None) -> Problem:
    return Problem(404, "No such graph", f"the store has no graph <{graph}>")
