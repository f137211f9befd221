"""Where in an outline its own sign stands (pure)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from pages.drawing.map.projection import GeoJson, Point

_NEAR = 1.0  # degrees: signs that are nearer touch each other on a sheet
_EDGE = 2.5  # so much nearer may the border be than a point
_STEPS = 24  # each way, where room is looked for
Points = npt.NDArray[np.float64]


def middle(geometry: GeoJson) -> Point:
    """The centroid (degrees) of a polygon's outer ring, the largest one's of several."""
    rings = [geometry["coordinates"][0]] if geometry["type"] == "Polygon" else [polygon[0] for polygon in geometry["coordinates"]]
    return max((_centroid(ring) for ring in rings), key=lambda found: found[0])[1]


def _centroid(ring: list[list[float]]) -> tuple[float, Point]:
    area = cx = cy = 0.0
    for (x0, y0, *_), (x1, y1, *_) in pairwise(ring):
        cross = x0 * y1 - x1 * y0
        area, cx, cy = area + cross / 2, cx + (x0 + x1) * cross, cy + (y0 + y1) * cross
    if area == 0:
        return 0.0, (ring[0][0], ring[0][1])
    return abs(area), (round(cx / (6 * area), 4), round(cy / (6 * area), 4))


def clear_middle(geometry: GeoJson, points: Sequence[Point]) -> Point:
    """The middle of a polygon; where points are near it, the spot within that is farthest from these and from the border."""
    found = middle(geometry)
    if not any(math.dist(point, found) < _NEAR for point in points):
        return found
    rings = geometry["coordinates"] if geometry["type"] == "Polygon" else [ring for polygon in geometry["coordinates"] for ring in polygon]
    starts, ends = (np.array([[x, y] for ring in rings for x, y, *_ in ring[part]]) for part in (slice(-1), slice(1, None)))
    axes = (np.linspace(low, high, _STEPS) for low, high in zip(starts.min(axis=0), starts.max(axis=0), strict=True))
    spots = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)
    spots = spots[_inside(spots, starts, ends)]
    if not len(spots):
        return found
    free = np.minimum(_EDGE * _to_border(spots, starts, ends), np.min([np.hypot(*(spots - point).T) for point in points], axis=0))
    x, y = spots[int(free.argmax())]
    return round(float(x), 4), round(float(y), 4)


def _inside(spots: Points, starts: Points, ends: Points) -> npt.NDArray[np.bool_]:
    """Whether spots lie within rings: a line to the right crosses their sides an odd number of times."""
    (x, y), (x0, y0), (x1, y1) = spots.T[:, :, None], starts.T[:, None], ends.T[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):  # a level side is crossed by none
        crossed = ((y0 > y) != (y1 > y)) & (x < x0 + (y - y0) / (y1 - y0) * (x1 - x0))
    return np.asarray(crossed.sum(axis=1) % 2 == 1)


def _to_border(spots: Points, starts: Points, ends: Points) -> Points:
    side = ends - starts
    length = np.maximum((side**2).sum(axis=1), 1e-12)
    along = np.clip(((spots[:, None] - starts) * side).sum(axis=2) / length, 0, 1)
    return np.asarray(np.hypot(*np.moveaxis(spots[:, None] - starts - along[..., None] * side, 2, 0)).min(axis=1))
