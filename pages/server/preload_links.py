"""Which of Streamlit's bundles a page needs, so that a browser fetches them at once and not one after another."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from pages import PAGES
from pages.server.streamlit_internals.page_html import bundle_with_imports, index_html

EVERYWHERE = ("Html", "TextInput", "Button", "ButtonGroup")


@lru_cache
def preloads_html(page: str, base_path: str = "") -> str:
    """Links for the head of a page: its bundles and all that these import, but for those that every page of Streamlit names itself."""
    found = dict.fromkeys(name for bundle in (*PAGES[page].chunks, *EVERYWHERE) for name in bundle_with_imports(bundle))
    base = escape(base_path, quote=True)
    return "".join(f'<link rel="modulepreload" crossorigin href="{base}/static/js/{name}">' for name in found if name not in index_html())
