"""What a path that leads to no page is answered with: status 404 and a page that says so, with the nearest page."""

from __future__ import annotations

from html import escape

from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from loaders.schema.diagnostics import escape_control, suggest
from pages import PAGES
from pages.drawing.tokens import css_tokens
from pages.server.page_metadata import SITE
from pages.server.streamlit_internals.page_html import PATHS

_PATHS = {"/" if name == "overview" else f"/{name}": name for name in PAGES}
_DATA = ("/api/facts.json", "/api/facts.csv", "/api/openapi.json")
MOST_OF_QUERY = 1000  # characters; a longer one is not repeated in every link
_OTHERS = (*PATHS, "/files/", "/tables/")  # answered by Streamlit or by a route of their own
_STYLE = (
    css_tokens() + "body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:12vh auto;padding:0 1rem;"
    "color:var(--ink);background:var(--paper)}a{color:var(--accent)}"
)


def page_path(path: str) -> str | None:
    """The path of the page most like one that leads nowhere: `/map` for `/Map`, `/maps` and `/map/extra`."""
    wanted = path.casefold().rstrip("/")
    first = f"/{wanted.strip('/').split('/')[0].removesuffix('.html')}"
    if first in ("/", "/index", "/overview", "/home"):
        return "/"
    if first in _PATHS:
        return first
    close = suggest(wanted, [*_PATHS, *_DATA]) or suggest(first, _PATHS)
    return close[0] if close else None


def not_found_html(path: str, query: str) -> str:
    """A page of its own, without the dashboard's script: what was asked for, the nearest page and all others, each with the query kept."""
    kept = f"?{query}" if 0 < len(query) <= MOST_OF_QUERY else ""

    def link(target: str, words: str) -> str:
        return f'<a href="{escape(target + kept, quote=True)}">{escape(words)}</a>'

    near = page_path(path)
    words = PAGES[_PATHS[near]].title if near in _PATHS else near or ""
    meant = f"<p>Did you mean {link(near, words)}?</p>" if near else ""
    pages = "".join(f"<li>{link(target, PAGES[name].title)}</li>" for target, name in _PATHS.items())
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>No such page · {SITE}</title><style>{_STYLE}</style></head><body><main><h1>No such page</h1>"
        f"<p>Nothing is at <code>{escape(escape_control(path, 120))}</code>.</p>{meant}"
        f"<p>The pages:</p><ul>{pages}</ul></main></body></html>"
    )


class UnknownPaths:
    """Answers 404 where Streamlit would show the overview for a path that it does not know; `/map/` leads to `/map`, with its query."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in _PATHS or scope["path"].startswith(_OTHERS):
            return await self.app(scope, receive, send)
        path, query = scope["path"], scope["query_string"].decode("latin-1")
        if (meant := "/" if path.rstrip("/") == "/overview" else path.rstrip("/")) in _PATHS:
            return await RedirectResponse(meant + (f"?{query}" if query else ""), 301)(scope, receive, send)
        unknown = False

        async def answer(message: Message) -> None:
            nonlocal unknown
            if message["type"] == "http.response.start":
                headers = {name.lower(): value for name, value in message["headers"]}
                unknown = headers.get(b"content-type", b"").startswith(b"text/html")
                if unknown:
                    return await HTMLResponse(not_found_html(path, query), 404)(scope, receive, send)
            if not unknown:
                await send(message)

        await self.app(scope, receive, answer)
