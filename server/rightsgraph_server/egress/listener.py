"""Listen on this machine for what the engine asks of endpoints, in a thread of its process.

Oxigraph sends what is in a SERVICE clause without the values that are known already, so that the
same question can come once for each row: it is asked once, and then answered from memory.
"""

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from threading import Thread

from aiohttp import web

from rightsgraph_server.egress.addresses import Endpoint
from rightsgraph_server.egress.forward import Refused, Results, ask

MOST_QUESTIONS = 20
LARGEST_QUESTION = 1 << 20  # bytes
HOST = "127.0.0.1"
PATIENCE = 1.0  # seconds


class Listener:
    """Forward what is asked at addresses that nobody else can know.

    The thread ends with the process, whatever ends that.
    """

    def __init__(self) -> None:
        self._secret = secrets.token_urlsafe()
        self._endpoints: list[Endpoint] = []
        self._answers: dict[tuple[Endpoint, bytes], Results | Refused] = {}
        self._failures: list[str] = []
        self._started = Future[tuple[int, Callable[[], object]]]()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()
        self._port, self._end = self._started.result()

    def address_of(self, endpoint: Endpoint) -> str:
        """Return the address at which an endpoint can be asked here."""
        if endpoint not in self._endpoints:
            self._endpoints.append(endpoint)
        number = self._endpoints.index(endpoint)
        return f"http://{HOST}:{self._port}/{self._secret}/{number}"

    @property
    def failure(self) -> str:
        """Return why the engine may have failed with what was asked here, if anything was."""
        if self._failures:
            return self._failures[0]
        asked = [endpoint.url for endpoint, _ in self._answers]
        return f"{' or '.join(asked)} answers with unreadable SPARQL results" if asked else ""

    def close(self) -> None:
        """Listen no longer."""
        self._end()
        self._thread.join(PATIENCE)

    def _run(self) -> None:
        try:
            asyncio.run(self._listen())
        except Exception as error:
            if self._started.done():
                raise
            self._started.set_exception(error)

    async def _listen(self) -> None:
        application = web.Application(client_max_size=LARGEST_QUESTION)
        application.router.add_post(f"/{self._secret}/{{number:[0-9]+}}", self._answer)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=PATIENCE / 2)
        await runner.setup()
        await web.TCPSite(runner, HOST, 0).start()
        ended = asyncio.Event()
        end = partial(asyncio.get_running_loop().call_soon_threadsafe, ended.set)
        self._started.set_result((runner.addresses[0][1], end))
        await ended.wait()
        await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        endpoint = self._endpoints[int(request.match_info["number"])]
        found = await self._found(endpoint, await request.read())
        if isinstance(found, Results):
            return web.Response(body=found.content, content_type=found.media_type)
        self._failures.append(f"{endpoint.url} {found}")
        return web.Response(status=502)

    async def _found(self, endpoint: Endpoint, question: bytes) -> Results | Refused:
        """Return what an endpoint answers, or why it does not: the same for the same question."""
        key = (endpoint, question)
        if key not in self._answers:
            if len(self._answers) >= MOST_QUESTIONS:
                return Refused(
                    f"is not asked: a query may ask {MOST_QUESTIONS} different questions"
                )
            try:
                self._answers[key] = await ask(endpoint, question)
            except Refused as refused:
                self._answers[key] = refused
        return self._answers[key]
