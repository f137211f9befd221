"""What lies over the outlines as shapes: shaded districts, schematic routes, how uncertain a point is (pure)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pandas as pd

from pages.map.projection import GeoJson
from pages.map.shades import ACCENT, GREYS, shade, shade_weight
from pages.shared.palette import count_words

_NO_FILL = (0, 0, 0, 0)
_CORNERS = 36


def shaded_districts(districts: GeoJson, areas: pd.DataFrame, chosen: frozenset[str], dark: bool) -> Iterator[dict[str, Any]]:
    """The outlines with district-wide facts, shaded by their number, more weakly for what only may match; and chosen ones."""
    grey = GREYS[dark]
    counted = {row["boundary"]: row for row in areas[areas["level"] == "district"].to_dict("records")}
    for feature in sorted(districts["features"], key=lambda f: f["id"] in chosen):
        row, picked = counted.get(feature["id"]), feature["id"] in chosen
        if row is None and not picked:
            continue
        names = row["names"] if row else feature["properties"]["name"]
        told = f"{names}: {count_words(row['facts'] if row else 0, 'fact', 'facts')} of the whole district\nClick: filter by it"
        yield _feature(
            feature["geometry"]["type"],
            feature["geometry"]["coordinates"],
            told,
            ACCENT[dark] if picked else grey["edge"],
            width=3 if picked else 0.8,
            fill=shade(shade_weight(row), dark) if row else grey["fill"],
            boundary=feature["id"],
        )


def schematic_routes(routes: pd.DataFrame, dark: bool) -> Iterator[dict[str, Any]]:
    """Each route as dashes: short pieces with gaps between them."""
    for route in routes.to_dict("records"):
        told = f"{route['name']}\nschematic, not a surveyed road"
        yield _feature("MultiLineString", _dashes(route["path"]), told, (*GREYS[dark]["ink"], 200), width=2)


def uncertainty_rings(marks: pd.DataFrame, dark: bool) -> Iterator[dict[str, Any]]:
    """Around each point, how far it may be off by the gazetteer (radius_km)."""
    for spot in marks.drop_duplicates("place").to_dict("records"):
        north = spot["radius_km"] / 111.32
        east = north / math.cos(math.radians(spot["lat"]))
        angles = [2 * math.pi * corner / _CORNERS for corner in range(_CORNERS + 1)]
        ring = [[round(spot["lon"] + east * math.cos(a), 4), round(spot["lat"] + north * math.sin(a), 4)] for a in angles]
        told = f"{spot['name']}: the point may be {spot['radius_km']:g} km off"
        yield _feature("LineString", ring, told, (*GREYS[dark]["ink"], 150), width=1)


def _feature(
    shape: str,
    coordinates: object,
    tip: str,
    line: tuple[int, ...],
    width: float,
    fill: tuple[int, ...] = _NO_FILL,
    boundary: str | None = None,
) -> dict[str, Any]:
    properties = {"tip": tip, "line": line, "width": width, "fill": fill} | ({"boundary": boundary} if boundary else {})
    return {"type": "Feature", "properties": properties, "geometry": {"type": shape, "coordinates": coordinates}}


def _dashes(path: list[list[float]], step: float = 0.09) -> list[list[list[float]]]:
    found = []
    for (x0, y0), (x1, y1) in pairwise(path):
        count = max(1, round(math.hypot(x1 - x0, y1 - y0) / step))
        points = [[round(x0 + (x1 - x0) * i / count, 4), round(y0 + (y1 - y0) * i / count, 4)] for i in range(count + 1)]
        found += [[start, end] for start, end in zip(points[::2], points[1::2], strict=False)]
    return found
