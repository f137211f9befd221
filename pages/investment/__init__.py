"""Investment: deals on the money ladder, a total per stage."""

from __future__ import annotations

from pages.server.page import Page

PAGE = Page(
    "investment",
    "Investment",
    "Money for minerals from interest to payment: a total per stage, never added together.",
    chunks=("DataFrame",),
)
