"""Around the map: its layers, how a layer of the reader's own fits, and what a click on the map does."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from loaders.gazetteer.boundaries import Outlines
from loaders.query.selection import Selection
from loaders.schema.vocabulary import Kind
from pages.components.navigation import internal_link, page_address
from pages.components.share_menu import data_path
from pages.drawing.escaping import plain
from pages.drawing.palette import KINDS, kind_signs
from pages.map.file import layers_of, map_address
from pages.state.view import View
from pages.state.widgets import open_fact, page_parameter, set_parameter, set_widget

MAX_NAMED = 20
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


def extent_link(selection: Selection, whole: bool, layers: Sequence[str]) -> str:
    """The way from what the filters leave to both provinces whole, and back."""
    here = {"layer": tuple(layers)} if layers else {}
    to = page_address("map", selection, **here, **({} if whole else {"extent": "all"}))
    return internal_link(to, "Fit the map to the filters" if whole else "Show both provinces whole")


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


def map_fallback(view: View, words: str) -> None:
    """The server's picture, for browsers that cannot draw the map: `fallback.js` finds out and the style shows it."""
    picture, data = escape(map_address(view.selection, layers_now()), quote=True), escape(f".{data_path(view, 'json')}", quote=True)
    st.html(
        "<div class='without-webgl'><p>This browser cannot draw the map: WebGL is switched off or missing. Here is the server’s picture of "
        f"the same facts. The table below opens each of them; <a href='{data}'>as data</a>.</p>"
        f"<img src='{picture}' alt='{escape(words, quote=True)}' loading='lazy'></div>"
    )
