"""Events: datasets of one's own beside the facts, with what each is, where it comes from, and every row of it."""

from __future__ import annotations

from pages.server.page import Page

PAGE = Page(
    "events",
    "Events",
    "Imported events beside the facts: datasets with version and licence, every event in a table, never counted with the facts.",
    chunks=("DataFrame",),
    needs_events=True,
)
