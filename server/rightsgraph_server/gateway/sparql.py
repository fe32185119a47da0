"""Answer queries: from what is kept, else by a worker (SPARQL 1.1 Protocol)."""

import itertools
import os
import re
import time
from hashlib import sha256
from urllib.parse import urlencode

from rightsgraph.outline import Outline, outline
from rightsgraph_server import formats
from rightsgraph_server.compression import choose_encoding
from rightsgraph_server.gateway.answers import ASK_AGAIN, Answer, Answers, Key
from rightsgraph_server.gateway.delivery import Cut, Delivery
from rightsgraph_server.gateway.log import LONGEST_QUERY, Log
from rightsgraph_server.gateway.request import Request, Send, body_limit
from rightsgraph_server.gateway.versions import Versions
from rightsgraph_server.headers import VARY
from rightsgraph_server.isolation.frames import Head
from rightsgraph_server.isolation.pool import Pool
from rightsgraph_server.isolation.reply import Growing, Reply
from rightsgraph_server.isolation.tasks import Query
from rightsgraph_server.problems import Problem
from rightsgraph_server.protocol import (
    Operation,
    QueryOperation,
    read_operation,
)
from rightsgraph_server.settings import Settings

LONGEST_LINK = 4000
_CHOOSES = re.compile("LIMIT|OFFSET|SAMPLE|GROUP_CONCAT", re.IGNORECASE)
FOR_EVER = "public, max-age=31536000, immutable"


class Sparql:
    """Answer the query operation."""

    def __init__(
        self,
        pool: Pool,
        answers: Answers,
        delivery: Delivery,
        versions: Versions,
        settings: Settings,
        log: Log,
    ) -> None:
        self._pool, self._answers, self._delivery = pool, answers, delivery
        self._versions = versions
        self._settings = settings
        self._log = log
        self._numbers = itertools.count(1)
        self._start = os.urandom(3).hex()

    async def read(self, request: Request) -> Operation:
        """Return the operation that a request asks for. Raises Problem."""
        body = b""
        if request.method == "POST":
            time_allowed = self._settings.longest_upload_time
            body = await request.body(body_limit(self._settings), time_allowed)
        kind = request.header(b"content-type")
        longest = self._settings.longest_query
        return read_operation(request.method, request.query_string, kind, body, longest)

    async def answer(
        self, request: Request, send: Send, operation: QueryOperation, data: str, asked: Key | None
    ) -> None:
        """Answer a query. `data` names the state of the data. Raises Problem, Gone and Cut."""
        accept = request.header(b"accept")
        seen = outline(operation.query)
        offered = formats.GRAPHS if seen.form in ("CONSTRUCT", "DESCRIBE") else formats.RESULTS
        chosen = formats.choose(operation.parameters, accept, offered)
        graphs = (operation.default_graphs, operation.named_graphs)
        key = (data, operation.version, seen.text, *graphs, chosen)
        kept = self._answers.get(key) if seen.repeatable else None
        if kept is None:
            self._answers.misses += 1
            if operation.version:
                await self._versions.require(operation.version)
            task = Query(operation.query, chosen, *graphs, operation.version)
            reply = await self._evaluate(request, task, operation)
            if reply.head.is_problem:
                await self._delivery.plain(request, send, reply.head, reply.body, "")
                return
            head = self._said(reply, operation, chosen, seen)
            if reply.growing is not None:
                if operation.checksum:
                    await _verify_growing(operation.checksum, reply.growing)
                await self._deliver(request, send, head, reply.growing, task)
                return
            kept = Answer(head, reply.body, VARY)
            if seen.repeatable:
                self._answers.put(key, kept)
        if operation.version or operation.checksum or request.header(b"want-repr-digest"):
            _verify(operation.checksum, kept.with_digest())
        if seen.repeatable and asked is not None:
            self._answers.remember(asked, key)
        await self._delivery.whole(request, send, kept)

    async def _deliver(
        self, request: Request, send: Send, head: Head, growing: Growing, task: Query
    ) -> None:
        try:
            await self._delivery.growing(request, send, head, growing, VARY)
        except Cut as cut:
            number = dict(head.headers)["X-Query-Id"]
            self._log.line("cut", id=number, reason=str(cut), query=task.text[:LONGEST_QUERY])
            raise

    async def _evaluate(self, request: Request, task: Query, operation: QueryOperation) -> Reply:
        most = self._settings.deadline
        client = request.client(self._settings.trusted_proxies)
        encoding = choose_encoding(request.header(b"accept-encoding"))
        encoding = "" if operation.checksum else encoding  # the checksum is of the plain answer
        number = f"{self._start}-{next(self._numbers)}"
        began = time.monotonic()
        status, reason = 0, "gone"
        seconds = min(operation.timeout or most, most)
        asks_others = bool(self._settings.services) and "SERVICE" in task.text.upper()
        call = self._pool.run(task, client, seconds, encoding, long=asks_others)
        try:
            reply = await self._delivery.attend(request, call)
            status, reason = reply.head.status, ""
            reply.head = Head(status, (*reply.head.headers, ("X-Query-Id", number)))
            return reply
        except Problem as problem:
            status, reason = problem.status, problem.title
            problem.query_id = number
            raise
        finally:
            self._log.query(number, status, reason, time.monotonic() - began, task.text)

    def _said(self, reply: Reply, operation: QueryOperation, format: str, seen: Outline) -> Head:
        """Return the head of an answer, with the version it is of and how to cite it.

        The answer to a link comes from the store of its version, where rows have one order. Other
        answers are not cited where their rows, and not only the order of these, may be others.
        """
        version = operation.version or self._settings.version
        is_final = bool(operation.version) and seen.repeatable
        headers = [*reply.head.headers, ("Cache-Control", FOR_EVER if is_final else ASK_AGAIN)]
        if version:
            headers.append(("X-Graph-Version", version))
            link = cite_as(operation, version, format, seen.text)
            if is_final and reply.growing is None:
                link += f"&checksum={sha256(reply.body).hexdigest()}"
            is_cited = is_final or (seen.repeatable and not _CHOOSES.search(seen.text))
            if is_cited and len(link) < LONGEST_LINK:
                headers.append(("Link", f'<{link}>; rel="cite-as"'))
        return Head(reply.head.status, tuple(headers))


def cite_as(operation: QueryOperation, version: str, format: str, query: str) -> str:
    """Return the address of the answer to a query by one version (RFC 8574)."""
    graphs = [("default-graph-uri", iri) for iri in operation.default_graphs]
    graphs += [("named-graph-uri", iri) for iri in operation.named_graphs]
    pairs = [("query", query), *graphs, ("format", format), ("version", version)]
    return f"/sparql?{urlencode(pairs)}"


async def _verify_growing(cited: str, growing: Growing) -> None:
    try:
        await growing.whole()
        _verify(cited, growing.checksum)
    except Problem:
        growing.close()
        raise


def _verify(cited: str, checksum: str) -> None:
    """Raise Problem where an answer is not the one that was cited."""
    if cited and cited.lower().removeprefix("sha256:") != checksum:
        detail = (
            f"the answer has the checksum sha256:{checksum}, not {cited}; "
            "leave the checksum out to see it"
        )
        raise Problem(409, "Not the answer that was cited", detail)
