"""What part of the country a map shows: what the filters leave, or both provinces whole (pure)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from pages.drawing.map.projection import GeoJson, Point, Projection, fitted, shifted
from pages.drawing.map.spots import Spot

_LEAST = 3.5  # degrees that a map shows at least
_EDGE, _LEGEND = 12.0, 36.0  # pixels around what it is fitted to, and below it


def points_to_show(
    spots: Sequence[Spot], layers: Mapping[str, GeoJson], chosen: frozenset[str], routes: pd.DataFrame, whole: bool
) -> list[Point]:
    """What a map shows at least (degrees): the districts that are filtered for with their spots and routes, else all spots.

    chosen: the outlines of those districts. whole: show both provinces, as where there is nothing else to show.
    """
    everywhere = _corners(layers["provinces"], frozenset(feature["id"] for feature in layers["provinces"]["features"]))
    if whole:
        return everywhere
    inside = _corners(layers["districts"], chosen)
    if not inside:
        return [(spot.lon, spot.lat) for spot in spots] or everywhere
    near = [(spot.lon, spot.lat) for spot in spots if spot.boundary in chosen]
    path = [(lon, lat) for path in routes["path"] for lon, lat in path]
    return [*inside, *near, *(path if _touches(path, inside) else [])]


def screen_view(fit: Sequence[Point], size: tuple[float, float]) -> Projection:
    """The view of a sheet of a size (pixels) that shows some points (degrees) and the legend below them."""
    width, height = size
    frame = (_EDGE, _EDGE, width - _EDGE, height - _LEGEND)
    found = fitted({"features": [{"geometry": {"coordinates": [*_extent(fit, _LEAST)]}}]}, frame)
    return shifted(found, (0, 0, width, height))


def deck_view(fit: Sequence[Point], size: tuple[float, float]) -> dict[str, float]:
    """The same as a deck is told it: latitude, longitude (degrees), zoom."""
    found = screen_view(fit, size)
    lon, north = found.middle
    latitude = math.degrees(math.atan(math.sinh(math.radians(north))))
    return {"latitude": round(latitude, 3), "longitude": round(lon, 3), "zoom": round(math.log2(found.scale * 360 / 512), 2)}


def _extent(points: Sequence[Point], least: float) -> tuple[Point, Point]:
    """South-west and north-east corners (degrees) around points; at least so many degrees each way."""
    (west, east), (south, north) = ((min(axis), max(axis)) for axis in zip(*points, strict=True))
    wide, high = max(least - (east - west), 0) / 2, max(least - (north - south), 0) / 2
    return (west - wide, south - high), (east + wide, north + high)


def _corners(layer: GeoJson, ids: frozenset[str]) -> list[Point]:
    """The corners of some outlines of a layer."""
    found: list[Point] = []
    for feature in layer["features"]:
        if feature["id"] in ids:
            geometry = feature["geometry"]
            polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
            found += [(lon, lat) for polygon in polygons for lon, lat, *_ in polygon[0]]
    return found


def _touches(path: Sequence[Point], inside: Sequence[Point]) -> bool:
    """Whether a way has a point in the box around some outlines."""
    (west, east), (south, north) = ((min(axis), max(axis)) for axis in zip(*inside, strict=True))
    return any(west <= lon <= east and south <= lat <= north for lon, lat in path)
