"""The outlines that the map is drawn with, and the files of them that the server hands out."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders.boundaries import Outlines, load_outlines
from loaders.dataset import Dataset, file_stamp
from pages.map.projection import thinned
from pages.map.shades import GREYS

LAYERS = ("ground", "provinces")
_PIXEL = 0.023  # degrees, at the first zoom


def outlines_now(dataset: Dataset) -> Outlines:
    """The built-in outlines, or those of the file named in BOUNDARIES."""
    setting = os.environ.get("BOUNDARIES")
    path = Path(setting) if setting else None
    return _outlines(dataset, path, file_stamp(path) if path else ())


@lru_cache(maxsize=4)
def _outlines(dataset: Dataset, path: Path | None, stamp: tuple[int, ...]) -> Outlines:
    return load_outlines(dataset.places, path, dataset.boundaries)


@lru_cache(maxsize=8)
def layer_addresses(outlines: Outlines, dark: bool) -> dict[str, str]:
    """Where the server hands out each layer; an address names its content, so that browsers keep it for ever."""
    found = {layer: hashlib.sha256(layer_file(outlines, layer, dark)).hexdigest()[:10] for layer in LAYERS}
    return {layer: f"/boundaries/{layer}-{digest}.geojson" for layer, digest in found.items()}


def file_at(outlines: Outlines, name: str) -> bytes | None:
    """The file that stands at an address, or None."""
    known = ((layer, dark) for layer in LAYERS for dark in (False, True))
    return next((layer_file(outlines, *key) for key in known if layer_addresses(outlines, key[1])[key[0]].endswith(f"/{name}")), None)


@lru_cache(maxsize=16)
def layer_file(outlines: Outlines, layer: str, dark: bool) -> bytes:
    """One layer as gzipped GeoJSON in the colours of a scheme; the ground is the neighbours and, with their tips, the districts."""
    features = list(_ground(outlines, dark) if layer == "ground" else _provinces(outlines, dark))
    whole = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    return gzip.compress(whole.encode(), mtime=0)


def _ground(outlines: Outlines, dark: bool) -> Iterator[dict[str, Any]]:
    grey = GREYS[dark]
    for feature in outlines.layers["neighbours"]["features"]:
        tip = "outside Balochistan and Khyber Pakhtunkhwa"
        coarse = {"type": feature["geometry"]["type"], "coordinates": _coarse(feature["geometry"]["coordinates"])}
        yield _feature({"geometry": coarse}, {"tip": tip, "fill": grey["land"], "line": grey["line"], "width": 0.5})
    for feature in outlines.layers["districts"]["features"]:
        style = {"boundary": feature["id"], "tip": _tip(feature["properties"])}
        yield _feature(feature, style | {"fill": grey["fill"], "line": grey["edge"], "width": 0.8})


def _coarse(coordinates: Any) -> Any:
    """Rings without what cannot be seen at the first zoom: the ground of the neighbours is context, and half of all that is drawn."""
    if isinstance(coordinates[0][0], int | float):
        half = len(coordinates) // 2  # a ring ends where it begins: its halves do not
        return [*thinned(coordinates[: half + 1], _PIXEL)[:-1], *thinned(coordinates[half:], _PIXEL)]
    return [_coarse(part) for part in coordinates]


def _provinces(outlines: Outlines, dark: bool) -> Iterator[dict[str, Any]]:
    style = {"fill": (0, 0, 0, 0), "line": GREYS[dark]["ink"], "width": 1.6}
    for feature in outlines.layers["provinces"]["features"]:
        yield _feature(feature, {"tip": f"border of {feature['properties']['name']}"} | style)


def _feature(feature: dict[str, Any], properties: dict[str, object]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": feature["geometry"], "properties": properties}


def _tip(properties: dict[str, object]) -> str:
    includes = properties.get("includes")
    names = [str(properties.get("name", "")), *(map(str, includes) if isinstance(includes, list) else [])]
    return f"{', '.join(names)}\nno fact of the whole district\nClick: filter by it"
