"""The time axis of the timeline's picture: where a day lies, and which days are named (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pandas as pd

from pages.drawing.timeline.folding import folded, milliseconds
from pages.drawing.timeline.layout import ZoomRange

MOST_TICKS = 9
BREAK = "//"  # before the first year after those that are left out
_STEPS = [
    ("7D", "{0.day} {0:%b %Y}"),
    ("MS", "{0:%b %Y}"),
    ("QS", "{0:%b %Y}"),
    ("YS", "{0:%Y}"),
    ("2YS", "{0:%Y}"),
    ("5YS", "{0:%Y}"),
    ("10YS", "{0:%Y}"),
]


@dataclass(frozen=True)
class Axis:
    """The days of a preset between two distances from the left of the sheet, in points."""

    preset: ZoomRange
    left: float
    right: float

    def at(self, moment: pd.Timestamp) -> float:
        days = (self.preset.first, self.preset.last + timedelta(days=1), moment)
        first, last, at = (folded(milliseconds(day), self.preset) for day in days)
        return round(float(self.left + (self.right - self.left) * ((at - first) / (last - first))), 2)

    def within(self, begin: pd.Timestamp, finish: pd.Timestamp) -> tuple[float, float]:
        """Both ends of a span, as far as it is in view."""
        return max(self.at(begin), self.left), min(self.at(finish), self.right)


def ticks(preset: ZoomRange) -> list[tuple[pd.Timestamp, str]]:
    """The days that are named on the axis, MOST_TICKS at most: first days of months, quarters or years."""
    if preset.gaps:
        return _years_between_gaps(preset)
    found: list[tuple[pd.Timestamp, str]] = []
    for step, words in _STEPS:
        found = [(day, words.format(day)) for day in pd.date_range(preset.first, preset.last, freq=step)]
        if len(found) <= MOST_TICKS:
            return found
    return found[:: -(-len(found) // MOST_TICKS)]


def _years_between_gaps(preset: ZoomRange) -> list[tuple[pd.Timestamp, str]]:
    """The first year after each gap, marked, and years at even distances from it."""
    edges = [preset.first, *(day for gap in preset.gaps for day in gap), preset.last]
    stretches = [pd.date_range(first, last, freq="YS", inclusive="left") for first, last in zip(edges[::2], edges[1::2], strict=True)]
    step = -(-sum(map(len, stretches)) // MOST_TICKS)
    return [
        (day, f"{BREAK} {day:%Y}" if turn and day == stretch[0] else f"{day:%Y}")
        for turn, stretch in enumerate(stretches)
        for day in stretch[::step]
    ]
