"""The chokepoints page: what depends on a district, drawn and listed → before and after each deal → the facts as a table."""

from __future__ import annotations

import streamlit as st

from loaders.exposure.chokepoints import chokepoint
from pages.components.page_header import head
from pages.drawing.escaping import plain
from pages.drawing.exposure.summary import counts_text, lie_text, place_filter_text
from pages.exposure.controls import district_choice, months_choice, site_choice, tie_choice
from pages.exposure.events import events_on_routes
from pages.exposure.imported_sites import imported_sites
from pages.exposure.sections import days_around_deals, if_closed, route_and_lists, site_and_deals, tied_table
from pages.state.exposure import exposure_for
from pages.state.view import current_view

view = current_view()
exposure = exposure_for(view.dataset, view.selection)
places = view.dataset.places
usual = chokepoint(exposure, view.selection)

if usual is None:
    st.title("Chokepoints")
    st.info("No site in the data has a known district.")
    st.stop()
above = st.container()
district = district_choice({d: places[d].name for d in exposure.districts}, usual)
with above:
    head("Chokepoints", lie_text(exposure, district, places), view.narrow, counts_text(exposure, district, places))
if told := place_filter_text(exposure, district, view.selection, places):
    st.caption(plain(told))
route_and_lists(exposure, district, view)
if_closed(exposure, district, view)

st.header("Before and after each deal")
with st.container(horizontal=True, key="way_controls", gap="medium"):
    site, ties, months = site_choice({s: places[s].name for s in exposure.sites}), tie_choice(), months_choice()
site_and_deals(exposure, site, ties, view)
st.markdown(
    f"**Order is not cause.** Within {months} months before and after, for the links selected. "
    "A gap in days is only as precise as the two dates."
)
days_around_deals(exposure, ties, months)
events_on_routes(exposure, view)
imported_sites(district, view)
tied_table(exposure, view)
