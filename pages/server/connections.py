"""Bounds of each connection to the server: how much it may hold before the application sees it, and how long it may take.

uvicorn and Streamlit give no place for this: their sizes are those of a whole message, some hundred MB of them, and nothing ends a client
that never finishes. So the two protocols of uvicorn are bounded here, whichever way the server was started. The application has not been
asked yet, so what is refused here has no headers of ours.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from pages.server.metrics import REJECTED
from pages.server.turns import current_turns, in_turn

MOST_OF_HEAD = 65_536  # bytes of request line and headers that come before they are whole; `request_bounds.py` is stricter once they are
MOST_OF_MESSAGE = 1_000_000  # bytes of a browser's message after decompression: the widgets of a page take some 20,000
REQUEST_SECONDS = 20.0  # a request is whole by then, a first one on a new connection too
MESSAGE_SECONDS = 20.0  # a WebSocket's message is whole by then
READING_SECONDS = 60.0  # a client that has taken nothing of a full buffer for so long is gone
_PIECE = 1024  # bytes that are decompressed at once: deflate makes a megabyte of them at most
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"

Protocol = Any  # uvicorn's classes, with what is kept beside a connection


def bound_connections() -> None:
    """Bound all connections of this process; a second call changes nothing."""
    if not hasattr(HttpToolsProtocol, "bounded"):
        _bound(HttpToolsProtocol, _HTTP)
        _bound(WebSocketsSansIOProtocol, _WEB_SOCKET)


def _bound(protocol: Protocol, wrappers: dict[str, Any]) -> None:
    for name, wrapper in wrappers.items():
        setattr(protocol, name, wraps(getattr(protocol, name))(wrapper(getattr(protocol, name))))
    protocol.bounded = True


def _start(connection: Protocol, name: str, seconds: float, end: Callable[[], None]) -> None:
    """Start a clock of a connection, unless it runs."""
    clocks = connection.__dict__.setdefault("clocks", {})
    if name not in clocks:
        clocks[name] = connection.loop.call_later(seconds, end)


def _stop(connection: Protocol, name: str) -> None:
    if clock := connection.__dict__.get("clocks", {}).pop(name, None):
        clock.cancel()


def _gone(connection: Protocol, reason: str) -> Callable[[], None]:
    """What ends a connection at once, whatever it still has to send."""

    def end() -> None:
        if not connection.transport.is_closing():
            REJECTED.labels(reason).inc()
        connection.transport.abort()

    return end


def _made(made: Callable[[Protocol, Any], None]) -> Callable[[Protocol, Any], None]:
    def connection_made(self: Protocol, transport: Any) -> None:
        made(self, transport)
        self.head_bytes = 0
        current_turns().come()
        _start(self, "request", REQUEST_SECONDS, _gone(self, "slow_request"))

    return connection_made


def _request_data(received: Callable[[Protocol, bytes], None]) -> Callable[[Protocol, bytes], None]:
    def data_received(self: Protocol, data: bytes) -> None:
        if self.cycle is not None and not self.cycle.response_complete:
            return take(self, data)
        _start(self, "request", REQUEST_SECONDS, _gone(self, "slow_request"))
        in_turn(self, data, take)

    def take(self: Protocol, data: bytes) -> None:
        self.head_bytes += len(data)
        received(self, data)
        waits = "request" in self.clocks and (self.cycle is None or self.cycle.response_complete)
        if waits and self.head_bytes > MOST_OF_HEAD and not self.transport.is_closing():
            REJECTED.labels("head").inc()
            self.transport.write(_TOO_LARGE)
            self.transport.close()

    return data_received


def _whole(complete: Callable[[Protocol], None]) -> Callable[[Protocol], None]:
    def on_message_complete(self: Protocol) -> None:
        _stop(self, "request")
        self.head_bytes = 0
        complete(self)

    return on_message_complete


def _upgraded(upgrade: Callable[[Protocol], None]) -> Callable[[Protocol], None]:
    def handle_websocket_upgrade(self: Protocol) -> None:
        _stop(self, "request")
        upgrade(self)

    return handle_websocket_upgrade


def _lost(lost: Callable[[Protocol, Exception | None], None]) -> Callable[[Protocol, Exception | None], None]:
    def connection_lost(self: Protocol, error: Exception | None) -> None:
        for name in [*self.__dict__.get("clocks", ())]:
            _stop(self, name)
        self.unread = b""
        lost(self, error)

    return connection_lost


def _writing_paused(pause: Callable[[Protocol], None]) -> Callable[[Protocol], None]:
    def pause_writing(self: Protocol) -> None:
        _start(self, "reading", READING_SECONDS, _gone(self, "slow_reader"))
        pause(self)

    return pause_writing


def _writing_resumed(resume: Callable[[Protocol], None]) -> Callable[[Protocol], None]:
    def resume_writing(self: Protocol) -> None:
        _stop(self, "reading")
        resume(self)

    return resume_writing


def _socket_made(init: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Protocol, *given: Any, **named: Any) -> None:
        init(self, *given, **named)
        self.unread = b""
        self.conn.max_message_size = min(self.conn.max_message_size or MOST_OF_MESSAGE, MOST_OF_MESSAGE)

    return __init__


def _socket_data(received: Callable[[Protocol, bytes], None]) -> Callable[[Protocol, bytes], None]:
    def data_received(self: Protocol, data: bytes) -> None:
        """Read on only as the application takes what was read: a small piece may hold a large message."""
        self.unread += data
        while self.unread and not self.read_paused and not self.transport.is_closing():
            piece, self.unread = self.unread[:_PIECE], self.unread[_PIECE:]
            received(self, piece)
        if self.conn.current_size is None and not self.conn.reader.buffer:
            _stop(self, "message")
        else:
            _start(self, "message", MESSAGE_SECONDS, _gone(self, "slow_message"))

    return data_received


def _parser_failed(handle: Callable[[Protocol], None]) -> Callable[[Protocol], None]:
    def handle_parser_exception(self: Protocol) -> None:
        REJECTED.labels("message").inc()
        self.frames, self.unread = [], b""
        handle(self)

    return handle_parser_exception


def _socket_read(receive: Callable[[Protocol], Awaitable[Any]]) -> Callable[[Protocol], Awaitable[Any]]:
    async def read(self: Protocol) -> Any:
        message = await receive(self)
        if self.unread and not self.read_paused:
            self.data_received(b"")
        return message

    return read


_READER = {"connection_lost": _lost, "pause_writing": _writing_paused, "resume_writing": _writing_resumed}
_HTTP: dict[str, Any] = {
    "connection_made": _made,
    "data_received": _request_data,
    "on_message_complete": _whole,
    "handle_websocket_upgrade": _upgraded,
    **_READER,
}
_WEB_SOCKET: dict[str, Any] = {
    "__init__": _socket_made,
    "data_received": _socket_data,
    "handle_parser_exception": _parser_failed,
    "receive": _socket_read,
    **_READER,
}
