"""The colours of the map's ground, and how strongly a district is shaded (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from pages.drawing.palette import RGB

BASEMAP_COLORS: dict[bool, dict[str, RGB]] = {
    False: {"land": (236, 239, 242), "line": (200, 206, 212), "fill": (250, 250, 248), "edge": (134, 144, 154), "ink": (27, 39, 51)},
    True: {"land": (26, 33, 41), "line": (52, 62, 73), "fill": (33, 42, 52), "edge": (106, 120, 134), "ink": (230, 235, 240)},
}
ACCENT: dict[bool, RGB] = {False: (31, 90, 122), True: (124, 192, 228)}
DEEPEST = 0.27  # share of the accent in the darkest shade of a district: marks on it keep a contrast of 3:1
Row = Mapping[Hashable, Any]


def shade_weight(row: Row) -> float:
    """How strongly a district is shaded, from 0 to 1: by its facts, less for what only may match."""
    return min(1.0, 0.25 + 0.15 * (float(row["definite"]) + 0.4 * float(row["possible"])))


def shade(weight: float, dark: bool) -> RGB:
    """The fill of a shaded district."""
    pairs = zip(BASEMAP_COLORS[dark]["fill"], ACCENT[dark], strict=True)
    red, green, blue = (round(base + (accent - base) * weight * DEEPEST) for base, accent in pairs)
    return red, green, blue
