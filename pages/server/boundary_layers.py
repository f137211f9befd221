"""The outlines and routes that the map is drawn with, and the files of them that the server hands out."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from loaders.api.settings import settings
from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.frames.file_stamps import file_stamp
from loaders.gazetteer.boundaries import Outlines, load_outlines
from pages.drawing.map.borders import border_rows, route_rows
from pages.drawing.palette import THEMES, rgb
from pages.server.kept_files import keep, kept_file

LAYERS = ("ground", "borders", "routes")
_AROUND = [[30, 0], [100, 0], [100, 60], [30, 60], [30, 0]]  # degrees: all that can be seen beside the districts


def current_outlines(dataset: Dataset) -> Outlines:
    """The built-in outlines, or those of the file named in BOUNDARIES."""
    path = settings().boundaries
    return _outlines(dataset, path, file_stamp(path) if path else ())


@kept(4)
def _outlines(dataset: Dataset, path: Path | None, stamp: tuple[int, ...]) -> Outlines:
    return load_outlines(dataset.places, path, dataset.boundaries)


@kept(4)
def layer_addresses(dataset: Dataset, outlines: Outlines, dark: bool) -> dict[str, str]:
    """Where the server hands out each layer; an address names its content, so that browsers keep it for ever."""
    files = {layer: layer_file(dataset, outlines, layer, dark) for layer in LAYERS}
    names = {layer: f"{layer}-{hashlib.sha256(packed).hexdigest()[:10]}.json" for layer, packed in files.items()}
    for layer, name in names.items():
        keep(name, files[layer])
    return {layer: f"/boundaries/{name}" for layer, name in names.items()}


def layer_by_filename(dataset: Dataset, outlines: Outlines, name: str) -> bytes | None:
    """The file that stands at an address, also one of the last day's; else None."""
    for dark in (False, True):
        for layer, address in layer_addresses(dataset, outlines, dark).items():
            if address.endswith(f"/{name}"):
                return layer_file(dataset, outlines, layer, dark)
    return kept_file(name)


@kept(12)
def layer_file(dataset: Dataset, outlines: Outlines, layer: str, dark: bool) -> bytes:
    """One layer, gzipped, in the colours of a scheme.

    The ground (GeoJSON) is a sheet and on it the districts with their tips; borders, also the neighbours', and routes are rows of lines.
    """
    match layer:
        case "ground":
            content: object = {"type": "FeatureCollection", "features": list(_ground(outlines, dark))}
        case "borders":
            content = border_rows(outlines.layers, dark)
        case _:
            content = route_rows(route_paths(dataset), dark)
    return gzip.compress(json.dumps(content, separators=(",", ":")).encode(), mtime=0)


def route_paths(dataset: Dataset) -> pd.DataFrame:
    """Per route and site it serves: name, path through the points of its places (gazetteer) to the site."""
    rows = []
    for route in dataset.routes.values():
        via = [dataset.places[i] for i in route.via]
        for site in (dataset.places[i] for i in route.serves):
            path = [[p.lon, p.lat] for p in [*via, site] if p.lat is not None]
            if len(path) > 1:  # where places have no coordinates, there is nothing to draw
                rows.append({"name": f"{route.name}, on to {site.name}", "path": path})
    return pd.DataFrame(rows, columns=["name", "path"])


def _ground(outlines: Outlines, dark: bool) -> Iterator[dict[str, Any]]:
    theme = THEMES[dark]
    around = {"tip": "outside Balochistan and Khyber Pakhtunkhwa", "fill": rgb(theme.map_land)}
    yield {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [_AROUND]}, "properties": around}
    for feature in outlines.layers["districts"]["features"]:
        properties = {"boundary": feature["id"], "tip": _tip(feature["properties"]), "fill": rgb(theme.map_fill)}
        yield {"type": "Feature", "geometry": feature["geometry"], "properties": properties}


def _tip(properties: dict[str, object]) -> str:
    includes = properties.get("includes")
    names = [str(properties.get("name", "")), *(map(str, includes) if isinstance(includes, list) else [])]
    return f"{', '.join(names)}\nClick: filter by it"
