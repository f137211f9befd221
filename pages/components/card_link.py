"""A link to a fact's card over the page that the reader is on."""

from __future__ import annotations

from urllib.parse import urlencode

from pages.components.navigation import internal_link
from pages.state.widgets import current_parameters


def card_link(identity: str, words: str) -> str:
    """A link as HTML; the filters and the page's own choices stay."""
    return internal_link(f"?{urlencode({**current_parameters(), 'fact': identity}, doseq=True)}", words)
