"""The timeline page: filters → facts → timeline → distance between two facts → the same facts as a table."""

from __future__ import annotations

import streamlit as st

from pages.shared.facts_table import facts_table
from pages.shared.inside import method_link
from pages.shared.page_head import page_head
from pages.shared.picture_buttons import picture_links
from pages.shared.view import current_view
from pages.timeline.controls import drag_choice, lane_choice, on_select, preset_choice
from pages.timeline.distance import distance
from pages.timeline.drawn import drawn_timeline, stretches
from pages.timeline.words import reading_help

view = current_view()
facts = view.shown
undated = int((facts["date_precision"] == "none").sum())

page_head("Timeline", view, f"{len(facts) - undated:,} dated, {undated:,} not dated")
with st.container(horizontal=True, key="timeline_controls", gap="medium"):
    lane = lane_choice()
    dragmode = drag_choice()
    preset = preset_choice(stretches(view.dataset, view.selection))
if facts.empty:
    st.info("No fact is shown. Loosen a filter, switch a class of matches on, or reset.")
else:
    drawn = drawn_timeline(view.dataset, view.selection, lane, preset, view.dark, view.narrow, dragmode)
    if drawn.counted:
        st.markdown(drawn.counted)
    key = f"timeline_{view.dataset.version}_{dragmode}"
    st.plotly_chart(
        drawn.figure,
        key=key,
        theme=None,
        on_select=lambda: on_select(key),
        selection_mode=("points", "box"),
        config={"displayModeBar": False, "scrollZoom": False},
        alt=drawn.words,
    )
    picture_links("timeline")
    st.caption(reading_help(drawn.lanes, preset))
    st.html(method_link("dates", "How dates are shown", view.selection))
distance(view)
st.header("The same facts as a table")
facts_table(view, "timeline_table", "The facts on the timeline, one a row")
