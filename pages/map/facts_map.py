"""The map of facts: filters → facts → map → the same facts as a table."""

from __future__ import annotations

import streamlit as st

from pages.components.fact_table import facts_table
from pages.components.page_header import page_head
from pages.components.share_menu import picture_links
from pages.drawing.map.deck import HEIGHT, HEIGHT_NARROW
from pages.map.controls import extent_link, layer_choice, layers_now, map_fallback, on_click, outline_notes
from pages.map.event_controls import what_choice
from pages.map.place_facts import place_facts_html
from pages.map.render import render_map
from pages.server.boundary_layers import current_outlines
from pages.server.streamlit_internals.sessions import raw_html
from pages.state.view import View
from pages.state.widgets import page_parameter


def facts_map(view: View) -> None:
    """Draw the map of facts with its controls, the list beside it and the table below."""
    outlines = current_outlines(view.dataset)

    whole = "all" in page_parameter("extent")
    drawn = render_map(view.dataset, view.selection, outlines, layers_now(), view.dark, view.window, whole)
    elsewhere, switched_off = drawn.frames.elsewhere, len(view.shown) - len(drawn.facts)

    counted = f"{len(drawn.facts) - len(elsewhere):,} on the map, {len(elsewhere):,} elsewhere or without a location"
    counted += f", {switched_off:,} in layers switched off" if switched_off else ""
    page_head("Map", view, counted if view.narrow else "")
    with st.container(horizontal=True, key="map_controls", vertical_alignment="center", gap="small"):
        what_choice(view)
        layer_choice()
        if view.selection.filters:
            st.html(extent_link(view.selection, whole, page_parameter("layer")), width="content")
        if not view.narrow and len(view.shown):
            st.html(f"<p class='lead'>Shown: {counted}</p>", width="content")
    if view.window in ("narrow", "small"):
        picture, side = st.container(), st.container()
    else:
        picture, side = st.columns([1, 1] if view.window == "medium" else [62, 38], gap="medium")
    with picture, st.container(key="map_box"):
        st.pydeck_chart(
            drawn.deck,
            key="map",
            height=HEIGHT_NARROW if view.narrow else HEIGHT,
            on_select=lambda: on_click(outlines),
            selection_mode="single-object",
            alt=drawn.words,
        )
        map_fallback(view, drawn.words)
        st.html(f"<details class='map-legend'{' open' if view.window == 'wide' else ''}><summary>Legend</summary>{drawn.legend}</details>")
    with side, st.container(key="place_list_long" if len(drawn.facts) > 8 else "place_list"):
        outline_notes(outlines, view)
        asked = page_parameter("at"), page_parameter("layer")
        raw_html(place_facts_html(drawn.facts, elsewhere, drawn.lists, view.selection, *asked, view.dark), key="place_facts")
    picture_links("map")
    st.caption(
        "Outlines are generalised, not authoritative: shading says that a fact lies somewhere in a district. Lines and names imply "
        "no endorsement. Districts: generalised from svg-maps (Unlicense); outline: Natural Earth; towns: GeoNames (CC BY 4.0)."
    )
    st.header("All facts shown, as a table")
    facts_table(view, "map_table", "All facts shown, one a row, also those that the map leaves out")
