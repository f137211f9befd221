"""Streamlit's own bundles, compressed once and kept: they are a third as large on the wire."""

from __future__ import annotations

import gzip
from pathlib import Path
from threading import Lock, Thread

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from loaders.api.responses import accepts_gzip, packed_answer
from pages.server.streamlit_internals.page_html import BUNDLES

_TYPES = {".js": "text/javascript", ".css": "text/css"}
_FILES = {f"/static/{path.relative_to(BUNDLES).as_posix()}": path for path in BUNDLES.rglob("*.*") if path.suffix in _TYPES}


class PrecompressedStatic:
    """Answers for `/static/*.js` and `*.css` with gzip, to be cached for ever: their names carry a hash of their content."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        Thread(target=_compress_all, daemon=True).start()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = _FILES.get(scope.get("path", "")) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else None
        if path and accepts_gzip(Request(scope).headers.get("accept-encoding", "")):
            packed = await run_in_threadpool(_compressed, path)  # other readers are answered meanwhile
            return await packed_answer(Request(scope), packed, _TYPES[path.suffix])(scope, receive, send)
        await self.app(scope, receive, send)


_PACKED: dict[Path, bytes] = {}
_LOCKS = {path: Lock() for path in _FILES.values()}


def _compressed(path: Path) -> bytes:
    """A file that is there, compressed by the first who asks; who asks meanwhile waits for it."""
    with _LOCKS[path]:
        if path not in _PACKED:
            _PACKED[path] = gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)
        return _PACKED[path]


def _compress_all() -> None:
    """Compress the largest bundles ahead of the first reader."""
    for path in sorted((p for p in _FILES.values() if p.suffix == ".js"), key=lambda p: -p.stat().st_size)[:40]:
        _compressed(path)
