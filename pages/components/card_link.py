"""A link to a fact's card over the page that the reader is on."""

from __future__ import annotations

from urllib.parse import urlencode

from pages.components.navigation import internal_link
from pages.state.widgets import current_parameters


def card_address(identity: str) -> str:
    """The address of a fact's card over the page; the filters and the page's own choices stay."""
    return f"?{urlencode({'fact': identity, **_kept()}, doseq=True)}"


def card_link(identity: str, words: str) -> str:
    """A link as HTML; the filters and the page's own choices stay. It is the same while a card is open, so that it keeps the focus."""
    return internal_link(card_address(identity), words)


def _kept() -> dict[str, list[str]]:
    return {name: values for name, values in current_parameters().items() if name != "fact"}
