"""Method: what the words of the dashboard mean and what it does not claim."""

from __future__ import annotations

from pages.server.page import Page

PAGE = Page(
    "method",
    "Method",
    "What a fact is, what matches, how exactly dated and placed, how firmly asserted, and what the map does not claim.",
)
