"""The boxes on the picture of the routes: a district's name with its counts, beside its point and clear of each other (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from pages.drawing.palette import INCIDENTS

NAME_SIZE, COUNT_SIZE, LINE = 15, 14, 19
_PAD, _GAP = 8.0, 9.0
_WIDE = 0.5  # of its size a letter takes, on average: the browser's font is not known here
Colours = Mapping[str, str]


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
    point: tuple[float, float], lines: Sequence[str], size: tuple[int, int], taken: Iterable[Box], better_free: Iterable[Box] = ()
) -> Box:
    """The box of a label beside its point, within the picture: the first place around it that is free, else the freest.

    taken: labels and marks; better_free: what may be covered where there is no other room.
    """
    x, y = point
    width = max(len(line) for line in lines) * COUNT_SIZE * _WIDE + 2 * _PAD
    height = LINE * len(lines) + _PAD
    left, right, above, below = x - width - _GAP, x + _GAP, y - height - _GAP, y + _GAP
    across, down = x - width / 2, y - height / 2
    spots = [(across, above), (across, below), (left, down), (right, down), (left, above), (right, above), (left, below), (right, below)]
    inside = [Box(_held(start, width, size[0]), _held(top, height, size[1]), width, height) for start, top in spots]
    others, soft = [*taken, Box(x - 5, y - 5, 10, 10)], list(better_free)
    return min(inside, key=lambda box: (sum(box.overlap(other) for other in others), sum(box.overlap(other) for other in soft)))


def _held(start: float, length: float, room: int) -> float:
    return round(min(max(start, 2.0), max(room - length - 2.0, 2.0)), 1)


def box_svg(box: Box, name: str, counts: Sequence[str], chosen: bool, paper: str, ink: str, edge: str, dark: bool) -> str:
    """The label as SVG: the name, and below it the counts with the signs of the classes in their colours."""
    middle, top = box.x + box.width / 2, box.y + LINE - 3
    lines = [_text(middle, top, escape(name), ink, NAME_SIZE, "700" if chosen else "600")]
    lines += [_text(middle, top + LINE * n, _signed(line, dark), ink, COUNT_SIZE, "400") for n, line in enumerate(counts, 1)]
    return (
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" rx="5" fill="{paper}" fill-opacity="0.92" '
        f'stroke="{edge}" stroke-width="{2 if chosen else 1}"/>{"".join(lines)}'
    )


def _signed(line: str, dark: bool) -> str:
    told = escape(line)
    for style in INCIDENTS.values():
        told = told.replace(style.glyph, f'<tspan fill="{style.colour(dark)}">{style.glyph}</tspan>')
    return told


def _text(x: float, y: float, words: str, ink: str, size: int, weight: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="middle" font-size="{size}" font-weight="{weight}" fill="{ink}">{words}</text>'
