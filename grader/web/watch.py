"""What those who run the service see: metrics, and one structured line a request without a word that anybody wrote."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 30)
MEDIA_TYPE = CONTENT_TYPE_LATEST
HEADER = b"x-request-id"
FAILED = 500


class Metrics:
    """Counted since the start of this process."""

    def __init__(self, waiting: Callable[[], float]) -> None:
        """`waiting` tells how many jobs wait in the background."""
        self.registry = CollectorRegistry()
        names = ("method", "route", "status")
        self.requests = Counter("inkgrade_requests", "Requests answered.", names, registry=self.registry)
        self.seconds = Histogram("inkgrade_request_seconds", "Time to an answer.", names[:2], registry=self.registry, buckets=BUCKETS)
        Gauge("inkgrade_background_jobs", "Jobs that wait.", registry=self.registry).set_function(waiting)

    def text(self) -> bytes:
        """All of them, as Prometheus reads them."""
        return generate_latest(self.registry)


class Watch:
    """ASGI middleware: gives each request an id, counts and times it, and logs it by its route, never by its path or its text."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        """Count into `metrics`."""
        self.app, self.metrics, self.log = app, metrics, structlog.get_logger("grader.requests")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through and see what becomes of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        id_, began, status = secrets.token_hex(8), time.perf_counter(), FAILED

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (HEADER, id_.encode())]
            await send(message)

        try:
            await self.app(scope, receive, seen)
        finally:
            self._tell(scope, id_, status, time.perf_counter() - began)

    def _tell(self, scope: Scope, id_: str, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "")
        self.metrics.requests.labels(scope["method"], route, status).inc()
        self.metrics.seconds.labels(scope["method"], route).observe(seconds)
        person = scope.get("state", {}).get("person")
        self.log.info("request", id=id_, method=scope["method"], route=route, status=status, ms=round(seconds * 1000, 1), person=person)


def structured() -> None:
    """Log lines as JSON, with their time."""
    structlog.configure(
        processors=[structlog.processors.TimeStamper(fmt="iso"), structlog.processors.add_log_level, structlog.processors.JSONRenderer()],
        logger_factory=structlog.WriteLoggerFactory(),
        cache_logger_on_first_use=False,
    )
