"""What a page sends and receives: bytes and requests, websocket frames included."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import CDPSession

KIB = 1024


class Wire:
    """Bytes and requests of one page as they travel; a websocket frame counts with its payload."""

    def __init__(self, cdp: CDPSession) -> None:
        self._clear()
        cdp.send("Network.enable")
        cdp.on("Network.requestWillBeSent", lambda e: self._add(requests=not e["request"]["url"].startswith(("data:", "blob:"))))
        cdp.on("Network.loadingFinished", lambda e: self._add(http=int(e["encodedDataLength"])))
        cdp.on("Network.webSocketFrameReceived", lambda e: self._add(socket=_size(e)))
        cdp.on("Network.webSocketFrameSent", lambda e: self._add(socket=_size(e)))

    def _clear(self) -> None:
        self._seen = {"requests": 0, "http": 0, "socket": 0}

    def _add(self, **amounts: int) -> None:
        for name, amount in amounts.items():
            self._seen[name] += amount

    def take(self) -> dict[str, float]:
        """KiB and requests since the last call."""
        http, socket = self._seen["http"] / KIB, self._seen["socket"] / KIB
        taken = {"requests": float(self._seen["requests"]), "http_kib": http, "ws_kib": socket, "kib": http + socket}
        self._clear()
        return taken


def _size(event: dict[str, Any]) -> int:
    data = event["response"]["payloadData"]
    return len(data) * 3 // 4 if event["response"]["opcode"] == 2 else len(data)
