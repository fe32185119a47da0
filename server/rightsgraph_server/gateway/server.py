"""Listen: the process that meets the network."""

import asyncio
import json
import os
import pickle
import signal
import socket
import sys
from collections.abc import Callable, Coroutine
from functools import partial
from mmap import PROT_READ, mmap
from typing import Any

import uvloop
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.embed import Server

from rightsgraph.disk import DiskStores
from rightsgraph.options import say
from rightsgraph_server.gateway.app import Gateway
from rightsgraph_server.gateway.log import Log
from rightsgraph_server.gateway.versions import Versions
from rightsgraph_server.gateway.writing import Writing
from rightsgraph_server.isolation.link import Link
from rightsgraph_server.isolation.pool import Pool
from rightsgraph_server.isolation.process import most_files
from rightsgraph_server.isolation.spool import make_spool, remove_spool
from rightsgraph_server.isolation.tasks import Task
from rightsgraph_server.problems import Problem
from rightsgraph_server.settings import Settings

HEADERS_WITHIN = 10_000  # milliseconds
LARGEST_HEADERS = 96 * 1024  # bytes, with the address, which may have 64 KiB
MOST_CONNECTIONS = 4096
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {},
    "filters": {"cut": {"()": "rightsgraph_server.gateway.log.NotCut"}},
    "handlers": {
        "faults": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stderr",
            "filters": ["cut"],
        }
    },
    "loggers": {"_granian": {"handlers": ["faults"], "level": "ERROR", "propagate": False}},
}


class Keeping:
    """Talk to the keeper: hear of workers, ask for some to be killed, and for changes."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._written: dict[int, asyncio.Future[None]] = {}
        self._number = 0
        self.on_unprepared: Callable[[str], None] = lambda _: None

    def kill(self, worker: int) -> None:
        """End a worker at once."""
        self._connection.send(json.dumps({"kill": worker}).encode())

    def prepare(self, version: str) -> None:
        """Have a version made ready."""
        self._connection.send(json.dumps({"prepare": version}).encode())

    async def change(self, task: Task) -> None:
        """Have the keeper change the data, and wait until it has."""
        self._number += 1
        done = self._written[self._number] = asyncio.get_running_loop().create_future()
        with os.fdopen(os.memfd_create("change"), "wb") as file:
            pickle.dump(task, file)
            file.flush()
            said = json.dumps({"write": self._number}).encode()
            socket.send_fds(self._connection, [said], [file.fileno()])
        await done

    async def hear(self, pool: Pool) -> bool:
        """Take in one message; return whether there was one, as there is until the keeper ends."""
        loop = asyncio.get_running_loop()
        readable = asyncio.Event()
        loop.add_reader(self._connection, readable.set)
        await readable.wait()
        loop.remove_reader(self._connection)
        said, files, _, _ = socket.recv_fds(self._connection, 65536, 2)
        if not said:
            return False
        message = json.loads(said)
        if "worker" in message:
            await self._meet(pool, message["worker"], *files)
        elif "ended" in message:
            pool.remove(message["ended"], message["reason"])
        elif "unprepared" in message:
            self.on_unprepared(message["unprepared"])
        elif "written" in message:
            pool.retire(message["stale"])
            self._has_written(message["written"], "failed" in message)
        return True

    def _has_written(self, number: int, failed: bool) -> None:
        done = self._written.pop(number)
        if failed:
            done.set_exception(
                Problem(500, "The change failed", "nothing was changed; see the log")
            )
        else:
            done.set_result(None)

    async def _meet(self, pool: Pool, worker: int, connection: int, shelf: int) -> None:
        loop = asyncio.get_running_loop()
        with os.fdopen(shelf, "rb") as file:
            shared = mmap(file.fileno(), 0, prot=PROT_READ)
        _, link = await loop.create_unix_connection(
            partial(Link, worker, shared), sock=socket.socket(fileno=connection)
        )
        pool.add(link)


async def listen(
    host: str,
    port: int,
    control: socket.socket,
    stores: DiskStores | None,
    settings: Settings,
    welcome: str,
) -> None:
    """Serve on an address until told to end (SIGTERM); say the welcome once it can be reached."""
    loop = asyncio.get_running_loop()
    spool = make_spool()
    keeping = Keeping(control)
    pool = Pool(keeping, settings, spool)
    log = Log(queries=settings.log_queries)
    versions = Versions(stores, keeping.prepare)
    keeping.on_unprepared = versions.fail
    gateway = Gateway(pool, Writing(pool, keeping.change, settings), versions, settings, log)
    server = Server(
        gateway,
        host,
        port,
        interface=Interfaces.ASGINL,
        http=HTTPModes.http1,  # with both, a connection on which nothing is said stays open
        http1_settings=HTTP1Settings(
            header_read_timeout=HEADERS_WITHIN, max_buffer_size=LARGEST_HEADERS
        ),
        websockets=False,
        backlog=1024,
        backpressure=MOST_CONNECTIONS,
        log_level=LogLevels.error,
        log_dictconfig=LOGGING,
    )
    loop.add_signal_handler(signal.SIGTERM, server.stop)
    needed = (_or_end(pool.sweep()), _or_end(_hear(keeping, pool)))
    tasks = [loop.create_task(each) for each in (*needed, _say_when_open(host, port, welcome))]
    try:
        await server.serve()
    finally:
        for task in tasks:
            task.cancel()
        remove_spool(spool)


async def _hear(keeping: Keeping, pool: Pool) -> None:
    while await keeping.hear(pool):
        pass


async def _or_end(needed: Coroutine[None, None, None]) -> None:
    """Do what serving needs; without it this process ends, and the keeper starts another."""
    try:
        await needed
    except Exception:
        sys.excepthook(*sys.exc_info())
    os._exit(1)


async def _say_when_open(host: str, port: int, welcome: str) -> None:
    while True:
        try:
            _, writer = await asyncio.open_connection(host, port)
        except OSError:
            await asyncio.sleep(0.01)
        else:
            writer.close()
            say(welcome)
            return


def run(listening: Coroutine[None, None, None]) -> None:
    """Be the process that meets the network."""
    most_files()
    uvloop.run(listening)
