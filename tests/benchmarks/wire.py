"""What a server sends a page: bytes as they travel, compressed or not, counted by a relay between the two."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import CDPSession

KIB = 1024


class Relay:
    """A port of its own in front of a server's; counts every byte that comes back: heads, bodies and websocket frames."""

    def __init__(self, port: int) -> None:
        self._to, self._lock, self._sent = port, threading.Lock(), 0
        self._listens = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self._listens.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                browser, _ = self._listens.accept()
            except OSError:  # closed
                return
            server = socket.create_connection(("127.0.0.1", self._to))
            for one, other, counted in ((browser, server, False), (server, browser, True)):
                threading.Thread(target=self._pass, args=(one, other, counted), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket, counted: bool) -> None:
        try:
            while data := one.recv(65_536):
                if counted:
                    with self._lock:
                        self._sent += len(data)
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)
        except OSError:  # one of the two has gone
            pass

    def take(self) -> int:
        """Bytes since the last call."""
        with self._lock:
            sent, self._sent = self._sent, 0
        return sent

    def close(self) -> None:
        self._listens.close()


class Wire:
    """KiB and requests of one page: all that came through the relay, and of it what websocket frames held unpacked."""

    def __init__(self, relay: Relay, cdp: CDPSession) -> None:
        self.relay, self._requests, self._frames = relay, 0, 0
        cdp.send("Network.enable")
        cdp.on("Network.requestWillBeSent", lambda e: self._add(not e["request"]["url"].startswith(("data:", "blob:")), 0))
        cdp.on("Network.webSocketFrameReceived", lambda e: self._add(0, len(e["response"]["payloadData"]) * 3 // 4))

    def _add(self, requests: int, frames: int) -> None:
        self._requests += requests
        self._frames += frames

    def take(self) -> dict[str, float]:
        """What came since the last call."""
        taken = {"kib": self.relay.take() / KIB, "ws_unpacked_kib": self._frames / KIB, "requests": float(self._requests)}
        self._requests = self._frames = 0
        return taken


@contextmanager
def relayed(port: int) -> Iterator[Relay]:
    """A relay in front of a server, while it is needed."""
    relay = Relay(port)
    try:
        yield relay
    finally:
        relay.close()
