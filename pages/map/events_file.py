"""The map of imported events as a file: the dataset that is drawn, with its version and licence in the picture."""

from __future__ import annotations

from dataclasses import replace

from loaders.events.folder import EventDataset
from loaders.frames.dataset import Dataset
from loaders.schema.vocabulary import Kind
from pages.drawing.canvas import FileFormat
from pages.drawing.caption import Caption
from pages.drawing.event_texts import NOUNS, counted_text, dataset_text, source_text
from pages.drawing.map.events import MOST_POINTS, By, event_layers
from pages.drawing.map.events_picture import outside_count
from pages.drawing.map.picture import ATTRIBUTION, map_picture, projection_of
from pages.drawing.map.places import build_map_layers
from pages.drawing.palette import count_text
from pages.server.boundary_layers import current_outlines, route_paths
from pages.state.events import Events, event_counts, events_by_place, shown_count
from pages.state.selection_text import selection_words
from pages.state.view import shown_facts

CLOSED = "its terms do not let its rows be passed on, so districts are shaded and no point is drawn"


def drawn_dataset(events: Events, asked: tuple[str, ...]) -> EventDataset:
    """The dataset that a picture is of: the one that the address names, else the first that is on."""
    return next((one for name in asked for one in events.on if one.name == name), events.on[0])


def events_map_file(dataset: Dataset, events: Events, about: EventDataset, by: By, file_format: FileFormat) -> bytes:
    """The map of a dataset's events that a selection shows, as a PNG or SVG file. May raise EventsUnavailable."""
    one, outlines = events.only(about.name), current_outlines(dataset)
    points, districts = events_by_place(dataset, one)
    if not about.redistribution:
        points = points.iloc[:0]
    counts = event_counts(dataset, one)[about.name]
    noun, names, shown = NOUNS[Kind(about.kind)], {place.id: place.name for place in dataset.places.values()}, shown_count(one, counts)
    layers = event_layers(points, districts, outlines.outline_of, names, noun, by, shown)
    at, inside, outside = int(points["events"].sum()), int(districts["events"].sum()), outside_count(projection_of(outlines.layers), layers)
    told = [counted_text(about, counts, events.selection.match)]
    if about.redistribution:
        most = f", the {MOST_POINTS:,} with most" if len(points) == MOST_POINTS else ""
        beyond = f", {outside:,} of them outside the picture" if outside else ""
        told.append(f"{count_text(at, *noun)} at {count_text(len(layers.points), 'point', 'points')}{most}{beyond}")
    else:
        told.append(CLOSED)
    told.append(f"{inside:,} surely in one district, by which districts are shaded; {shown - inside:,} may lie in several, or in none here")
    others = [f"Not drawn: {dataset_text(other)}" for other in events.on if other.name != about.name]
    caption = Caption(
        f"Map of imported {noun[1]}: {dataset_text(about)}",
        selection_words(events.selection, dataset).replace("all facts", f"all {noun[1]}"),
        ". ".join(told),
        dataset.version,
        ATTRIBUTION,
        (f"Imported {noun[1]}: {source_text(about)}. In no count of facts", *others),
    )
    facts = shown_facts(dataset, events.selection)
    frames = build_map_layers(facts[facts["kind"] == Kind.MINERAL_SITE.value], dataset.places, outlines.outline_of)
    frames = replace(frames, areas=frames.areas.iloc[:0])
    chosen = frozenset(outlines.outline_of.get(district, "") for district in events.selection.district)
    return map_picture(frames, route_paths(dataset), outlines.layers, caption, file_format, chosen, layers)
