"""Take each request to the part that answers it, and turn what goes wrong into answers."""

import traceback

from rightsgraph.outline import outline
from rightsgraph_server import headers
from rightsgraph_server.formats import wants_page
from rightsgraph_server.gateway.answers import Answers, Key
from rightsgraph_server.gateway.delivery import Cut, Delivery
from rightsgraph_server.gateway.log import Log
from rightsgraph_server.gateway.pages import Pages
from rightsgraph_server.gateway.request import Gone, Receive, Request, Room, Scope, Send
from rightsgraph_server.gateway.sparql import Sparql
from rightsgraph_server.gateway.status import Status
from rightsgraph_server.gateway.versions import Versions
from rightsgraph_server.gateway.writing import Writing
from rightsgraph_server.headers import READ, READING
from rightsgraph_server.isolation.frames import Head
from rightsgraph_server.isolation.pool import Pool
from rightsgraph_server.problems import Problem
from rightsgraph_server.protocol import METHODS, QueryOperation, UpdateOperation
from rightsgraph_server.settings import Settings

MOST_BEING_READ = 256 << 20  # bytes of bodies


class Gateway:
    """Be the ASGI application that meets the network."""

    def __init__(
        self, pool: Pool, writing: Writing, versions: Versions, settings: Settings, log: Log
    ) -> None:
        self._settings = settings
        self._room = Room(MOST_BEING_READ)
        self._log = log
        self._answers = Answers(settings.cache)
        self._delivery = Delivery(pool)
        self._writing = writing
        self._sparql = Sparql(pool, self._answers, self._delivery, versions, settings, log)
        self._pages = Pages(pool, self._answers, self._delivery, settings)
        self._status = Status(pool, self._answers, self._delivery, settings)
        writing.on_change(self._answers.clear)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive, self._room, self._settings.trusted_proxies > 0)
        asked = _asked(request, self._writing.state)
        if request.method in READ:
            kept = self._answers.asked(asked)
            if kept is not None:
                await self._delivery.whole(request, send, kept)
                return
        try:
            await self._route(request, send, asked)
        except Problem as problem:
            await self._delivery.problem(request, send, problem)
        except Gone:
            pass
        except Cut:
            raise
        except Exception as error:
            self._log.line("fault", path=request.path, error=traceback.format_exception(error))
            if request.is_answered:
                raise Cut("a fault of the server") from error
            detail = f"{type(error).__name__}; this is a fault of the server, and it was logged"
            await self._delivery.problem(request, send, Problem(500, "The server failed", detail))

    async def _route(self, request: Request, send: Send, asked: Key) -> None:
        if request.method == "OPTIONS":
            head = Head(204, headers.preflight(self._methods(request.path)))
            await self._delivery.plain(request, send, head, b"", "")
        elif request.path == "/sparql":
            await self._answer_sparql(request, send, asked)
        elif self._writing.is_graph_store(request.path):
            await self._writing.answer(request, send, self._delivery)
        elif found := self._status.of(request):
            await self._delivery.plain(request, send, *found, "")
        else:
            await self._pages.answer(request, send, self._writing.state, asked)

    def _methods(self, path: str) -> str:
        return METHODS if path == "/sparql" else self._writing.methods(path) or READING

    async def _answer_sparql(self, request: Request, send: Send, asked: Key) -> None:
        operation = await self._sparql.read(request)
        state = self._writing.state
        if isinstance(operation, UpdateOperation):
            await self._writing.update(request, send, operation, self._delivery)
        elif wants_page(operation.parameters, request.header(b"accept")):
            is_kept = (
                not isinstance(operation, QueryOperation) or outline(operation.query).repeatable
            )
            await self._pages.answer(request, send, state, asked if is_kept else None)
        elif isinstance(operation, QueryOperation):
            key = asked if request.method in READ else None
            await self._sparql.answer(request, send, operation, state, key)
        else:
            operation.refuse_empty(request.method)
            await self._pages.answer(request, send, state, asked)


def _asked(request: Request, data: str) -> Key:
    """Return all that may change what is answered to a request; `data` names their state."""
    told = request.headers.get
    return (
        data,
        request.path,
        request.query_string,
        told(b"accept"),
        told(b"accept-language"),
        told(b"host"),
        request.scheme,
    )
