"""Streamlit's page, `index.html`, and its bundles: what the server reads of them and puts in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from pathlib import Path

import streamlit

STATIC = Path(streamlit.__file__).parent / "static"
BUNDLES = STATIC / "static"
PATHS = ("/static", "/_stcore", "/media", "/component")  # answered by Streamlit; without them its files get the head of a page
INNER = "/_stcore/"
STREAM = f"{INNER}stream"
NEEDED = (STREAM, f"{INNER}health", f"{INNER}host-config", f"{INNER}bidi-components/")  # what a browser asks of the inner routes
_TITLE = re.compile(rb"<title>.*?</title>", re.DOTALL)  # its place takes our head; without it pages have no title, style and previews
_NO_SCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)  # without it a browser without scripts is only told to switch them on
_ICON = re.compile(rb'<link rel="shortcut icon"[^>]*>')  # without it there are two icons
_RELATIVE = re.compile(rb'\b(href|src)="\./')  # without it a page does not start where a base path is asked for without its last slash
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)  # without its hash the policy forbids Streamlit's own script
_IMPORT = re.compile(r'(?:from|import)"\./([^"/]+\.js)"')  # without it fewer files are fetched ahead, and pages come later


@lru_cache(maxsize=1)
def index_html() -> str:
    """Streamlit's page as it is installed."""
    return (STATIC / "index.html").read_text(encoding="utf-8")


def inline_scripts() -> list[str]:
    """The scripts that stand in the page itself."""
    return _INLINE.findall(index_html())


def page_with_head(body: bytes, head: str, links: str, no_script: str, base_path: str = "") -> bytes:
    """Streamlit's page with our head ahead of its scripts, links at the end of the head, and our words for browsers without scripts.

    Its own files are named from the base path on: beside a base path without its last slash there are none.
    """
    body = _RELATIVE.sub(rb'\1="' + escape(base_path, quote=True).encode() + b"/", body)
    body = body.replace(b"</head>", links.encode() + b"</head>", 1)
    body = _NO_SCRIPT.sub(lambda _: no_script.encode(), body, count=1)
    return _TITLE.sub(lambda _: head.encode(), _ICON.sub(b"", body), count=1)


def bundle_file(bundle: str) -> str:
    """The file of a bundle, whose name ends in a hash; empty where this version of Streamlit has none."""
    return next((path.name for path in sorted((BUNDLES / "js").glob(f"{bundle}.*.js"))), "")


def font_file() -> str:
    """The letters of the pages, as a path below `static`; empty where this version of Streamlit has none, then a system's letters serve."""
    return next((f"media/{path.name}" for path in sorted((BUNDLES / "media").glob("SourceSansVF-Upright*.woff2"))), "")


def bundle_with_imports(bundle: str) -> Iterator[str]:
    """The file of a bundle and all that it imports."""
    name = bundle_file(bundle)
    seen, left = set(), [name] if name else []
    while left:
        if (file := left.pop(0)) not in seen:
            seen.add(file)
            yield file
            left += _IMPORT.findall((BUNDLES / "js" / file).read_text(encoding="utf-8"))
