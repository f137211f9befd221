"""What is chosen as chips, each of which takes its own filter back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from urllib.parse import urlencode

from loaders.query.filters import FILTERS
from loaders.query.selection import SHOWN_BY_DEFAULT
from pages.components.navigation import internal_anchor
from pages.state.selection_text import dates_text, match_text, option_names, value_names
from pages.state.view import View
from pages.state.widgets import current_parameters


def filter_chips(view: View, page: str) -> str:
    """The chips as HTML, links to this page without the filter; nothing where nothing is chosen."""
    chips = (_chip(words, what, _address(page, name, value)) for words, what, name, value in _chosen(view))
    drawn_for = f" data-drawn-for='?{escape(urlencode(current_parameters(), doseq=True), quote=True)}'"
    return f"<p class='chips' role='group' aria-label='Filters that are set'{drawn_for}>{''.join(chips)}</p>"


def _chosen(view: View) -> Iterator[tuple[str, str, str, str | None]]:
    """What a chip says, what kind of filter it is, and the parameter with the value that it takes out; None for all values."""
    chosen, names = view.selection, option_names(view.dataset)
    if chosen.q:
        yield f"“{chosen.q}”", "Search", "q", None
    if chosen.dates:
        yield dates_text(chosen), "Dates", "dates", None
    for one in FILTERS:
        for value, words in zip(getattr(chosen, one.name), value_names(names, one.name, chosen), strict=True):
            yield words, one.label, one.name, value
    if chosen.match != SHOWN_BY_DEFAULT:
        yield match_text(chosen), "Match types", "match", None


def _chip(words: str, what: str, address: str) -> str:
    told = escape(f"Remove filter: {what}, {words}", quote=True)
    return internal_anchor(address, f"{escape(words)}<span aria-hidden='true'>✕</span>", f" title='{told}' aria-label='{told}'")


def _address(page: str, name: str, value: str | None) -> str:
    """This page as it is without a value of a parameter, or without all of them."""
    asked: Mapping[str, Sequence[str]] = current_parameters()
    left = {key: [v for v in values if key != name or (value is not None and v != value)] for key, values in asked.items()}
    query = urlencode(left, doseq=True)
    return f"./{'' if page == 'overview' else page}{'?' if query else ''}{query}"
