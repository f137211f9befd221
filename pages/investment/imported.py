"""Imported deals on the investment page: a table of its own for each dataset, never added to the ladder of the articles."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from loaders.events.folder import EventDataset
from loaders.schema.vocabulary import Kind
from pages.components.away import told_when_away
from pages.components.event_switches import no_effect_text
from pages.components.event_table import event_table
from pages.drawing.escaping import plain
from pages.drawing.event_texts import counted_text, dataset_text, source_text
from pages.drawing.exposure.summary import deal_text
from pages.drawing.imported_money import amounts_html, beside_html
from pages.state.events import Events, amounts_by_stage, datasets_of, event_counts, same_names
from pages.state.view import View


def imported_money(view: View, deals: pd.DataFrame) -> None:
    """Draw the money of each dataset of deals that is on; nothing where none is. deals: those of the articles that are shown."""
    if not (on := datasets_of(view.events, Kind.FINANCING_DEAL)):
        return
    st.header("Imported money, each dataset apart", anchor="imported")
    st.html(
        "<p class='small'>Never added to the deals of the articles, nor one dataset to another: both may tell of the same money. Amounts "
        "are added within one unit and stage alone, so constant prices never meet current ones.</p>"
    )
    with told_when_away():
        if told := no_effect_text(view):
            st.info(plain(told))
        for events, about in on:
            _dataset(view, events, about, deals)


def _dataset(view: View, events: Events, about: EventDataset, deals: pd.DataFrame) -> None:
    counts = event_counts(view.dataset, events)[about.name]
    st.html(f"<h3>{escape(counted_text(about, counts, view.selection.match))}</h3>")
    found = amounts_by_stage(view.dataset, events)
    if len(found):
        st.html(amounts_html(found))
    event_table(view, events, f"money_{about.name}")
    if pairs := same_names(view.dataset, events):
        st.html(
            f"<h3>{escape(dataset_text(about))} and the articles: deals for sites that are called alike</h3>"
            "<p class='small'>Both stand as they are told; whether they are for the same site, nothing here decides.</p>"
            + beside_html(pairs, _deals_by_site(deals), view.dataset.places)
        )
    st.caption(plain(f"Deals: {source_text(about)}."))


def _deals_by_site(deals: pd.DataFrame) -> dict[str, list[str]]:
    """What the articles' deals for each site are, in words."""
    found: dict[str, list[str]] = {}
    for deal in deals.to_dict("records"):
        for site in deal["sites"]:
            found.setdefault(site, []).append(f"{deal['title']} ({deal_text(deal)})")
    return found
