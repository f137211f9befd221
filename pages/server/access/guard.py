"""The one place that decides whether a request is answered: denied unless a reader is signed in, a token reads, or the path is open."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from starlette._utils import get_route_path
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.server.access.answers import REMOVED, SIGN_IN, SIGN_OUT, program_refusal, refusal_page, sign_in_page
from pages.server.access.identity import Doubt, Reader, doubt_about, hardened, no_cookie, reader_of
from pages.server.access.sign_in import CALLBACK, SignIn, sign_in_or_exit
from pages.server.access.tokens import refused_token, token_of
from pages.server.cross_origin import CrossOrigin, check_allow_origin
from pages.server.page_metadata import ICON

OWN_PATHS = frozenset((SIGN_IN, SIGN_OUT, CALLBACK))
OPEN_PATHS = frozenset(("/healthz", "/readyz", "/metrics", ICON))  # probes, which say a word, what has a token of its own, the icon
OPEN_FOLDERS = ("/own/", "/static/")  # style and scripts: the program, which anyone may read, and none of the data
CHECK_SECONDS = 10.0  # how long an open page may stay connected after its reader is out
READER_HEADER = "x-reader"  # tells the pages who reads: a connection's headers are all that Streamlit keeps of it
_LOG = logging.getLogger(__name__)


def access_middleware() -> list[Middleware]:
    """What stands between every request and the dashboard; the guard only where signing in is asked for."""
    check_allow_origin()
    sign_in = sign_in_or_exit()
    cross_origin = Middleware(CrossOrigin, is_closed=sign_in is not None)
    return [cross_origin, Middleware(AccessGuard, sign_in=sign_in)] if sign_in else [cross_origin]


class AccessGuard:
    """Lets requests through to the dashboard, or answers in its place. sign_in: how readers sign in."""

    def __init__(self, app: ASGIApp, sign_in: SignIn) -> None:
        from pages.server.access.oidc import sign_in_app  # its libraries take a tenth of the start, which only a closed server needs

        self.app, self.sign_in = app, sign_in
        self.own = sign_in_app(sign_in)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        if scope["type"] != "http":
            return await self._connection(scope, receive, send)
        path = get_route_path(scope)  # what the router sees, so that both speak of the same path
        if path in OWN_PATHS:
            return await self.own(scope, receive, send)
        if is_open(path):
            return await self.app(scope, receive, self._guarded(send))
        refused = await self._refused(Request(scope), path)
        if refused is not None:
            return await refused(scope, receive, send)
        await self.app(scope, receive, self._guarded(send, private=True))

    async def _refused(self, request: Request, path: str) -> Response | None:
        """The answer to a request that does not get in; None for one that does."""
        token = token_of(request)
        if token is not None:
            return await run_in_threadpool(refused_token, token, path, request.method)
        reader = reader_of(request, self.sign_in)
        return None if isinstance(reader, Reader) else refused_reader(request, self.sign_in, reader)

    def _guarded(self, send: Send, private: bool = False) -> Send:
        """What is sent, with cookies for this server alone. private: it belongs to one reader, so no cache on the way keeps it."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [(n, hardened(self.sign_in, v) if n.lower() == b"set-cookie" else v) for n, v in message.get("headers", ())]
                message = {**message, "headers": private_headers(headers) if private else headers}
            await send(message)

        return send_guarded

    async def _connection(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A WebSocket, for readers alone; it ends when the reader is out: signed out, ended, or off the list."""
        reader = reader_of(HTTPConnection(scope), self.sign_in)
        if not isinstance(reader, Reader):
            _LOG.warning("A connection was refused: %s", reader.value)
            return await send({"type": "websocket.close", "code": 1008})
        ended = False

        async def receive_while_in() -> Message:
            nonlocal ended
            waiting = asyncio.ensure_future(receive())
            try:
                while not waiting.done():
                    await asyncio.wait({waiting}, timeout=CHECK_SECONDS)
                    if doubt := doubt_about(reader, self.sign_in):
                        ended = True
                        _LOG.warning("A connection was closed: %s", doubt.value)
                        with suppress(Exception):  # the browser may have gone meanwhile
                            await send({"type": "websocket.close", "code": 1008})
                        return {"type": "websocket.disconnect", "code": 1008}
                return waiting.result()
            finally:
                waiting.cancel()

        async def send_while_in(message: Message) -> None:
            if not ended and doubt_about(reader, self.sign_in) is None:
                await send(message)

        others = [header for header in scope["headers"] if header[0] != READER_HEADER.encode()]
        named = {**scope, "headers": [*others, (READER_HEADER.encode(), reader.address.encode("ascii"))]}
        await self.app(named, receive_while_in, send_while_in)


def is_open(path: str) -> bool:
    """Whether a path is answered to anyone."""
    plain = ".." not in path and "\\" not in path and "//" not in path
    return path in OPEN_PATHS or (path.startswith(OPEN_FOLDERS) and plain)


def refused_reader(request: Request, sign_in: SignIn, doubt: Doubt) -> Response:
    """A page for browsers, errors for programs."""
    if doubt not in (Doubt.NOBODY, Doubt.ENDED):
        _LOG.warning("A request was refused: %s", doubt.value)
    if "text/html" not in request.headers.get("accept", ""):
        return program_refusal(401, "Sign in in a browser, or send a read token: Authorization: Bearer TOKEN, or ?token=TOKEN.")
    if doubt is Doubt.UNLISTED:
        return refusal_page(sign_in, REMOVED)
    answer = sign_in_page(request, sign_in, doubt)
    if doubt in (Doubt.INVALID, Doubt.SIGNED_OUT):
        answer.headers["Set-Cookie"] = no_cookie(sign_in)
    return answer


def private_headers(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Headers that let the reader's own browser keep an answer, and nobody else."""
    told = b",".join(value for name, value in headers if name.lower() == b"cache-control").decode("latin-1")
    words = [word for word in (part.strip() for part in told.split(",")) if word and word.lower() not in ("public", "private")]
    words = words if "no-store" in words else ["private", *words]
    kept = [(name, value) for name, value in headers if name.lower() != b"cache-control"]
    return [*kept, (b"cache-control", ", ".join(words).encode("latin-1"))]
