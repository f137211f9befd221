"""Two facts that the reader picks, and the days between them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from loaders.exposure.day_gaps import distance_text
from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.query.selection import Selection
from pages.drawing.escaping import plain
from pages.drawing.rows import latest_first
from pages.state.view import View, shown_facts
from pages.state.widgets import page_parameter, set_parameter, set_widget
from pages.timeline import MOST_PICKED

MOST_OPTIONS = 300


def distance(view: View) -> None:
    """Two facts and the days between them, as exactly as they are dated."""
    facts = view.dataset.facts
    picked = [identity for identity in page_parameter("pick") if identity in view.dataset.facts_by_id][:MOST_PICKED]
    titles, of = _offered(view.dataset, view.selection, tuple(picked))
    set_widget("pick", picked)
    st.multiselect(
        "Days between two facts",
        list(titles),
        format_func=lambda i: titles[i],
        key="pick",
        max_selections=MOST_PICKED,
        placeholder="Choose two facts",
        on_change=lambda: set_parameter("pick", st.session_state["pick"]),
    )
    if of:
        st.caption(f"Choose from the latest {MOST_OPTIONS} of {of:,} dated facts shown. Filter to find others.")
    if len(picked) == MOST_PICKED:
        one, other = (facts[facts["id"] == i].iloc[0] for i in picked)
        st.markdown(
            f"From {plain(one['title'])}, {plain(one['date_words'])}, to {plain(other['title'])}, {plain(other['date_words'])}: "
            f"**{distance_text(one, other)}**. Order is not cause."
        )


@kept(128)
def _offered(dataset: Dataset, selection: Selection, picked: tuple[str, ...]) -> tuple[dict[str, str], int]:
    found, of = options(dataset.facts, shown_facts(dataset, selection), list(picked))
    return dict(zip(found["id"], found["title"], strict=True)), of


def options(facts: pd.DataFrame, shown: pd.DataFrame, picked: list[str]) -> tuple[pd.DataFrame, int]:
    """The facts that can be picked, those that are picked among them; and of how many they are the latest, 0 if all are there.

    All dated facts; past MOST_OPTIONS of them the latest of those that are shown.
    """
    dated = facts[facts["date_precision"] != "none"]
    of = 0
    if len(dated) > MOST_OPTIONS:
        seen = shown[shown["date_precision"] != "none"]
        of = len(seen) if len(seen) > MOST_OPTIONS else 0
        dated = latest_first(seen).head(MOST_OPTIONS) if of else seen
    others = facts[facts["id"].isin(set(picked) - set(dated["id"]))]
    return pd.concat([dated[["id", "title"]], others[["id", "title"]]]), of
