"""Imported events on the routes: per district and year beside the articles' incidents, and around each deal; never added to them."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from loaders.events.folder import EventDataset
from loaders.exposure.chokepoints import Exposure
from loaders.schema.derived_terms import Match
from loaders.schema.vocabulary import Kind
from pages.components.away import told_when_away
from pages.components.event_switches import no_effect_text
from pages.components.navigation import internal_link, page_address
from pages.drawing.escaping import plain
from pages.drawing.event_texts import dataset_text, source_text
from pages.drawing.exposure.counts import incidents_text
from pages.drawing.exposure.events import around_html, years_html
from pages.drawing.fact_lines import MOST
from pages.exposure.service import days_without_service
from pages.state.events import Events, datasets_of, events_around, events_by_district_and_year
from pages.state.view import View


def events_on_routes(exposure: Exposure, view: View) -> None:
    """Draw, for each dataset of events that is on, its events per district of the routes and around the deals."""
    if not (on := datasets_of(view.events, Kind.SECURITY_INCIDENT)):
        return
    st.header("Imported events in the districts of the routes", anchor="events")
    st.html(
        "<p class='small'>Counted by whoever made the dataset, apart from the articles’ incidents and never added to them: both may tell "
        "of the same event. Only events that are surely in one district count; a doubtful place, a province or a country does not.</p>"
    )
    with told_when_away():
        if told := no_effect_text(view):
            st.info(plain(told))
        for events, about in on:
            _dataset(exposure, view, events, about)


def _dataset(exposure: Exposure, view: View, events: Events, about: EventDataset) -> None:
    places, districts = view.dataset.places, exposure.districts
    years = events_by_district_and_year(view.dataset, events, districts)
    st.html(f"<h3>{escape(dataset_text(about))}: events shown per year</h3>")
    told = {d: incidents_text(exposure, d, places[d].name) for d in districts}
    asked = {"dataset": (about.name,), "match": (Match.DEFINITE.value,)}
    addresses = {d: page_address("events", view.selection, district=(d,), **asked) for d in districts}
    links = {d: internal_link(address, "List those that match for sure") for d, address in addresses.items()}
    st.html(years_html(years, view.names, told, links, _span(events, about)))
    days_without_service(exposure, view, events, about)
    deals = dated_deals(exposure)
    if len(deals):
        st.html(f"<h3>{escape(dataset_text(about))}: the 90 days before and after each deal</h3>")
        rows = deals.head(MOST).to_dict("records")
        spans = tuple((row["date_start"].date(), row["date_end"].date()) for row in rows)
        found = events_around(view.dataset, events, spans, districts)
        st.html(around_html(found, rows, about.last_day))
        if len(deals) > MOST:
            st.caption(f"{len(deals) - MOST} more deals: narrow the view by a filter.")
    st.caption(plain(f"Events: {source_text(about)}."))


def dated_deals(exposure: Exposure) -> pd.DataFrame:
    """The deals shown for a site of the routes that have a first and a last possible day, the earliest first."""
    deals = exposure.shown(exposure.deals[exposure.deals["id"].isin(exposure.deal_ties["fact"])])
    return deals[deals["date_start"].notna() & deals["date_end"].notna()].sort_values("date_start")


def _span(events: Events, about: EventDataset) -> tuple[int, int] | None:
    """The years that are drawn: of the dates filtered for as far as the dataset reaches, else of the dataset."""
    if not about.first_day or not about.last_day:
        return None
    first, last = int(about.first_day[:4]), int(about.last_day[:4])
    if dates := events.selection.dates:
        first, last = max(first, dates[0].year), min(last, dates[1].year)
    return (first, last) if first <= last else None
