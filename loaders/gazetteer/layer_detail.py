"""Outlines with more points than a map can show, drawn on a grid: neighbours that share a border still share it."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TypeAlias

Ring: TypeAlias = list[list[float]]
Polygons: TypeAlias = list[list[Ring]]
MOST_POINTS = 100_000  # of a whole layer: some 2 MB for each reader, and a second to draw
_GRIDS = ((0.002, "200 m"), (0.01, "1 km"), (0.05, "5 km"))  # degrees, and what they are in words


def without_detail(outlines: list[Polygons]) -> tuple[list[Polygons], str]:
    """The outlines of a layer as they are, or on the finest grid that leaves few enough points; and how fine it is, in words.

    Raises ValueError where even the coarsest grid leaves too many.
    """
    many = points_of(outlines)
    if many <= MOST_POINTS:
        return outlines, ""
    for step, words in _GRIDS:
        found = [[[_on_grid(ring, step) for ring in rings] for rings in polygons] for polygons in outlines]
        if points_of(found) <= MOST_POINTS:
            return found, f"The layer has {many:,} points; outlines are drawn to some {words}."
    raise ValueError(f"has {many:,} points, of which a map can show {MOST_POINTS:,}; simplify it (mapshaper and QGIS do)")


def points_of(outlines: list[Polygons]) -> int:
    """How many points outlines have in all."""
    return sum(len(ring) for polygons in outlines for rings in polygons for ring in rings)


def _on_grid(ring: Ring, step: float) -> Ring:
    """A closed ring through the points of a grid; a ring that is too small for the grid stays as it is."""
    snapped = [[round(x * step, 6), round(y * step, 6)] for (x, y), _ in groupby((round(x / step), round(y / step)) for x, y in ring)]
    return snapped if abs(area_of(snapped)) > step * step else ring


def area_of(ring: Ring) -> float:
    """The area of a closed ring in square degrees, positive anticlockwise; 0 for a line or a point."""
    if len(ring) < 4:
        return 0.0
    x0, y0 = ring[0]  # from a near point: differences of great numbers lose what is small
    return sum((ax - x0) * (by - y0) - (bx - x0) * (ay - y0) for (ax, ay), (bx, by) in pairwise(ring)) / 2
