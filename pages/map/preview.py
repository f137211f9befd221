"""The map of all facts as a picture, for previews of links elsewhere."""

from __future__ import annotations

from loaders.boundaries import Outlines
from loaders.dataset import Dataset
from pages.map.layers import route_paths
from pages.map.places import facts_by_place
from pages.shared.kept import kept


@kept(2)
def preview_png(dataset: Dataset, outlines: Outlines) -> bytes:
    """The picture as PNG, drawn once for each version of the data and of the outlines."""
    from pages.map.picture import map_picture  # the drawing library loads only when a picture is asked for
    from pages.shared.brief_of import map_caption

    facts = dataset.facts.assign(match="definite")
    frames = facts_by_place(facts, dataset.places, outlines.outline_of)
    caption = map_caption(facts, len(frames.elsewhere), "all facts", dataset.version)
    return map_picture(frames, route_paths(dataset), outlines.layers, caption, "png")
