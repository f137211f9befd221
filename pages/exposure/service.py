"""Days without phone or data service in the districts of the routes: by imported events, beside what the articles tell."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from loaders.events.folder import EventDataset
from loaders.events.service import service_days
from loaders.exposure.chokepoints import SHUTDOWN, Exposure
from pages.drawing.event_texts import dataset_text
from pages.drawing.exposure.service import days_text, service_html
from pages.state.events import Events, cuts_of_service
from pages.state.view import View

_EVENTS, _FACTS = ("event", "events"), ("fact", "facts")


def days_without_service(exposure: Exposure, view: View, events: Events, about: EventDataset) -> None:
    """Draw on how many days service was cut in each district, at least and at most; where nothing tells it, say so."""
    districts = exposure.districts
    cuts = cuts_of_service(view.dataset, events, districts)
    st.html(f"<h3>{escape(dataset_text(about))}: days without phone or data service</h3>")
    if cuts.empty:
        st.html(
            "<p class='small'>No event shown of the dataset is a cut of service in these districts, so no day can be counted; that "
            "does not mean that service was never cut. Lists of attacks such as UCDP GED have no such type.</p>"
        )
        return
    told = {d: (_days(cuts[cuts["district"] == d], _EVENTS), _days(_facts(exposure, d), _FACTS)) for d in districts}
    st.html(service_html({d: view.dataset.places[d].name for d in districts}, told))
    st.html(
        "<p class='small'>A cut dated to more than a day lasted at least one of its days and at most all. The two columns are never added: "
        "both may tell of the same cut.</p>"
    )


def _facts(exposure: Exposure, district: str) -> pd.DataFrame:
    """The articles' cuts of service surely in a district that are shown, with `events`: 1 each."""
    here = exposure.shown(exposure.in_district(exposure.incidents, district, definite=True))
    return here[here["event_type"] == SHUTDOWN].assign(events=1)


def _days(cuts: pd.DataFrame, noun: tuple[str, str]) -> str:
    dated = cuts[cuts["date_start"].notna() & cuts["date_end"].notna()]
    days = (pd.to_datetime(dated[name]).dt.date for name in ("date_start", "date_end"))
    least, most = service_days(zip(*days, strict=True))
    return days_text(least, most, int(cuts["events"].sum()), noun, int(cuts["events"].sum() - dated["events"].sum()))
