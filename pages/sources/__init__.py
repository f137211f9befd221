"""Sources: the articles, what they rest on and what rests on them; their texts where they can be read here."""

from __future__ import annotations

from loaders.query.page_parameters import PageParameter
from pages.server.page import Page

PAGE = Page(
    "sources",
    "Sources",
    "The articles: who wrote them, what they rest on, and what rests on them.",
    chunks=("DataFrame",),
    params=(
        PageParameter("read", "sources: the article whose text is read beside its facts", values=lambda dataset: dataset.articles),
        PageParameter("passage", "sources: the fact whose passage is marked in it", values=lambda dataset: dataset.facts_by_id, of="fact"),
    ),
)
