"""Facts: the ledger of everything the sources say."""

from __future__ import annotations

from pages.server.page import Page

PAGE = Page(
    "facts",
    "Facts",
    "Every fact with who says it, when, where and the passage; what contradicts, and what is not stated.",
    chunks=("DataFrame",),
)
