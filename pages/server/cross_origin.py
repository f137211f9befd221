"""What pages of other hosts may do: read the API where the settings let them, and never open a connection of the dashboard."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from loaders.api.settings import settings

_PORTS = {"http": 80, "https": 443}
_PREFIX, _ORIGIN = b"access-control-", b"access-control-allow-origin"
_LOG = logging.getLogger(__name__)


class CrossOrigin:
    """Puts the setting ALLOW_ORIGIN in the place of `*`, and refuses WebSockets from pages of other hosts, this machine's too.

    is_closed: no page of another host reads anything, whatever the setting, and a WebSocket must name its page's host.
    """

    def __init__(self, app: ASGIApp, is_closed: bool) -> None:
        self.app, self.is_closed = app, is_closed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not self._may_connect(Headers(scope=scope)):
            _LOG.warning("A connection was refused: its page is of another host")
            return await send({"type": "websocket.close", "code": 1008})
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        origin = Headers(scope=scope).get("origin", "")

        async def send_allowed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": self._allowed(origin, list(message.get("headers", ())))}
            await send(message)

        await self.app(scope, receive, send_allowed)

    def _may_connect(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        return not self.is_closed if origin is None else is_same_host(origin, headers.get("host", ""))

    def _allowed(self, origin: str, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        if self.is_closed:
            return [header for header in headers if not header[0].lower().startswith(_PREFIX)]
        hosts = settings().allow_origin
        if "*" in hosts or (_ORIGIN, b"*") not in [(name.lower(), value) for name, value in headers]:
            return headers
        if origin not in hosts:
            return [*(header for header in headers if not header[0].lower().startswith(_PREFIX)), (b"vary", b"Origin")]
        return [*(header for header in headers if header[0].lower() != _ORIGIN), (_ORIGIN, origin.encode("latin-1")), (b"vary", b"Origin")]


def check_allow_origin() -> None:
    """At the start: end with a message where ALLOW_ORIGIN names what no browser sends."""
    for word in settings().allow_origin:
        parts = urlsplit(word)
        if word != "*" and (parts.scheme not in _PORTS or f"{parts.scheme}://{parts.netloc}" != word.lower() or word != word.lower()):
            raise SystemExit(f'The server cannot start. ALLOW_ORIGIN: "{word}" is no origin; write https://notebooks.example, or *')


def is_same_host(origin: str, host: str) -> bool:
    """Whether a page's origin is the host that was asked; a port that a scheme has anyway may be left out."""
    try:
        page = urlsplit(origin)
        asked = urlsplit(f"{page.scheme}://{host}")
        port = _PORTS.get(page.scheme)
        return bool(page.hostname) and (page.hostname, page.port or port) == (asked.hostname, asked.port or port)
    except ValueError:
        return False
