"""Find the version that a request pins, and have it made ready where it is not."""

import asyncio
from collections.abc import Callable

from rightsgraph.disk import DiskStores
from rightsgraph_server.problems import Problem

PATIENCE = 8  # seconds that a client waits for a version before it is asked to come again
LOOK = 0.2
RETRY_AFTER = 20


class Versions:
    """Know the versions that can be asked."""

    def __init__(self, stores: DiskStores | None, prepare: Callable[[str], None]) -> None:
        self._stores = stores
        self._prepare = prepare
        self._failed = set[str]()

    def fail(self, version: str) -> None:
        """Take note that a version could not be made ready."""
        self._failed.add(version)

    async def require(self, version: str) -> None:
        """Wait until a version can be asked.

        Raises Problem: 404 where there is none, 503 where it takes longer, 500 where it is damaged.
        """
        if self._stores is None or not self._stores.knows(version):
            detail = f"this server has no version {version!r}; leave it out to ask the current one"
            raise Problem(404, "No such version", detail)
        if self._stores.find(version):
            return
        for look in range(int(PATIENCE / LOOK)):
            if look % 5 == 0:  # one is made at a time, so it may not have been its turn
                self._prepare(version)
            await asyncio.sleep(LOOK)
            if self._stores.find(version):
                return
            if version in self._failed:
                self._failed.discard(version)
                detail = f"version {version} is there but cannot be made ready; the log tells why"
                raise Problem(500, "Not a sound version", detail)
        detail = f"version {version} is being made ready; ask again"
        raise Problem(503, "Not ready yet", detail, retry_after=RETRY_AFTER)
