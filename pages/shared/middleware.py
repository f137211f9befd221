"""What the server adds to Streamlit's own answers: security headers, and the head of each page."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.shared.heads import head_html, no_script_html, page_of
from pages.shared.preloads import preloads_html


def content_security_policy() -> str:
    """Nothing but this host; Streamlit's one inline script is allowed by its hash, and the map's bundle its WebAssembly."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    digests = (hashlib.sha256(body.encode()).digest() for body in re.findall(r"<script>(.*?)</script>", page, re.DOTALL))
    inline = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return (
        f"default-src 'self'; script-src 'self' 'wasm-unsafe-eval' {inline}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
        "frame-ancestors 'self'; form-action 'self'"
    )


HEAD = re.compile(rb"<title>.*?</title>", re.DOTALL)
NO_SCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
ICON_LINK = re.compile(rb'<link rel="shortcut icon"[^>]*>')


class PageHead:
    """Puts the page's own head in Streamlit's page, ahead of its own scripts."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(("/static", "/_stcore", "/media", "/component", "/api")):
            return await self.app(scope, receive, send)
        plain = {**scope, "headers": [h for h in scope["headers"] if h[0] != b"accept-encoding"]}
        start: Message = {}
        body = b""

        async def rewrite(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            headers = dict(start["headers"])
            if headers.get(b"content-type", b"").startswith(b"text/html") and body:
                request = Request(scope)
                head = head_html(request.url.path, f"{request.url.scheme}://{request.url.netloc}")
                last = preloads_html(page_of(request.url.path)).encode()
                body = body.replace(b"</head>", last + b"</head>", 1)
                body = NO_SCRIPT.sub(lambda _: no_script_html(request.url.query).encode(), body, count=1)
                body = HEAD.sub(lambda _: head.encode(), ICON_LINK.sub(b"", body), count=1)
                if "gzip" in request.headers.get("accept-encoding", ""):
                    body = gzip.compress(body, mtime=0)
                    headers |= {b"content-encoding": b"gzip", b"vary": b"Accept-Encoding"}
                headers[b"content-length"] = str(len(body)).encode()
                headers.pop(b"etag", None)
            await send({**start, "headers": list(headers.items())})
            await send({"type": "http.response.body", "body": body})

        await self.app(plain, receive, rewrite)


class SecurityHeaders:
    """Adds the security headers to every response: pages, files, errors, also those of a failing handler, and refused WebSockets."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        headers = {
            "content-security-policy": content_security_policy(),
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
            "x-frame-options": "SAMEORIGIN",
            "permissions-policy": "camera=(), microphone=(), geolocation=()",
        }
        self.headers = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answered = False

        async def with_headers(message: Message) -> None:
            nonlocal answered
            if message["type"] == "websocket.close" and not answered and "websocket.http.response" in scope.get("extensions", {}):
                await with_headers({"type": "websocket.http.response.start", "status": 403, "headers": []})
                return await send({"type": "websocket.http.response.body", "body": b""})
            if message["type"] in _ANSWERS:
                answered, own = True, {name for name, _ in self.headers}
                message["headers"] = [h for h in message.get("headers", []) if h[0].lower() not in own] + self.headers
            await send(message)

        try:
            await self.app(scope, receive, with_headers)
        except Exception:
            if scope["type"] == "http" and not answered:
                await PlainTextResponse("The server failed; its log says why.", 500)(scope, receive, with_headers)
            raise


_ANSWERS = frozenset(("http.response.start", "websocket.http.response.start", "websocket.accept"))
