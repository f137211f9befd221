"""The names and counts on the picture of the map, each where it covers nothing that is there before it (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from pages.map.deck import GREYS
from pages.map.places import MapFrames
from pages.map.projection import Box, GeoJson, Projection
from pages.shared.lettering import width_of
from pages.shared.palette import COMMODITIES, count_words
from pages.shared.sheet import INK, QUIET, Point, Sheet

_BACK = "#{:02X}{:02X}{:02X}".format(*GREYS[False]["fill"])
_REACHES = (13, 22, 32, 44)
_DIRECTIONS = ((0, -1), (0, 1), (1, 0), (-1, 0), (0.7, -0.8), (-0.7, -0.8), (0.7, 0.8), (-0.7, 0.8))


def draw_labels(sheet: Sheet, projection: Projection, frames: MapFrames, outlines: Mapping[str, GeoJson], taken: list[Box]) -> None:
    """Badges of provinces, names of places, counts of districts: each where it covers nothing that is there before it."""
    shapes = {(level, f["id"]): f["geometry"] for level in ("province", "district") for f in outlines[f"{level}s"]["features"]}
    areas = frames.areas.sort_values("level", ascending=False, kind="stable").to_dict("records")
    whole = [row for row in areas if row["level"] == "province" and ("province", row["boundary"]) in shapes]
    for row in whole:
        x, y = _middle(projection.rings(shapes["province", row["boundary"]]), low=row["boundary"] == "balochistan")
        _label(
            sheet,
            projection.frame,
            (x, y),
            f"{row['names']}: {count_words(row['facts'], 'fact', 'facts')}",
            taken,
            10,
            bool(row["definite"]),
            edge=True,
        )
    for _, part in frames.marks.groupby("place", sort=True):
        x, y = projection.at(part["lon"].iloc[0], part["lat"].iloc[0])
        _label(sheet, projection.frame, (x, y + 14 + (2 * len(part) + 7 if len(part) > 1 else 0)), _place_label(part), taken, 9)
    for row in (r for r in areas if r["level"] == "district" and ("district", r["boundary"]) in shapes):
        at = _middle(projection.rings(shapes["district", row["boundary"]]))
        _label(sheet, projection.frame, at, f"{row['names']} {row['facts']}", taken, 9, bool(row["definite"]))


def _label(
    sheet: Sheet, frame: Box, at: Point, text: str, taken: list[Box], size: float, definite: bool = True, edge: bool = False
) -> None:
    width, height = width_of(text, size, bold=True) + (12 if edge else 5), size + (9 if edge else 4)
    x, y = clear_of(*at, width, height, taken, frame)
    box = around(x, y, width, height)
    sheet.box(*box, fill=_BACK, edge=INK if edge else "none", strength=0.93 if edge else 0.8)
    sheet.words(x, y + 0.36 * size, text, size, INK if definite else QUIET, bold=True, align="center")
    taken.append(box)


def _place_label(part: pd.DataFrame) -> str:
    signs = dict.fromkeys(COMMODITIES[c] for commodities in part["commodities"] for c in commodities)
    return str(part["name"].iloc[0]) + (f" ({' '.join(signs)})" if signs else "")


def _middle(rings: list[list[Point]], low: bool = False) -> Point:
    """A point well inside the largest ring; low: in its lower part, where the districts' own counts are not."""
    ring = max(rings, key=lambda r: (max(x for x, _ in r) - min(x for x, _ in r)) * (max(y for _, y in r) - min(y for _, y in r)))
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + 3 * cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if not area:
        return ring[0]
    lowest = max(py for _, py in ring)
    return x / area, (y / area * 0.35 + lowest * 0.65) if low else y / area


def clear_of(x: float, y: float, width: float, height: float, taken: Iterable[Box], frame: Box) -> Point:
    """The middle of a label near a point: the nearest of several spots that covers nothing taken, or the least of it."""
    taken, stretch = list(taken), max(1.0, width / 26)
    around_it = [(x + dx * reach * stretch, y + dy * reach) for reach in _REACHES for dx, dy in _DIRECTIONS]

    def cost(spot: Point) -> float:
        box = around(*spot, width, height)
        outside = box[0] < frame[0] or box[1] < frame[1] or box[2] > frame[2] or box[3] > frame[3]
        return 1e6 * outside + sum(_overlap(box, other) for other in taken)

    return min([(x, y), *around_it], key=cost)


def around(x: float, y: float, width: float, height: float) -> Box:
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _overlap(a: Box, b: Box) -> float:
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
