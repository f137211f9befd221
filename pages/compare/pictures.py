"""Both sides drawn alike: two maps of one part of the country, two timelines on one axis."""

from __future__ import annotations

import math
from html import escape

import pandas as pd

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.gazetteer.boundaries import Outlines
from loaders.query.comparison import Comparison, Side
from pages.compare.sides import SideQuery, as_query
from pages.components.card_link import card_address
from pages.components.navigation import page_address
from pages.drawing.alt_text import lanes_text, places_text
from pages.drawing.legend import legend_html
from pages.drawing.map.extent import points_to_show, screen_view
from pages.drawing.map.places import build_map_layers
from pages.drawing.map.screen import Ground, MapLinks, ground_of, screen_map
from pages.drawing.map.spot_legend import spot_signs
from pages.drawing.map.spots import spots_of
from pages.drawing.palette import count_text
from pages.drawing.themed import themed
from pages.drawing.timeline.folding import gaps_text, without_empty_years
from pages.drawing.timeline.layout import axis_end, layout_lanes, zoom_ranges
from pages.drawing.timeline.small import small_legend, small_timeline
from pages.drawing.timeline.summary import dated_text
from pages.server.boundary_layers import current_outlines, route_paths
from pages.state.view import View, listed_facts
from pages.state.viewport import ViewportSize

SIZES: dict[ViewportSize, tuple[float, float]] = {  # pixels of a map: as wide as half of a window, or as a telephone
    "narrow": (350, 320), "small": (350, 320), "medium": (450, 360), "short": (590, 420), "wide": (590, 420),
}  # fmt: skip
_HARDLY_SEEN = 0.9  # pixels


def side_facts(dataset: Dataset, side: Side) -> pd.DataFrame:
    """The facts that a side shows, with their class as `match`."""
    facts = listed_facts(dataset)
    facts = facts[facts["id"].isin(side.shown)]
    return facts.assign(match=[side.classes[i] for i in facts["id"]])


def maps_html(view: View, comparison: Comparison, sides: tuple[SideQuery, SideQuery]) -> str:
    """A map for each side; both show what the two need. A click filters both by a district."""
    data, outlines, routes = view.dataset, current_outlines(view.dataset), route_paths(view.dataset)
    frames = [side_facts(data, side) for side in (comparison.a, comparison.b)]
    layers = [build_map_layers(facts, data.places, outlines.outline_of) for facts in frames]
    spots = [spots_of(facts, layer, outlines.layers["districts"]) for facts, layer in zip(frames, layers, strict=True)]
    chosen = frozenset(outlines.outline_of.get(district, "") for district in view.selection.district)
    together = [spot for some in spots for spot in some]
    seen = screen_view(points_to_show(together, outlines.layers, frozenset(), routes, whole=not together), SIZES[view.window])
    ground = _ground(data, outlines, 2.0 ** math.floor(math.log2(_HARDLY_SEEN / seen.scale)))

    def district(outline: str) -> str:
        held, now = tuple(outlines.holds(outline)), view.selection.district
        kept_ones = tuple(i for i in now if i not in held) if {*held} & {*now} else (*now, *held)
        return page_address("compare", view.selection, district=kept_ones, **_given(sides))

    links = MapLinks(district, ("remove this filter of both sides", "show only facts of this district on both sides"))
    drawn = []
    for side, facts, layer, own in zip(sides, frames, layers, spots, strict=True):
        words = f"Map of the facts shown of {side.letter}: {places_text(layer.marks, layer.areas) or 'none is placed on it'}."
        svg = themed(screen_map(own, layer.areas, routes, ground, seen, chosen, links, False, words))
        provinces = layer.areas[layer.areas["level"] == "province"].to_dict("records")
        told = [f"{len(facts) - len(layer.elsewhere):,} on the map, {len(layer.elsewhere):,} elsewhere or without a location"]
        told += [f"{row['facts']:,} of {row['names']} as a whole" for row in provinces]
        drawn.append(_figure(side, f"{count_text(len(facts), 'fact', 'facts')} shown: {'; '.join(told)}", svg, "map"))
    legend = legend_html([(sign, look, words) for sign, look, words in spot_signs(together, routes)], view.dark)
    return f"<div class='sides-by-side'>{''.join(drawn)}</div>{legend}"


@kept(8)
def _ground(dataset: Dataset, outlines: Outlines, tolerance: float) -> Ground:
    """The outlines as they are drawn at a scale."""
    return ground_of(outlines.layers, tolerance)


def timelines_html(view: View, comparison: Comparison, sides: tuple[SideQuery, SideQuery]) -> str:
    """A timeline for each side, both on the axis that all their facts need."""
    frames = [side_facts(view.dataset, side) for side in (comparison.a, comparison.b)]
    together = pd.concat(frames).drop_duplicates("id")
    (period,) = without_empty_years(zoom_ranges(together, axis_end(together))[:1], together)
    drawn = []
    for side, facts in zip(sides, frames, strict=True):
        lanes = layout_lanes(facts, "kind", {}, period)
        words = f"Timeline of the facts shown of {side.letter}: {lanes_text(lanes.spans, lanes.undated, lanes.names) or 'no facts'}."
        told = f"{count_text(len(facts), 'fact', 'facts')} shown: {dated_text(facts)}"
        svg = ""
        if lanes.counted:
            told += "; too many dated facts shown to draw each"
        elif len(lanes.spans):
            svg = themed(small_timeline(lanes, period, SIZES[view.window][0], card_address, words))
        drawn.append(_figure(side, told, svg, "when"))
    gaps, lanes = gaps_text(period), layout_lanes(together, "kind", {}, period)
    legend = "" if lanes.counted else legend_html(small_legend(lanes), view.dark)
    return f"<div class='sides-by-side'>{''.join(drawn)}</div>{legend}" + (f"<p class='small'>{escape(gaps)}</p>" if gaps else "")


def _figure(side: SideQuery, told: str, svg: str, name: str) -> str:
    held = f"<div class='{name}'>{svg}</div>" if svg else ""
    return f"<figure><figcaption><b>{side.letter}</b> {escape(told)}</figcaption>{held}</figure>"


def _given(sides: tuple[SideQuery, SideQuery]) -> dict[str, tuple[str, ...]]:
    """Both sides as parameters of the page; one that is every fact is left out."""
    return {side.letter.lower(): (as_query(side.selection),) for side in sides if side.selection.chosen}
