"""The routes of what the pages load beside Streamlit: outlines, style and script, the icon, robots.txt."""

from __future__ import annotations

from string import Template

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from loaders.api.endpoints import with_data
from loaders.api.public_address import public_address
from loaders.api.responses import JSON, answer, errors_answer, packed_answer
from loaders.frames.dataset import Dataset
from pages.drawing.palette import ICON_MARK, LIGHT
from pages.server.boundary_layers import current_outlines, layer_by_filename
from pages.server.metrics import metrics
from pages.server.page_metadata import ICON, PREVIEW
from pages.server.static_assets import ASSETS, static_asset

_PREVIEW_AGENTS = (
    "Twitterbot",
    "facebookexternalhit",
    "LinkedInBot",
    "Slackbot-LinkExpanding",
    "Discordbot",
    "TelegramBot",
    "WhatsApp",
    "SkypeUriPreview",
    "Mastodon",
    "Zotero",
)


@with_data
def boundaries(request: Request, data: Dataset) -> Response:
    """A layer of outlines; its address names its content, so it never changes."""
    layer = layer_by_filename(data, current_outlines(data), request.path_params["name"])
    return packed_answer(request, layer, JSON) if layer else errors_answer(404, ["no such layer"])


def icon(request: Request) -> Response:
    """The icon in the browser's tab."""
    svg = Template((ASSETS / "icon.svg").read_text(encoding="utf-8")).substitute(accent=LIGHT.accent, paper=LIGHT.paper, mark=ICON_MARK)
    return answer(request, svg.encode(), "image/svg+xml", {"Cache-Control": "max-age=86400"})


def robots(request: Request) -> Response:
    """Pages, preview, feed and API may be read; views over a query string have no end, so crawlers stay out of them.

    What makes a preview for a link that a reader sends reads the one view that was linked.
    """
    base = public_address(request).path
    previews = "".join(f"User-agent: {name}\n" for name in _PREVIEW_AGENTS)
    rest = f"User-agent: *\nAllow: {base}{PREVIEW}\nAllow: {base}/api/\nDisallow: {base}/*?\n"
    return PlainTextResponse(f"{previews}Allow: {base}/\n\n{rest}")


SERVER_ROUTES = (
    Route("/boundaries/{name}", boundaries),
    Route("/own/{name}", static_asset),
    Route("/metrics", metrics),
    Route("/robots.txt", robots),
    Route(ICON, icon),
)
