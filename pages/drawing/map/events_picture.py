"""Imported events on the map as a file: circles at points, shades of districts, and what they stand for (pure)."""

from __future__ import annotations

import pandas as pd

from pages.drawing.canvas import Canvas
from pages.drawing.caption import Sign
from pages.drawing.map.events import EventLayers, circle_size, event_legend, shade_of
from pages.drawing.map.places import MapLayers
from pages.drawing.map.projection import Projection

_PICTURE = 0.62  # points per pixel of a circle on screen


def event_fills(layers: EventLayers, dark: bool) -> dict[str, str]:
    """The colour of each outline that holds events."""
    most = layers.areas[layers.value].max() if len(layers.areas) else 0
    return {
        row["boundary"]: "#{:02X}{:02X}{:02X}".format(*shade_of(row[layers.value], most, dark)) for row in layers.areas.to_dict("records")
    }


def draw_circles(sheet: Canvas, projection: Projection, layers: EventLayers) -> None:
    """A circle a point, the largest first; without a ground where no number of people killed is given; none outside the picture."""
    most = float(layers.points[layers.value].max()) if len(layers.points) else 0.0
    for row in layers.points.sort_values(layers.value, ascending=False, na_position="first").to_dict("records"):
        x, y = projection.at(row["longitude"], row["latitude"])
        if not inside(projection, x, y):
            continue
        size, value = _PICTURE * circle_size(layers, row[layers.value], most), row[layers.value]
        if not pd.isna(value):
            sheet.circle(x, y, size, "none", strength=0.28, fill=sheet.theme.quiet)
        sheet.circle(x, y, size, sheet.theme.ink, 0.7, strength=0.55)


def inside(projection: Projection, x: float, y: float) -> bool:
    """Whether a point of the sheet lies in the map's frame."""
    left, top, right, bottom = projection.frame
    return left <= x <= right and top <= y <= bottom


def outside_count(projection: Projection, layers: EventLayers) -> int:
    """How many events lie at points outside the map's frame."""
    at = [inside(projection, *projection.at(x, y)) for x, y in zip(layers.points["longitude"], layers.points["latitude"], strict=True)]
    return int(layers.points.loc[[not one for one in at], "events"].sum()) if at else 0


def events_legend(layers: EventLayers, frames: MapLayers, routes: pd.DataFrame) -> list[Sign]:
    """(sign, look, meaning) of what is drawn."""
    entries: list[Sign] = list(event_legend(layers))
    entries += [("◆", "mineral_site", "mineral site, of the facts")] if len(frames.marks) else []
    return entries + ([("┄", "", "route, schematic")] if len(routes) else [])
