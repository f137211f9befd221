"""What came of a search or of filters: as what words were found, and where nothing is, the nearest view that shows something."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.query.search_results import Findings, findings
from loaders.query.selection import Selection
from pages.drawing.escaping import plain
from pages.drawing.palette import count_text
from pages.state.selection_text import selection_words
from pages.state.view import View, selected_facts, shown_facts
from pages.state.widgets import FILTERS, set_parameter

_MOST = 4


def search_line(view: View) -> None:
    """Draw as what and where the words were found; where no fact is shown, what to change, each a click away."""
    found = found_in(view.dataset, view.selection)
    if found.words:
        st.caption(plain("; ".join(found.words) + "."))
    wider = [] if len(view.shown) else wider_views(view.dataset, view.selection)
    if len(view.shown) or not (found.offered or wider):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="nearest", gap="small"):
        st.markdown(f"No fact is shown. {'Did you mean' if found.offered else 'Try'}:", width="content")
        for other in found.offered:
            st.button(f"Search {plain(other)}", key=f"search_{other}", on_click=set_parameter, args=("q", [other]))
        for name, words, number in wider:
            label = f"Without {plain(words)}: {count_text(number, 'fact', 'facts')} shown"
            st.button(label, key=f"without_{name}", on_click=set_parameter, args=(name, []))


@kept(64)
def found_in(dataset: Dataset, selection: Selection) -> Findings:
    """What came of the search of a selection."""
    return findings(dataset, selected_facts(dataset, selection), selection)


@kept(16)
def wider_views(dataset: Dataset, selection: Selection) -> list[tuple[str, str, int]]:
    """Of a view without facts each filter whose removal shows some: its name, its words and how many facts; the most first."""
    found = []
    for name in FILTERS:
        if value := getattr(selection, name):
            changes: dict[str, Any] = {name: type(value)() if name != "dates" else None}
            kept_alone: dict[str, Any] = {name: value}
            without, only = replace(selection, **changes), replace(Selection(), **kept_alone)
            found.append((name, selection_words(only, dataset), len(shown_facts(dataset, without))))
    return sorted((one for one in found if one[2]), key=lambda one: -one[2])[:_MOST]
