"""What stands in the head of a page: title, description, preview tags, style and script (pure)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from loaders.api.public_address import PublicAddress
from loaders.export.jsonld import dataset_object
from loaders.export.registry import FORMATS
from pages import PAGES
from pages.drawing.palette import DARK, LIGHT
from pages.server.static_assets import ADDRESSES

SITE = "Minerals and conflict"
PREVIEW = "/preview.png"
ICON = "/icon.svg"
THINGS = ("/fact/", "/actor/", "/place/", "/article/")  # pages of single things, which are no pages of Streamlit's
MOST_OF_QUERY = 1000  # characters; a longer one is not repeated in every link


@dataclass(frozen=True)
class Preview:
    """What a link to a view is shown with. picture: its path and query. seen: what the picture shows, in words."""

    title: str
    description: str
    picture: str
    seen: str


def page_title(name: str) -> str:
    """Map · Minerals and conflict."""
    return f"{PAGES[name].title} · {SITE}"


def page_of(path: str) -> str:
    """The page that a path leads to; the overview for any other."""
    name = path.strip("/")
    return name if name in PAGES else "overview"


def meta_tags(path: str, address: PublicAddress, view: Preview | None = None, query: str = "") -> str:
    """What stands in the head of a page: own script and style, title, preview tags (Open Graph, Twitter), icon, colour of the window.

    address: of this server as the reader has it. view: what a link with filters is shown with; query: of that link.
    """
    name = page_of(path)
    told = view or Preview(page_title(name), PAGES[name].description, PREVIEW, "Map of the facts of all articles, with their number")
    title, about, preview = told.title, told.description, address.full(told.picture)
    here = address.full("/" if name == "overview" else f"/{name}") + (f"?{query}" if view and len(query) <= MOST_OF_QUERY else "")
    script, style, icon = (escape(address.on_host(path), quote=True) for path in (ADDRESSES["page.js"], ADDRESSES["style.css"], ICON))
    tags = {
        "og:type": "website",
        "og:site_name": f"{SITE} · Pakistan’s west",
        "og:title": title,
        "og:description": about,
        "og:url": here,
        "og:image": preview,
        "og:image:alt": told.seen,
    }
    named = {"description": about, "twitter:card": "summary_large_image", "twitter:image": preview}
    return (
        f'<script src="{script}"></script>'
        f'<link rel="stylesheet" href="{style}">'
        f"<title>{escape(page_title(name))}</title>"
        + "".join(f'<meta property="{escape(key)}" content="{escape(value)}">' for key, value in tags.items())
        + "".join(f'<meta name="{escape(key)}" content="{escape(value)}">' for key, value in named.items())
        + f'<meta name="theme-color" content="{LIGHT.paper}" media="(prefers-color-scheme: light)">'
        + f'<meta name="theme-color" content="{DARK.paper}" media="(prefers-color-scheme: dark)">'
        + f'<link rel="icon" type="image/svg+xml" href="{icon}">'
        + f'<script type="application/ld+json">{_dataset_json(address.full(""))}</script>'
    )


@lru_cache(maxsize=8)
def _dataset_json(server: str) -> str:
    """The dataset for search engines; no text in it can end the element around it."""
    return json.dumps(dataset_object(server), ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")


def no_script_html(query: str, base_path: str = "") -> str:
    """What a browser without scripts shows: the same facts as a picture and as files. query: of the page's address."""
    base = escape(base_path, quote=True)
    repeated = len(query) <= MOST_OF_QUERY
    which = "the same facts as files" if repeated else "all facts as files (the filters of this address are too long to be repeated)"
    asked = escape(f"?{query}" if query and repeated else "", quote=True)
    files = ", ".join(f'<a href="{base}{one.path}{asked}">{one.label}</a>' for one in FORMATS.values())
    return (
        f"<noscript><h1>{SITE}</h1><p>The pages need JavaScript. Without it there are {which}: {files}; "
        f'<a href="{base}/api/openapi.json">how to ask for them</a>. The map as a picture:</p>'
        f'<img src="{base}/files/map.svg{asked}" alt="Map of the facts" style="max-width:100%"></noscript>'
    )
