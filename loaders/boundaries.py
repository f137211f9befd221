"""Outlines of districts, provinces and neighbours, as GeoJSON feature collections."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from loaders.problems import DataError, Problem, display_path
from loaders.reading import DATA

GeoJson: TypeAlias = dict[str, Any]


@lru_cache(maxsize=8)
def load_boundaries(layer: str, data: Path = DATA) -> GeoJson:
    """One layer of `data/boundaries/`: "districts", "provinces" or "neighbours"; shared, not to be changed.

    Generalised outlines in WGS84 degrees (svg-maps, Natural Earth; see data/README.md). Raises DataError.
    """
    path = data / "boundaries" / f"{layer}.geojson"
    try:
        found: GeoJson = json.loads(path.read_text(encoding="utf-8"))
        if not all({"id", "geometry"} <= feature.keys() for feature in found["features"]):
            raise ValueError("a feature has no id or no geometry")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"is not a GeoJSON feature collection ({error}); restore the file"
        raise DataError([Problem(display_path(path), 1, "", message)]) from None
    return found


def outline_ids(data: Path = DATA) -> set[str]:
    """The ids of all district and province outlines."""
    return {feature["id"] for layer in ("districts", "provinces") for feature in load_boundaries(layer, data)["features"]}
