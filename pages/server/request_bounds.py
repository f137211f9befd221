"""What the server refuses before anything looks at a request: addresses and heads that are too long, routes that no page needs."""

from __future__ import annotations

from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.server.metrics import REJECTED
from pages.server.not_found import not_found_html
from pages.server.streamlit_internals.page_html import INNER, NEEDED

MOST_OF_TARGET = 16_384  # bytes of path and query; a link to a view has some hundred
MOST_OF_HEADERS = 32_768  # bytes of names and values of all headers


class RequestBounds:
    """Answers 414 and 431 where a request is too long, and 404 for Streamlit's inner routes: uploads, its metrics, its agent interface."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        if (refused := _refused(scope)) is None:
            return await self.app(scope, receive, send)
        status, reason, told = refused
        REJECTED.labels(reason).inc()
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 1008})
        answer = HTMLResponse(not_found_html(scope["path"], ""), 404) if status == 404 else PlainTextResponse(told, status)
        await answer(scope, receive, send)


def _refused(scope: Scope) -> tuple[int, str, str] | None:
    """Status, reason and words of a refusal."""
    if len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"]) > MOST_OF_TARGET:
        return 414, "address", f"This address is longer than {MOST_OF_TARGET:,} bytes: leave out some of its filters."
    if sum(len(name) + len(value) for name, value in scope["headers"]) > MOST_OF_HEADERS:
        return 431, "head", f"The headers of this request are longer than {MOST_OF_HEADERS:,} bytes: clear the cookies of this host."
    path: str = scope["path"]
    if path.startswith(INNER) and path != INNER and not path.startswith(NEEDED):
        return 404, "inner_route", ""
    return None
