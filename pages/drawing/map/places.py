"""What the map draws: facts gathered by place, each place as exactly as it is known (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from loaders.schema.registries import Place
from loaders.schema.registry_terms import POINT_KINDS, PlaceKind
from pages.drawing.map.middles import clear_middle
from pages.drawing.map.projection import GeoJson
from pages.drawing.palette import LOOKS, count_text, looks_of

_TOLD = ["title", "kind", "match", "certainty", "date_words", "who_says", "amount_usd", "amount_words", "commodities"]
_MARKED = ["fact", *_TOLD, "look", "at_places", "within"]
_SPOT = ["level", "place", "name", "boundary", "holds", "lat", "lon", "radius_km"]
MARK_COLUMNS = [*_MARKED, *_SPOT, "rank", "of", "facts", "crowded"]
MOST_AT_A_PLACE = 12
PlaceGroup = tuple[str, str, frozenset[str]]  # what a click names, its label, its places
AREA_COLUMNS = ["boundary", "level", "place_ids", "names", "facts", "definite", "possible"]
_WITHIN_OTHERS = POINT_KINDS | {PlaceKind.SUBDISTRICT}  # drawn in what they lie in where they have no point or outline
Spot = tuple[str, str]  # place, district or province; the id of what is drawn there


@dataclass(frozen=True)
class MapLayers:
    """What is drawn, and what is not.

    `marks`: one row per fact and point or district, or per look where several share a sign; `areas`: one row per outline with facts;
    `elsewhere`: facts drawn nowhere.
    """

    marks: pd.DataFrame
    areas: pd.DataFrame
    elsewhere: pd.DataFrame


def group_by_place(frames: MapLayers) -> tuple[PlaceGroup, ...]:
    """The whole provinces, and places where a sign stands for several facts: what has no mark for each fact, and so a list beside it."""
    provinces = frames.areas[frames.areas["level"] == "province"].to_dict("records")
    several = frames.marks[frames.marks["place"].isin(frames.marks.loc[frames.marks["facts"] > 1, "place"])]
    spots = several.groupby(["level", "place", "name", "holds"], sort=True)["facts"].sum().reset_index().to_dict("records")
    names = {spot["place"]: spot["name"] + (" as a whole" if spot["level"] == "district" else "") for spot in spots}
    return (
        *(_listed(row["boundary"], f"{row['names']} as a whole", row["facts"], row["place_ids"]) for row in provinces),
        *(_listed(spot["place"], names[spot["place"]], spot["facts"], spot["holds"]) for spot in spots),
    )


def _listed(at: str, name: str, count: int, places: Iterable[str]) -> PlaceGroup:
    return at, f"{name}: {count_text(int(count), 'fact', 'facts')} shown", frozenset(places)


def build_map_layers(facts: pd.DataFrame, places: Mapping[str, Place], outline_of: Mapping[str, str]) -> MapLayers:
    """Gather shown facts by place; outline_of leads from a district or province to the outline it is drawn in.

    marks: MARK_COLUMNS. look: of `palette.LOOKS`. at_places: how many places of the fact are drawn. within: the name of a place that
    has no point of its own and is drawn in its district. level: place or district. holds: the ids of places that are drawn there.
    rank and of: the mark's turn among those of its place. In a district, and at a place of more than MOST_AT_A_PLACE facts
    (crowded), there is a mark per look: `facts` is how many it stands for, and `fact` is "" where it is not one alone.
    areas: AREA_COLUMNS, level being district or province, the last three counts of facts. elsewhere: the given columns, for
    facts with no point and no outline.
    """
    at_spot: dict[Spot, dict[tuple[str, str], dict[str, Any]]] = {}
    drawn: list[bool] = []
    told_of = facts[["id", "place_ids", *_TOLD]].assign(amount_usd=facts["amount_usd"].fillna(facts["amount_usd_low"]))
    for row, look in zip(told_of.to_dict("records"), looks_of(facts), strict=True):
        spots = {place: spot for place in row["place_ids"] if (spot := _spot(place, places, outline_of))}
        told = {name: row[name] for name in _TOLD} | {"fact": row["id"], "look": look, "at_places": len(set(spots.values()))}
        for place, spot in spots.items():
            within = places[place].name if spot[1] != place else ""
            at_spot.setdefault(spot, {}).setdefault((row["id"], spot[1]), told | {"within": within, "holds": place})
        drawn.append(bool(spots))
    marks = [
        mark for spot, found in at_spot.items() if spot[0] != "province" for mark in _marks(spot, list(found.values()), places, outline_of)
    ]
    frame = pd.DataFrame(marks, columns=MARK_COLUMNS).astype(
        {"amount_usd": "float64", "lat": "float64", "lon": "float64", "facts": "int64", "crowded": "bool"}
    )
    return MapLayers(frame, _areas(at_spot, places, outline_of), facts[~np.array(drawn, dtype=bool)])


def _spot(identity: str, places: Mapping[str, Place], outline_of: Mapping[str, str]) -> Spot | None:
    """Where a place is drawn: at its point, in its outline, or, without either, in the district or province it lies in."""
    around = _around(identity, places)
    if not any(place.kind is PlaceKind.PROVINCE for place in around):
        return None
    if around[0].kind in POINT_KINDS and around[0].lat is not None:
        return "place", identity
    for place in around if around[0].kind in _WITHIN_OTHERS else around[:1]:
        if place.id in outline_of:
            return place.kind.value, place.id
    return None


def _around(identity: str, places: Mapping[str, Place]) -> list[Place]:
    """A place and those around it, the nearest first."""
    found: list[Place] = []
    here: str | None = identity
    while here is not None and here in places and len(found) < len(places):
        found.append(places[here])
        here = places[here].in_
    return found


def _marks(spot: Spot, found: list[dict[str, Any]], places: Mapping[str, Place], outline_of: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """A mark for each fact of a place; of a district and of a crowded place a mark for each look."""
    level, identity = spot
    crowded = level == "place" and len(found) > MOST_AT_A_PLACE
    by_look = [[mark for mark in found if mark["look"] == look] for look in LOOKS]
    parts = [part for part in by_look if part] if crowded or level == "district" else [[mark] for mark in found]
    place = places[identity]
    at = {"level": level, "place": identity, "name": place.name, "boundary": outline_of.get(identity, ""), "crowded": crowded}
    at |= {"lat": place.lat, "lon": place.lon, "radius_km": place.radius_km, "holds": tuple(dict.fromkeys(m["holds"] for m in found))}
    for rank, part in enumerate(parts):
        yield {**(part[0] if len(part) == 1 else _gathered(part)), **at, "rank": rank, "of": len(parts), "facts": len(part)}


def _gathered(part: list[dict[str, Any]]) -> dict[str, Any]:
    """What stands for several facts of one look: nothing that only one of them says."""
    definite = any(mark["match"] != "possible" for mark in part)
    alike = {name: part[0][name] for name in ("kind", "look")} | {"match": "definite" if definite else "possible", "at_places": 1}
    return {"fact": "", "within": "", **alike, "commodities": tuple(dict.fromkeys(c for mark in part for c in mark["commodities"]))}


def _areas(
    at_spot: Mapping[Spot, Mapping[tuple[str, str], dict[str, Any]]], places: Mapping[str, Place], outline_of: Mapping[str, str]
) -> pd.DataFrame:
    """The outlines with facts: districts that share one are one."""
    shared: dict[Spot, dict[str, dict[tuple[str, str], dict[str, Any]]]] = {}
    for (level, identity), found in at_spot.items():
        if level != "place":
            shared.setdefault((level, outline_of[identity]), {})[identity] = dict(found)
    rows = []
    for (level, boundary), inside in sorted(shared.items()):
        matches = {fact: mark["match"] for found in inside.values() for (fact, _), mark in found.items()}
        possible = sum(match == "possible" for match in matches.values())
        held = dict.fromkeys([*inside, *(mark["holds"] for found in inside.values() for mark in found.values())])
        names = ", ".join(places[i].name for i in inside)
        rows.append((boundary, level, tuple(held), names, len(matches), len(matches) - possible, possible))
    return pd.DataFrame(rows, columns=AREA_COLUMNS)


def with_points(marks: pd.DataFrame, districts: GeoJson) -> pd.DataFrame:
    """The marks with those of districts in the middle of their outline, clear of places: the gazetteer's point would mean a town."""
    wanted = set(marks.loc[marks["level"] == "district", "boundary"])
    points = sorted({*marks.loc[marks["level"] == "place", ["lon", "lat"]].itertuples(index=False, name=None)})
    middles = {f["id"]: clear_middle(f["geometry"], points) for f in districts["features"] if f["id"] in wanted}
    at = [middles.get(b) if level == "district" else None for b, level in zip(marks["boundary"], marks["level"], strict=True)]
    spots = [spot or own for spot, own in zip(at, zip(marks["lon"], marks["lat"], strict=True), strict=True)]
    found = marks.assign(lon=[float(lon) for lon, _ in spots], lat=[float(lat) for _, lat in spots])
    return found[found["lat"].notna()]
