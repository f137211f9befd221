"""A link to a passage: on the publisher's page, or in the article's text where that can be read here (pure)."""

from __future__ import annotations

from html import escape


def passage_link(address: str, content: str, title: str = "") -> str:
    """HTML around content that is HTML. address: of the web, which opens beside the page, or of the dashboard, which begins with `./`."""
    told = f" title='{escape(title, quote=True)}'" if title else ""
    if address.startswith("./"):
        return f"<a class='inside' href='{escape(address, quote=True)}' target='_self'{told}>{content}</a>"
    return f"<a href='{escape(address, quote=True)}' target='_blank' rel='noopener noreferrer'{told}>{content}</a>"
