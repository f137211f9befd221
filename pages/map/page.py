"""The map page: filters → facts → map → the same facts as a table."""

from __future__ import annotations

import streamlit as st

from pages.map.deck import facts_deck
from pages.map.legend import legend_entries, legend_html
from pages.map.places import facts_by_place
from pages.map.side import elsewhere_list, layer_choice, on_click, outline_notes, outlines_now, province_lists, route_paths
from pages.shared.facts_table import facts_table
from pages.shared.rows import kinds_words
from pages.shared.view import current_view

view = current_view()
outlines = outlines_now(view.dataset)
routes = route_paths(view.dataset)
chosen = frozenset(outlines.outline_of.get(district, "") for district in view.selection.district)

st.title("Map")
layers = layer_choice()
frames = facts_by_place(view.shown[view.shown["kind"].isin(layers)], view.dataset.places, outlines.outline_of)
drawn = int(view.shown["kind"].isin(layers).sum()) - len(frames.elsewhere)
st.markdown(
    f"{kinds_words(view.shown)}: {drawn} on the map, {len(frames.elsewhere)} elsewhere or not placed, "
    f"{len(view.shown) - drawn - len(frames.elsewhere)} in layers switched off"
)
picture, side = st.columns([3, 1], gap="medium")
with picture:
    st.pydeck_chart(
        facts_deck(frames, routes, outlines.layers, chosen, view.dark, view.narrow),
        key="map",
        height=400 if view.narrow else 620,
        on_select=lambda: on_click(outlines),
        selection_mode="single-object",
        alt=f"Map of Balochistan and Khyber Pakhtunkhwa with {kinds_words(view.shown)}; the same facts are in the table below",
    )
    st.html(legend_html(legend_entries(frames, routes, bool(chosen)), view.dark))
with side:
    outline_notes(outlines, view)
    province_lists(view.shown, frames)
    elsewhere_list(frames.elsewhere)
st.caption(
    "Outlines are generalised, not authoritative: shading says that a fact lies somewhere in a district. Lines and names imply "
    "no endorsement. Districts: generalised from svg-maps (Unlicense); outline: Natural Earth; towns: GeoNames (CC BY 4.0)."
)
st.subheader("The same facts as a table")
facts_table(view, "map_table", "The facts on the map, one a row")
