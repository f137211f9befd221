"""A layer of districts of the reader's own: what can be drawn of it is drawn, the rest is named."""

from __future__ import annotations

import codecs
import json
import math
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from loaders.gazetteer.layer_detail import area_of, without_detail
from loaders.schema.diagnostics import escape_control
from loaders.yaml.files import file_bytes

GeoJson: TypeAlias = dict[str, Any]
Ring: TypeAlias = list[list[float]]
MAX_BYTES = 32 * 2**20
WEST, SOUTH, EAST, NORTH = 59.0, 22.0, 80.0, 39.0  # degrees around Pakistan: no longitude here is a latitude here
_WGS84 = re.compile(
    r"(?:^|[^a-z0-9])(?:crs84h?|4326|4979|(?:gcs_)?wgs[ _]?(?:19)?84)(?:\W*|/(?:proj4|ogcwkt|esriwkt|json)/?)$", re.IGNORECASE
)
_NOT_GEOJSON = "is not a GeoJSON feature collection"
_NO_OUTLINE = "no outline"
_NO_NUMBERS = "coordinates are not numbers"


@dataclass
class OwnLayer:
    """Features with polygons and properties; `left_out`: per reason the features that cannot be drawn; `notes`: what was mended."""

    features: list[GeoJson] = field(default_factory=list)
    left_out: dict[str, list[GeoJson]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read_own_layer(path: Path) -> OwnLayer:
    """The layer of a GeoJSON file, plain or gzipped. Raises ValueError in words where nothing of it can be drawn."""
    found = OwnLayer()
    features = _features(_content(path, found))
    turned = 0
    for feature in features:
        if not isinstance(feature, dict):
            continue
        told = feature.get("properties")
        properties = told if isinstance(told, dict) else {}
        try:
            polygons, swapped = _placed(list(_polygons(feature.get("geometry"))))
        except ValueError as reason:
            found.left_out.setdefault(str(reason), []).append(properties)
            continue
        turned += swapped
        geometry = {"type": "MultiPolygon", "coordinates": polygons}
        found.features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    drawn, detail = without_detail([feature["geometry"]["coordinates"] for feature in found.features])
    for feature, polygons in zip(found.features, drawn, strict=True):
        feature["geometry"]["coordinates"] = polygons
    if detail:
        found.notes.append(detail)
    if turned:
        found.notes.append(f"Latitude stood before longitude in {turned} of {len(features)} outlines; they are turned round.")
    if not found.features:
        raise ValueError("holds no outline that can be drawn: " + (", ".join(found.left_out) or "it is empty"))
    return found


def _content(path: Path, found: OwnLayer) -> Any:
    try:
        content = file_bytes(path, MAX_BYTES)
    except FileNotFoundError:
        raise ValueError("cannot be read: the file is missing") from None
    except ValueError as error:
        raise ValueError(f"cannot be read: {error}") from None
    if content.startswith(b"\x1f\x8b"):
        content = _unpacked(content)
    if content.startswith(b"PK"):
        raise ValueError("is a zip archive; unpack it and name the GeoJSON file")
    try:
        text = content.decode("utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
        found.notes.append("The file is not in UTF-8; its names were read as Latin-1.")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError(_NOT_GEOJSON) from None


def _unpacked(content: bytes) -> bytes:
    try:
        found = zlib.decompressobj(wbits=31).decompress(content, MAX_BYTES + 1)
    except zlib.error:
        raise ValueError("cannot be unpacked: the gzip file is broken") from None
    if len(found) > MAX_BYTES:
        raise ValueError(f"cannot be read: unpacked it is over {MAX_BYTES // 2**20} MiB; simplify it")
    return found


def _features(content: Any) -> list[Any]:
    """The features of a collection, or the one that stands alone; raises ValueError for other formats and projections."""
    if not isinstance(content, dict):
        raise ValueError(_NOT_GEOJSON)
    if content.get("type") == "Topology":
        raise ValueError("is TopoJSON; save it as GeoJSON (mapshaper and QGIS do)")
    if "geometryType" in content or "spatialReference" in content:
        raise ValueError("is JSON of Esri; save it as GeoJSON")
    if (crs := _crs(content.get("crs"))) and not _WGS84.search(crs):
        raise ValueError(f"is in {escape_control(crs, 80)}; save it in WGS84 degrees (EPSG:4326)")
    features = [content] if content.get("type") == "Feature" else content.get("features")
    if not isinstance(features, list):
        raise ValueError(_NOT_GEOJSON)
    if not features:
        raise ValueError("has no features")
    return features


def _crs(member: Any) -> str:
    """The name of a coordinate system; "" where none is named, which means WGS84."""
    if not isinstance(member, dict):
        return str(member or "")
    properties = member.get("properties")
    named = properties if isinstance(properties, dict) else {}
    return str(named.get("name") or named.get("href") or named.get("code") or "a coordinate system without a name")


def _polygons(geometry: Any) -> Iterator[list[Ring]]:
    """The polygons of a geometry, also of one that holds others; raises ValueError where there is none."""
    kind, found = (geometry.get("type"), geometry.get("coordinates")) if isinstance(geometry, dict) else (None, None)
    if kind == "GeometryCollection":
        parts = _listed(geometry.get("geometries"))
        areas = [part for part in parts if isinstance(part, dict) and part.get("type") in (kind, "Polygon", "MultiPolygon")]
        if not areas:
            raise ValueError(_NO_OUTLINE)
        for part in areas:
            yield from _polygons(part)
        return
    if kind not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"a {kind[:20]}, not an outline" if isinstance(kind, str) and kind.isalpha() else _NO_OUTLINE)
    drawn = [rings for polygon in ([found] if kind == "Polygon" else _listed(found)) if (rings := _rings(polygon))]
    if not drawn:
        raise ValueError(_NO_OUTLINE)
    yield from drawn


def _rings(polygon: Any) -> list[Ring]:
    """The outer ring and the holes, closed, without heights; nothing where the outer ring has no area."""
    rings = [_ring(points) for points in _listed(polygon)]
    return [rings[0], *(ring for ring in rings[1:] if area_of(ring))] if rings and area_of(rings[0]) else []


def _ring(points: Any) -> Ring:
    ring = []
    for point in _listed(points):
        if not isinstance(point, list) or len(point) < 2 or not all(type(value) in (int, float) for value in point[:2]):
            raise ValueError(_NO_NUMBERS)
        if not all(abs(value) < 1e300 and math.isfinite(value) for value in point[:2]):
            raise ValueError(_NO_NUMBERS)
        ring.append([float(point[0]), float(point[1])])
    return [*ring, ring[0]] if ring and ring[0] != ring[-1] else ring


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _placed(polygons: list[list[Ring]]) -> tuple[list[list[Ring]], bool]:
    """The polygons with longitude first, and whether they had to be turned; raises ValueError where they do not lie in Pakistan."""
    points = [point for rings in polygons for point in rings[0]]
    (left, right), (low, high) = ((min(axis), max(axis)) for axis in zip(*points, strict=True))
    if max(abs(left), abs(right)) > 180 or max(abs(low), abs(high)) > 180:
        raise ValueError("not in WGS84 degrees (metres of a projection?); save it in EPSG:4326")
    x, y = (left + right) / 2, (low + high) / 2
    if WEST <= x <= EAST and SOUTH <= y <= NORTH:
        return polygons, False
    if WEST <= y <= EAST and SOUTH <= x <= NORTH:
        return [[[[b, a] for a, b in ring] for ring in rings] for rings in polygons], True
    raise ValueError("outside Pakistan")
