"""How large the reader's window is: `page.js` says it where it opens the connection, so that no cookie is needed."""

from __future__ import annotations

from typing import Literal, cast, get_args
from urllib.parse import parse_qs

import streamlit as st
from starlette.types import ASGIApp, Receive, Scope, Send

# A telephone; a tablet upright; a tablet on its side; a wide window of little height; a wide one.
ViewportSize = Literal["narrow", "small", "medium", "short", "wide"]
_HEADER = "x-window"


def current_viewport() -> ViewportSize:
    """The width of this reader's window as the connection told it; a telephone's where only the browser's name tells, else wide."""
    asked = st.context.headers.get(_HEADER)
    if asked in get_args(ViewportSize):
        return cast(ViewportSize, asked)
    return "narrow" if "Mobi" in (st.context.headers.get("User-Agent") or "") else "wide"


class WindowWidth:
    """Hands on `?window=` of a WebSocket's address as a header, which is all that Streamlit keeps of a connection."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            told = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("window", [""])[-1]
            others = [header for header in scope["headers"] if header[0] != _HEADER.encode()]
            own = [(_HEADER.encode(), told.encode())] if told in get_args(ViewportSize) else []
            scope = {**scope, "headers": [*others, *own]}
        await self.app(scope, receive, send)
