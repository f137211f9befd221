"""From degrees to points on a sheet, in the projection of the map on screen (pure)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]
Box = tuple[float, float, float, float]
GeoJson = dict[str, Any]
_FILLED = 0.94


@dataclass(frozen=True)
class Projection:
    """Web Mercator, fitted so that some outlines fill a frame (left, top, right, bottom; points)."""

    frame: Box
    scale: float
    middle: Point

    def at(self, lon: float, lat: float) -> Point:
        """Where a point in WGS84 degrees lies on the sheet."""
        left, top, right, bottom = self.frame
        x = (left + right) / 2 + (lon - self.middle[0]) * self.scale
        y = (top + bottom) / 2 - (_north(lat) - self.middle[1]) * self.scale
        return round(x, 2), round(y, 2)

    def rings(self, geometry: GeoJson) -> list[list[Point]]:
        """The rings of a polygon or of several."""
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        return [[self.at(x, y) for x, y, *_ in ring] for polygon in polygons for ring in polygon]

    def points_per_km(self, lat: float) -> float:
        return self.scale / (111.32 * math.cos(math.radians(lat)))


def fitted(layer: GeoJson, frame: Box) -> Projection:
    """The projection that shows all of a layer in a frame."""
    corners = [position for feature in layer["features"] for position in _positions(feature["geometry"]["coordinates"])]
    xs, ys = [x for x, _ in corners], [_north(y) for _, y in corners]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    scale = _FILLED * min((frame[2] - frame[0]) / (wide or 1), (frame[3] - frame[1]) / (high or 1))
    return Projection(frame, scale, ((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2))


def on_screen(width: float, height: float, latitude: float, longitude: float, zoom: float) -> Projection:
    """The projection of a deck on screen, in pixels, at a view of it."""
    return Projection((0, 0, width, height), 512 * 2**zoom / 360, (longitude, _north(latitude)))


def _north(lat: float) -> float:
    return math.degrees(math.asinh(math.tan(math.radians(lat))))


def _positions(coordinates: Any) -> Iterator[Point]:
    if isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
    else:
        for inner in coordinates:
            yield from _positions(inner)
