"""What the reader can choose on the map of imported events: facts or events, which dataset, what size and shade stand for."""

from __future__ import annotations

from typing import cast

import streamlit as st

from loaders.events.folder import EventDataset
from loaders.gazetteer.boundaries import Outlines
from pages.drawing.event_texts import dataset_text
from pages.drawing.map.events import By
from pages.state.events import Events, Point
from pages.state.view import View
from pages.state.widgets import open_fact, page_parameter, set_parameter, set_parameters, set_widget

_WHAT = {"facts": "Facts", "events": "Events"}
_SHADES = {"count": "Number of events", "fatalities": "People killed"}


def shows_events(events: Events) -> bool:
    """Whether the address asks for the map of events, and there is a dataset to draw."""
    return "events" in page_parameter("show") and bool(events.on)


def what_choice(view: View) -> None:
    """Draw the choice between facts and imported events; nothing where no dataset is on."""
    if view.events is None or not view.events.on:
        return
    set_widget("show", "events" if shows_events(view.events) else "facts")
    st.segmented_control(
        "On the map", list(_WHAT), key="show", required=True, format_func=_WHAT.__getitem__, on_change=_take, args=("show", "facts"),
        label_visibility="collapsed",
    )  # fmt: skip


def shade_choice() -> By:
    """What circles and shades stand for; held in the address."""
    asked = "fatalities" if "fatalities" in page_parameter("shade") else "count"
    set_widget("shade", asked)
    st.segmented_control(
        "Circles and shades by", list(_SHADES), key="shade", required=True, format_func=_SHADES.__getitem__, on_change=_take,
        args=("shade", "count"), label_visibility="collapsed",
    )  # fmt: skip
    return cast(By, asked)


def dataset_choice(events: Events) -> EventDataset:
    """The dataset that is drawn, the first that is on unless the address says otherwise: two are never counted together."""
    named = {one.name: one for one in events.on}
    asked = next((name for name in page_parameter("drawn") if name in named), events.on[0].name)
    if len(named) > 1:
        set_widget("drawn", asked)
        st.segmented_control(
            "Dataset", list(named), key="drawn", required=True, format_func=lambda name: dataset_text(named[name]), on_change=_take,
            args=("drawn", events.on[0].name), label_visibility="collapsed",
        )  # fmt: skip
    return named[asked]


def _take(name: str, usual: str) -> None:
    chosen = st.session_state[name]
    set_parameters({name: [] if chosen == usual else [chosen], "spot": []})


def chosen_spot() -> Point | None:
    """The point whose events are listed."""
    for value in page_parameter("spot"):
        latitude, _, longitude = value.partition(",")
        try:
            return float(latitude), float(longitude)
        except ValueError:
            return None
    return None


def on_click(key: str, outlines: Outlines) -> None:
    """Callback: a circle lists its events, a district is filtered by, a sign opens its fact."""
    objects = st.session_state[key].selection.get("objects", {})
    for point in objects.get("event_points", ()):
        return set_parameter("spot", [point["spot"]])
    for mark in objects.get("marks", ()):
        if mark["fact"]:
            return open_fact(mark["fact"])
    for shape in (*objects.get("event_areas", ()), *objects.get("ground", ())):
        if held := outlines.holds(shape["properties"].get("boundary", "")):
            return set_parameter("district", held)
