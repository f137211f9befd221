"""The method page: what a fact is, how it is dated, placed and asserted, and what the map does not claim."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from loaders.frames.facts import of_kind
from loaders.schema.deal_terms import STAGE_LABELS, DealStatus
from loaders.schema.derived_terms import DatePrecision, GeoPrecision, Match
from loaders.schema.incident_terms import IncidentClass
from loaders.schema.term import Term
from loaders.schema.vocabulary import Certainty, Kind
from pages.components.card_link import card_link
from pages.components.navigation import SECTIONS
from pages.drawing.palette import CERTAINTIES, INCIDENTS, KINDS, MATCHES, kind_signs
from pages.method.definitions import definitions_html, examples_of
from pages.method.prose import AFTER, BEFORE
from pages.state.view import current_view

view = current_view()
facts = view.dataset.facts


def defined(words: type[Term], column: str, names: Mapping[str, str] | None = None) -> str:
    """The words with an example each."""
    return definitions_html(words, names, examples_of(facts, column, card_link))


DEFINED = {
    "fact": defined(Kind, "kind", {kind: f"{kind_signs(kind)} {style.one}" for kind, style in KINDS.items()})
    + defined(IncidentClass, "incident_class", {told: f"{style.glyph} {style.one}" for told, style in INCIDENTS.items()}),
    "matches": definitions_html(Match, MATCHES),
    "dates": defined(DatePrecision, "date_precision"),
    "places": defined(GeoPrecision, "geo_precision"),
    "certainty": defined(Certainty, "certainty", CERTAINTIES),
    "money": definitions_html(DealStatus, STAGE_LABELS, examples_of(of_kind(facts, Kind.FINANCING_DEAL), "status", card_link)),
}

st.title("Method")
st.markdown(
    f"{len(facts)} facts from {len(view.dataset.articles)} articles. Each is what an article says, not what is known to be true: nothing "
    "here was verified on the ground. Examples are from all facts, whatever the filters."
)
for name, title in SECTIONS.items():
    st.header(title, anchor=name)
    st.markdown(BEFORE[name])
    if name in DEFINED:
        st.html(DEFINED[name])
    if name in AFTER:
        st.markdown(AFTER[name])
