"""A table of a brief (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape


def table_of(head: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> str:
    """A table whose cells are plain text; name: its class in brief.css."""
    top = "".join(f"<th scope='col'>{escape(words)}</th>" for words in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table class='{name}'><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
