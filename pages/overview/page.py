"""The overview page: what the sources say happened last, the money per rung, what is disputed, how complete it is."""

from __future__ import annotations

import streamlit as st

from loaders.frames import of_kind
from loaders.vocabulary import Kind
from pages.exposure.controls import exposure_now
from pages.exposure.sections import way_image
from pages.facts.lists import contradictions
from pages.investment.ladder import ladder_html, rungs
from pages.overview.chokepoint import chokepoint_html, chokepoint_summary
from pages.overview.glance import completeness, completeness_words, last_happened
from pages.shared.links import fact_buttons, view_link
from pages.shared.rows import kinds_words
from pages.shared.view import current_view

view = current_view()
facts = view.shown
disputed = facts[facts["certainty"] == "disputed"]
pairs = contradictions(facts, view.dataset.facts)

st.title("What the sources say")
st.markdown(kinds_words(facts))
if facts.empty:
    st.info("No fact is shown. Loosen a filter, switch a class of matches on, or reset.")
if found := chokepoint_summary(exposure_now(view), view.dataset.places):
    st.header(f"The way through {found.name}")
    picture, told = st.columns(2, gap="large")
    picture.html(way_image(exposure_now(view), found.district, view))
    with told:
        st.html(chokepoint_html(found))
        view_link("exposure", f"What sits behind {found.name}", view, behind=found.district)
left, right = st.columns(2, gap="large")
with left:
    st.header("Happened last")
    fact_buttons(last_happened(facts), "last", dated=True)
    view_link("timeline", "All on the timeline", view)
with right:
    st.header("Disputed or contradicted")
    fact_buttons(disputed, "disputed")
    st.markdown(f"{len(pairs)} pairs of facts contradict each other, {int(pairs['between_articles'].sum())} of them between articles.")
    view_link("facts", "All contradictions, and what is not stated", view)
    st.header("How fresh and how complete")
    st.markdown("\n".join(f"- {line}" for line in completeness_words(completeness(facts))))
    view_link("sources", "The sources", view)
st.header("Money, rung by rung")
st.html(ladder_html(rungs(of_kind(facts, Kind.FINANCING_DEAL))))
view_link("investment", "All deals", view)
view_link("map", "All on the map", view)
