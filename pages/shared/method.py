"""Links to the sections of the method page, which keep the view (pure)."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from loaders.selection import Selection

SECTIONS = {
    "fact": "What a fact is",
    "matches": "What matches, and what only may",
    "dates": "How exactly a fact is dated",
    "places": "How exactly a fact is placed",
    "certainty": "How firmly it is asserted",
    "money": "The rungs of the money",
    "limits": "What the map does not claim",
}


def method_link(section: str, words: str, selection: Selection) -> str:
    """A link as HTML to a section of the method page with the filters of a view."""
    assert section in SECTIONS, section
    query = urlencode(selection.query())
    address = f"method{'?' if query else ''}{query}#{section}"
    return f"<a class='method' href='{escape(address, quote=True)}' target='_self'>{escape(words)}</a>"
