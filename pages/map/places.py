"""What the map draws: facts gathered by place, each place as exactly as it is known (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from loaders.records import Place
from loaders.vocabulary import PlaceKind

_TOLD = ["title", "kind", "match", "certainty", "date_words", "who_says", "amount_usd", "commodities"]
MARK_COLUMNS = ["fact", *_TOLD, "place", "name", "lat", "lon", "radius_km", "rank", "of"]
AREA_COLUMNS = ["boundary", "level", "place_ids", "names", "facts", "definite", "possible"]


@dataclass(frozen=True)
class MapFrames:
    """`marks`: one row per fact at a point; `areas`: one row per outline with facts; `elsewhere`: facts drawn nowhere."""

    marks: pd.DataFrame
    areas: pd.DataFrame
    elsewhere: pd.DataFrame


def facts_by_place(facts: pd.DataFrame, places: Mapping[str, Place], outline_of: Mapping[str, str]) -> MapFrames:
    """Gather shown facts by place; outline_of leads from a district or province to the outline it is drawn in.

    marks: MARK_COLUMNS, rank and of being its turn among the facts of its place. areas: AREA_COLUMNS, level being district
    or province, the last three counts of facts. elsewhere: the given columns, for facts with no point and no outline.
    """
    points = {i for i, p in places.items() if p.kind in (PlaceKind.SITE, PlaceKind.TOWN) and p.lat is not None and _inside(i, places)}
    at_point: dict[str, list[dict[str, Any]]] = {}
    in_area: dict[tuple[str, str], dict[str, Any]] = {}
    drawn: list[bool] = []
    for row in facts[["id", "place_ids", *_TOLD]].to_dict("records"):
        drawn.append(False)
        for place in row["place_ids"]:
            if place in points:
                at_point.setdefault(place, []).append({name: row[name] for name in _TOLD} | {"fact": row["id"], "place": place})
            elif place in outline_of:
                area = in_area.setdefault((places[place].kind.value, outline_of[place]), {"places": {}, "matches": {}})
                area["places"][place] = None
                area["matches"][row["id"]] = row["match"]
            drawn[-1] |= place in points or place in outline_of
    marks = [mark | _spot(places[p], rank, len(found)) for p, found in at_point.items() for rank, mark in enumerate(found)]
    return MapFrames(
        pd.DataFrame(marks, columns=MARK_COLUMNS).astype({"amount_usd": "float64"}),
        pd.DataFrame([_area(*key, found, places) for key, found in sorted(in_area.items())], columns=AREA_COLUMNS),
        facts[~np.array(drawn, dtype=bool)],
    )


def _inside(identity: str, places: Mapping[str, Place]) -> bool:
    """Whether a place lies in a province."""
    here: str | None = identity
    for _ in range(len(places)):
        if here is None or here not in places:
            return False
        if places[here].kind is PlaceKind.PROVINCE:
            return True
        here = places[here].in_
    return False


def _spot(place: Place, rank: int, of: int) -> dict[str, Any]:
    return {"name": place.name, "lat": place.lat, "lon": place.lon, "radius_km": place.radius_km, "rank": rank, "of": of}


def _area(level: str, boundary: str, found: Mapping[str, Any], places: Mapping[str, Place]) -> dict[str, Any]:
    possible = sum(match == "possible" for match in found["matches"].values())
    return {
        "boundary": boundary,
        "level": level,
        "place_ids": tuple(found["places"]),
        "names": ", ".join(places[i].name for i in found["places"]),
        "facts": len(found["matches"]),
        "definite": len(found["matches"]) - possible,
        "possible": possible,
    }
