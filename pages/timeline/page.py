"""The timeline page: filters → facts → timeline → distance between two facts → the same facts as a table."""

from __future__ import annotations

from html import escape

import streamlit as st

from pages.components.fact_table import facts_table
from pages.components.navigation import method_link
from pages.components.page_header import head, heading_text, kinds_in, limits_in
from pages.components.share_menu import picture_links
from pages.drawing.hidden_counts import WHAT_TO_DO
from pages.drawing.timeline.summary import reading_help
from pages.state.view import current_view
from pages.timeline.controls import drag_choice, every_lane_choice, lane_choice, on_select, preset_choice
from pages.timeline.day_gap import distance
from pages.timeline.events import events_timeline
from pages.timeline.render import render_timeline, zoom_ranges_for
from pages.timeline.undated import sites_list, undated_list

view = current_view()
facts, asked = view.shown, (view.dataset, view.selection)

head("Timeline", heading_text(*asked), view.narrow, lead_html=" · ".join(filter(None, [kinds_in(*asked), escape(limits_in(*asked))])))
controls = st.container(horizontal=True, key="timeline_controls", vertical_alignment="center", gap="medium")
with controls:
    lane = lane_choice()
    dragmode = drag_choice()
    preset = preset_choice(zoom_ranges_for(*asked))
if facts.empty:
    st.info(f"No fact is shown. {WHAT_TO_DO}")
else:
    drawn = render_timeline(*asked, lane, preset, view.dark, view.narrow, dragmode, view.window)
    with controls:
        every_lane_choice(lane, drawn.lanes)
        undated_list(drawn.lanes, facts)
    if drawn.counted:
        st.markdown(drawn.counted)
    key = f"timeline_{view.dataset.version}_{dragmode}"
    st.plotly_chart(
        drawn.figure,
        key=key,
        theme=None,
        on_select=lambda: on_select(key, preset),
        selection_mode=("points", "box"),
        config={"displayModeBar": False, "scrollZoom": False},
        alt=drawn.words,
    )
    if drawn.legend:
        st.html(drawn.legend)
    sites_list(drawn.lanes)
    picture_links("timeline")
    st.caption(reading_help(drawn.lanes, preset))
    st.html(method_link("dates", "How dates are shown", view.selection))
distance(view)
events_timeline(view)
st.header("All facts shown, as a table")
facts_table(view, "timeline_table", "All facts shown, one a row, also those that the timeline leaves out")
