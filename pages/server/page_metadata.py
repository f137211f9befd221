"""What stands in the head of a page: title, description, preview tags, style and script (pure)."""

from __future__ import annotations

from html import escape

from loaders.export.registry import FORMATS
from pages import PAGES
from pages.drawing.palette import DARK, LIGHT
from pages.server.static_assets import ADDRESSES

SITE = "Minerals and conflict"
PREVIEW = "/preview.png"
ICON = "/icon.svg"
MOST_OF_QUERY = 1000  # characters; a longer one is not repeated in every link


def page_title(name: str) -> str:
    """Map · Minerals and conflict."""
    return f"{PAGES[name].title} · {SITE}"


def page_of(path: str) -> str:
    """The page that a path leads to; the overview for any other."""
    name = path.strip("/")
    return name if name in PAGES else "overview"


def meta_tags(path: str, base: str) -> str:
    """What stands in the head of a page: own script and style, title, preview tags (Open Graph, Twitter), icon, colour of the window.

    base: the address of this host as the reader has it, without a slash at its end.
    """
    name = page_of(path)
    title, about = page_title(name), PAGES[name].description
    address = base + ("/" if name == "overview" else f"/{name}")
    tags = {
        "og:type": "website",
        "og:site_name": f"{SITE} · Pakistan’s west",
        "og:title": title,
        "og:description": about,
        "og:url": address,
        "og:image": base + PREVIEW,
        "og:image:alt": "Map of Balochistan and Khyber Pakhtunkhwa with the facts of all articles",
    }
    named = {"description": about, "twitter:card": "summary_large_image", "twitter:image": base + PREVIEW}
    return (
        f'<script src="{ADDRESSES["page.js"]}"></script>'
        f'<link rel="stylesheet" href="{ADDRESSES["style.css"]}">'
        f"<title>{escape(title)}</title>"
        + "".join(f'<meta property="{escape(key)}" content="{escape(value)}">' for key, value in tags.items())
        + "".join(f'<meta name="{escape(key)}" content="{escape(value)}">' for key, value in named.items())
        + f'<meta name="theme-color" content="{LIGHT.paper}" media="(prefers-color-scheme: light)">'
        + f'<meta name="theme-color" content="{DARK.paper}" media="(prefers-color-scheme: dark)">'
        + f'<link rel="icon" type="image/svg+xml" href="{ICON}">'
    )


def no_script_html(query: str) -> str:
    """What a browser without scripts shows: the same facts as a picture and as files. query: of the page's address."""
    repeated = len(query) <= MOST_OF_QUERY
    which = "the same facts as files" if repeated else "all facts as files (the filters of this address are too long to be repeated)"
    asked = escape(f"?{query}" if query and repeated else "", quote=True)
    files = ", ".join(f'<a href="/api/facts.{one.name}{asked}">{one.label}</a>' for one in FORMATS.values())
    return (
        f"<noscript><h1>{SITE}</h1><p>The pages need JavaScript. Without it there are {which}: {files}; "
        f'<a href="/api/openapi.json">how to ask for them</a>. The map as a picture:</p>'
        f'<img src="/files/map.svg{asked}" alt="Map of the facts" style="max-width:100%"></noscript>'
    )
