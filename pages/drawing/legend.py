"""A legend as HTML: what each sign of a picture means (pure)."""

from __future__ import annotations

from html import escape

from pages.drawing.palette import LOOKS


def legend_html(entries: list[tuple[str, str, str]], dark: bool, link: str = "") -> str:
    """The legend as a list; link: HTML of its last item, which leads to what the words mean."""
    items = "".join(
        f"<li><span class='mark' style='color:{LOOKS[look].colour(dark) if look else 'inherit'}'>{escape(mark)}</span> {escape(words)}</li>"
        for mark, look, words in entries
    )
    items += f"<li>{link}</li>" if link else ""
    return f"<ul class='legend' aria-label='Legend'>{items}</ul>" if items else ""
