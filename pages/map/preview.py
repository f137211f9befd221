"""The map of all facts as a picture, for previews of links elsewhere."""

from __future__ import annotations

from functools import lru_cache

from loaders.dataset import Dataset
from pages.map.layers import outlines_now, route_paths
from pages.map.places import facts_by_place


@lru_cache(maxsize=2)
def preview_png(dataset: Dataset) -> bytes:
    """The picture as PNG, drawn once per data version."""
    from pages.map.picture import map_picture  # the drawing library loads only when a picture is asked for
    from pages.shared.brief_of import map_caption

    outlines, facts = outlines_now(dataset), dataset.facts.assign(match="definite")
    frames = facts_by_place(facts, dataset.places, outlines.outline_of)
    caption = map_caption(facts, len(frames.elsewhere), "all facts", dataset.version)
    return map_picture(frames, route_paths(dataset), outlines.layers, caption, "png")
