"""From a view to its brief: the pictures drawn, then the page around them; run when a reader asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from loaders.frames.dataset import Dataset
from loaders.gazetteer.boundaries import Outlines
from loaders.query.selection import Selection
from loaders.schema.vocabulary import Kind
from pages.brief.content import Brief, Picture
from pages.drawing.alt_text import lanes_text, places_text
from pages.drawing.canvas import FileFormat
from pages.drawing.caption import Caption
from pages.drawing.hidden_counts import hidden_text
from pages.drawing.map.picture import ATTRIBUTION, map_picture
from pages.drawing.map.places import build_map_layers
from pages.drawing.palette import count_text
from pages.drawing.timeline.folding import without_empty_years
from pages.drawing.timeline.layout import LANE_WORDS, LANES, LaneLayout, ZoomRange, axis_end, layout_lanes, zoom_ranges
from pages.drawing.timeline.picture import timeline_picture
from pages.drawing.timeline.summary import caption_text, dated_text

Events = tuple[str, ...]


def map_caption(
    shown: pd.DataFrame, elsewhere: int, words: str, version: str, switched_off: int = 0, hidden: str = "", events: Events = ()
) -> Caption:
    """elsewhere: how many facts shown the map cannot place; switched_off: in layers not drawn; hidden: what is not shown, in words.

    events: of each imported dataset that is on, how many of its rows are shown, its version and licence; none of them is drawn.
    """
    drawn = len(shown) - elsewhere - switched_off
    counted = f"{count_text(len(shown), 'fact', 'facts')} shown: {drawn} on the map, {elsewhere} elsewhere or without a location"
    counted += f", {switched_off} in layers switched off" if switched_off else ""
    counted += f"; {hidden}" if hidden else ""
    return Caption("Map of minerals and conflict in Pakistan’s west", words, counted, version, ATTRIBUTION, not_drawn(events))


def timeline_caption(
    shown: pd.DataFrame, lanes: LaneLayout, preset: ZoomRange, words: str, version: str, hidden: str = "", events: Events = ()
) -> Caption:
    """lanes, preset: what is drawn of the facts shown, and in which part of the axis; hidden: what is not shown, in words.

    events: what is told of imported events beside them, line by line.
    """
    counted = f"{count_text(len(shown), 'fact', 'facts')} shown: {dated_text(shown)}"
    counted += f"; {lanes.outside:,} of the dated outside {preset.name}" if lanes.outside else ""
    counted += f"; {hidden}" if hidden else ""
    return Caption("Timeline of minerals and conflict in Pakistan’s west", words, counted, version, caption_text(lanes, preset), events)


def not_drawn(events: Events) -> Events:
    """Lines on imported events for a picture in which none is drawn."""
    return tuple(f"Not drawn, imported beside the facts: {one}" for one in events)


def make_brief(
    dataset: Dataset,
    selection: Selection,
    selected: pd.DataFrame,
    shown: pd.DataFrame,
    words: str,
    outlines: Outlines,
    routes: pd.DataFrame,
    address: str = "",
    lane: str = LANES[0],
    preset: str = "",
    layers: Sequence[str] = (),
    day: date | None = None,
    pictures: FileFormat = "svg",
    events: Events = (),
    server: str = "",
) -> Brief:
    """The content of a brief, with its pictures drawn.

    selected, shown, words, address and server as in `Brief`. outlines, routes: what the map is drawn with. lane, preset: what a lane of
    the timeline is and which part of its axis is in view, as on its page; layers: the kinds drawn on the map, all where none is
    named; what is not known of these is as if it were not given. day: when it is made, today unless given. events: as in
    `Brief`; the pictures tell of them and draw none.
    """
    hidden = hidden_text(dataset.facts, selected, shown)
    drawn_map = map_of_view(dataset, selection, shown, words, outlines, routes, layers, hidden, pictures, events)
    drawn_timeline = timeline_of_view(dataset, shown, words, lane if lane in LANE_WORDS else LANES[0], preset, hidden, pictures, events)
    made = day or date.today()
    return Brief(dataset, selection, selected, shown, words, made, address, drawn_map, drawn_timeline, ATTRIBUTION, events, server)


def map_of_view(
    dataset: Dataset,
    selection: Selection,
    shown: pd.DataFrame,
    words: str,
    outlines: Outlines,
    routes: pd.DataFrame,
    layers: Sequence[str],
    hidden: str,
    file_format: FileFormat,
    events: Events = (),
) -> Picture:
    """The map of a view, its arguments as in `make_brief`."""
    known = [kind for kind in layers if kind in {*Kind}] or [*Kind]
    drawn = shown[shown["kind"].isin(known)]
    frames = build_map_layers(drawn, dataset.places, outlines.outline_of)
    chosen = frozenset(outlines.outline_of.get(district, "") for district in selection.district)
    caption = map_caption(shown, len(frames.elsewhere), words, dataset.version, len(shown) - len(drawn), hidden, events)
    told = f"{caption.label()}. {places_text(frames.marks, frames.areas) or 'No fact on the map'}."
    return Picture(map_picture(frames, routes, outlines.layers, caption, file_format, chosen), told)


def timeline_of_view(
    dataset: Dataset, shown: pd.DataFrame, words: str, lane: str, asked: str, hidden: str, file_format: FileFormat, events: Events = ()
) -> Picture:
    """The timeline of a view, its arguments as in `make_brief`. asked: the part of its axis, the usual one where it is not known."""
    names = {p.id: p.name for p in dataset.places.values()} | {a.id: a.name for a in dataset.actors.values()}
    zoom_ranges_for = without_empty_years(zoom_ranges(shown, axis_end(dataset.facts)), shown)
    preset = next((p for p in zoom_ranges_for if p.id == asked), zoom_ranges_for[:2][-1])
    lanes = layout_lanes(shown, lane, names, preset)
    caption = timeline_caption(shown, lanes, preset, words, dataset.version, hidden, not_drawn(events))
    told = f"{caption.label()}. {lanes_text(lanes.spans, lanes.undated, lanes.names) or 'No fact on the timeline'}."
    return Picture(timeline_picture(lanes, preset, caption, file_format), told)
