"""What lies over the ground as shapes: shaded districts, and how uncertain a point is (pure)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from pages.drawing.map.choropleth import shade, shade_weight
from pages.drawing.map.projection import GeoJson
from pages.drawing.palette import THEMES, count_text, rgb

_CORNERS = 24
_THIN = 0.94  # of a ring's radius: where its inside begins


def shaded_districts(districts: GeoJson, areas: pd.DataFrame, dark: bool) -> Iterator[dict[str, Any]]:
    """The outlines with district-wide facts, shaded by their number, more weakly for what only may match."""
    counted = {row["boundary"]: row for row in areas[areas["level"] == "district"].to_dict("records")}
    for feature in districts["features"]:
        if row := counted.get(feature["id"]):
            told = f"{row['names']}: {count_text(row['facts'], 'fact', 'facts')} shown for the whole district\nClick: filter by it"
            yield _feature(feature["geometry"], told, shade(shade_weight(row), dark), boundary=feature["id"])


def uncertainty_rings(marks: pd.DataFrame, dark: bool) -> Iterator[dict[str, Any]]:
    """Around each point a thin ring: how far it may be off by the gazetteer (radius_km)."""
    for spot in marks[marks["level"] == "place"].drop_duplicates("place").to_dict("records"):
        north = spot["radius_km"] / 111.32
        east = north / math.cos(math.radians(spot["lat"]))
        angles = [2 * math.pi * corner / _CORNERS for corner in range(_CORNERS + 1)]
        rings = [
            [[round(spot["lon"] + part * east * math.cos(a), 4), round(spot["lat"] + part * north * math.sin(a), 4)] for a in angles]
            for part in (1, _THIN)
        ]
        told = f"{spot['name']}: the point may be {spot['radius_km']:g} km off"
        yield _feature({"type": "Polygon", "coordinates": rings}, told, (*rgb(THEMES[dark].ink), 150))


def _feature(geometry: GeoJson, tip: str, fill: tuple[int, ...], **more: str) -> dict[str, Any]:
    shape = {"type": geometry["type"], "coordinates": geometry["coordinates"]}
    return {"type": "Feature", "properties": {"tip": tip, "fill": fill} | more, "geometry": shape}
