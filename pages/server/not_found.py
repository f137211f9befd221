"""What a path that leads to no page is answered with: status 404 and a page that says so, with the nearest page."""

from __future__ import annotations

import re
from html import escape

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from loaders.api.public_address import public_address
from loaders.schema.diagnostics import escape_control, suggest
from pages import PAGES, offered_pages
from pages.drawing.tokens import css_tokens
from pages.server.page_metadata import MOST_OF_QUERY, SITE, THINGS

_PATHS = {"/" if name == "overview" else f"/{name}": name for name in PAGES}
_TITLES = {f"/{PAGES[name].title.casefold()}": path for path, name in _PATHS.items()}  # "Chokepoints" stands at /exposure
_DATA = ("/api/facts.json", "/api/facts.csv", "/api/openapi.json")
MOST_OF_ADDRESS = 8_000  # bytes; proxies refuse an answer with a longer line in its head
_OWN_HTML = ("/media", "/component", "/files/", "/tables/", "/api/", *THINGS)  # what is HTML there is no page of Streamlit's
_STYLE = (
    css_tokens() + "body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:12vh auto;padding:0 1rem;"
    "color:var(--ink);background:var(--paper)}a{color:var(--accent)}"
)


def page_path(path: str) -> str | None:
    """The path of the page most like one that leads nowhere: `/map` for `/Map`, `/maps`, `/map/extra` and `/map&q=gold`."""
    wanted = re.split("[&;?]", path.casefold())[0].rstrip("/ ")
    first = f"/{wanted.strip('/').split('/')[0].removesuffix('.html')}"
    if first in ("/", "/index", "/overview", "/home"):
        return "/"
    if first in _PATHS:
        return first
    close = suggest(wanted, [*_PATHS, *_DATA, *_TITLES]) or suggest(first, [*_PATHS, *_TITLES])
    return _TITLES.get(close[0], close[0]) if close else None


def not_found_html(path: str, query: str, base_path: str = "") -> str:
    """A page of its own, without the dashboard's script: what was asked for, the nearest page and all others, each with the query kept."""
    kept = f"?{query}" if 0 < len(query) <= MOST_OF_QUERY else ""

    def link(target: str, words: str) -> str:
        return f'<a href="{escape(base_path + target + kept, quote=True)}">{escape(words)}</a>'

    near = page_path(path)
    words = PAGES[_PATHS[near]].title if near in _PATHS else near or ""
    meant = f"<p>Did you mean {link(near, words)}?</p>" if near else ""
    dropped = "" if kept or not query else "<p>The filters of this address are too long to be repeated here.</p>"
    pages = "".join(f"<li>{link(target, PAGES[name].title)}</li>" for target, name in _PATHS.items() if name in offered_pages())
    asked = escape(escape_control(base_path + path, 120))
    return plain_page("No such page", f"<p>Nothing is at <code>{asked}</code>.</p>{meant}{dropped}<p>The pages:</p><ul>{pages}</ul>")


def plain_page(title: str, content: str) -> str:
    """A page of its own without the dashboard's script. title: words; content: HTML below the heading that says them."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)} · {SITE}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{content}</main></body></html>"
    )


class UnknownPaths:
    """Answers 404 where Streamlit would show the overview for a path that it does not know, also among its own files.

    `/map/` leads to `/map`, with its query; 414 where that would be too long to be repeated.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in _PATHS:
            return await self.app(scope, receive, send)
        path, query = scope["path"], scope["query_string"].decode("latin-1")
        if (meant := "/" if path.rstrip("/") == "/overview" else path.rstrip("/")) in _PATHS:
            address = meant + (f"?{query}" if query else "")
            led: Response = RedirectResponse(address, 301) if len(address) <= MOST_OF_ADDRESS else _too_long()
            return await led(scope, receive, send)
        instead: Response | None = None

        async def answer(message: Message) -> None:
            nonlocal instead
            if message["type"] == "http.response.start":
                headers = {name.lower(): value for name, value in message["headers"]}
                if headers.get(b"content-type", b"").startswith(b"text/html") and not path.startswith(_OWN_HTML):
                    instead = HTMLResponse(not_found_html(path, query, public_address(HTTPConnection(scope)).path), 404)
                elif len(headers.get(b"location", b"")) > MOST_OF_ADDRESS:
                    instead = _too_long()
                if instead:
                    return await instead(scope, receive, send)
            if not instead:
                await send(message)

        await self.app(scope, receive, answer)


def _too_long() -> Response:
    return PlainTextResponse("This address is too long to be led to the right one: take the slash from the end of its path.", 414)
