"""The map of the working screen: what of the facts shown is where, and how many are in a whole province or in none (pure)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from html import escape

import pandas as pd

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.gazetteer.boundaries import Outlines
from loaders.query.selection import Selection
from loaders.schema.derived_terms import NO
from pages.components.navigation import internal_anchor, narrowed
from pages.drawing.alt_text import places_text
from pages.drawing.map.extent import points_to_show, screen_view
from pages.drawing.map.places import MapLayers, build_map_layers
from pages.drawing.map.screen import Ground, MapLinks, ground_of, screen_map
from pages.drawing.map.spots import Spot, spots_of

Address = Callable[..., str]
_HARDLY_SEEN = 0.9  # pixels


def map_panel_html(
    facts: pd.DataFrame,
    dataset: Dataset,
    selection: Selection,
    outlines: Outlines,
    routes: pd.DataFrame,
    address: Address,
    size: tuple[float, float],
    dark: bool,
) -> str:
    """The map with its legend and what it cannot place. facts: those shown. address: of this page with changes to the selection."""
    frames = build_map_layers(facts, dataset.places, outlines.outline_of)
    spots = spots_of(facts, frames, outlines.layers["districts"])
    chosen = frozenset(outlines.outline_of.get(district, "") for district in selection.district)
    points = points_to_show(spots, outlines.layers, chosen, routes, whole=not selection.filters)
    links = MapLinks(lambda outline: address(district=toggled(selection.district, outlines.holds(outline))))
    words = f"Map of the facts shown: {places_text(frames.marks, frames.areas) or 'none is placed on it'}."
    view = screen_view(points, size)
    ground = _ground(dataset, outlines, 2.0 ** math.floor(math.log2(_HARDLY_SEEN / view.scale)))
    drawn = screen_map(spots, frames.areas, routes, ground, view, chosen, links, dark, words)
    return f"<div class='map'>{drawn}{_stacks(facts, frames, selection, address)}{_legend(spots, routes)}</div>"


@kept(8)
def _ground(dataset: Dataset, outlines: Outlines, tolerance: float) -> Ground:
    """The outlines as they are drawn at a scale."""
    return ground_of(outlines.layers, tolerance)


def toggled(values: tuple[str, ...], places: Sequence[str]) -> tuple[str, ...]:
    """A filter with some values added, or without them where they are chosen."""
    if set(places) & set(values):
        return tuple(value for value in values if value not in places)
    return (*values, *places)


def _stacks(facts: pd.DataFrame, frames: MapLayers, selection: Selection, address: Address) -> str:
    """How many facts are told of a whole province, and how many are placed in no district or province; each leads to them."""
    links = []
    for row in frames.areas[frames.areas["level"] == "province"].to_dict("records"):
        places = set(row["place_ids"])
        ids = " ".join(i for i, own in zip(facts["id"], facts["place_ids"], strict=True) if places & set(own))
        told = f"<span>{escape(row['names'])} as a whole</span> <b>{row['facts']:,}</b>"
        links.append(internal_anchor(address(province=narrowed(selection, "province", row["place_ids"])), told, f" data-facts='{ids}'"))
    if nowhere := int((~facts["placed"]).sum()):
        told = f"<span>no district or province</span> <b>{nowhere:,}</b>"
        links.append(internal_anchor(address(placed=(NO,)), told))
    return f"<p class='stacks'><span>Facts shown in</span> {' '.join(links)}</p>" if links else ""


def _legend(spots: Sequence[Spot], routes: pd.DataFrame) -> str:
    """The signs on the map, and nothing else."""
    signs = [
        ("◆", "place with a mineral site", any(spot.level == "place" and spot.site for spot in spots)),
        ("●", "place", any(spot.level == "place" and not spot.site for spot in spots)),
        ("■", "somewhere in a district", any(spot.level == "district" for spot in spots)),
        ("┄", "schematic route", len(routes) > 0),
    ]
    told = [f"<span>{sign} {words}</span>" for sign, words, seen in signs if seen]
    number = "<span>number: facts shown</span>" if spots else ""
    return f"<p class='legend-line'>{''.join(told)}{number}<span>outlines generalised</span></p>"
