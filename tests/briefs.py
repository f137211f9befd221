"""A brief as the file that a reader gets, in one call."""

from __future__ import annotations

from typing import Any

from pages.brief.html import brief_html
from pages.brief.render import make_brief


def render_brief(*view: Any, **asked: Any) -> bytes:
    """The HTML file of a view; what it takes is told in `make_brief`."""
    return brief_html(make_brief(*view, **asked)).encode("utf-8")
