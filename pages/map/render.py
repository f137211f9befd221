"""The map of a view, drawn once per version and selection and shared by all readers."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import pydeck as pdk

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.gazetteer.boundaries import Outlines
from loaders.query.selection import Selection
from pages.components.navigation import method_link
from pages.drawing.alt_text import places_text, seen_text, signs_text
from pages.drawing.legend import legend_html
from pages.drawing.map.deck import facts_deck
from pages.drawing.map.extent import points_to_show
from pages.drawing.map.legend import legend_entries
from pages.drawing.map.places import MapLayers, PlaceGroup, build_map_layers, group_by_place
from pages.drawing.map.projection import Point
from pages.drawing.map.spots import spots_of
from pages.server.boundary_layers import layer_addresses, route_paths
from pages.state.view import shown_facts
from pages.state.viewport import ViewportSize

SIZES: dict[ViewportSize, tuple[float, float]] = {  # pixels: what a picture has in a window of the size, about
    "narrow": (366, 400), "small": (640, 520), "medium": (460, 520), "short": (740, 480), "wide": (840, 640),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class RenderedMap:
    """What the map page shows of a view; shared, so nobody changes it. facts: those of the kinds that are drawn."""

    routes: pd.DataFrame
    frames: MapLayers
    deck: pdk.Deck
    legend: str
    facts: pd.DataFrame
    words: str
    lists: tuple[PlaceGroup, ...]


@kept(128)
def render_map(
    dataset: Dataset,
    selection: Selection,
    outlines: Outlines,
    layers: tuple[str, ...],
    dark: bool,
    window: ViewportSize,
    whole: bool = True,
) -> RenderedMap:
    """Draw the facts that a selection shows, of the kinds in layers. whole: both provinces, though filters leave less to show."""
    shown = shown_facts(dataset, selection)
    in_layers = shown[shown["kind"].isin(layers)]
    routes = route_paths(dataset)
    frames = build_map_layers(in_layers, dataset.places, outlines.outline_of)
    chosen = frozenset(outlines.outline_of.get(district, "") for district in selection.district)
    fit: list[Point] = []
    if selection.filters and not whole:
        fit = points_to_show(spots_of(in_layers, frames, outlines.layers["districts"]), outlines.layers, chosen, routes, whole=False)
    if not fit and window in ("small", "medium", "short"):  # both provinces in a smaller picture than the deck starts for
        fit = points_to_show((), outlines.layers, chosen, routes, whole=True)
    addresses = {layer: f".{path}" for layer, path in layer_addresses(dataset, outlines, dark).items()}
    deck = facts_deck(frames, outlines.layers, addresses, chosen, dark, window == "narrow", fit, SIZES[window])
    legend = legend_html(legend_entries(frames, routes, bool(chosen)), dark, method_link("places", "How places are shown", selection))
    where = places_text(frames.marks, frames.areas) or "no fact shown is placed on it"
    where += f"; signs: {signs}" if (signs := signs_text(frames.marks)) else ""
    left_out = f" {off:,} more in layers switched off." if (off := len(shown) - len(in_layers)) else ""
    words = f"Map of Balochistan and Khyber Pakhtunkhwa. Shown: {seen_text(in_layers)}.{left_out} Where the facts shown are: {where}. "
    words += "A table of all facts shown follows."
    return RenderedMap(routes, frames, deck, legend, in_layers, words, group_by_place(frames))
