"""Around the map: its layers, facts of a whole province, facts elsewhere, and what a click on the map does."""

from __future__ import annotations

from html import escape

import numpy as np
import pandas as pd
import streamlit as st

from loaders.gazetteer.boundaries import Outlines
from loaders.schema.vocabulary import Kind
from pages.components.fact_list import fact_list
from pages.components.share_menu import data_address
from pages.drawing.escaping import plain
from pages.drawing.map.places import PlaceGroup
from pages.drawing.palette import KINDS, count_text, kind_signs
from pages.drawing.rows import place_text
from pages.map.file import layers_of, map_address
from pages.state.view import View
from pages.state.widgets import open_fact, page_parameter, set_parameter, set_widget

MOST_ELSEWHERE, MAX_NAMED = 60, 20
_ALL_LAYERS = [kind.value for kind in Kind]


def layers_now() -> tuple[str, ...]:
    """The kinds whose marks are drawn; held in the address."""
    return layers_of(page_parameter("layer"))


def layer_choice() -> None:
    """Draw the choice of the kinds whose marks are drawn."""
    set_widget("layer", list(layers_now()))
    st.pills(
        "Kinds drawn on the map",
        _ALL_LAYERS,
        label_visibility="collapsed",
        selection_mode="multi",
        format_func=lambda k: f"{kind_signs(k)} {KINDS[k].many}",
        key="layer",
        on_change=_take_layers,
    )


def _take_layers() -> None:
    layers = st.session_state["layer"]
    set_parameter("layer", [] if set(layers) == set(_ALL_LAYERS) else layers)


def on_click(outlines: Outlines) -> None:
    """Callback: a mark opens its fact, an outline filters by the districts drawn in it; a badge and a mark of many list their facts."""
    objects = st.session_state["map"].selection.get("objects", {})
    for mark in objects.get("marks", ()):
        if mark["fact"]:
            open_fact(mark["fact"])
        else:
            set_parameter("at", [mark["place"]])
    for badge in (label for label in objects.get("labels", ()) if label.get("level") == "province"):
        set_parameter("at", [badge["boundary"]])
    counts = (label for label in objects.get("labels", ()) if label.get("level") == "district")
    shapes = (shape["properties"] for shape in (*objects.get("ground", ()), *objects.get("overlay", ())))
    for area in (*counts, *shapes):
        if held := outlines.holds(area.get("boundary", "")):
            set_parameter("district", held)


def outline_notes(outlines: Outlines, view: View) -> None:
    """Which chosen districts share an outline, and how a layer of the reader's own fits."""
    names = {p.id: p.name for p in view.dataset.places.values()}
    for outline in dict.fromkeys(outlines.outline_of.get(d, "") for d in view.selection.district):
        if len(held := outlines.holds(outline)) > 1:
            st.caption(f"{', '.join(names[i] for i in held)} are drawn in one outline.")
    if outlines.fault:
        st.warning(plain(outlines.fault))
    if outlines.own_layer:
        st.caption(plain(f"District outlines: {outlines.own_layer}."))
    for note in outlines.notes:
        st.warning(plain(note))
    if outlines.unmatched:
        named, more = outlines.unmatched[:MAX_NAMED], len(outlines.unmatched) - MAX_NAMED
        told = ", ".join(named) + (f" and {more} more" if more > 0 else "")
        st.warning(plain(f"In that layer, not in the gazetteer: {told}."))
    if outlines.missing:
        st.warning(plain(f"Not in that layer: {', '.join(outlines.missing)}."))


def place_list(facts: pd.DataFrame, listed: PlaceGroup) -> None:
    """Those of the facts drawn that are of a whole province or of a crowded place; the one that was clicked on the map is open."""
    at, label, places = listed
    key = f"at_{at}"
    set_widget(key, at in page_parameter("at"))
    with st.expander(plain(label), key=key, on_change=_take_place, args=(at,)) as opened:
        if opened.open:
            inside = np.array([not places.isdisjoint(ids) for ids in facts["place_ids"]], dtype=bool)
            fact_list(facts[inside], key)


def _take_place(at: str) -> None:
    others = [other for other in page_parameter("at") if other != at]
    set_parameter("at", [*others, at] if st.session_state[f"at_{at}"] else others)


def elsewhere_list(facts: pd.DataFrame) -> None:
    """Facts that no place on the map stands for: abroad, in a country or region as a whole, or nowhere."""
    label = f"Elsewhere or without a location: {count_text(len(facts), 'fact', 'facts')} shown"
    set_widget("elsewhere", st.session_state.get("elsewhere_open", False))  # a new label would close it
    with st.expander(label, key="elsewhere", on_change=_take_elsewhere) as listed:
        if not listed.open:
            return
        where = [place_text(p, c) for p, c in zip(facts["places"], facts["places_complete"], strict=True)]
        left = MOST_ELSEWHERE
        for number, (place, part) in enumerate(facts.groupby(where, sort=True)):
            if left > 0:
                st.markdown(f"**{plain(str(place))}**: {len(part)}")
                fact_list(part.head(left), f"elsewhere_{number}")
            left -= len(part)
        if left < 0:
            st.caption(f"{-left:,} more in the table")


def _take_elsewhere() -> None:
    st.session_state["elsewhere_open"] = st.session_state["elsewhere"]


def map_fallback(view: View, words: str) -> None:
    """The server's picture, for browsers that cannot draw the map: `fallback.js` finds out and the style shows it."""
    picture, data = escape(map_address(view.selection, layers_now()), quote=True), escape(data_address(view, "json"), quote=True)
    st.html(
        "<div class='without-webgl'><p>This browser cannot draw the map: WebGL is switched off or missing. Here is the server’s picture of "
        f"the same facts. The table below opens each of them; <a href='{data}'>as data</a>.</p>"
        f"<img src='{picture}' alt='{escape(words, quote=True)}' loading='lazy'></div>"
    )
