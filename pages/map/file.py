"""The map of an address as a file: what the map page offers to download, and shows where a browser cannot draw."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from loaders.frames.dataset import Dataset
from loaders.query.selection import Selection
from loaders.schema.vocabulary import Kind
from pages.brief.render import map_caption
from pages.drawing.canvas import FileFormat
from pages.drawing.hidden_counts import hidden_text
from pages.drawing.map.picture import map_picture
from pages.drawing.map.places import build_map_layers
from pages.server.boundary_layers import current_outlines, route_paths
from pages.state.selection_text import selection_words
from pages.state.view import selected_facts, shown_facts

MAP_FILE = "./files/map.{file_format}"


def layers_of(values: Iterable[str]) -> tuple[str, ...]:
    """The kinds whose marks are drawn, of the values of `layer` in an address; all for none."""
    kinds = [kind.value for kind in Kind]
    return tuple(kind for kind in values if kind in kinds) or tuple(kinds)


def map_address(selection: Selection, layers: tuple[str, ...]) -> str:
    """Where the server gives the picture of a view as SVG, as pages link to it."""
    chosen = [("layer", kind) for kind in layers] if len(layers) < len(Kind) else []
    query = urlencode([*selection.query(), *chosen])
    return MAP_FILE.format(file_format="svg") + ("?" if query else "") + query


def map_file(
    dataset: Dataset, selection: Selection, layers: tuple[str, ...], file_format: FileFormat, events: tuple[str, ...] = ()
) -> bytes:
    """The map of the facts that a selection shows, of the kinds in layers, as a PNG or SVG file. events: lines on them."""
    outlines, shown = current_outlines(dataset), shown_facts(dataset, selection)
    drawn = shown[shown["kind"].isin(layers)]
    frames = build_map_layers(drawn, dataset.places, outlines.outline_of)
    words, switched_off = selection_words(selection, dataset), len(shown) - len(drawn)
    hidden = hidden_text(dataset.facts, selected_facts(dataset, selection), shown)
    caption = map_caption(shown, len(frames.elsewhere), words, dataset.version, switched_off, hidden, events)
    chosen = frozenset(outlines.outline_of.get(district, "") for district in selection.district)
    return map_picture(frames, route_paths(dataset), outlines.layers, caption, file_format, chosen)
