"""The boxes on the picture of the routes: a district's name with its counts, beside its point and clear of each other (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pages.drawing.canvas import Canvas
from pages.drawing.palette import INCIDENTS
from pages.drawing.text_layout import text_width

NAME_SIZE, COUNT_SIZE, LINE = 15, 14, 19
_PAD, _GAP = 8.0, 9.0
_SIGN, _APART = 15.0, 12.0  # pixels: a sign with the room around it; after a number, whose font is the browser's
_COLOURS = {style.glyph: style for style in INCIDENTS.values()}
_SIGNS = re.compile(f"([{''.join(_COLOURS)}])")


@dataclass(frozen=True)
class Box:
    """Where a label stands: left, top, width, height in pixels."""

    x: float
    y: float
    width: float
    height: float

    def overlap(self, other: Box) -> float:
        """How much of the two lies on one another, in square pixels."""
        across = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        down = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return max(across, 0.0) * max(down, 0.0)


def box_beside(
    point: tuple[float, float], lines: Sequence[str], size: tuple[float, float], taken: Iterable[Box], better_free: Iterable[Box] = ()
) -> Box:
    """The box of a label beside its point, within the picture: the first place around it that is free, else the freest.

    taken: labels and marks; better_free: what may be covered where there is no other room.
    """
    x, y = point
    width = max(text_width(line, NAME_SIZE, bold=True) for line in lines) + 2 * _PAD + _APART
    height = LINE * len(lines) + _PAD
    left, right, above, below = x - width - _GAP, x + _GAP, y - height - _GAP, y + _GAP
    across, down = x - width / 2, y - height / 2
    spots = [(across, above), (across, below), (left, down), (right, down), (left, above), (right, above), (left, below), (right, below)]
    inside = [Box(_held(start, width, size[0]), _held(top, height, size[1]), width, height) for start, top in spots]
    others, soft = [*taken, Box(x - 5, y - 5, 10, 10)], list(better_free)
    return min(inside, key=lambda box: (sum(box.overlap(other) for other in others), sum(box.overlap(other) for other in soft)))


def _held(start: float, length: float, room: float) -> float:
    return round(min(max(start, 2.0), max(room - length - 2.0, 2.0)), 1)


def draw_box(sheet: Canvas, box: Box, name: str, counts: Sequence[str], chosen: bool) -> None:
    """The label: the name, and below it the counts with the signs of the classes in their colours."""
    edge, width = (sheet.theme.accent, 2.0) if chosen else (sheet.theme.map_edge, 1.0)
    right, bottom = box.x + box.width, box.y + box.height
    sheet.box(box.x, box.y, right, bottom, edge=edge, width=width, strength=0.95, corner=5)
    middle, top = box.x + box.width / 2, box.y + LINE - 3
    sheet.words(middle, top, name, NAME_SIZE, bold=True, align="center")
    for n, line in enumerate(counts, 1):
        _draw_counts(sheet, middle, top + LINE * n, line)


def _draw_counts(sheet: Canvas, middle: float, base: float, line: str) -> None:
    """A line of numbers, each after its sign."""
    parts = [stripped for part in _SIGNS.split(line) if (stripped := part.strip())]
    widths = [_SIGN if part in _COLOURS else text_width(part, COUNT_SIZE) + _APART for part in parts]
    x = middle - (sum(widths) - _APART) / 2
    for part, width in zip(parts, widths, strict=True):
        if part in _COLOURS:
            sheet.mark(x + _SIGN / 2, base - 4.6, part, _SIGN - 3, _COLOURS[part].colour(sheet.dark))
        else:
            sheet.words(x, base, part, COUNT_SIZE)
        x += width
