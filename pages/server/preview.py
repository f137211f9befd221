"""The picture of a view that a link to it is shown with elsewhere: made once, and of few views at a time."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.gazetteer.boundaries import Outlines
from loaders.query.selection import Selection, select, shown
from loaders.schema.derived_terms import Match
from pages.drawing.alt_text import whole_text
from pages.drawing.map.places import build_map_layers
from pages.drawing.map.preview_card import CardWords, preview_card
from pages.server.boundary_layers import route_paths
from pages.server.page_metadata import SITE

EVERYTHING = Selection()


@dataclass(frozen=True)
class PreviewWords:
    """title: what stands large in the picture; what the view holds where it is left out. lines: below it. fact: the only one on the map."""

    title: str = ""
    lines: tuple[str, ...] = ()
    fact: str = ""


@kept(32)
def preview_png(dataset: Dataset, outlines: Outlines, selection: Selection = EVERYTHING, told: PreviewWords | None = None) -> bytes:
    """The picture as PNG, drawn once for each version of the data and of the outlines."""
    told = told or PreviewWords()
    facts = shown(select(dataset.facts, selection), selection)
    if told.fact:
        facts = dataset.facts[dataset.facts["id"] == told.fact].assign(match=Match.DEFINITE.value)
    frames = build_map_layers(facts, dataset.places, outlines.outline_of)
    chosen = frozenset(outlines.outline_of.get(district, "") for district in selection.district)
    heading = told.title or whole_text(facts)
    words = CardWords(f"{SITE} · Pakistan’s west", heading[:1].upper() + heading[1:], told.lines, dataset.version)
    return preview_card(frames, route_paths(dataset), outlines.layers, words, chosen)
