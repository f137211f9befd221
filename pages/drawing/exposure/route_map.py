"""The ways to sites as a small picture: outlines, routes, sites and incidents per district, drawn as SVG (pure)."""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

import pandas as pd

from loaders.schema.registries import Place
from pages.drawing.canvas import Canvas, Point
from pages.drawing.exposure.route_labels import Box, box_beside, draw_box
from pages.drawing.palette import KINDS
from pages.drawing.tokens import CHART_TEXT

MARGIN = 0.75


@dataclass(frozen=True)
class Frame:
    """Where degrees fall on a picture of `width` pixels: equirectangular, true in its middle latitude."""

    west: float
    north: float
    scale: float
    squeeze: float
    width: int
    height: int

    def at(self, lon: float, lat: float) -> Point:
        return round((lon - self.west) * self.squeeze * self.scale, 1), round((self.north - lat) * self.scale, 1)


def frame_around(points: Iterable[Point], width: int, least: float = 0.0) -> Frame:
    """The frame that holds points (lon, lat in WGS84 degrees) with a margin; least: its height, in widths, at the least."""
    lons, lats = zip(*points, strict=True)
    west, east = min(lons) - MARGIN, max(lons) + MARGIN
    south, north = min(lats) - MARGIN, max(lats) + MARGIN
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = width / ((east - west) * squeeze)
    more = max(0.0, least * width / scale - (north - south)) / 2
    south, north = south - more, north + more
    return Frame(west, north, scale, squeeze, width, round((north - south) * scale))


def route_svg(
    districts: Mapping[str, Sequence[str]],
    chosen: str,
    sites: Iterable[str],
    routes: pd.DataFrame,
    outlines: Mapping[str, Any],
    outline_of: Mapping[str, str],
    places: Mapping[str, Place],
    dark: bool = False,
    narrow: bool = False,
) -> str:
    """The picture as SVG, or "" where no place has a point.

    districts: id to the lines that are told below its name, in order. chosen: the district that stands out. routes: name, path
    (list of [lon, lat]). outlines: GeoJSON of districts; outline_of: district to the outline it is drawn in.
    """
    drawn = [i for i in (*districts, *sites) if i in places and places[i].lat is not None]
    points = [_point(places[i]) for i in drawn] + [(lon, lat) for path in routes["path"] for lon, lat in path]
    if not points:
        return ""
    frame = frame_around(points, 360, least=0.8) if narrow else frame_around(points, 640)
    sheet = Canvas(frame.width, frame.height, dark)
    shades = {outline_of.get(d, ""): _tint(sheet, d == chosen) for d in sorted(districts, key=lambda d: d == chosen)}
    _areas(sheet, outlines, shades, outline_of.get(chosen, ""), frame)
    for path in routes["path"]:
        sheet.line([frame.at(lon, lat) for lon, lat in path], sheet.theme.ink, 1.8, (5, 4))
    for turn, place in enumerate(places[i] for i in drawn if i not in districts):
        _site(sheet, place, turn, frame)
    _labels(sheet, [i for i in drawn if i in districts], districts, chosen, sites, _along(routes, frame), frame, places)
    return sheet.svg("Routes to sites")


def image_html(svg: str, alt: str) -> str:
    """The picture as an image with words for those who do not see it; where there is no picture, that it is missing."""
    if not svg:
        return "<p class='small'>No place here has a point, so no map is drawn.</p>"
    data = b64encode(svg.encode()).decode()
    return f"<img class='route' src='data:image/svg+xml;base64,{data}' alt='{escape(alt, quote=True)}'>"


def _tint(sheet: Canvas, chosen: bool) -> str:
    return sheet.theme.tint_strong if chosen else sheet.theme.tint


def _areas(sheet: Canvas, outlines: Mapping[str, Any], tinted: Mapping[str, str], chosen: str, frame: Frame) -> None:
    """The outlines that reach into the picture; those of districts on the way, and the chosen one, over their neighbours."""
    theme = sheet.theme
    for feature in sorted(outlines["features"], key=lambda f: (f["id"] in tinted, f["id"] == chosen)):
        rings = [ring for ring in _rings(feature["geometry"], frame) if _in_view(ring, frame)]
        edge, width = (theme.accent, 2.2) if feature["id"] == chosen else (theme.map_line, 0.8)
        if rings:
            sheet.shape(rings, tinted.get(feature["id"], theme.map_fill), edge, width)


def _rings(geometry: Mapping[str, Any], frame: Frame) -> list[list[Point]]:
    shapes = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[frame.at(lon, lat) for lon, lat, *_ in shape[0]] for shape in shapes]


def _in_view(ring: list[Point], frame: Frame) -> bool:
    xs, ys = zip(*ring, strict=True)
    return bool(max(xs) >= 0 and min(xs) <= frame.width and max(ys) >= 0 and min(ys) <= frame.height)


def _site(sheet: Canvas, place: Place, turn: int, frame: Frame) -> None:
    x, y = frame.at(*_point(place))
    style = KINDS["mineral_site"]
    sheet.mark(x, y, style.glyph, 12, style.colour(sheet.dark))
    _label(sheet, x, y + (22 if turn % 2 == 0 else -12), place.name)


def _along(routes: pd.DataFrame, frame: Frame) -> Iterator[Point]:
    """Points of the routes, ten a stretch: labels keep clear of the line where they can."""
    for path in routes["path"]:
        for (west, south), (east, north) in pairwise(path):
            yield from (frame.at(west + (east - west) * n / 10, south + (north - south) * n / 10) for n in range(10))


def _labels(
    sheet: Canvas,
    drawn: Sequence[str],
    districts: Mapping[str, Sequence[str]],
    chosen: str,
    sites: Iterable[str],
    way: Iterable[Point],
    frame: Frame,
    places: Mapping[str, Place],
) -> None:
    """The points of the districts, each with its name and counts in a box; the one that is chosen takes its room first."""
    at = {i: frame.at(*_point(places[i])) for i in drawn}
    marks = [frame.at(*_point(places[s])) for s in sites if s in places and places[s].lat is not None]
    taken = [Box(x - 45, y - 25, 90, 50) for x, y in marks] + [Box(x - 5, y - 5, 10, 10) for x, y in at.values()]
    line = [Box(x - 5, y - 5, 10, 10) for x, y in way]
    for i, (x, y) in at.items():
        sheet.mark(x, y, "●", 12 if i == chosen else 8, sheet.theme.accent)
    boxes: dict[str, Box] = {}
    for i in sorted(drawn, key=lambda i: i != chosen) * 2:  # the second time each knows where the others stand
        others = [box for other, box in boxes.items() if other != i]
        boxes[i] = box_beside(at[i], [places[i].name, *districts[i]], (frame.width, frame.height), [*taken, *others], line)
    for i, box in boxes.items():
        draw_box(sheet, box, places[i].name, districts[i], i == chosen)


def _label(sheet: Canvas, x: float, y: float, text: str, size: int = CHART_TEXT + 1, bold: bool = True) -> None:
    sheet.words(x, y, text, size, bold=bold, align="center", halo=sheet.theme.paper)


def _point(place: Place) -> Point:
    assert place.lat is not None
    assert place.lon is not None
    return float(place.lon), float(place.lat)
