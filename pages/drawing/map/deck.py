"""The map as a pydeck deck (pure: frames in, Deck out).

Shapes share one kind of layer, lines another, words a third: a browser builds a program for each sort of layer before it draws,
and on a weak machine that takes longer than the drawing. Lines are pieces of their own, not paths, which cost three times as much.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import pydeck as pdk

from pages.drawing.map.borders import chosen_rows
from pages.drawing.map.extent import deck_view
from pages.drawing.map.labels import Label, around, labels
from pages.drawing.map.marks import leader_rows, mark_rows
from pages.drawing.map.places import MapLayers, with_points
from pages.drawing.map.polygons import shaded_districts, uncertainty_rings
from pages.drawing.map.projection import Box, GeoJson, Point, Projection, on_screen
from pages.drawing.palette import PALER, THEMES, count_text, rgb
from pages.drawing.tokens import CHART_TEXT

START = {"latitude": 30.95, "longitude": 67.4, "zoom": 4.95}
START_NARROW = {"latitude": 30.9, "longitude": 67.5, "zoom": 4.22}
HEIGHT, HEIGHT_NARROW = 620, 400
_WIDTH, _WIDTH_NARROW = 840, 366
_LETTERS = {"font_family": "'sans-serif'", "character_set": "'auto'", "get_position": "at", "get_pixel_offset": "offset"}


class WrittenDeck(pdk.Deck):  # type: ignore[misc]
    """A deck whose JSON is written once and without blanks: every reader of a view gets the same."""

    @cached_property
    def _written(self) -> str:
        return json.dumps(json.loads(super().to_json()), ensure_ascii=False, separators=(",", ":"))

    def to_json(self) -> str:
        return self._written


def facts_deck(
    frames: MapLayers,
    outlines: Mapping[str, GeoJson],
    addresses: Mapping[str, str],
    chosen: frozenset[str] = frozenset(),
    dark: bool = False,
    narrow: bool = False,
    fit: Sequence[Point] = (),
    size: tuple[float, float] | None = None,
    events: tuple[pdk.Layer, pdk.Layer] | None = None,
) -> WrittenDeck:
    """The deck of a view.

    frames: from `build_map_layers`. outlines: GeoJSON feature collections "districts" and "provinces". addresses: of the files
    "ground", "borders" and "routes", which do not travel with the deck. chosen: the outlines of districts that are filtered for.
    narrow: start for a phone. fit: points (degrees) that it shows at the start; both provinces for none. size: of the picture (pixels).
    events: shades and circles of imported events, from `pages.drawing.map.events`.
    """
    size = size or ((_WIDTH_NARROW, HEIGHT_NARROW) if narrow else (_WIDTH, HEIGHT))
    start = deck_view(fit, size) if fit else START_NARROW if narrow else START
    screen = on_screen(*size, **start)
    frames = replace(frames, marks=with_points(frames.marks, outlines["districts"]))
    over = [*shaded_districts(outlines["districts"], frames.areas, dark), *uncertainty_rings(frames.marks, dark)]
    marks = mark_rows(frames.marks, dark, narrow)
    words = labels(frames, outlines, screen, _covered(marks, screen), CHART_TEXT, _about_width)
    layers = [
        _shapes("ground", addresses["ground"]),
        *([events[0]] if events else []),
        _shapes("overlay", {"type": "FeatureCollection", "features": over}),
        _lines("borders", addresses["borders"]),
        _lines("routes", addresses["routes"], pickable=True),
        *([events[1]] if events else []),
        *([_lines("chosen", chosen_rows(outlines["districts"], chosen, dark))] if chosen else []),
        pdk.Layer(
            "TextLayer",
            leader_rows(marks, dark),
            id="leaders",
            get_text="glyph",
            get_size="size",
            get_color="colour",
            get_angle="angle",
            **_LETTERS,
        ),
        _words(words, dark),
        pdk.Layer("TextLayer", marks, id="marks", get_text="glyph", get_size="size", get_color="colour", pickable=True, **_LETTERS),
    ]
    view = pdk.ViewState(**start, min_zoom=3.6, max_zoom=11)
    return WrittenDeck(map_provider=None, layers=layers, initial_view_state=view, tooltip={"text": "{tip}"})


def _shapes(identity: str, data: str | GeoJson) -> pdk.Layer:
    return pdk.Layer("GeoJsonLayer", data, id=identity, stroked=False, pickable=True, get_fill_color="properties.fill")


def _lines(identity: str, data: str | list[dict[str, Any]], pickable: bool = False) -> pdk.Layer:
    ends = {"get_source_position": "from", "get_target_position": "to"}
    return pdk.Layer("LineLayer", data, id=identity, pickable=pickable, get_color="colour", get_width="width", **ends)


def _words(found: Iterable[Label], dark: bool) -> pdk.Layer:
    """Names and counts on a ground that keeps them readable over lines and shades; those of provinces have an edge."""
    ink, ground = rgb(THEMES[dark].ink), rgb(THEMES[dark].map_fill)
    rows = [
        {
            "at": label.at,
            "text": label.text,
            "offset": [round(x) for x in label.offset],
            "size": label.size,
            "ink": [*ink, 255 if label.row.get("definite", True) else round(255 * PALER)],
            "back": [*ground, 235 if label.level == "province" else 205],
            "edge": [*ink, 160 if label.level == "province" else 0],
            "tip": _tip(label),
        }
        | ({"level": label.level, "boundary": label.row["boundary"]} if label.level != "place" else {})
        for label in found
    ]
    return pdk.Layer(
        "TextLayer", rows, id="labels", get_text="text", get_size="size", get_color="ink", font_weight=600, background=True,
        get_background_color="back", background_padding=[3, 1], get_border_color="edge", get_border_width=1, pickable=True, **_LETTERS,
    )  # fmt: skip


def _tip(label: Label) -> str:
    row = label.row
    if label.level == "place":
        return label.text
    told = f"{count_text(row['facts'], 'fact', 'facts')} shown for {row['names']} as a whole"
    told += f", {row['possible']} of them may match" if row["possible"] else ""
    return f"{told}\nClick: {'list them' if label.level == 'province' else 'filter by it'}"


def _covered(marks: Iterable[Mapping[str, Any]], screen: Projection) -> list[Box]:
    """What the marks cover at the start."""
    spots = [(*screen.at(*mark["at"]), mark["offset"], mark["size"] * 0.8, len(mark["glyph"])) for mark in marks]
    return [around(x + right, y + down, size * (1 + letters) / 2, size) for x, y, (right, down), size, letters in spots]


def _about_width(text: str, size: float) -> float:
    """Pixels of bold letters of the browser's own font, about."""
    return 0.56 * size * len(text)
