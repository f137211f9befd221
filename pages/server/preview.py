"""The map of all facts as a picture, for previews of links elsewhere."""

from __future__ import annotations

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.gazetteer.boundaries import Outlines
from pages.brief.render import map_caption
from pages.drawing.map.picture import map_picture
from pages.drawing.map.places import build_map_layers
from pages.server.boundary_layers import route_paths


@kept(2)
def preview_png(dataset: Dataset, outlines: Outlines) -> bytes:
    """The picture as PNG, drawn once for each version of the data and of the outlines."""
    facts = dataset.facts.assign(match="definite")
    frames = build_map_layers(facts, dataset.places, outlines.outline_of)
    caption = map_caption(facts, len(frames.elsewhere), "all facts", dataset.version)
    return map_picture(frames, route_paths(dataset), outlines.layers, caption, "png")
