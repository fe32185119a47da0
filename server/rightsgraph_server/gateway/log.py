"""Write a line of JSON for each query that was evaluated, and for each fault of the server."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

from rightsgraph_server.gateway.delivery import Cut

LONGEST_QUERY = 2000  # characters of a query that are logged


class NotCut(logging.Filter):
    """Pass over what the network server says of an answer that was cut on purpose."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a record is worth a line."""
        raised = record.exc_info[1] if record.exc_info else None
        return not isinstance(raised, Cut) and f"\n{Cut.__name__}: " not in record.getMessage()


class Log:
    """Write lines to a stream. Addresses of clients are not logged."""

    def __init__(self, stream: TextIO = sys.stderr, queries: bool = False) -> None:
        """Log to a stream; all queries, or only those that failed."""
        self._stream = stream
        self._queries = queries

    def query(self, id: str, status: int, reason: str, seconds: float, text: str) -> None:
        """Log a query that was evaluated; status 0 means that the client left before the end."""
        if self._queries or status >= 500 or (status == 0 and seconds > 1):
            self.line(
                "query",
                id=id,
                status=status,
                reason=reason,
                seconds=round(seconds, 4),
                query=text[:LONGEST_QUERY],
            )

    def line(self, event: str, **told: object) -> None:
        """Log an event."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"time": now, "event": event, **told}, ensure_ascii=False)
        self._stream.write(line + "\n")
        self._stream.flush()
