"""What the server adds to Streamlit's own answers: clean requests, security headers, and the head of each page."""

from __future__ import annotations

import base64
import gzip
import hashlib
import sys
from collections.abc import Callable
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from loaders.api.public_address import public_address
from loaders.api.responses import accepts_gzip, answer
from loaders.api.settings import settings
from pages.server.bounded_work import FewAtOnce
from pages.server.page_metadata import ICON, PREVIEW, THINGS, Preview, meta_tags, no_script_html, page_of
from pages.server.preload_links import preloads_html
from pages.server.streamlit_internals.page_html import PATHS, inline_scripts, page_with_head


def content_security_policy() -> str:
    """Nothing but this host; Streamlit's one inline script is allowed by its hash, and the map's bundle its WebAssembly."""
    digests = (hashlib.sha256(body.encode()).digest() for body in inline_scripts())
    inline = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    framing = " ".join(("'self'", *settings().frame_ancestors))
    return (
        f"default-src 'self'; script-src 'self' 'wasm-unsafe-eval' {inline}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
        f"frame-ancestors {framing}; form-action 'self'"
    )


_NOT_PAGES = (
    *PATHS,
    "/api",
    "/own",
    "/boundaries",
    "/files",
    "/tables",
    "/healthz",
    "/readyz",
    "/robots.txt",
    PREVIEW,
    ICON,
    *THINGS,
)
AT_ONCE = 4  # pages that are made at a time; others wait, and none is refused
MOST_PREVIEWS = 8  # pages asked for at once, up to which each view is put in words
_CONDITIONS = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range", b"if-range")


class HtmlHeadMiddleware:
    """Puts the page's own head in Streamlit's page, ahead of its own scripts.

    The page is asked for whole, whatever the client has: Streamlit's own tags and dates know nothing of this head. preview_of: from path
    and query to what a link to them is shown with.
    """

    def __init__(self, app: ASGIApp, preview_of: Callable[[str, str], Preview | None] = lambda path, query: None) -> None:
        self.app, self.preview_of, self.work = app, preview_of, FewAtOnce(AT_ONCE, sys.maxsize)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(_NOT_PAGES):
            return await self.app(scope, receive, send)
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        plain = {**scope, "method": method, "headers": [h for h in scope["headers"] if h[0] not in _CONDITIONS]}
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
            if start["status"] == 304 or not body or not headers.get(b"content-type", b"").startswith(b"text/html"):
                await answering(start)
                return await answering({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
            preview = await self._preview(scope["path"], scope["query_string"].decode("latin-1"))
            await _page_answer(Request(scope), start["status"], body, preview)(scope, receive, answering)

        async with self.work.turn(send) as answering:
            await self.app(plain, receive, rewrite)

    async def _preview(self, path: str, query: str) -> Preview | None:
        """What a link is shown with; that of the page as such while many ask, for a page must not wait for words that only others read."""
        is_busy = self.work.inside > MOST_PREVIEWS
        return await run_in_threadpool(self.preview_of, path, query) if query and not is_busy else None


def _page_answer(request: Request, status: int, body: bytes, preview: Preview | None) -> Response:
    """The page with its own head, told by what is really sent: a returning browser gets new script and style."""
    path, address = request.url.path, public_address(request)
    head, base = meta_tags(path, address, preview, request.url.query), address.path
    body = page_with_head(body, head, preloads_html(page_of(path), base), no_script_html(request.url.query, base), base)
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if accepts_gzip(request.headers.get("accept-encoding", "")):
        body, headers = gzip.compress(body, mtime=0), headers | {"Content-Encoding": "gzip"}
    found = answer(request, body, "text/html", headers) if status == 200 else Response(body, status, headers, media_type="text/html")
    if request.method == "HEAD":
        found.body = b""  # the headers, and with them the length, stay those of GET
    return found


class CleanRequests:
    """Requests as all below may take them: a query in ASCII, and gzip asked for only by a client that takes it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            accepted = ",".join(value.decode("latin-1") for name, value in scope["headers"] if name == b"accept-encoding")
            coding = b"gzip" if accepts_gzip(accepted) else b"identity"
            headers = [h for h in scope["headers"] if h[0] != b"accept-encoding"]
            query = quote(scope["query_string"], safe=_ASCII)
            scope = {**scope, "query_string": query.encode(), "headers": [*headers, (b"accept-encoding", coding)]}
        await self.app(scope, receive, send)


_ASCII = "".join(map(chr, range(0x21, 0x7F)))


class SecurityHeaders:
    """Adds the security headers to every response: pages, files, errors, also those of a failing handler, and refused WebSockets."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        headers = {
            "content-security-policy": content_security_policy(),
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
            "permissions-policy": "camera=(), microphone=(), geolocation=()",
        }
        if not settings().frame_ancestors:  # an older header that cannot name hosts
            headers["x-frame-options"] = "SAMEORIGIN"
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
