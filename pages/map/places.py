"""What the map draws: facts gathered by place, each place as exactly as it is known (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from loaders.records import Place
from loaders.vocabulary import PlaceKind

POINTS = (PlaceKind.SITE, PlaceKind.TOWN)


@dataclass(frozen=True)
class MapFrames:
    """`marks`: one row per fact at a point; `areas`: one row per outline with facts; `elsewhere`: facts drawn nowhere."""

    marks: pd.DataFrame
    areas: pd.DataFrame
    elsewhere: pd.DataFrame


def facts_by_place(facts: pd.DataFrame, places: Mapping[str, Place], outline_of: Mapping[str, str]) -> MapFrames:
    """Gather shown facts by place; outline_of leads from a district or province to the outline it is drawn in.

    marks: fact, title, kind, match, certainty, date_words, who_says, amount_usd, commodities, place, name, lat, lon,
    radius_km, rank, of (its turn among the facts of its place). areas: boundary, level (district or province), place_ids,
    names, facts, definite, possible. elsewhere: the given columns, for facts with no point and no outline.
    """
    rows = facts[["id", "place_ids", "match"]].explode("place_ids").dropna(subset="place_ids")
    rows = rows.rename(columns={"id": "fact", "place_ids": "place"})
    kinds = rows["place"].map({i: p.kind.value for i, p in places.items()})
    at_point = kinds.isin(POINTS) & rows["place"].isin([i for i, p in places.items() if p.lat is not None and _inside(i, places)])
    in_area = rows["place"].isin(list(outline_of))
    marks = _marks(rows[at_point], facts, places)
    areas = _areas(rows[in_area], places, outline_of)
    seen = set(rows.loc[at_point | in_area, "fact"])
    return MapFrames(marks, areas, facts[~facts["id"].isin(seen)])


def _inside(identity: str, places: Mapping[str, Place]) -> bool:
    here: str | None = identity
    for _ in range(len(places)):
        if here is None or here not in places:
            return False
        if places[here].kind is PlaceKind.PROVINCE:
            return True
        here = places[here].in_
    return False


def _marks(rows: pd.DataFrame, facts: pd.DataFrame, places: Mapping[str, Place]) -> pd.DataFrame:
    columns = ["title", "kind", "certainty", "date_words", "who_says", "amount_usd", "commodities"]
    found = rows.merge(facts[["id", *columns]], left_on="fact", right_on="id").drop(columns="id")
    gazetteer = pd.DataFrame(
        [(i, p.name, p.lat, p.lon, p.radius_km) for i, p in places.items() if p.lat is not None],
        columns=["place", "name", "lat", "lon", "radius_km"],
    )
    found = found.merge(gazetteer, on="place")
    found["rank"] = found.groupby("place").cumcount()
    found["of"] = found.groupby("place")["fact"].transform("size")
    return found


def _areas(rows: pd.DataFrame, places: Mapping[str, Place], outline_of: Mapping[str, str]) -> pd.DataFrame:
    found = rows.assign(
        boundary=rows["place"].map(dict(outline_of)),
        level=rows["place"].map({i: p.kind.value for i, p in places.items()}),
    )
    gathered = [
        {
            "boundary": boundary,
            "level": level,
            "place_ids": tuple(dict.fromkeys(part["place"])),
            "names": ", ".join(places[i].name for i in dict.fromkeys(part["place"])),
            "facts": part["fact"].nunique(),
            "definite": part.loc[part["match"] != "possible", "fact"].nunique(),
            "possible": part.loc[part["match"] == "possible", "fact"].nunique(),
        }
        for (level, boundary), part in found.groupby(["level", "boundary"], sort=True)
    ]
    columns = ["boundary", "level", "place_ids", "names", "facts", "definite", "possible"]
    return pd.DataFrame(gathered, columns=columns)
