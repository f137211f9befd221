"""The colours of the map's ground, and how strongly a district is shaded (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from pages.drawing.palette import RGB, THEMES, rgb

DEEPEST = 0.27  # share of the accent in the darkest shade of a district: marks on it keep a contrast of 3:1
Row = Mapping[Hashable, Any]


def shade_weight(row: Row) -> float:
    """How strongly a district is shaded, from 0 to 1: by its facts, less for what only may match."""
    return min(1.0, 0.25 + 0.15 * (float(row["definite"]) + 0.4 * float(row["possible"])))


def shade(weight: float, dark: bool) -> RGB:
    """The fill of a shaded district."""
    pairs = zip(rgb(THEMES[dark].map_fill), rgb(THEMES[dark].accent), strict=True)
    red, green, blue = (round(base + (accent - base) * weight * DEEPEST) for base, accent in pairs)
    return red, green, blue
