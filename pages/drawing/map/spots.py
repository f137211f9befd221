"""Where the facts of a view are, one spot for each place or district, kept apart so that each can be seen and clicked (pure)."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import pandas as pd

from loaders.schema.vocabulary import Kind
from pages.drawing.map.places import MapLayers, with_points
from pages.drawing.map.projection import GeoJson, Projection

_ROUNDS = 60
_GAP = 2.0  # pixels between two spots


@dataclass(frozen=True)
class Spot:
    """A place or a district with facts.

    level: place or district. facts: their ids. look: of `palette.LOOKS` where all have one, else "". possible: whether all only may
    match. site: whether one of them is a mineral site. lon, lat: degrees. x, y: where it is drawn; moved: whether that is beside its place.
    """

    level: str
    place: str
    name: str
    boundary: str
    facts: tuple[str, ...]
    look: str
    possible: bool
    site: bool
    commodities: tuple[str, ...]
    lon: float
    lat: float
    radius_km: float
    x: float = 0.0
    y: float = 0.0
    moved: bool = False

    @property
    def radius(self) -> float:
        """Pixels from its middle to its edge: more facts, a little more room."""
        return min(8.5 + 1.6 * math.log2(len(self.facts)), 15.0)


def spots_of(facts: pd.DataFrame, frames: MapLayers, districts: GeoJson) -> list[Spot]:
    """The spots of the facts shown. frames: from `build_map_layers` of the same facts."""
    at = {i: set(places) for i, places in zip(facts["id"], facts["place_ids"], strict=True)}
    found = []
    marks: dict[tuple[str, str], list[dict[Hashable, Any]]] = {}
    for mark in with_points(frames.marks, districts).to_dict("records"):
        marks.setdefault((mark["level"], mark["place"]), []).append(mark)
    for (level, place), part in sorted(marks.items(), key=lambda spot: spot[0]):
        held, row = {h for mark in part for h in mark["holds"]}, part[0]
        looks = {mark["look"] for mark in part}
        found.append(
            Spot(
                level=level,
                place=place,
                name=row["name"],
                boundary=row["boundary"],
                facts=tuple(i for i, places in at.items() if places & held),
                look=looks.pop() if len(looks) == 1 else "",
                possible=all(mark["match"] == "possible" for mark in part),
                site=any(mark["kind"] == Kind.MINERAL_SITE for mark in part),
                commodities=tuple(dict.fromkeys(c for mark in part for c in mark["commodities"])),
                lon=row["lon"],
                lat=row["lat"],
                radius_km=row["radius_km"],
            )
        )
    return found


def placed(spots: Sequence[Spot], projection: Projection) -> list[Spot]:
    """The spots where they are drawn: at their place, or beside it where two would cover each other."""
    at = [list(projection.at(spot.lon, spot.lat)) for spot in spots]
    pairs = list(combinations(range(len(spots)), 2))
    for _ in range(_ROUNDS):
        moved = [_part(at[a], at[b], spots[a].radius + spots[b].radius + _GAP) for a, b in pairs]
        if not any(moved):
            break
    found = []
    for spot, (x, y) in zip(spots, at, strict=True):
        home = projection.at(spot.lon, spot.lat)
        found.append(replace(spot, x=round(x, 1), y=round(y, 1), moved=math.dist(home, (x, y)) > 3))
    return found


def _part(one: list[float], other: list[float], wanted: float) -> bool:
    """Move two points apart, each by half of what is missing; whether that was needed."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    gap = math.hypot(dx, dy)
    if gap >= wanted - 0.01:
        return False
    dx, dy = (dx / gap, dy / gap) if gap else (1.0, 0.0)
    step = (wanted - gap) / 2
    one[0], one[1], other[0], other[1] = one[0] - dx * step, one[1] - dy * step, other[0] + dx * step, other[1] + dy * step
    return True
