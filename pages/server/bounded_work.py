"""Data, files and pictures are made by a few at a time; who comes while too many wait is asked to come again, so that pages go on."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from functools import lru_cache

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from loaders.api.responses import errors_answer
from pages.server.metrics import REJECTED
from pages.server.page_metadata import PREVIEW, THINGS
from pages.server.turns import until_calm

AT_ONCE = 2  # in work: more threads make none of them faster, and the server's own loop slower
WAITING = 64  # some seconds of work
RETRY_SECONDS = 2
SWITCH_SECONDS = 0.0005  # how long work may keep the server's loop waiting at each of its steps; Python's own is ten times that
PATHS = ("/api/", "/files/", "/tables/", "/boundaries/", PREVIEW, *THINGS)


class FewAtOnce:
    """Work of a kind: `at_once` of it is done at a time, and `waiting` more may wait for that."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self.turns, self.most, self.inside = asyncio.Semaphore(at_once), at_once + waiting, 0

    @property
    def is_full(self) -> bool:
        """Whether no more may wait."""
        return self.inside >= self.most

    @asynccontextmanager
    async def turn(self, send: Send) -> AsyncIterator[Send]:
        """Until its turn has come, and until its answer begins: who reads that slowly keeps nobody waiting. Gives what to answer with."""
        with ExitStack() as held:
            self.inside += 1
            held.callback(self._leave)
            await self.turns.acquire()
            held.callback(self.turns.release)
            await until_calm()

            async def answering(message: Message) -> None:
                if message["type"] == "http.response.start":
                    held.close()
                await send(message)

            yield answering

    def _leave(self) -> None:
        self.inside -= 1


class BoundedWork:
    """Lets `at_once` requests of these paths through, has `waiting` others wait, and answers 503 with Retry-After beyond them."""

    def __init__(self, app: ASGIApp, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self.app, self.work = app, FewAtOnce(at_once, waiting)
        sys.setswitchinterval(SWITCH_SECONDS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(PATHS):
            return await self.app(scope, receive, send)
        if self.work.is_full:
            REJECTED.labels("busy").inc()
            return await _busy()(scope, receive, send)
        async with self.work.turn(send) as answering:
            await self.app(scope, receive, answering)


@lru_cache(maxsize=1)
def _busy() -> Response:
    """The answer beyond the bounds, made once: it must cost less than what it spares."""
    answer = errors_answer(503, [f"too much is asked for at once; ask again in {RETRY_SECONDS} seconds"])
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer
