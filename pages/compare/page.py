"""The compare page: two selections → figures → maps → timelines → what both show and what only one does."""

from __future__ import annotations

import streamlit as st

from loaders.query.comparison import compare
from pages.compare.controls import ready_pair_links, side_fields
from pages.compare.figures import classes_html, figures_html
from pages.compare.lists import lists_html
from pages.compare.pictures import maps_html, timelines_html
from pages.compare.sides import sides_of
from pages.components.navigation import method_link
from pages.components.page_header import head
from pages.drawing.hidden_counts import WHAT_TO_DO
from pages.server.streamlit_internals.sessions import raw_html
from pages.state.view import current_view, listed_facts

view = current_view()
sides = sides_of(view)
found = compare(view.dataset, view.selection, sides[0].selection, sides[1].selection)

seen = f"{len(found.a.shown):,} of A and {len(found.b.shown):,} of B shown, {len(found.both):,} of them in both"
narrowed = "both narrowed by the filters above" if view.selection.chosen else ""
head("Compare", seen, view.narrow, narrowed)
ready_pair_links(view)
side_fields(view, sides)
if not found.a.shown and not found.b.shown:
    st.caption(f"No fact is shown of either side. {WHAT_TO_DO}")
    st.stop()

st.html(f"<div class='two-tables'>{classes_html(found, len(view.selected))}{figures_html(found, listed_facts(view.dataset))}</div>")
st.html(method_link("matches", "What the match types mean", view.selection))
st.header("Where")
raw_html(maps_html(view, found, sides), key="compare_maps")
st.header("When")
raw_html(timelines_html(view, found, sides), key="compare_timelines")
st.caption("Order is not cause. A mark leads to its fact.")
st.header("What both show, and what only one does")
st.html(lists_html(view, found))
