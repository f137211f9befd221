"""The facts without a date, and the mineral sites without one, each folded into a number that opens."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.components.fact_list import fact_list
from pages.drawing.escaping import plain
from pages.drawing.palette import count_text
from pages.drawing.timeline.layout import MOST_ROWS, LaneLayout
from pages.drawing.timeline.summary import sites_text

KEY = "timeline_undated"
_FEWER = 10  # listed of each lane where they are many


def undated_list(lanes: LaneLayout, shown: pd.DataFrame) -> None:
    """How many of the facts shown have no date; opened, they are listed lane by lane."""
    number = lanes.undated["id"].nunique()
    if not number:
        return
    with st.popover(f"{count_text(number, 'fact', 'facts')} shown with no date", key=KEY, on_change="rerun") as listed:
        if listed.open:
            most = 60 if len(lanes.undated) <= MOST_ROWS else _FEWER
            for lane, name in lanes.names:
                facts = shown[shown["id"].isin(lanes.undated.loc[lanes.undated["lane"] == lane, "id"])]
                if len(facts):
                    st.markdown(f"**{plain(name)}: {len(facts):,} shown with no date**")
                    fact_list(facts, f"{KEY}_{lane}", most=most)


def sites_list(lanes: LaneLayout) -> None:
    """The mineral sites without a date, which are no events: in no lane, counted and listed."""
    if len(lanes.sites):
        with st.expander(plain(sites_text(lanes)), key="timeline_sites", on_change="rerun") as listed:
            if listed.open:
                fact_list(lanes.sites, "timeline_sites")


def open_undated() -> None:
    """Callback: list them."""
    st.session_state[KEY] = True
