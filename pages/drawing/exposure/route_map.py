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
from pages.drawing.exposure.route_labels import Box, box_beside, box_svg
from pages.drawing.palette import KINDS

_TONES = ("land", "edge", "ink", "halo", "soft", "strong", "line")
BASEMAP_COLORS = {
    False: dict(zip(_TONES, ("#FAFAF8", "#C0C8D0", "#1B2733", "#FFFFFF", "#D5E4EC", "#9CC3D8", "#1F5A7A"), strict=True)),
    True: dict(zip(_TONES, ("#1C242D", "#46525E", "#E6EBF0", "#11161C", "#25404F", "#33637D", "#7CC0E4"), strict=True)),
}
MARGIN = 0.75
Point = tuple[float, float]


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
    frame, grey = (frame_around(points, 360, least=0.8) if narrow else frame_around(points, 640)), BASEMAP_COLORS[dark]
    tinted = {outline_of.get(d, ""): grey["strong" if d == chosen else "soft"] for d in sorted(districts, key=lambda d: d == chosen)}
    parts = [
        *_areas(outlines, tinted, outline_of.get(chosen, ""), frame, grey),
        *_ways(routes, frame, grey),
        *(_site(places[i], turn, frame, dark) for turn, i in enumerate(i for i in drawn if i not in districts)),
        *_labels([i for i in drawn if i in districts], districts, chosen, sites, _along(routes, frame), frame, places, dark),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.width} {frame.height}" '
        f'font-family="Segoe UI, Roboto, Helvetica, Arial, sans-serif" font-size="13">{"".join(parts)}</svg>'
    )


def image_html(svg: str, alt: str) -> str:
    """The picture as an image with words for those who do not see it; where there is no picture, that it is missing."""
    if not svg:
        return "<p class='small'>No place here has a point, so no map is drawn.</p>"
    data = b64encode(svg.encode()).decode()
    return f"<img class='route' src='data:image/svg+xml;base64,{data}' alt='{escape(alt, quote=True)}'>"


def _areas(outlines: Mapping[str, Any], tinted: Mapping[str, str], chosen: str, frame: Frame, grey: Mapping[str, str]) -> Iterator[str]:
    for feature in sorted(outlines["features"], key=lambda f: (f["id"] in tinted, f["id"] == chosen)):
        path = "".join(_ring(ring, frame) for ring in _rings(feature["geometry"]))
        if path:
            stroke = (grey["line"], 2.2) if feature["id"] == chosen else (grey["edge"], 0.8)
            yield f'<path d="{path}" fill="{tinted.get(feature["id"], grey["land"])}" stroke="{stroke[0]}" stroke-width="{stroke[1]}"/>'


def _rings(geometry: Mapping[str, Any]) -> list[list[list[float]]]:
    shapes = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [shape[0] for shape in shapes]


def _ring(ring: list[list[float]], frame: Frame) -> str:
    """One closed outline; nothing where it lies outside the picture."""
    points = [frame.at(lon, lat) for lon, lat, *_ in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    if max(xs) < 0 or min(xs) > frame.width or max(ys) < 0 or min(ys) > frame.height:
        return ""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"


def _ways(routes: pd.DataFrame, frame: Frame, grey: Mapping[str, str]) -> Iterator[str]:
    for path in routes["path"]:
        points = " ".join(f"{x:g},{y:g}" for x, y in (frame.at(lon, lat) for lon, lat in path))
        yield f'<polyline points="{points}" fill="none" stroke="{grey["ink"]}" stroke-width="1.8" stroke-dasharray="5 4"/>'


def _site(place: Place, turn: int, frame: Frame, dark: bool) -> str:
    x, y = frame.at(*_point(place))
    mark = f'<path d="M{x} {y - 7}L{x + 7} {y}L{x} {y + 7}L{x - 7} {y}Z" fill="{KINDS["mineral_site"].colour(dark)}"/>'
    return mark + _label(x, y + (22 if turn % 2 == 0 else -12), place.name, BASEMAP_COLORS[dark], "600")


def _along(routes: pd.DataFrame, frame: Frame) -> Iterator[Point]:
    """Points of the routes, ten a stretch: labels keep clear of the line where they can."""
    for path in routes["path"]:
        for (west, south), (east, north) in pairwise(path):
            yield from (frame.at(west + (east - west) * n / 10, south + (north - south) * n / 10) for n in range(10))


def _labels(
    drawn: Sequence[str],
    districts: Mapping[str, Sequence[str]],
    chosen: str,
    sites: Iterable[str],
    way: Iterable[Point],
    frame: Frame,
    places: Mapping[str, Place],
    dark: bool,
) -> Iterator[str]:
    """The points of the districts, each with its name and counts in a box; the one that is chosen takes its room first."""
    grey, at = BASEMAP_COLORS[dark], {i: frame.at(*_point(places[i])) for i in drawn}
    marks = [frame.at(*_point(places[s])) for s in sites if s in places and places[s].lat is not None]
    taken = [Box(x - 45, y - 25, 90, 50) for x, y in marks] + [Box(x - 5, y - 5, 10, 10) for x, y in at.values()]
    line = [Box(x - 5, y - 5, 10, 10) for x, y in way]
    for i, (x, y) in at.items():
        yield f'<circle cx="{x}" cy="{y}" r="{6 if i == chosen else 4}" fill="{grey["line"]}"/>'
    boxes: dict[str, Box] = {}
    for i in sorted(drawn, key=lambda i: i != chosen) * 2:  # the second time each knows where the others stand
        others = [box for other, box in boxes.items() if other != i]
        boxes[i] = box_beside(at[i], [places[i].name, *districts[i]], (frame.width, frame.height), [*taken, *others], line)
    for i, box in boxes.items():
        edge = grey["line" if i == chosen else "edge"]
        yield box_svg(box, places[i].name, districts[i], i == chosen, grey["halo"], grey["ink"], edge, dark)


def _label(x: float, y: float, text: str, grey: Mapping[str, str], weight: str, size: int = 14) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="middle" font-size="{size}" font-weight="{weight}" fill="{grey["ink"]}" '
        f'stroke="{grey["halo"]}" stroke-width="3" paint-order="stroke">{escape(text)}</text>'
    )


def _point(place: Place) -> Point:
    assert place.lat is not None
    assert place.lon is not None
    return float(place.lon), float(place.lat)
