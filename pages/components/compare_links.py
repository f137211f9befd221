"""Links to the compare page from a view: with all facts, and with the same view less one of its filters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from loaders.query.selection import Selection
from pages.components.navigation import internal_link, page_address
from pages.state.location import current_page
from pages.state.selection_text import selection_words
from pages.state.view import View
from pages.state.widgets import FILTERS

_MOST = 4


def compare_with(view: View) -> None:
    """Draw the links: this view is side A of each."""
    if current_page() == "compare":
        return
    st.markdown("**Compare this view with …**")
    links = "".join(internal_link(_address(view.selection, other), words) for words, other in _others(view))
    st.html(f"<p class='files'>{links}</p>")


def _others(view: View) -> Iterator[tuple[str, Selection | None]]:
    """What side B may be, with its words; None for one that is still to be chosen."""
    chosen = [name for name in FILTERS if getattr(view.selection, name)]
    if chosen:
        yield "all facts", Selection()
    for name in chosen[:_MOST] if len(chosen) > 1 else ():
        value: Any = getattr(view.selection, name)
        less: dict[str, Any] = {name: None if name == "dates" else type(value)()}
        alone: dict[str, Any] = {name: value}
        yield f"the same without {selection_words(replace(Selection(), **alone), view.dataset)}", replace(view.selection, **less)
    yield "another selection", None


def _address(one: Selection, other: Selection | None) -> str:
    """The compare page with both sides; one that is every fact is left out."""
    sides = {"a": _side(one), "b": _side(other) if other else ""}
    return page_address("compare", Selection(as_of=one.as_of), **{name: query for name, query in sides.items() if query})


def _side(selection: Selection) -> str:
    """A selection as the page has a side: the version of the data holds for both, so it stands beside them."""
    return urlencode(replace(selection, as_of="").query())
