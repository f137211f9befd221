"""A text as HTML in which what a search found is marked (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from loaders.query.search_marks import mark_spans
from loaders.query.search_terms import Term


def marked_html(text: str, wanted: Sequence[Term]) -> str:
    """The text, escaped, each part that was found in `<mark>`."""
    found, at = "", 0
    for start, stop in mark_spans(text, wanted) if wanted else ():
        found += f"{escape(text[at:start])}<mark>{escape(text[start:stop])}</mark>"
        at = stop
    return found + escape(text[at:])
