"""The map page: filters → facts → map → the same facts as a table."""

from __future__ import annotations

import streamlit as st

from loaders.boundaries import load_boundaries
from pages.map.deck import facts_deck
from pages.map.legend import legend_entries, legend_html
from pages.map.places import facts_by_place, outline_holds
from pages.map.side import elsewhere_list, listed_place, on_click, route_paths
from pages.shared.facts_table import facts_table, kinds_words
from pages.shared.view import current_view

view = current_view()
places = view.dataset.places
frames = facts_by_place(view.shown, places)
routes = route_paths(view.dataset)
outlines = {layer: load_boundaries(layer) for layer in ("districts", "provinces", "neighbours")}
chosen = frozenset(places[i].boundary or "" for i in view.selection.district)
drawn = len(view.shown) - len(frames.elsewhere)

st.title("Map")
st.markdown(f"{kinds_words(view.shown)}: {drawn} on the map, {len(frames.elsewhere)} elsewhere or not placed")
picture, side = st.columns([3, 1], gap="medium")
with picture:
    st.pydeck_chart(
        facts_deck(frames, routes, outlines, chosen, view.dark, view.narrow),
        key="map",
        height=400 if view.narrow else 620,
        on_select=lambda: on_click(outline_holds(places)),
        selection_mode="single-object",
        alt=f"Map of Balochistan and Khyber Pakhtunkhwa with {kinds_words(view.shown)}; the same facts are in the table below",
    )
    st.html(legend_html(legend_entries(frames, routes, bool(chosen)), view.dark))
with side:
    listed_place(view, frames)
    elsewhere_list(frames.elsewhere)
st.caption(
    "Outlines are generalised, not authoritative: shading says that a fact lies somewhere in a district. Lines and names imply "
    "no endorsement. Districts: generalised from svg-maps (Unlicense); outline: Natural Earth; towns: GeoNames (CC BY 4.0)."
)
st.subheader("The same facts as a table")
facts_table(view, "map_table", "The facts on the map, one a row")
