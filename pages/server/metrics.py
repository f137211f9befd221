"""What the server counts of itself, for Prometheus: requests, reruns, sessions, the state of the data, what was refused."""

from __future__ import annotations

import hmac
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from loaders.api.served_data import store
from loaders.api.settings import settings
from pages.server.streamlit_internals.sessions import open_sessions

_SECONDS = (0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 20.0)
REQUESTS = Histogram("dashboard_request_seconds", "Requests and how long they took", ["route", "method", "status"], buckets=_SECONDS)
RERUNS = Histogram("dashboard_rerun_seconds", "Runs of pages and how long they took", ["page"], buckets=_SECONDS)
REJECTED = Counter("dashboard_rejected", "What the server refused, by its reason", ["reason"])
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")
_LOOPBACK = ("127.0.0.1", "::1")


@contextmanager
def counted_rerun(page: str) -> Iterator[None]:
    """Count a run of a page; also one that ends early, because the reader goes on."""
    begun = time.perf_counter()
    try:
        yield
    finally:
        RERUNS.labels(page).observe(time.perf_counter() - begun)


class _State(Collector):
    """What is read only when it is asked for."""

    def collect(self) -> Iterable[Metric]:
        try:
            sessions = len(open_sessions())
        except RuntimeError:  # Streamlit has not started
            sessions = 0
        yield GaugeMetricFamily("dashboard_sessions", "Pages that are open", value=sessions)
        data = store()
        version = GaugeMetricFamily("dashboard_data_version", "The data that are shown, 1 for the version", labels=["version"])
        if data.dataset:
            version.add_metric([data.dataset.version], 1)
        yield version
        yield GaugeMetricFamily("dashboard_data_errors", "What is wrong with the data files now", value=len(data.problems))
        kept = data.dataset.made.size if data.dataset else 0
        yield GaugeMetricFamily("dashboard_cache_bytes", "What is kept of the data for all readers, about", value=kept)

    def describe(self) -> Iterable[Metric]:
        return ()


REGISTRY.register(_State())


def metrics(request: Request) -> Response:
    """The counts, for who may read them; for everyone else nothing is here."""
    if not _may_read(request):
        return PlainTextResponse("not found", 404)
    return Response(generate_latest(REGISTRY), headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"})


def _may_read(request: Request) -> bool:
    """Whoever has the token of the settings; or, where they say so, a program of this machine that no proxy speaks for."""
    allowed = settings()
    given = request.headers.get("authorization", "")
    if allowed.metrics_token:
        return hmac.compare_digest(given.encode("latin-1", "replace"), f"Bearer {allowed.metrics_token}".encode())
    proxied = any(name in request.headers for name in _FORWARDED)
    return allowed.metrics_loopback and not proxied and request.client is not None and request.client.host in _LOOPBACK
