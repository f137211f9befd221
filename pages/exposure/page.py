"""The chokepoints page: what depends on a district → the route from a site → incidents around each deal → the facts as a table."""

from __future__ import annotations

import streamlit as st

from loaders.exposure.chokepoints import chokepoint
from pages.drawing.escaping import plain
from pages.drawing.exposure.summary import place_filter_text
from pages.exposure.controls import district_choice, months_choice, site_choice, tie_choice
from pages.exposure.sections import behind_district, days_around_deals, tied_table, way_of_site
from pages.state.exposure import exposure_for
from pages.state.view import current_view

view = current_view()
exposure = exposure_for(view.dataset, view.selection)
places = view.dataset.places
usual = chokepoint(exposure, view.selection)

st.title("Chokepoints")
if usual is None:
    st.info("No site in the data has a known district.")
    st.stop()
district = district_choice({d: places[d].name for d in exposure.districts}, usual)
if told := place_filter_text(exposure, district, view.selection, places):
    st.caption(plain(told))
behind_district(exposure, district, view)

st.header("Route from a site")
with st.container(horizontal=True, key="way_controls", gap="medium"):
    site, ties, months = site_choice({s: places[s].name for s in exposure.sites}), tie_choice(), months_choice()
way_of_site(exposure, site, ties, view)

st.header("Incidents before and after each deal")
st.markdown(
    f"**Order is not cause.** Within {months} months before and after, for the links selected. "
    "A gap in days is only as precise as the two dates."
)
days_around_deals(exposure, ties, months)

st.header("Deals and incidents shown, as a table")
tied_table(exposure, view)
