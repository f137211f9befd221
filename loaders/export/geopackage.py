"""A selection as a GeoPackage (OGC, SQLite): points, areas, facts that no map can show, articles, and what the file is."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from loaders.export.fact_table import table
from loaders.export.geojson import NOWHERE, OF_THE_FILE, OF_THE_PLACE, place_features
from loaders.frames.dataset import Dataset
from loaders.frames.registries import articles_frame
from loaders.query.selection import Selection, accounting, select

WGS84 = 4326
_DAYS = ("date_start", "date_end", "earliest", "latest")
_PLACE = {"place": "TEXT", "place_number": "INTEGER", "places_of_fact": "INTEGER", "radius_km": "DOUBLE", "geometry_basis": "TEXT"}
_PLACE |= {"place_precision": "TEXT"}
_MADE = "2000-01-01T00:00:00.000Z"  # the same facts are the same file
_UNPAIRED = re.compile("[\ud800-\udfff\0]")
NOTE = (
    "Each row is what a source says. Numbers stand in the first place of a fact only, so that sums are right; figures of two sides are "
    "never to be added."
)


def to_geopackage(rows: pd.DataFrame, selection: Selection, dataset: Dataset) -> bytes:
    """Layers `fact_points` and `fact_areas` (WGS84, a row for each fact and place), tables `facts_elsewhere`, `articles` and `about`."""
    from fudgeo import Field, GeoPackage, SpatialReferenceSystem  # loads numpy's helpers: only when a file is asked for

    columns = _columns(rows, selection, dataset)
    layers: dict[str, list[tuple[Any, ...]]] = {"fact_points": [], "fact_areas": [], "facts_elsewhere": []}
    for geometry, told in place_features(rows, selection, dataset):
        values = tuple(_value(told[name]) for name in columns)
        shape = _shape(geometry)
        layers["facts_elsewhere" if shape is None else shape[0]].append(values if shape is None else (shape[1], *values))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "facts.gpkg"
        package = GeoPackage.create(path, flavor="EPSG")
        earth = SpatialReferenceSystem("WGS 84", "EPSG", WGS84, _definition(package))
        fields = [Field(name, kind) for name, kind in columns.items()]
        for name, shape_type in (("fact_points", "POINT"), ("fact_areas", "MULTIPOLYGON")):
            package.create_feature_class(name, earth, shape_type, fields=fields, description=NOTE, geom_name="geom")
            _insert(package, name, ("geom", *columns), layers[name])
        package.create_table("facts_elsewhere", fields, description="Facts whose place is on no map, and facts without a place")
        _insert(package, "facts_elsewhere", columns, layers["facts_elsewhere"])
        articles = articles_frame(dataset)
        package.create_table("articles", [Field(name, "TEXT") for name in articles], description="The texts that the facts rest on")
        _insert(package, "articles", map(str, articles), (tuple(map(_text, row)) for row in articles.itertuples(index=False, name=None)))
        package.create_table("about", [Field("name", "TEXT"), Field("value", "TEXT")], description="Version, selection and counts")
        _insert(package, "about", ("name", "value"), _about(rows, selection, dataset))
        package.connection.execute("UPDATE gpkg_contents SET last_change = ?", (_MADE,))
        package.connection.commit()
        package.connection.execute("VACUUM")
        package.connection.close()
        return path.read_bytes()


def _columns(rows: pd.DataFrame, selection: Selection, dataset: Dataset) -> dict[str, str]:
    """The columns of the facts' table with their SQL types, and those of a place."""
    flat = table(rows, dataset, selection)
    found = {}
    for name in flat.columns:
        if name not in (*OF_THE_FILE, *OF_THE_PLACE):
            number = "DOUBLE" if pd.api.types.is_float_dtype(flat[name]) else "INTEGER"
            numeric = pd.api.types.is_numeric_dtype(flat[name]) and not pd.api.types.is_bool_dtype(flat[name])
            found[name] = "DATE" if name in _DAYS else number if numeric else "BOOLEAN" if flat[name].dtype == bool else "TEXT"
    return found | _PLACE


def _definition(package: Any) -> str:
    (text,) = package.connection.execute("SELECT definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?", (WGS84,)).fetchone()
    return str(text)


def _shape(geometry: str) -> tuple[str, Any] | None:
    """The layer of a geometry and its value there."""
    from fudgeo.geometry import MultiPolygon, Point

    if geometry == NOWHERE:
        return None
    told = json.loads(geometry)
    if told["type"] == "Point":
        lon, lat = told["coordinates"][:2]
        return "fact_points", Point(x=lon, y=lat, srs_id=WGS84)
    parts = told["coordinates"] if told["type"] == "MultiPolygon" else [told["coordinates"]]
    return "fact_areas", MultiPolygon([[[tuple(point[:2]) for point in ring] for ring in rings] for rings in parts], srs_id=WGS84)


def _insert(package: Any, name: str, columns: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> None:
    named = [*columns]
    marks = ", ".join("?" * len(named))
    listed = ", ".join(f'"{column}"' for column in named)
    package.connection.executemany(f'INSERT INTO "{name}" ({listed}) VALUES ({marks})', rows)  # noqa: S608 (names of ours)


def _value(value: Any) -> Any:
    return _UNPAIRED.sub("�", value) if isinstance(value, str) else value


def _text(value: Any) -> str | None:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return None if pd.isna(value) else _UNPAIRED.sub("�", str(value.isoformat() if isinstance(value, date) else value))


def _about(rows: pd.DataFrame, selection: Selection, dataset: Dataset) -> list[tuple[str, str]]:
    counts = accounting(select(dataset.facts, selection))
    told = [("version", dataset.version), ("facts in this file", str(len(rows))), ("facts in the data", str(len(dataset.facts)))]
    told += [(f"match: {name}" if name != "timeless" else "definite that are mineral sites", str(n)) for name, n in counts.items()]
    told += [("licence", "CC BY 4.0"), ("how to read it", NOTE)]
    return told + [(f"selection: {name}", str(_value(value))) for name, value in selection.query()]
