"""The server: one ASGI application with the dashboard, the data API, a health check and the security headers."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from pathlib import Path

import streamlit
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.starlette import App

from loaders.address import parse_query
from loaders.dataset import Dataset, current_store
from loaders.export import FORMATS, export, file_name
from loaders.reading import DATA
from loaders.registries import articles_frame
from loaders.schema import fact_schema

ROOT = Path(__file__).resolve().parent


def data_now() -> Dataset | None:
    """The last good data of the folder that is served."""
    return current_store(Path(os.environ.get("FACTS_DATA", DATA))).dataset


def as_json(content: object, status: int = 200, **headers: str) -> Response:
    """A JSON answer."""
    text = json.dumps(content, ensure_ascii=False, indent=1, default=str)
    return Response(text, status, headers, media_type="application/json")


def facts(request: Request) -> Response:
    """The facts of a selection, in the format that the path names."""
    data, file_format = data_now(), request.path_params["file_format"]
    if data is None:
        return as_json({"errors": ["the data cannot be read; see the pages for the list of errors"]}, 503)
    if file_format not in FORMATS:
        return as_json({"errors": [f"unknown format; one of: {', '.join(FORMATS)}"]}, 404)
    asked = {name: request.query_params.getlist(name) for name in request.query_params}
    query = parse_query(asked, data)
    errors = [{"parameter": f.name, "value": f.value, "message": str(f), "near": f.near} for f in query.faults]
    errors += [{"parameter": name, "message": f"unknown parameter {name[:60]}"} for name in query.unknown]
    if errors:
        return as_json({"errors": errors}, 400)
    etag = f'"{data.version}-{hashlib.sha256(str(request.url.query).encode()).hexdigest()[:10]}-{file_format}"'
    headers = {
        "ETag": etag,
        "Access-Control-Allow-Origin": "*",
        "Content-Disposition": f'attachment; filename="{file_name(data, file_format)}"',
    }
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return Response(export(data, query.selection, file_format), headers=headers, media_type=FORMATS[file_format][1])


def articles(request: Request) -> Response:
    """The articles, with how many facts each supports."""
    data = data_now()
    if data is None:
        return as_json({"errors": ["the data cannot be read"]}, 503)
    rows = json.loads(articles_frame(data).to_json(orient="records"))
    return as_json({"version": data.version, "articles": rows}, **{"Access-Control-Allow-Origin": "*"})


def version(request: Request) -> Response:
    """The data version."""
    data = data_now()
    return as_json({"version": data.version if data else None}, 200 if data else 503)


def schema(request: Request) -> Response:
    """The JSON Schema of the facts."""
    return as_json(fact_schema())


def health(request: Request) -> Response:
    """200 while there is data to show, 503 while there is none."""
    return PlainTextResponse("ok" if data_now() else "no data", 200 if data_now() else 503)


def robots(request: Request) -> Response:
    """Pages are views over a query string without end: programs read the API."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


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


VIEWPORT_SCRIPT = """document.cookie = `narrow=${innerWidth < 700 ? 1 : 0}; path=/; SameSite=Strict`;"""


def viewport(request: Request) -> Response:
    """Tells the pages, by a cookie of this host, whether the reader's window is narrow: pictures start to fit it."""
    return Response(VIEWPORT_SCRIPT, media_type="text/javascript", headers={"Cache-Control": "max-age=3600"})


class PageHead:
    """Adds the viewport script to Streamlit's page, ahead of its own scripts."""

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
                body = body.replace(b"<title>", b'<script src="/viewport.js"></script><title>', 1)
                headers[b"content-length"] = str(len(body)).encode()
                headers.pop(b"etag", None)
            await send({**start, "headers": list(headers.items())})
            await send({"type": "http.response.body", "body": body})

        await self.app(plain, receive, rewrite)


class SecurityHeaders:
    """Adds the security headers to every response."""

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
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in self.headers}
                message["headers"] = [h for h in message["headers"] if h[0].lower() not in own] + self.headers
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


app = App(
    ROOT / "pages" / "frame.py",
    routes=[
        Route("/api/facts.{file_format}", facts, methods=["GET", "HEAD"]),
        Route("/api/articles.json", articles),
        Route("/api/schema.json", schema),
        Route("/api/version", version),
        Route("/healthz", health),
        Route("/robots.txt", robots),
        Route("/viewport.js", viewport),
    ],
    middleware=[Middleware(SecurityHeaders), Middleware(PageHead)],
)

if __name__ == "__main__":
    app.run()
