"""The ways to sites as a small picture: outlines, routes, sites and incidents per district, drawn as SVG (pure)."""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from loaders.schema.registries import Place
from pages.drawing.palette import KINDS, THEMES, Theme
from pages.drawing.tokens import CHART_TEXT

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


def frame_around(points: Iterable[Point], width: int) -> Frame:
    """The frame that holds points (lon, lat in WGS84 degrees) with a margin; at least two degrees each way."""
    lons, lats = zip(*points, strict=True)
    west, east = min(lons) - MARGIN, max(lons) + MARGIN
    south, north = min(lats) - MARGIN, max(lats) + MARGIN
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = width / ((east - west) * squeeze)
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
    frame, theme = frame_around(points, 350 if narrow else 560), THEMES[dark]
    tinted = {outline_of.get(d, ""): theme.tint_strong if d == chosen else theme.tint for d in sorted(districts, key=lambda d: d == chosen)}
    parts = [
        *_areas(outlines, tinted, outline_of.get(chosen, ""), frame, theme),
        *_ways(routes, frame, theme),
        *(_site(places[i], turn, frame, dark) for turn, i in enumerate(i for i in drawn if i not in districts)),
        *(_district(places[i], districts[i], i == chosen, frame, theme) for i in drawn if i in districts),
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


def _areas(outlines: Mapping[str, Any], tinted: Mapping[str, str], chosen: str, frame: Frame, theme: Theme) -> Iterator[str]:
    for feature in sorted(outlines["features"], key=lambda f: (f["id"] in tinted, f["id"] == chosen)):
        path = "".join(_ring(ring, frame) for ring in _rings(feature["geometry"]))
        if path:
            stroke = (theme.accent, 2.2) if feature["id"] == chosen else (theme.map_line, 0.8)
            yield f'<path d="{path}" fill="{tinted.get(feature["id"], theme.map_fill)}" stroke="{stroke[0]}" stroke-width="{stroke[1]}"/>'


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


def _ways(routes: pd.DataFrame, frame: Frame, theme: Theme) -> Iterator[str]:
    for path in routes["path"]:
        points = " ".join(f"{x:g},{y:g}" for x, y in (frame.at(lon, lat) for lon, lat in path))
        yield f'<polyline points="{points}" fill="none" stroke="{theme.ink}" stroke-width="1.8" stroke-dasharray="5 4"/>'


def _site(place: Place, turn: int, frame: Frame, dark: bool) -> str:
    x, y = frame.at(*_point(place))
    mark = f'<path d="M{x} {y - 7}L{x + 7} {y}L{x} {y + 7}L{x - 7} {y}Z" fill="{KINDS["mineral_site"].colour(dark)}"/>'
    return mark + _label(x, y + (22 if turn % 2 == 0 else -12), place.name, THEMES[dark], "600")


def _district(place: Place, told: Sequence[str], chosen: bool, frame: Frame, theme: Theme) -> str:
    x, y = frame.at(*_point(place))
    inside = min(max(x, 55.0), frame.width - 55.0)
    dot = f'<circle cx="{x}" cy="{y}" r="{5 if chosen else 3.5}" fill="{theme.accent}"/>'
    lines = [_label(inside, y - 9 - 13 * above, line, theme, "400", CHART_TEXT) for above, line in enumerate(reversed(told))]
    return dot + _label(inside, y - 9 - 13 * len(told), place.name, theme, "700" if chosen else "600") + "".join(reversed(lines))


def _label(x: float, y: float, text: str, theme: Theme, weight: str, size: int = CHART_TEXT + 1) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="middle" font-size="{size}" font-weight="{weight}" fill="{theme.ink}" '
        f'stroke="{theme.paper}" stroke-width="3" paint-order="stroke">{escape(text)}</text>'
    )


def _point(place: Place) -> Point:
    assert place.lat is not None
    assert place.lon is not None
    return float(place.lon), float(place.lat)
