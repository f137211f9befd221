"""Overview: what the sources say, in one look."""

from __future__ import annotations

from pages.server.page import Page

PAGE = Page(
    "overview",
    "Overview",
    "What three articles say about copper and gold, money and insurgency in Pakistan’s west, and what is disputed.",
)
