"""The outlines that the map is drawn with, and the files of them that the server hands out."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from functools import lru_cache
from pathlib import Path

from loaders.boundaries import LAYERS, Outlines, load_outlines
from loaders.dataset import Dataset, file_stamp


def outlines_now(dataset: Dataset) -> Outlines:
    """The built-in outlines, or those of the file named in BOUNDARIES."""
    setting = os.environ.get("BOUNDARIES")
    path = Path(setting) if setting else None
    return _outlines(dataset, path, file_stamp(path) if path else ())


@lru_cache(maxsize=4)
def _outlines(dataset: Dataset, path: Path | None, stamp: tuple[int, ...]) -> Outlines:
    return load_outlines(dataset.places, path, dataset.boundaries)


@lru_cache(maxsize=4)
def layer_addresses(outlines: Outlines) -> dict[str, str]:
    """Where the server hands out each layer; an address names its content, so that browsers keep it for ever."""
    return {layer: f"/boundaries/{layer}-{hashlib.sha256(layer_file(outlines, layer)).hexdigest()[:10]}.geojson" for layer in LAYERS}


@lru_cache(maxsize=16)
def layer_file(outlines: Outlines, layer: str) -> bytes:
    """One layer as gzipped GeoJSON; districts carry their outline's id and a tip."""
    features = [
        {"type": "Feature", "geometry": feature["geometry"], "properties": {"boundary": feature["id"], "tip": _tip(feature["properties"])}}
        for feature in outlines.layers[layer]["features"]
    ]
    whole = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    return gzip.compress(whole.encode(), mtime=0)


def _tip(properties: dict[str, object]) -> str:
    includes = properties.get("includes")
    names = [str(properties.get("name", "")), *(map(str, includes) if isinstance(includes, list) else [])]
    return f"{', '.join(names)}\nno fact of the whole district\nClick: filter by it"
