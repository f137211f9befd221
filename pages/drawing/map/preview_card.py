"""The picture that a link is shown with elsewhere: what the view holds in words, beside it the map (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from pages.drawing.canvas import Canvas
from pages.drawing.map.labels import labels
from pages.drawing.map.picture import draw_ground, draw_label, draw_marks, draw_routes
from pages.drawing.map.places import MapLayers, with_points
from pages.drawing.map.projection import GeoJson, fitted
from pages.drawing.text_layout import text_width, wrapped

WIDTH, HEIGHT = 600.0, 315.0  # as wide as previews show it: 1.91 to 1
_LEFT, _MAP = 24.0, 306.0  # where words and map begin
_ROOM = _MAP - _LEFT - 20
_SMALL, _TEXT, _TITLE = 11.0, 12.5, 21.0
_MOST_TITLE, _MOST_LINES = 5, 3


@dataclass(frozen=True)
class CardWords:
    """site: whose view it is. title: what it holds, or the title of the fact that a link opens. lines: the selection, what is hidden."""

    site: str
    title: str
    lines: tuple[str, ...]
    version: str

    def label(self) -> str:
        """The picture in one sentence."""
        return ". ".join([self.title, *self.lines, f"Data version {self.version}"])


def preview_card(
    frames: MapLayers, routes: pd.DataFrame, outlines: Mapping[str, GeoJson], words: CardWords, chosen: frozenset[str]
) -> bytes:
    """The picture as PNG; frames, routes, outlines and chosen as in `map_picture`."""
    sheet = Canvas(WIDTH, HEIGHT)
    frames = replace(frames, marks=with_points(frames.marks, outlines["districts"]))
    projection = fitted(outlines["provinces"], (_MAP, 2, WIDTH - 2, HEIGHT - 2))
    sheet.box(_MAP, 0, WIDTH, HEIGHT, sheet.theme.map_land)
    draw_ground(sheet, projection, outlines, frames.areas, chosen)
    draw_routes(sheet, projection, routes)
    sheet.box(0, 0, _MAP, HEIGHT)  # over what goes beyond the map
    sheet.line([(_MAP, 0), (_MAP, HEIGHT)])
    taken = draw_marks(sheet, projection, frames.marks)
    for label in labels(frames, outlines, projection, taken, 9, lambda text, size: text_width(text, size, bold=True)):
        draw_label(sheet, label)
    _write(sheet, words)
    return sheet.drawn("png", words.label())


def _write(sheet: Canvas, words: CardWords) -> None:
    """The site above, the title large, below it the selection and what is hidden, at the foot the version."""
    theme = sheet.theme
    sheet.words(_LEFT, 34, words.site, _SMALL, theme.quiet, bold=True)
    at = 52.0
    for line in wrapped(words.title, _ROOM, _TITLE, bold=True, most=_MOST_TITLE):
        at += _TITLE * 1.2
        sheet.words(_LEFT, at, line, _TITLE, bold=True)
    at += 8
    for text in words.lines:
        for line in wrapped(text, _ROOM, _TEXT, most=_MOST_LINES):
            at += _TEXT * 1.35
            if at < HEIGHT - 48:
                sheet.words(_LEFT, at, line, _TEXT, theme.ink)
    sheet.words(_LEFT, HEIGHT - 36, "Each mark is what a source says, with its passage.", _SMALL, theme.quiet)
    sheet.words(_LEFT, HEIGHT - 20, f"Data version {words.version}", _SMALL, theme.quiet)
