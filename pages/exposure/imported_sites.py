"""Imported mineral sites on the chokepoints page: behind a district by the user's own routes, and beside the articles' sites."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from loaders.api.settings import settings
from loaders.events.folder import EventDataset
from loaders.events.own_routes import OwnRoute, OwnRoutesWrong, dependency, load_own_routes, route_names
from loaders.gazetteer.places import Gazetteer
from loaders.query.selection import Selection
from loaders.schema.vocabulary import Kind
from pages.components.away import told_when_away
from pages.drawing.escaping import plain
from pages.drawing.event_texts import dataset_text, source_text
from pages.drawing.exposure.imported_sites import other_sites_html, same_names_html, sites_html
from pages.drawing.palette import count_text
from pages.exposure.sections import folded
from pages.state.events import Events, datasets_of, event_counts, event_rows, same_names, shown_count
from pages.state.view import View

MOST = 300  # sites of a dataset


def imported_sites(district: str, view: View) -> None:
    """Draw, for each dataset of sites that is on, which depend on the district, whatever the filters; nothing where none is on."""
    if not (on := datasets_of(view.events, Kind.MINERAL_SITE)):
        return
    st.header("Imported mineral sites", anchor="imported-sites")
    st.html(
        "<p class='small'>Listed by whoever made the dataset, and in no count of the articles’ sites. A site depends on a district "
        "where it surely lies in it, or where a route of the file of own routes goes through it. Filters hide none of them.</p>"
    )
    routes: tuple[OwnRoute, ...] = ()
    try:
        routes = load_own_routes(settings().event_routes, view.dataset.places)
    except OwnRoutesWrong as wrong:
        st.warning(plain(f"The file of your own routes is left out. {wrong}"))
    with told_when_away():
        for events, about in on:
            _dataset(district, view, replace(events, selection=Selection(dataset=(about.name,))), about, routes)


def _dataset(district: str, view: View, events: Events, about: EventDataset, routes: tuple[OwnRoute, ...]) -> None:
    places, gazetteer = view.dataset.places, Gazetteer(view.dataset.places)
    name = places[district].name
    many = shown_count(events, event_counts(view.dataset, events)[about.name])
    rows = event_rows(view.dataset, events, "name", MOST, 0).to_pylist()
    behind, others = [], []
    for row in rows:
        site = f"{row['dataset']}:{row['event_id']}"
        surely = row["district"] if not row["possible_districts"] else None
        ways = route_names(site, routes)
        if found := dependency(site, surely, district, routes, gazetteer):
            behind.append((row, found, ways))
        else:
            others.append((row, ways))
    st.html(
        f"<h3>{escape(dataset_text(about))}: {count_text(len(behind), 'site that depends', 'sites that depend')} on {escape(name)}</h3>"
    )
    if behind:
        st.html(sites_html(behind, places, name))
    if others:
        st.html(folded(f"{count_text(len(others), 'other site', 'other sites')}, with the routes known", other_sites_html(others, places)))
    if many > MOST:
        st.caption(f"The first {MOST} of {many:,} sites, by name.")
    if pairs := same_names(view.dataset, events):
        st.html(
            f"<h3>{escape(dataset_text(about))} and the articles: sites that are called alike</h3>"
            "<p class='small'>Both stand as they are told; whether they are the same site, nothing here decides.</p>"
            + same_names_html(pairs, places)
        )
    st.caption(plain(f"Sites: {source_text(about)}."))
