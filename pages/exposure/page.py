"""The chokepoints page: filters → what is behind a district → one site's way out → days around deals → the facts as a table."""

from __future__ import annotations

import streamlit as st

from pages.exposure.controls import district_choice, exposure_now, months_choice, place_filter_note, site_choice, tie_choice
from pages.exposure.figures import chokepoint
from pages.exposure.sections import behind_district, days_around_deals, tied_table, way_of_site
from pages.shared.view import current_view

view = current_view()
exposure = exposure_now(view)
places = view.dataset.places
usual = chokepoint(exposure)

st.title("Chokepoints")
if usual is None:
    st.info("The data hold no site whose district is known, so nothing lies behind a district.")
    st.stop()
place_filter_note(view, exposure)
district = district_choice({d: places[d].name for d in exposure.districts}, usual, view)
behind_district(exposure, district, view)

st.header("A site's way out")
with st.container(horizontal=True, key="way_controls", gap="medium"):
    site, ties, months = site_choice({s: places[s].name for s in exposure.sites}), tie_choice(), months_choice()
way_of_site(exposure, site, ties, view)

st.header("Days around deals")
st.markdown(f"**Order is not cause.** Within {months} months before and after, by the ties chosen; a distance is as exact as both dates.")
days_around_deals(exposure, ties, months)

st.header("The same facts as a table")
tied_table(exposure, view)
