"""The timeline page: filters → facts → timeline → distance between two facts → the same facts as a table."""

from __future__ import annotations

import streamlit as st

from pages.shared.facts_table import facts_table, kinds_words
from pages.shared.palette import count_words
from pages.shared.view import current_view
from pages.timeline.controls import distance, lane_choice, on_select, preset_choice, reading_help
from pages.timeline.figure import timeline_figure
from pages.timeline.spans import horizon_after, in_view, lane_rows, presets, spans

view = current_view()
facts = view.shown
undated = int((facts["date_precision"] == "none").sum())

st.title("Timeline")
st.markdown(f"{kinds_words(facts)}: {len(facts) - undated} dated, {undated} not dated")
horizon = horizon_after(view.dataset.facts["date_start"].max().date())
with st.container(horizontal=True, key="timeline_controls", gap="medium"):
    lane = lane_choice()
    preset = preset_choice(presets(facts, horizon))
names = {p.id: p.name for p in view.dataset.places.values()} | {a.id: a.name for a in view.dataset.actors.values()}
rows = lane_rows(facts, lane, names)
key = f"timeline_{view.dataset.version}"
dated = spans(rows, horizon)
if facts.empty:
    st.info("No fact is shown. Loosen a filter, switch a class of matches on, or reset.")
else:
    drawn = dated[in_view(dated, preset)]
    drawn = drawn.assign(row=drawn.groupby("lane").cumcount())
    without = rows[rows["date_precision"] == "none"]
    names_in_order = dict(zip(rows["lane"], rows["lane_name"], strict=True))
    lanes = [(lane, name) for lane, name in names_in_order.items() if lane in {*drawn["lane"], *without["lane"]}]
    st.plotly_chart(
        timeline_figure(drawn, without, lanes, preset, view.dark, view.narrow),
        key=key,
        theme=None,
        on_select=lambda: on_select(key),
        selection_mode=("points", "box"),
        config={"displayModeBar": False, "scrollZoom": False},
        alt=f"Timeline with {kinds_words(facts)}, {count_words(undated, 'fact', 'facts')} without a date beside it; the same facts are in the table below",
    )
    st.caption(reading_help(dated["id"].nunique() - drawn["id"].nunique(), preset))
distance(view)
st.subheader("The same facts as a table")
facts_table(view, "timeline_table", "The facts on the timeline, one a row")
