"""Deliver answers: whole, as it grows, as not modified, or as a problem."""

import asyncio
from collections import Counter
from functools import partial
from html import escape

from werkzeug.http import parse_etags

from rightsgraph_server.compression import choose_encoding
from rightsgraph_server.formats import negotiate
from rightsgraph_server.gateway.answers import Answer, start
from rightsgraph_server.gateway.request import Gone, Message, Request, Send
from rightsgraph_server.headers import READ
from rightsgraph_server.isolation.frames import Head
from rightsgraph_server.isolation.pool import Pool
from rightsgraph_server.isolation.reply import Call, Growing, Reply
from rightsgraph_server.problems import Problem

ATTENTION = 0.05  # seconds of waiting, after which it is worth looking whether the client is there
PATIENCE = 120  # seconds that a client may take for a part of 256 KiB
_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>{title}</title>
<h1>{title}</h1><p>{detail}</p></html>
"""
_NOT_MODIFIED = (b"etag", b"vary", b"cache-control", b"access-control-allow-origin")


class Cut(Exception):
    """Say that an answer was cut, so that the connection must not end as if it were whole."""


class Delivery:
    """Send answers to clients, and count them by status."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self.statuses: Counter[int] = Counter()

    async def whole(self, request: Request, send: Send, answer: Answer) -> None:
        """Send an answer, or say that the client has it already (RFC 9110, section 13.1.2)."""
        encoding = choose_encoding(request.header(b"accept-encoding"))
        message, body, tag = await answer.form(encoding)
        known = request.headers.get(b"if-none-match")
        is_read = request.method in READ
        if is_read and known is not None and _has(known.decode("latin-1"), tag):
            kept = [pair for pair in message["headers"] if pair[0] in _NOT_MODIFIED]
            message, body = {**message, "status": 304, "headers": kept}, b""
        await self._send(request, send, message, body)

    async def problem(self, request: Request, send: Send, problem: Problem) -> None:
        """Send a problem."""
        headers = problem.headers()
        body = problem.body()
        if negotiate(request.header(b"accept"), ("json", "html")) == "html":
            headers = (*headers[1:], ("Content-Type", "text/html; charset=utf-8"))
            body = _PAGE.format(
                **{k: escape(str(v)) for k, v in problem.members().items()}
            ).encode()
        headers = (*headers, ("Content-Length", str(len(body))))
        await self._send(request, send, start(Head(problem.status, headers), "Accept"), body)

    async def plain(self, request: Request, send: Send, head: Head, body: bytes, vary: str) -> None:
        """Send an answer that nobody keeps."""
        headers = head.headers
        if head.status not in (204, 304):  # RFC 9110, section 8.6
            headers = (*headers, ("Content-Length", str(len(body))))
        await self._send(request, send, start(Head(head.status, headers), vary), body)

    async def growing(
        self, request: Request, send: Send, head: Head, growing: Growing, vary: str
    ) -> None:
        """Send an answer as it grows. Raises Cut where it is never whole."""
        if request.scope["http_version"] in ("1", "1.0"):  # where a cut answer ends like any other
            size = await growing.whole()
            head = Head(head.status, (*head.headers, ("Content-Length", str(size))))
        self.statuses[head.status] += 1
        request.is_answered = True
        await send(start(head, vary))
        if request.method == "HEAD":
            growing.close()
            await send({"type": "http.response.body", "body": b""})
            return
        try:
            async for part in growing.parts():
                async with asyncio.timeout(PATIENCE):
                    await send({"type": "http.response.body", "body": part, "more_body": True})
        except Problem as problem:
            raise Cut(problem.detail) from None
        except TimeoutError:
            raise Cut("the client has stopped reading") from None
        finally:
            growing.close()
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def attend(self, request: Request, call: Call) -> Reply:
        """Wait for the reply to a call; stop the call when the client leaves.

        Raises Problem, and Gone where the client has left.
        """
        loop = asyncio.get_running_loop()
        look = loop.call_later(ATTENTION, self._watch, request, call)
        try:
            reply = await call.reply
        finally:
            look.cancel()
            if call.watch:
                call.watch.cancel()
        if reply.growing is not None:
            self._watch(request, call)
            reply.growing.watch = call.watch
            reply.growing.on_close = partial(self._pool.abandon, call)
        return reply

    def _watch(self, request: Request, call: Call) -> None:
        watching = asyncio.ensure_future(request.until_gone())
        call.watch = watching
        watching.add_done_callback(lambda _: self._left(watching, call))

    def _left(self, watching: asyncio.Future[None], call: Call) -> None:
        if not watching.cancelled() and watching.exception() is None:
            self._pool.abandon(call)
            call.fail(Gone())

    async def _send(self, request: Request, send: Send, message: Message, body: bytes) -> None:
        self.statuses[message["status"]] += 1
        request.is_answered = True
        await send(message)
        content = b"" if request.method == "HEAD" else body
        await send({"type": "http.response.body", "body": content})


def _has(known: str, tag: str) -> bool:
    """Tell whether If-None-Match names an entity tag: proxies may have made it a weak one."""
    return parse_etags(known).contains_weak(tag.strip('"'))
