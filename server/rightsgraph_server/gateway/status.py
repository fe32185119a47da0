"""Tell operators how the server is: health, readiness, metrics; and developers what it offers."""

import json
from collections.abc import Iterator

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from rightsgraph_server.gateway.answers import Answers
from rightsgraph_server.gateway.delivery import Delivery
from rightsgraph_server.gateway.request import Request
from rightsgraph_server.headers import READ, READING
from rightsgraph_server.isolation.frames import Head
from rightsgraph_server.isolation.pool import Pool
from rightsgraph_server.openapi import openapi
from rightsgraph_server.problems import not_allowed
from rightsgraph_server.settings import Settings

PATHS = ("/health", "/ready", "/metrics", "/openapi.json")
NOT_KEPT = ("Cache-Control", "no-store")
JSON = ("Content-Type", "application/json")


class Status:
    """Answer what does not need a worker, so that it is answered when all of them are busy."""

    def __init__(
        self, pool: Pool, answers: Answers, delivery: Delivery, settings: Settings
    ) -> None:
        self._pool, self._answers, self._delivery = pool, answers, delivery
        self._settings = settings
        self._registry = CollectorRegistry()
        self._registry.register(self)

    def of(self, request: Request) -> tuple[Head, bytes] | None:
        """Return head and body of what is asked, or None where it is nothing of this part.

        Raises Problem with status 405.
        """
        if request.path not in PATHS:
            return None
        if request.method not in READ:
            raise not_allowed(request.method, READING)
        if request.path == "/health":
            return Head(200, (JSON, NOT_KEPT)), b'{"status": "up"}\n'
        if request.path == "/ready":
            return self._ready()
        if request.path == "/metrics":
            return Head(200, (("Content-Type", CONTENT_TYPE_LATEST), NOT_KEPT)), generate_latest(
                self._registry
            )
        document = openapi(self._settings)
        return Head(200, (JSON,)), json.dumps(document, ensure_ascii=False).encode()

    def _ready(self) -> tuple[Head, bytes]:
        ready = self._pool.workers > 0
        told = {"ready": ready, "version": self._settings.version, "workers": self._pool.workers}
        return Head(200 if ready else 503, (JSON, NOT_KEPT)), json.dumps(told).encode() + b"\n"

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics, as Prometheus asks for them."""
        pool, answers = self._pool, self._answers
        gauges = {
            "workers": ("Processes that answer", pool.workers),
            "running": ("Tasks that run", pool.running),
            "running_long": ("Tasks that have run for long", pool.long),
            "waiting": ("Tasks that wait for a process", pool.waiting),
            "kept_answers": ("Answers that are kept", len(answers)),
            "kept_bytes": ("Bytes that the kept answers take", answers.size),
        }
        for name, (told, value) in gauges.items():
            yield GaugeMetricFamily(f"rightsgraph_{name}", told, value=value)
        by_status = CounterMetricFamily(
            "rightsgraph_responses", "Responses by status", labels=["status"]
        )
        for status, count in self._delivery.statuses.items():
            by_status.add_metric([str(status)], count)
        yield by_status
        ended = CounterMetricFamily(
            "rightsgraph_ended_workers", "Processes that were ended, by reason", labels=["reason"]
        )
        for reason, count in pool.ended.items():
            ended.add_metric([reason], count)
        yield ended
        hits = "Requests answered from what is kept"
        yield CounterMetricFamily("rightsgraph_cache_hits", hits, value=answers.hits)
        misses = "Queries that were evaluated"
        yield CounterMetricFamily("rightsgraph_cache_misses", misses, value=answers.misses)
        took = CounterMetricFamily("rightsgraph_query_seconds", "Seconds of evaluation, in all")
        took.add_metric([], pool.seconds)
        yield took
