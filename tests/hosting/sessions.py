"""Readers without a browser who stay: who lose their connection open another and see the same view."""

from __future__ import annotations

import asyncio
import threading
import time
from dataclasses import dataclass, field

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.benchmarks.protocol import Reader


@dataclass
class Session(Reader):
    """heading: of the page that was drawn last. away: seconds without a drawn page, for each connection that was lost."""

    heading: str = ""
    away: list[float] = field(default_factory=list)
    failed: str = ""

    def _take_delta(self, forward: ForwardMsg) -> str:
        if forward.delta.HasField("new_element") and "<h1>" in (body := forward.delta.new_element.html.body):
            self.heading = body
        return super()._take_delta(forward)

    async def stay(self, query: str) -> None:
        """Keep the page open until the task is cancelled."""
        self._query = query
        await self._open_again()
        while True:
            try:
                self._take(await self._socket.recv())
            except ConnectionClosed:
                lost = time.monotonic()
                await self._open_again()
                self.away.append(time.monotonic() - lost)

    async def _open_again(self) -> None:
        self._known, self._script, query = set(), "", self._query
        while True:
            try:
                await self.open()
                return
            except (OSError, InvalidHandshake, ConnectionClosed, TimeoutError):
                self._query = query
                await asyncio.sleep(0.2)


class Crowd:
    """Sessions in a thread of their own."""

    def __init__(self, base: str, queries: list[str]) -> None:
        self.sessions = [Session(base, page="facts") for _ in queries]
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        stays = zip(self.sessions, queries, strict=True)
        self._stays = [asyncio.run_coroutine_threadsafe(session.stay(query), self._loop) for session, query in stays]

    def wait(self, patience: float = 90) -> None:
        """Until every session has its page."""
        until = time.monotonic() + patience
        while not all(session.heading for session in self.sessions):
            for stay in self._stays:
                if stay.done():
                    stay.result()
            assert time.monotonic() < until, f"{sum(not s.heading for s in self.sessions)} sessions have no page"
            time.sleep(0.05)

    def lose(self) -> list[str]:
        """Forget what was drawn; the headings that there were."""
        before = [session.heading for session in self.sessions]
        for session in self.sessions:
            session.away.clear()
        return before

    def close(self) -> None:
        for stay in self._stays:
            stay.cancel()
        asyncio.run_coroutine_threadsafe(asyncio.sleep(0.5), self._loop).result(10)  # until they have taken it
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
