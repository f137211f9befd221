"""The overview page: what the sources say happened last, the money per rung, what is disputed, how complete it is."""

from __future__ import annotations

import streamlit as st

from pages.overview.drawn import drawn_overview
from pages.shared.links import fact_buttons, view_link
from pages.shared.rows import kinds_words
from pages.shared.view import current_view

view = current_view()
drawn = drawn_overview(view.dataset, view.selection, view.dark, view.narrow)

st.title("What the sources say")
st.markdown(kinds_words(view.shown))
if view.shown.empty:
    st.info("No fact is shown. Loosen a filter, switch a class of matches on, or reset.")
if drawn.way:
    district, name, image, words = drawn.way
    st.header(f"The way through {name}")
    picture, told = st.columns(2, gap="large")
    picture.html(image)
    with told:
        st.html(words)
        view_link("exposure", f"What sits behind {name}", view, behind=district)
left, right = st.columns(2, gap="large")
with left:
    st.header("Happened last")
    fact_buttons(drawn.last, "last", dated=True)
    view_link("timeline", "All on the timeline", view)
with right:
    st.header("Disputed or contradicted")
    fact_buttons(drawn.disputed, "disputed")
    st.markdown(drawn.contradictions)
    view_link("facts", "All contradictions, and what is not stated", view)
    st.header("How fresh and how complete")
    st.markdown("\n".join(f"- {line}" for line in drawn.completeness))
    view_link("sources", "The sources", view)
st.header("Money, rung by rung")
st.html(drawn.ladder)
view_link("investment", "All deals", view)
view_link("map", "All on the map", view)
