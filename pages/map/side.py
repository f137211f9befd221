"""Beside the map: facts of a whole province, facts elsewhere, and what a click on the map does."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from loaders.dataset import Dataset
from loaders.vocabulary import PlaceKind
from pages.map.places import MapFrames
from pages.shared.address import open_fact, page_parameter, set_parameter
from pages.shared.facts_table import place_words
from pages.shared.palette import KINDS, count_words
from pages.shared.text import plain
from pages.shared.view import View

_MOST = 60


def route_paths(dataset: Dataset) -> pd.DataFrame:
    """Per route and site it serves: name, path through the points of its places (gazetteer) to the site."""
    rows = []
    for route in dataset.routes.values():
        via = [dataset.places[i] for i in route.via]
        for site in (dataset.places[i] for i in route.serves):
            path = [[p.lon, p.lat] for p in [*via, site] if p.lat is not None]
            rows.append({"name": f"{route.name}, on to {site.name}", "path": path})
    return pd.DataFrame(rows, columns=["name", "path"])


def on_click(held: Mapping[str, tuple[str, ...]]) -> None:
    """Callback: a mark opens its fact, an outline filters by the districts drawn in it, a badge lists its facts."""
    objects = st.session_state["map"].selection.get("objects", {})
    for mark in objects.get("marks", ()):
        open_fact(mark["fact"])
    for badge in objects.get("province_badges", ()):
        set_parameter("at", [badge["boundary"]])
    for outline in objects.get("districts", ()):
        set_parameter("district", held.get(outline["properties"]["boundary"], ()))


def listed_place(view: View, frames: MapFrames) -> None:
    """The facts of the province whose badge was clicked, or else a line for each badge."""
    names = {p.boundary: p.name for p in view.dataset.places.values() if p.kind is PlaceKind.PROVINCE}
    asked = [place for place in page_parameter("at") if place in names]
    wholes = frames.areas[frames.areas["level"] == "province"].to_dict("records")
    for row in wholes:
        with st.expander(f"{row['names']} as a whole: {count_words(row['facts'], 'fact', 'facts')}", expanded=row["boundary"] in asked):
            inside = [bool({*row["place_ids"]} & {*ids}) for ids in view.shown["place_ids"]]
            _buttons(view.shown[inside], f"at_{row['boundary']}")


def elsewhere_list(facts: pd.DataFrame) -> None:
    """Facts that no place on the map stands for: abroad, in a country or region as a whole, or nowhere."""
    with st.expander(f"Elsewhere or not placed: {count_words(len(facts), 'fact', 'facts')}", expanded=False):
        by_place = facts.assign(where=[place_words(p, c) for p, c in zip(facts["places"], facts["places_complete"], strict=True)])
        for where, part in by_place.groupby("where", sort=True):
            st.markdown(f"**{plain(str(where))}**: {len(part)}")
            _buttons(part, "elsewhere")


def _buttons(facts: pd.DataFrame, key: str) -> None:
    for row in facts.head(_MOST).to_dict("records"):
        label = f"{KINDS[row['kind']].glyph} {plain(row['title'])}"
        st.button(label, key=f"{key}_{row['id']}", on_click=open_fact, args=(row["id"],), type="tertiary")
    if len(facts) > _MOST:
        st.caption(f"{len(facts) - _MOST} more in the table below")
