"""The lines of the map, each drawn once however many outlines it parts, and the routes (pure)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import pandas as pd

from loaders.export.geojson import thinned
from pages.drawing.map.projection import GeoJson
from pages.drawing.palette import THEMES, rgb

_PIXEL = 0.045  # degrees: two pixels at the first zoom
_DASH = 0.09  # degrees
Row = dict[str, Any]
Edge = tuple[tuple[float, float], tuple[float, float]]


def border_rows(outlines: Mapping[str, GeoJson], dark: bool) -> list[Row]:
    """One row a straight piece of a border, the most important last: from, to ([lon, lat]), colour, width (pixels)."""
    theme = THEMES[dark]
    found: dict[Edge, Row] = {}
    for layer, colour, width in (("neighbours", theme.map_line, 0.5), ("districts", theme.map_edge, 0.8), ("provinces", theme.ink, 1.6)):
        for edge in _neighbours(outlines[layer]) if layer == "neighbours" else _all_edges(outlines[layer]):
            found.pop(edge, None)
            found[edge] = _row(edge, rgb(colour), width)
    return list(found.values())


def chosen_rows(districts: GeoJson, chosen: frozenset[str], dark: bool) -> list[Row]:
    """The borders of the outlines that are filtered for, as in `border_rows`."""
    around = dict.fromkeys(edge for f in districts["features"] if f["id"] in chosen for edge in edges(f["geometry"]))
    return [_row(edge, rgb(THEMES[dark].accent), 3) for edge in around]


def route_rows(routes: pd.DataFrame, dark: bool) -> list[Row]:
    """Each route as dashes, short pieces with gaps between them, as in `border_rows`, and tip."""
    return [
        _row(dash, (*rgb(THEMES[dark].ink), 200), 2) | {"tip": f"{route['name']}\nschematic, not a surveyed road"}
        for route in routes.to_dict("records")
        for dash in _dashes(route["path"])
    ]


def _neighbours(layer: GeoJson) -> Iterator[Edge]:
    """The borders around, without what can hardly be seen at the first zoom, and without the sides of the frame they are cut off at."""
    corners = [point for edge in _all_edges(layer) for point in edge]
    sides = [{least, most} for least, most in ((min(axis), max(axis)) for axis in zip(*corners, strict=True))]
    for feature in layer["features"]:
        for edge in edges({"type": feature["geometry"]["type"], "coordinates": _coarse(feature["geometry"]["coordinates"])}):
            if not any(edge[0][axis] == edge[1][axis] in side for axis, side in enumerate(sides)):
                yield edge


def border_lines(layer: GeoJson) -> list[list[list[float]]]:
    """The borders around as lines, without the sides of the frame that they are cut off at."""
    rings = [ring for f in layer["features"] for polygon in _polygons(f["geometry"]) for ring in polygon]
    sides = [(min(axis), max(axis)) for axis in zip(*(point[:2] for ring in rings for point in ring), strict=True)]
    found: list[list[list[float]]] = []
    for ring in rings:
        line: list[list[float]] = [ring[0]]
        for one, other in pairwise(ring):
            if any(one[axis] == other[axis] and one[axis] in sides[axis] for axis in (0, 1)):
                found.append(line)
                line = []
            line.append(other)
        found.append(line)
    return [line for line in found if len(line) > 1]


def _polygons(geometry: GeoJson) -> list[Any]:
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else list(geometry["coordinates"])


def _all_edges(layer: GeoJson) -> Iterator[Edge]:
    for feature in layer["features"]:
        yield from edges(feature["geometry"])


def _coarse(coordinates: Any) -> Any:
    if isinstance(coordinates[0][0], int | float):
        half = len(coordinates) // 2  # a ring ends where it begins: its halves do not
        return [*thinned(coordinates[: half + 1], _PIXEL)[:-1], *thinned(coordinates[half:], _PIXEL)]
    return [_coarse(part) for part in coordinates]


def edges(geometry: GeoJson) -> Iterator[Edge]:
    """The straight pieces of a polygon's rings, or of several's: the same piece of two neighbours is the same edge."""
    polygons: Iterable[Any] = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for one, other in (pair for polygon in polygons for ring in polygon for pair in pairwise(ring)):
        ends = (one[0], one[1]), (other[0], other[1])
        yield min(ends), max(ends)


def _row(edge: Edge, colour: tuple[int, ...], width: float) -> Row:
    return {"from": edge[0], "to": edge[1], "colour": colour, "width": width}


def _dashes(path: list[list[float]]) -> Iterator[Edge]:
    for (x0, y0), (x1, y1) in pairwise(path):
        count = max(1, round(math.hypot(x1 - x0, y1 - y0) / _DASH))
        points = [(round(x0 + (x1 - x0) * i / count, 4), round(y0 + (y1 - y0) * i / count, 4)) for i in range(count + 1)]
        yield from zip(points[::2], points[1::2], strict=False)
