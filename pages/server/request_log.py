"""One line a request, and a count: method, route, status, time. Who asked, and with which query, is in none of them."""

from __future__ import annotations

import json
import logging
import sys
import time
from datetime import UTC, datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from loaders.api.settings import settings
from loaders.schema.diagnostics import escape_control
from pages import PAGES
from pages.server.metrics import REQUESTS
from pages.server.page_metadata import THINGS
from pages.server.streamlit_internals.page_html import INNER, STREAM

LOG = logging.getLogger("dashboard.requests")
_PAGES = frozenset({"/", *(f"/{name}" for name in PAGES)})
_PREFIXES = ("/api/", "/files/", "/static/", "/boundaries/", "/own/", "/tables/", *THINGS, "/media/", "/component/", INNER)
_NAMED = frozenset({"/healthz", "/readyz", "/metrics", "/preview.png", "/robots.txt", "/icon.svg", STREAM})
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"})
_MOST_OF_PATH = 120
_NO_ANSWER = 499  # the client left before it was answered


def route_of(path: str) -> str:
    """The route that a path belongs to: one of few words, whatever is asked."""
    if path in _PAGES or path in _NAMED:
        return path
    return next((f"{prefix}*" for prefix in _PREFIXES if path.startswith(prefix)), "other")


class RequestLog:
    """Counts and logs each request when its answer has ended, a WebSocket when it is closed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        prepare_logs()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        begun, status, size = time.perf_counter(), _NO_ANSWER, 0

        async def counting(message: Message) -> None:
            nonlocal status, size
            status = {"websocket.accept": 101, "websocket.close": 403 if status == _NO_ANSWER else status}.get(message["type"], status)
            status = message.get("status", status)
            size += len(message.get("body", b"")) + len(message.get("bytes") or b"")
            await send(message)

        try:
            await self.app(scope, receive, counting)
        except Exception:
            status = 500
            raise
        finally:
            method = scope.get("method", "WS")
            seconds, method = time.perf_counter() - begun, method if method in (*_METHODS, "WS") else "other"
            if method != "WS":  # a connection lasts as long as its page
                REQUESTS.labels(route_of(scope["path"]), method, status).observe(seconds)
            path = escape_control(scope["path"], _MOST_OF_PATH)
            LOG.info("%s %s %s", method, path, status, extra={"ms": round(seconds * 1000, 1), "bytes": size})


class _Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return f"{at} {record.getMessage()} {vars(record).get('ms')} ms {vars(record).get('bytes')} B"


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        method, path, status = record.args if isinstance(record.args, tuple) else ("", "", 0)
        told = {"time": at, "level": record.levelname.lower(), "method": method, "path": path, "status": status}
        return json.dumps(told | {"ms": vars(record).get("ms"), "bytes": vars(record).get("bytes")}, ensure_ascii=False)


def prepare_logs() -> None:
    """Send the lines to standard error as the settings say, and silence those of uvicorn, which hold addresses and queries."""
    if not LOG.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(_Json() if settings().log_json else _Line())
        LOG.addHandler(handler)
        LOG.setLevel(logging.INFO)
        LOG.propagate = False
        logging.getLogger("uvicorn.access").disabled = True
        logging.getLogger("uvicorn.error").addFilter(lambda record: '"WebSocket ' not in str(record.msg))
