"""A selection as GeoJSON (RFC 7946): a feature for each fact and place, whose numbers can be added up."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from loaders.export.fact_table import table
from loaders.frames.dataset import Dataset
from loaders.frames.facts import GAZETTEER
from loaders.gazetteer.boundaries import GeoJson
from loaders.gazetteer.places import COARSENESS
from loaders.query.selection import Selection
from loaders.schema.registry_terms import POINT_KINDS, PlaceKind

NOWHERE = "null"
_NO_PLACE = {"radius_km": None, "geometry_basis": None, "place_precision": None}
COARSE = 0.05  # degrees, some 5 km: as exact as "somewhere in the province" needs, and a tenth of its outline
OF_THE_FILE = ("lat", "lon", "selection")  # told by the geometry, and once by the whole file
OF_THE_PLACE = ("radius_km", "geometry_basis")  # of a feature's own place, not of the whole fact


def to_geojson(rows: pd.DataFrame, selection: Selection, dataset: Dataset) -> bytes:
    """Points for sites and towns, outlines for districts and provinces, null geometry for what has no place on a map.

    A number of a fact (amount_usd, killed) stands in the first of its features and is null in the others, so that sums are
    right; `place_number` and `places_of_fact` tell which of how many a feature is. Version and selection are told by the whole.
    """
    features = [
        f'{{"type":"Feature","geometry":{geometry},"properties":{_compact(told)}}}'
        for geometry, told in place_features(rows, selection, dataset)
    ]
    head = f'{{"type":"FeatureCollection","version":{_compact(dataset.version)},"selection":{_compact(selection.parameters())}'
    listed = ",\n".join(features)
    return f'{head},"features":[\n{listed}\n]}}\n'.encode("utf-8", "replace")


def place_features(rows: pd.DataFrame, selection: Selection, dataset: Dataset) -> Iterator[tuple[str, dict[str, Any]]]:
    """For each fact and place its geometry as GeoJSON text and its properties; one with null geometry for a fact without a place."""
    flat = table(rows, dataset, selection)
    numbers = dict.fromkeys(set(flat.select_dtypes("number").columns) - {*OF_THE_FILE, *OF_THE_PLACE})
    properties = json.loads(flat.drop(columns=[*OF_THE_FILE, *OF_THE_PLACE]).to_json(orient="records"))
    drawn = _drawn(dataset)
    known = {place: _of_place(place, dataset, drawn[place] != NOWHERE) for place in dataset.places}
    for places, row in zip(rows["place_ids"], properties, strict=True):
        for number, place in enumerate(places or (None,), 1):
            own = {"place": place, "place_number": number, "places_of_fact": len(places)}
            told = row | own | (known[place] if place else _NO_PLACE) | (numbers if number > 1 else {})
            yield drawn[place] if place else NOWHERE, told


def _of_place(identity: str, dataset: Dataset, drawn: bool) -> dict[str, Any]:
    """How exactly the place of a feature is known: its own precision, and how uncertain its point is."""
    place = dataset.places[identity]
    radius = place.radius_km if drawn and place.kind in POINT_KINDS else None
    return {"radius_km": radius, "geometry_basis": GAZETTEER if drawn else None, "place_precision": COARSENESS[place.kind].value}


def _compact(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _drawn(dataset: Dataset) -> dict[str, str]:
    """The geometry of each place, written once however many facts are there."""
    outlines = {
        feature["id"]: feature["geometry"] for layer in ("districts", "provinces") for feature in dataset.boundaries[layer]["features"]
    }
    return {place: _compact(_geometry(place, dataset, outlines)) for place in dataset.places}


def _geometry(identity: str, dataset: Dataset, outlines: Mapping[str, GeoJson]) -> GeoJson | None:
    place = dataset.places[identity]
    if place.kind is PlaceKind.DISTRICT:
        return outlines.get(place.boundary or "")
    if place.kind is PlaceKind.PROVINCE:
        return coarse(found, COARSE) if (found := outlines.get(place.boundary or "")) else None
    if place.kind in POINT_KINDS and place.lat is not None:
        return {"type": "Point", "coordinates": [place.lon, place.lat]}
    return None


def coarse(geometry: GeoJson, tolerance: float) -> GeoJson:
    """An outline without the points that lie within a tolerance (degrees) of what is left; rings stay closed."""

    def ring(points: list[list[float]]) -> list[list[float]]:
        half = len(points) // 2  # a ring ends where it begins: its halves do not
        found = [*thinned(points[: half + 1], tolerance)[:-1], *thinned(points[half:], tolerance)]
        return found if len(found) >= 4 else points

    def rings(coordinates: Any) -> Any:
        return ring(coordinates) if isinstance(coordinates[0][0], int | float) else [rings(part) for part in coordinates]

    return {"type": geometry["type"], "coordinates": rings(geometry["coordinates"])}


def thinned(line: list[list[float]], tolerance: float) -> list[list[float]]:
    """A line without the points that lie within a tolerance (degrees) of what is left (Douglas and Peucker)."""
    kept, open_parts = {0, len(line) - 1}, [(0, len(line) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        (x0, y0), (x1, y1) = line[first][:2], line[last][:2]
        length = math.hypot(x1 - x0, y1 - y0)
        off = [
            abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length if length else math.hypot(x - x0, y - y0)
            for x, y, *_ in line[first + 1 : last]
        ]
        if off and max(off) > tolerance:
            at = first + 1 + off.index(max(off))
            kept.add(at)
            open_parts += [(first, at), (at, last)]
    return [line[i] for i in sorted(kept)]
