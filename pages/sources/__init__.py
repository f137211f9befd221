"""Sources: the articles, what they rest on and what rests on them."""

from __future__ import annotations

from pages.server.page import Page

PAGE = Page(
    "sources",
    "Sources",
    "The articles: who wrote them, what they rest on, and what rests on them.",
    chunks=("DataFrame",),
)
