"""The timeline page: filters → facts → timeline → distance between two facts → the same facts as a table."""

from __future__ import annotations

import streamlit as st

from pages.components.fact_list import fact_list
from pages.components.fact_table import facts_table
from pages.components.navigation import method_link
from pages.components.page_header import page_head
from pages.components.share_menu import picture_links
from pages.drawing.escaping import plain
from pages.drawing.hidden_counts import WHAT_TO_DO
from pages.drawing.timeline.summary import dated_text, reading_help, sites_text
from pages.state.view import current_view
from pages.timeline.controls import drag_choice, lane_choice, on_select, preset_choice
from pages.timeline.day_gap import distance
from pages.timeline.render import render_timeline, zoom_ranges_for

view = current_view()
facts = view.shown

page_head("Timeline", view, dated_text(facts))
with st.container(horizontal=True, key="timeline_controls", gap="medium"):
    lane = lane_choice()
    dragmode = drag_choice()
    preset = preset_choice(zoom_ranges_for(view.dataset, view.selection))
if facts.empty:
    st.info(f"No fact is shown. {WHAT_TO_DO}")
else:
    drawn = render_timeline(view.dataset, view.selection, lane, preset, view.dark, view.narrow, dragmode)
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
    if drawn.legend:
        st.html(drawn.legend)
    if len(sites := drawn.lanes.sites):
        with st.expander(plain(sites_text(drawn.lanes)), key="timeline_sites", on_change="rerun") as listed:
            if listed.open:
                fact_list(sites, "timeline_sites")
    picture_links("timeline")
    st.caption(reading_help(drawn.lanes, preset))
    st.html(method_link("dates", "How dates are shown", view.selection))
distance(view)
st.header("All facts shown, as a table")
facts_table(view, "timeline_table", "All facts shown, one a row, also those that the timeline leaves out")
