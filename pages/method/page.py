"""The method page: what a fact is, how it is dated, placed and asserted, and what the map does not claim."""

from __future__ import annotations

import streamlit as st

from loaders.schema.deal_terms import STAGE_LABELS, DealStatus
from loaders.schema.derived_terms import DatePrecision, GeoPrecision, Match
from loaders.schema.incident_terms import IncidentClass
from loaders.schema.vocabulary import Certainty, Kind
from pages.components.navigation import SECTIONS
from pages.drawing.palette import CERTAINTIES, INCIDENTS, KINDS, MATCHES, kind_signs
from pages.method.definitions import definitions_html
from pages.method.prose import AFTER, BEFORE
from pages.state.view import current_view

DEFINED = {
    "fact": definitions_html(Kind, {kind: f"{kind_signs(kind)} {style.one}" for kind, style in KINDS.items()})
    + definitions_html(IncidentClass, {told: f"{style.glyph} {style.one}" for told, style in INCIDENTS.items()}),
    "matches": definitions_html(Match, MATCHES),
    "dates": definitions_html(DatePrecision),
    "places": definitions_html(GeoPrecision),
    "certainty": definitions_html(Certainty, CERTAINTIES),
    "money": definitions_html(DealStatus, STAGE_LABELS),
}
view = current_view()

st.title("Method")
st.markdown(
    f"{len(view.dataset.facts)} facts from {len(view.dataset.articles)} articles. Each is what an article says, not what is known to be "
    "true: nothing here was verified on the ground."
)
for name, title in SECTIONS.items():
    st.header(title, anchor=name)
    st.markdown(BEFORE[name])
    if name in DEFINED:
        st.html(DEFINED[name])
    if name in AFTER:
        st.markdown(AFTER[name])
