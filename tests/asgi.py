"""The application asked in this process, without a server: raw requests, also such as no client sends."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

from starlette.types import ASGIApp, Message

from tests.browser.server import Answer


class AsgiClient:
    """Asks an application; what it raises is raised here."""

    def __init__(self, app: ASGIApp, loop: asyncio.AbstractEventLoop) -> None:
        self.app, self.loop = app, loop

    def get(self, target: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> Answer:
        """target: path and query as they stand in the first line of a request, ASCII."""
        return asyncio.run_coroutine_threadsafe(self._get(target, method, headers or {}), self.loop).result(30)

    async def _get(self, target: str, method: str, headers: Mapping[str, str]) -> Answer:
        path, _, query = target.partition("?")
        given = {"host": "test.example"} | {name.lower(): value for name, value in headers.items()}
        scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(path),  # as uvicorn does
            "raw_path": path.encode("ascii"),
            "root_path": "",
            "query_string": query.encode("latin-1"),
            "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in given.items()],
            "client": ("127.0.0.1", 1),
            "server": ("test.example", 80),
        }
        sent: list[Message] = []
        asked: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> Message:
            return asked.pop() if asked else await asyncio.Future()  # the client stays until it is answered

        async def send(message: Message) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        assert sent, "no answer"
        assert sent[0]["type"] == "http.response.start", "no answer"
        body = b"".join(message.get("body", b"") for message in sent[1:])
        answered = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], answered, body)


@contextmanager
def running_app(app: ASGIApp) -> Iterator[AsgiClient]:
    """Run an application with its start and end, in a loop of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    messages: asyncio.Queue[Message] = asyncio.Queue()
    started, ended = threading.Event(), threading.Event()

    async def send(message: Message) -> None:
        (started if message["type"].startswith("lifespan.startup") else ended).set()

    async def put(kind: str) -> None:
        await messages.put({"type": kind})

    run = asyncio.run_coroutine_threadsafe(app({"type": "lifespan", "asgi": {"version": "3.0"}}, messages.get, send), loop)
    try:
        asyncio.run_coroutine_threadsafe(put("lifespan.startup"), loop).result(60)
        assert started.wait(60)
        yield AsgiClient(app, loop)
    finally:
        asyncio.run_coroutine_threadsafe(put("lifespan.shutdown"), loop).result(60)
        run.result(60)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
