"""The overview page: what the sources say happened last, the money per stage, what is disputed, how complete it is."""

from __future__ import annotations

import streamlit as st

from pages.components.fact_list import fact_list
from pages.components.page_header import page_head
from pages.drawing.hidden_counts import WHAT_TO_DO
from pages.overview.render import render_overview
from pages.state.view import current_view

view = current_view()
drawn = render_overview(view.dataset, view.selection, view.dark, view.narrow)

page_head("What the sources say", view)
if view.shown.empty:
    st.info(f"No fact is shown. {WHAT_TO_DO}")
if view.selection.q and (len(drawn.found) or drawn.found_more):
    st.header("Found")
    fact_list(drawn.found, "found", dated=True)
    if drawn.found_more:
        st.html(drawn.found_more)
if drawn.way:
    st.html(drawn.way)
left, right = st.columns(2, gap="large")
with left:
    st.header("Latest events shown")
    fact_list(drawn.last, "last", dated=True)
    if len(drawn.last) > 1:
        st.caption("Sorted by the earliest day that is possible for each.")
    if drawn.no_event:
        st.caption(drawn.no_event)
    st.html(drawn.onward)
with right:
    st.header("Disputed facts shown")
    fact_list(drawn.disputed, "disputed")
    if drawn.none_disputed:
        st.caption(drawn.none_disputed)
    st.html(drawn.doubt)
st.html(drawn.money)
