"""Outlines of districts, provinces and neighbours as GeoJSON, and which places are drawn in which outline."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from loaders.gazetteer.custom_layer import read_own_layer
from loaders.gazetteer.district_names import match_districts
from loaders.schema.diagnostics import DataError, Diagnostic, display_path, escape_control
from loaders.schema.registries import Place
from loaders.schema.registry_terms import PlaceKind
from loaders.yaml.files import file_bytes
from loaders.yaml.folder import DATA

GeoJson: TypeAlias = dict[str, Any]
LAYERS = ("districts", "provinces", "neighbours")
MAX_BYTES = 8 * 2**20
Layers: TypeAlias = Mapping[str, GeoJson]


@dataclass(frozen=True, eq=False)
class Outlines:
    """What the map is drawn with: layers "districts", "provinces" and "neighbours".

    `outline_of` leads from a district or province to the id of its outline.

    With a layer of the reader's own: `unmatched` are its names that no district has, `missing` the districts it lacks, `notes`
    say what of it was mended or cannot be drawn, and `fault` says why it could not be used, in which case the built-in layer stands.
    """

    layers: Mapping[str, GeoJson]
    outline_of: Mapping[str, str]
    own_layer: str | None = None
    unmatched: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    fault: str | None = None
    notes: tuple[str, ...] = ()

    def holds(self, outline: str) -> tuple[str, ...]:
        """The ids of the places drawn in an outline."""
        return tuple(place for place, drawn_in in self.outline_of.items() if drawn_in == outline)


def load_boundaries(layer: str, data: Path = DATA) -> GeoJson:
    """One layer of `data/boundaries/`: "districts", "provinces" or "neighbours".

    Generalised outlines in WGS84 degrees (svg-maps, Natural Earth; see data/README.md). Raises DataError.
    """
    path = data / "boundaries" / f"{layer}.geojson"
    try:
        found = _read_layer(path, MAX_BYTES)
        if not all(isinstance(feature.get("id"), str) for feature in found["features"]):
            raise ValueError("a feature has no id")
    except ValueError as error:
        said = f"{escape_control(str(error))}; restore the file"
        raise DataError([Diagnostic(display_path(path), 1, "", said)]) from None
    return found


def load_layers(data: Path = DATA) -> Layers:
    """Every layer of a data folder, by name. Raises DataError with the problems of all."""
    layers: dict[str, GeoJson] = {}
    problems: list[Diagnostic] = []
    for layer in LAYERS:
        try:
            layers[layer] = load_boundaries(layer, data)
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    return layers


def outline_ids(layers: Layers) -> set[str]:
    """The ids of all district and province outlines."""
    return {feature["id"] for layer in ("districts", "provinces") for feature in layers[layer]["features"]}


def load_outlines(places: Mapping[str, Place], layer: Path | None = None, built_in: Layers | None = None) -> Outlines:
    """The built-in outlines, or in place of its districts those of a GeoJSON file with district names.

    `built_in`: the layers of a dataset; left out, those of the project's own data folder.

    Names are matched through the names and aliases of the gazetteer, whatever their accents and spelling.
    A file that cannot be used leaves the built-in layer in place and says why in `fault`. Raises DataError for broken built-in layers.
    """
    base = dict(built_in or load_layers())
    drawn_in = {p.id: p.boundary for p in places.values() if p.boundary}
    if layer is None:
        return Outlines(base, drawn_in)
    try:
        own = read_own_layer(layer)
        features, outline_of, unmatched = match_districts(own.features, own.left_out, places)
    except ValueError as error:
        return Outlines(base, drawn_in, fault=f"{layer.name} {escape_control(str(error))}; the built-in outlines are shown")
    districts = [p for p in places.values() if p.kind is PlaceKind.DISTRICT]
    provinces = {p.id: p.boundary for p in places.values() if p.kind is PlaceKind.PROVINCE and p.boundary}
    return Outlines(
        layers=base | {"districts": {"type": "FeatureCollection", "features": features}},
        outline_of=provinces | outline_of,
        own_layer=layer.name,
        unmatched=unmatched.names,
        missing=tuple(p.name for p in districts if p.id not in outline_of),
        notes=(*own.notes, *unmatched.left_out),
    )


def _read_layer(path: Path, most: int) -> GeoJson:
    """A feature collection of polygons from a file of at most `most` bytes; raises ValueError in words."""
    try:
        content = file_bytes(path, most)
    except FileNotFoundError:
        raise ValueError("cannot be read: the file is missing") from None
    except ValueError as error:
        raise ValueError(f"cannot be read: {error}") from None
    try:
        features = json.loads(content.decode("utf-8"))["features"]
        if not features:
            raise ValueError("has no features")
        for feature in features:
            _check_outline(feature["geometry"])
    except (LookupError, TypeError, AttributeError, RecursionError, UnicodeDecodeError, json.JSONDecodeError):
        raise ValueError("is not a GeoJSON feature collection") from None
    return {"type": "FeatureCollection", "features": features}


def _check_outline(geometry: GeoJson) -> None:
    if geometry["type"] not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"has a {geometry['type']} where polygons are expected")
    found = geometry["coordinates"]
    polygons = [found] if geometry["type"] == "Polygon" else found
    if not polygons or not all(polygons):
        raise ValueError("has an outline without a polygon")
    for ring in (ring for rings in polygons for ring in rings):
        if len({(x, y) for x, y, *_ in ring}) < 3:
            raise ValueError("has an outline of fewer than three points")
        if not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y, *_ in ring):
            raise ValueError("is not in WGS84 degrees")
