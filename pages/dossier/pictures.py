"""The picture of a view as a part of the page: its colours are those of the style sheet, so it is light or dark as the page is."""

from __future__ import annotations

from typing import Literal

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.query.selection import Selection
from pages.brief.render import map_of_view, timeline_of_view
from pages.drawing.hidden_counts import hidden_text
from pages.drawing.themed import themed
from pages.drawing.timeline.layout import LANES
from pages.server.boundary_layers import current_outlines, route_paths
from pages.state.selection_text import selection_words
from pages.state.view import selected_facts, shown_facts


@kept(24)
def view_svg(dataset: Dataset, selection: Selection, page: Literal["map", "timeline"]) -> str:
    """The picture that `page` offers of a selection as a file, as SVG within HTML; it has its own ratio and tells what it shows."""
    shown, words = shown_facts(dataset, selection), selection_words(selection, dataset)
    hidden = hidden_text(dataset.facts, selected_facts(dataset, selection), shown)
    if page == "map":
        found = map_of_view(dataset, selection, shown, words, current_outlines(dataset), route_paths(dataset), (), hidden, "svg")
    else:
        found = timeline_of_view(dataset, shown, words, LANES[0], "", hidden, "svg")
    return themed(found.content.decode().partition("?>")[2].strip())
