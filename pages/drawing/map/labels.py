"""The names and counts on a map, each where it covers nothing that is there before it (pure)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from loaders.schema.formatting import words_of
from pages.drawing.map.choropleth import Row
from pages.drawing.map.middles import middle
from pages.drawing.map.places import MapLayers
from pages.drawing.map.projection import Box, GeoJson, Point, Projection

WidthOf = Callable[[str, float], float]
_FAR = 40  # of the place a label belongs to
_REACHES = (13, 22, 32, 44)
_DIRECTIONS = (
    (0, -1),
    (0, 1),
    (1, 0),
    (-1, 0),
    *((x * far, y * near) for far, near in ((0.7, 0.8), (0.4, 1), (1, 0.4)) for x in (1, -1) for y in (1, -1)),
)
_BESIDE = 13  # from a mark to the words at its side
_PIECES = 12  # of a straight part of a route
_BADGE_AT = {"balochistan": (65.2, 26.6)}  # its middle is where the districts' own counts are

_COMMODITIES: dict[str, str] = {
    "copper": "Cu",
    "gold": "Au",
    "lithium": "Li",
    "cobalt": "Co",
    "rare_earths": "REE",
    "critical_minerals": "critical minerals",
    "silver": "Ag",
    "lead": "Pb",
    "zinc": "Zn",
    "iron_ore": "Fe",
    "nickel": "Ni",
    "tin": "Sn",
    "tungsten": "W",
    "titanium": "Ti",
    "uranium": "U",
}


@dataclass(frozen=True)
class Label:
    """Words about something at a point (`at`, in degrees), centred `offset` points away from it.

    level: province, district or place; row: of the areas, or the first mark of the place.
    """

    level: str
    text: str
    at: Point
    offset: Point
    box: Box
    size: float
    row: Row


def labels(
    frames: MapLayers, outlines: Mapping[str, GeoJson], projection: Projection, taken: Iterable[Box], size: float, text_width: WidthOf
) -> list[Label]:
    """Badges of provinces, names of places, counts of districts: each keeps clear of what is `taken` and of those before it."""
    shapes = {(level, f["id"]): f["geometry"] for level in ("province", "district") for f in outlines[f"{level}s"]["features"]}
    covered, found = list(taken), []

    def put(level: str, text: str, at: Point, below: float, row: Row) -> None:
        edge = level == "province"
        letters = size + edge
        width, height = text_width(text, letters) + (12 if edge else 5), letters + (9 if edge else 4)
        x, y = projection.at(*at)
        spot = clear_of(x, y, below, width, height, covered, projection.frame)
        box = around(*spot, width, height)
        if level == "district" and gap(x, y, box) > _FAR:
            return  # it would seem to name what it stands at; the shade tells it to who points there
        covered.append(box)
        found.append(Label(level, text, at, (spot[0] - x, spot[1] - y), box, letters, row))

    areas = [row for row in frames.areas.to_dict("records") if (row["level"], row["boundary"]) in shapes]
    for row in (r for r in areas if r["level"] == "province"):
        at = _BADGE_AT.get(row["boundary"]) or middle(shapes["province", row["boundary"]])
        put("province", f"{row['names']} as a whole: {row['facts']}", at, 0, row)
    for _, part in frames.marks[frames.marks["level"] == "place"].groupby("place", sort=True):
        row = part.iloc[0].to_dict()
        put("place", place_label(part), (row["lon"], row["lat"]), 14 + _below(row), row)
    in_district = frames.marks[frames.marks["level"] == "district"]
    points = {b: (lon, lat) for b, lon, lat in zip(in_district["boundary"], in_district["lon"], in_district["lat"], strict=True)}
    for row in sorted((r for r in areas if r["level"] == "district"), key=lambda r: -r["facts"]):
        put(
            "district",
            f"{row['names']} {row['facts']}",
            points.get(row["boundary"]) or middle(shapes["district", row["boundary"]]),
            17,
            row,
        )
    return found


def _below(mark: Row) -> float:
    """How far the marks of a place reach below it."""
    if mark["of"] == 1:
        return 0
    return float(10 * mark["of"] if mark["crowded"] else 2 * mark["of"] + 7)


def place_label(marks: pd.DataFrame) -> str:
    """Reko Diq (Cu Au): the name of the place of some marks and what is mined there."""
    signs = dict.fromkeys(commodity_sign(c) for commodities in marks["commodities"] for c in commodities)
    return str(marks["name"].iloc[0]) + (f" ({' '.join(signs)})" if signs else "")


def commodity_sign(commodity: str) -> str:
    """The short sign of a commodity on the map; its words where it has none."""
    return _COMMODITIES.get(commodity, words_of(commodity))


def clear_of(
    x: float, y: float, below: float, width: float, height: float, taken: Iterable[Box], frame: Box, thin: Iterable[Box] = ()
) -> Point:
    """The middle of a label near a point, below what stands there or above it: the nearest spot that covers least of what is taken.

    thin: what it had better not cover either, but rather than stand far away; a point farther for each square point covered.
    """
    stretch = max(1.0, width / 26)
    left, right = frame[0] + width / 2, max(frame[0], frame[2] - width / 2)
    steps = [(0.0, 0.0), *((dx * reach * stretch, dy * reach) for reach in _REACHES for dx, dy in _DIRECTIONS)]
    spots = [(min(max(x + dx, left), right), y + start + dy) for start in dict.fromkeys((below, -below)) for dx, dy in steps]
    spots += [(x + side * (width / 2 + _BESIDE), y) for side in (1, -1) if below]
    boxes = np.array([around(*spot, width, height) for spot in spots])
    outside = (boxes[:, :2] < frame[:2]).any(axis=1) | (boxes[:, 2:] > frame[2:]).any(axis=1)
    far = [gap(x, y + 3, around(*spot, width, height)) for spot in spots]  # rather below than above
    return spots[int(np.lexsort((far + _covered(boxes, thin), _covered(boxes, taken) + 1e6 * outside))[0])]


def _covered(boxes: NDArray[np.float64], others: Iterable[Box]) -> NDArray[np.float64]:
    """How much of others each box covers, in square points."""
    rest = np.array([*others] or [(0.0, 0.0, 0.0, 0.0)])
    ends = np.minimum(boxes[:, None, 2:], rest[:, 2:]) - np.maximum(boxes[:, None, :2], rest[:, :2])
    covered: NDArray[np.float64] = np.maximum(ends, 0).prod(axis=2).sum(axis=1)
    return covered


def along(projection: Projection, routes: pd.DataFrame) -> list[Box]:
    """What the routes cover, in small boxes: a name lies rather beside a route than on it."""
    pieces = ((projection.at(*one), projection.at(*other)) for path in routes["path"] for one, other in pairwise(path))
    return [
        around(x0 + (x1 - x0) * step / _PIECES, y0 + (y1 - y0) * step / _PIECES, 2, 2)
        for (x0, y0), (x1, y1) in pieces
        for step in range(_PIECES)
    ]


def gap(x: float, y: float, box: Box) -> float:
    """How far a point is from a box, 0 within it."""
    return math.hypot(max(box[0] - x, 0, x - box[2]), max(box[1] - y, 0, y - box[3]))


def around(x: float, y: float, width: float, height: float) -> Box:
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2
