"""The small map and the small timeline of some facts, whose parts lead to the pages of places and facts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from markupsafe import Markup

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.gazetteer.boundaries import Outlines
from loaders.schema.derived_terms import Match
from pages.drawing.alt_text import lanes_text, places_text
from pages.drawing.map.extent import points_to_show, screen_view
from pages.drawing.map.places import build_map_layers
from pages.drawing.map.screen import Ground, MapLinks, ground_of, screen_map
from pages.drawing.map.spot_legend import spot_signs
from pages.drawing.map.spots import spots_of
from pages.drawing.palette import count_text
from pages.drawing.themed import themed
from pages.drawing.timeline.brackets import brackets_text
from pages.drawing.timeline.folding import gaps_text, without_empty_years
from pages.drawing.timeline.layout import axis_end, layout_lanes, zoom_ranges
from pages.drawing.timeline.small import small_legend, small_timeline
from pages.drawing.timeline.summary import sites_text
from pages.permalinks.addresses import Addresses
from pages.server.boundary_layers import route_paths

WIDTH, MAP_HEIGHT = 350.0, 330.0  # pixels: as wide as the column of a telephone
_HARDLY_SEEN = 0.9  # pixels


class Figure(NamedTuple):
    """A picture as SVG with what is told below it, and its legend: sign, look and meaning."""

    svg: Markup
    told: str
    legend: Sequence[tuple[str, str, str]] = ()


def map_figure(dataset: Dataset, outlines: Outlines, facts: pd.DataFrame, addresses: Addresses) -> Figure:
    """Where the facts are: of the country no more than they need."""
    frames = build_map_layers(facts, dataset.places, outlines.outline_of)
    spots, routes = spots_of(facts, frames, outlines.layers["districts"]), route_paths(dataset)
    drawn, provinces = len(facts) - len(frames.elsewhere), frames.areas[frames.areas["level"] == "province"]
    told = [f"{drawn:,} of {count_text(len(facts), 'fact', 'facts')} on the map"]
    told += [f"{row['facts']:,} told of {row['names']} as a whole" for row in provinces.to_dict("records")]
    if not drawn:
        return Figure(Markup(""), "None of these facts has a place in Balochistan or Khyber Pakhtunkhwa.")
    view = screen_view(points_to_show(spots, outlines.layers, frozenset(), routes, whole=not spots), (WIDTH, MAP_HEIGHT))
    links = MapLinks(
        lambda outline: addresses.of("place", next(iter(outlines.holds(outline)), "")),
        ("open its page", "open its page"),
        lambda spot: addresses.of("place", spot.place),
    )
    words = f"Map of these facts: {places_text(frames.marks, frames.areas)}."
    ground = _ground(dataset, outlines, 2.0 ** math.floor(math.log2(_HARDLY_SEEN / view.scale)))
    drawing = screen_map(spots, frames.areas, routes, ground, view, frozenset(), links, False, words)
    return Figure(Markup(themed(drawing)), f"{'; '.join(told)}. Outlines are generalised.", spot_signs(spots, routes))  # noqa: S704 (drawn from escaped words)


@kept(8)
def _ground(dataset: Dataset, outlines: Outlines, tolerance: float) -> Ground:
    """The outlines as they are drawn at a scale."""
    return ground_of(outlines.layers, tolerance)


def timeline_figure(dataset: Dataset, facts: pd.DataFrame, addresses: Addresses) -> Figure:
    """When the dated facts happened; a mark leads to its fact."""
    (period,) = without_empty_years(zoom_ranges(facts, axis_end(facts))[:1], facts)
    lanes = layout_lanes(facts, "kind", {}, period)
    undated = lanes.undated["id"].nunique()
    told = [
        f"{len(lanes.spans):,} dated",
        *([f"{undated:,} with no date"] if undated else []),
        *filter(None, [brackets_text(lanes.ordered), sites_text(lanes)]),
    ]
    if lanes.spans.empty:
        return Figure(Markup(""), "None of these facts has a date.")
    if lanes.counted:
        return Figure(Markup(""), f"{'; '.join(told)}: too many to draw each; the timeline of the dashboard counts them.")
    words = f"Timeline of these facts: {lanes_text(lanes.spans, lanes.undated, lanes.names)}."
    drawing = small_timeline(lanes, period, WIDTH, lambda fact: addresses.of("fact", fact), words)
    gaps = gaps_text(period)
    return Figure(Markup(themed(drawing)), f"{'; '.join(told)}. Order is not cause.{f' {gaps}' if gaps else ''}", small_legend(lanes))  # noqa: S704 (drawn from escaped words)


def as_matches(facts: pd.DataFrame) -> pd.DataFrame:
    """The facts of a page: nothing is filtered, so each is sure to be meant."""
    return facts.assign(match=pd.Categorical([Match.DEFINITE.value] * len(facts), categories=[m.value for m in Match]))
