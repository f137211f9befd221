"""Requests are taken up a few at a time, so that of a thousand at once none waits for all others.

New connections are accepted before requests are taken up, and a probe (/healthz, /readyz) is answered before all others: a proxy that
hears nothing for a second takes the server for dead. The loop accepts one connection at each of its steps, so what a step does besides
has to be short.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

AT_A_TIME = 8  # requests in one turn of the server's loop: some milliseconds
ACCEPTING_SECONDS = 0.02  # between two such turns at most, while connections come
PATIENCE_SECONDS = 1.0  # how long work that is new waits at most while requests wait to be taken up
_LOOK_SECONDS = 0.01
_PROBES = (b"/healthz", b"/readyz")
_LONGEST = 300  # bytes of a probe's first line, base path and all


class Turns:
    """Starts requests: those of probes at once, of others so many in each turn of the loop, in the order in which they came."""

    def __init__(self, at_a_time: int = AT_A_TIME) -> None:
        self.at_a_time, self.taken, self.taken_at = at_a_time, 0, 0.0
        self.has_come = False
        self.waiting: deque[Callable[[], None]] = deque()
        self.is_turning = False

    def come(self) -> None:
        """A connection was made. While more come they are accepted first, for one of them may be a probe's."""
        self.has_come = True

    def is_free(self, head: bytes) -> bool:
        """Whether a request is taken up now; else it has to `wait`. head: its first bytes."""
        if is_probe(head):
            return True
        if self.waiting or self.taken >= self.at_a_time:
            return False
        self.taken += 1
        self._turn()
        return True

    def wait(self, start: Callable[[], None]) -> None:
        """Call `start` when its turn has come."""
        self.waiting.append(start)
        self._turn()

    def _turn(self) -> None:
        if not self.is_turning:
            self.is_turning = True
            asyncio.get_running_loop().call_soon(self._next)

    def _next(self) -> None:
        self.is_turning, has_come, self.has_come = False, self.has_come, False
        now = asyncio.get_running_loop().time()
        if has_come and now < self.taken_at + ACCEPTING_SECONDS:
            return self._turn()
        self.taken, self.taken_at = min(self.at_a_time, len(self.waiting)), now
        if self.taken:
            self._turn()
        for _ in range(self.taken):
            self.waiting.popleft()()


_OF_LOOPS: WeakKeyDictionary[asyncio.AbstractEventLoop, Turns] = WeakKeyDictionary()


def current_turns() -> Turns:
    """The turns of the loop that runs."""
    return _OF_LOOPS.setdefault(asyncio.get_running_loop(), Turns())


def is_probe(head: bytes) -> bool:
    """Whether a request, by its first bytes, asks for /healthz or /readyz, at whatever base path."""
    target = head[:_LONGEST].partition(b" ")[2].partition(b" ")[0].partition(b"?")[0]
    return target.endswith(_PROBES)


def in_turn(connection: Any, data: bytes, take: Callable[[Any, bytes], None]) -> None:
    """Have the first bytes of a request taken when its turn has come. connection: a protocol of uvicorn's.

    Until then nothing more is read of the connection, so its pieces stay in their order and it holds no more than these.
    """
    turns = current_turns()
    if turns.is_free(data):
        return take(connection, data)
    connection.flow.pause_reading()
    turns.wait(partial(_resume, connection, data, take))


def _resume(connection: Any, data: bytes, take: Callable[[Any, bytes], None]) -> None:
    if not connection.transport.is_closing():
        connection.flow.resume_reading()
        take(connection, data)


async def until_calm() -> None:
    """Wait until no request waits to be taken up: beside threads at work the loop would take several times as long for each."""
    turns, patience = current_turns(), PATIENCE_SECONDS
    while turns.waiting and patience > 0:
        await asyncio.sleep(_LOOK_SECONDS)
        patience -= _LOOK_SECONDS
