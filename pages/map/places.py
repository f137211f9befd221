"""What the map draws: facts gathered by place, each place as exactly as it is known (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from loaders.records import Place
from loaders.vocabulary import POINT_KINDS, Kind, PlaceKind
from pages.shared.palette import count_words

_TOLD = ["title", "kind", "match", "certainty", "date_words", "who_says", "amount_usd", "commodities"]
MARK_COLUMNS = ["fact", *_TOLD, "place", "name", "lat", "lon", "radius_km", "rank", "of", "facts", "crowded"]
MOST_AT_A_PLACE = 12
Listed = tuple[str, str, frozenset[str]]  # what a click names, its label, its places
AREA_COLUMNS = ["boundary", "level", "place_ids", "names", "facts", "definite", "possible"]


@dataclass(frozen=True)
class MapFrames:
    """What is drawn, and what is not.

    `marks`: one row per fact at a point, or per kind where a point is crowded; `areas`: one row per outline with facts;
    `elsewhere`: facts drawn nowhere.
    """

    marks: pd.DataFrame
    areas: pd.DataFrame
    elsewhere: pd.DataFrame


def listed_places(frames: MapFrames) -> tuple[Listed, ...]:
    """The whole provinces and the crowded places of a map: what has no mark for each of its facts, and so a list beside it."""
    provinces = frames.areas[frames.areas["level"] == "province"].to_dict("records")
    crowded = frames.marks[frames.marks["crowded"]].groupby(["place", "name"], sort=True)["facts"].sum().reset_index()
    return (
        *(_listed(row["boundary"], f"{row['names']} as a whole", row["facts"], row["place_ids"]) for row in provinces),
        *(_listed(row["place"], row["name"], row["facts"], (row["place"],)) for row in crowded.to_dict("records")),
    )


def _listed(at: str, name: str, count: int, places: Iterable[str]) -> Listed:
    return at, f"{name}: {count_words(int(count), 'fact', 'facts')}", frozenset(places)


def facts_by_place(facts: pd.DataFrame, places: Mapping[str, Place], outline_of: Mapping[str, str]) -> MapFrames:
    """Gather shown facts by place; outline_of leads from a district or province to the outline it is drawn in.

    marks: MARK_COLUMNS, rank and of being its turn among the marks of its place. A place of more than MOST_AT_A_PLACE facts is
    crowded: it has a mark per kind, `facts` is how many that stands for, and `fact` is "" where it is not one alone.
    areas: AREA_COLUMNS, level being district or province, the last three counts of facts. elsewhere: the given columns, for
    facts with no point and no outline.
    """
    points = {i for i, p in places.items() if p.kind in POINT_KINDS and p.lat is not None and _inside(i, places)}
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
    marks = [mark for identity, found in at_point.items() for mark in _marks(places[identity], found)]
    return MapFrames(
        pd.DataFrame(marks, columns=MARK_COLUMNS).astype({"amount_usd": "float64", "facts": "int64", "crowded": "bool"}),
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


def _marks(place: Place, found: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A mark for each fact of a place; of a crowded one a mark for each kind."""
    crowded = len(found) > MOST_AT_A_PLACE
    parts = [[mark for mark in found if mark["kind"] == kind] for kind in Kind] if crowded else [[mark] for mark in found]
    parts = [part for part in parts if part]
    spot = {"name": place.name, "lat": place.lat, "lon": place.lon, "radius_km": place.radius_km, "crowded": crowded}
    for rank, part in enumerate(parts):
        yield {**(part[0] if len(part) == 1 else _gathered(part)), **spot, "rank": rank, "of": len(parts), "facts": len(part)}


def _gathered(part: list[dict[str, Any]]) -> dict[str, Any]:
    """What stands for several facts of one kind: nothing that only one of them says."""
    definite = any(mark["match"] != "possible" for mark in part)
    alike = {"place": part[0]["place"], "kind": part[0]["kind"], "match": "definite" if definite else "possible"}
    return {"fact": "", **alike, "commodities": tuple(dict.fromkeys(c for mark in part for c in mark["commodities"]))}


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
