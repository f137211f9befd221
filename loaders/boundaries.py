"""Outlines of districts, provinces and neighbours as GeoJSON, and which places are drawn in which outline."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from loaders.problems import DataError, Problem, display_path
from loaders.reading import DATA
from loaders.records import Place
from loaders.vocabulary import PlaceKind

GeoJson: TypeAlias = dict[str, Any]
MAX_BYTES = 32 * 2**20


@dataclass(frozen=True, eq=False)
class Outlines:
    """What the map is drawn with: layers "districts", "provinces" and "neighbours".

    `outline_of` leads from a district or province to the id of its outline.

    With a layer of the reader's own: `unmatched` are its names that no district has, `missing` the districts it lacks, and
    `fault` says why it could not be used, in which case the built-in layer stands.
    """

    layers: Mapping[str, GeoJson]
    outline_of: Mapping[str, str]
    own_layer: str | None = None
    unmatched: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    fault: str | None = None

    def holds(self, outline: str) -> tuple[str, ...]:
        """The ids of the places drawn in an outline."""
        return tuple(place for place, drawn_in in self.outline_of.items() if drawn_in == outline)


@lru_cache(maxsize=8)
def load_boundaries(layer: str, data: Path = DATA) -> GeoJson:
    """One layer of `data/boundaries/`: "districts", "provinces" or "neighbours"; shared, not to be changed.

    Generalised outlines in WGS84 degrees (svg-maps, Natural Earth; see data/README.md). Raises DataError.
    """
    path = data / "boundaries" / f"{layer}.geojson"
    try:
        found = _read_layer(path)
        if not all("id" in feature for feature in found["features"]):
            raise ValueError("a feature has no id")
    except ValueError as error:
        raise DataError([Problem(display_path(path), 1, "", f"cannot be used: {error}; restore the file")]) from None
    return found


def outline_ids(data: Path = DATA) -> set[str]:
    """The ids of all district and province outlines."""
    return {feature["id"] for layer in ("districts", "provinces") for feature in load_boundaries(layer, data)["features"]}


def load_outlines(places: Mapping[str, Place], layer: Path | None = None, data: Path = DATA) -> Outlines:
    """The built-in outlines, or in place of its districts those of a GeoJSON file with district names.

    Names are matched through the names and aliases of the gazetteer. A file that cannot be used leaves the built-in
    layer in place and says why in `fault`. Raises DataError for broken built-in layers.
    """
    base = {name: load_boundaries(name, data) for name in ("districts", "provinces", "neighbours")}
    built_in = {p.id: p.boundary for p in places.values() if p.boundary}
    if layer is None:
        return Outlines(base, built_in)
    try:
        own = _read_layer(layer)
        features, outline_of, unmatched = _matched(own["features"], places)
    except ValueError as error:
        return Outlines(base, built_in, fault=f"{layer.name} {error}; the built-in outlines are shown")
    districts = [p for p in places.values() if p.kind is PlaceKind.DISTRICT]
    provinces = {p.id: p.boundary for p in places.values() if p.kind is PlaceKind.PROVINCE and p.boundary}
    return Outlines(
        layers=base | {"districts": {"type": "FeatureCollection", "features": features}},
        outline_of=provinces | outline_of,
        own_layer=layer.name,
        unmatched=tuple(unmatched),
        missing=tuple(p.name for p in districts if p.id not in outline_of),
    )


def _read_layer(path: Path) -> GeoJson:
    """A feature collection of polygons; raises ValueError in words."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValueError(f"is over {MAX_BYTES // 2**20} MiB")
        found = json.loads(path.read_bytes())
        features = found["features"]
        if not features:
            raise ValueError("has no features")
        for feature in features:
            if feature["geometry"]["type"] not in ("Polygon", "MultiPolygon"):
                raise ValueError(f"has a {feature['geometry']['type']} where polygons are expected")
            for x, y in _positions(feature["geometry"]["coordinates"]):
                if not (-180 <= x <= 180 and -90 <= y <= 90):
                    raise ValueError("is not in WGS84 degrees")
    except OSError as error:
        raise ValueError(f"cannot be read ({error.strerror})") from None
    except (KeyError, TypeError, AttributeError, RecursionError, UnicodeDecodeError, json.JSONDecodeError):
        raise ValueError("is not a GeoJSON feature collection") from None
    return {"type": "FeatureCollection", "features": features}


def _positions(coordinates: Any) -> Iterator[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
    else:
        for inner in coordinates:
            yield from _positions(inner)


def _matched(features: list[GeoJson], places: Mapping[str, Place]) -> tuple[list[GeoJson], dict[str, str], list[str]]:
    """The features with ids of their districts; which district is drawn in which; the names that no district has."""
    known: dict[str, list[str]] = {}
    for place in places.values():
        if place.kind is PlaceKind.DISTRICT:
            for name in {_folded(place.name), *map(_folded, place.aliases)}:
                known.setdefault(name, []).append(place.id)
    known |= {_folded(p.name): [p.id] for p in places.values() if p.kind is PlaceKind.DISTRICT}
    field = _name_field(features, known)
    drawn: list[GeoJson] = []
    outline_of: dict[str, str] = {}
    unmatched: list[str] = []
    for feature in features:
        name = str(feature["properties"].get(field, ""))
        ids = known.get(_folded(name), [])
        if not ids:
            unmatched.append(name)
        outline = ids[0] if ids else f"unmatched-{len(unmatched)}"
        outline_of |= dict.fromkeys(ids, outline)
        drawn.append({"type": "Feature", "id": outline, "properties": {"id": outline, "name": name}, "geometry": feature["geometry"]})
    return drawn, outline_of, unmatched


def _name_field(features: list[GeoJson], known: Iterable[str]) -> str:
    """The property that holds district names: the one most of whose values are known."""
    names = set(known)
    hits = Counter(key for f in features for key, value in (f.get("properties") or {}).items() if _folded(str(value)) in names)
    if not hits:
        raise ValueError("names no district that is in the gazetteer")
    return str(hits.most_common(1)[0][0])


def _folded(name: str) -> str:
    return re.sub(r"[^a-z]+", " ", name.casefold()).removesuffix(" district").strip()
