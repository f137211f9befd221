"""Imported events over time in a picture: a lane per dataset, a bar per period, with an axis of their own (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from pages.drawing.canvas import Canvas
from pages.drawing.caption import MARGIN
from pages.drawing.palette import PALER, count_text
from pages.drawing.text_layout import cut, text_width
from pages.drawing.timeline.axis import Axis, ticks
from pages.drawing.timeline.events import Period, end_of
from pages.drawing.timeline.layout import ZoomRange

MOST_BARS = 400  # that can be told apart on a sheet
_TITLE, _HEAD, _LANE, _FOOT, _TEXT = 22.0, 18.0, 52.0, 24.0, 8.5


@dataclass(frozen=True, eq=False)
class EventLane:
    """One dataset: its name, what its rows are called, and its counts as `by_period` gives them."""

    name: str
    noun: tuple[str, str]
    counts: pd.DataFrame


@dataclass(frozen=True, eq=False)
class EventBands:
    """What is drawn: the lanes, what a bar stands for, and the days in view. note: what is drawn otherwise than asked for, and why."""

    lanes: Sequence[EventLane]
    period: Period
    within: tuple[date, date]
    note: str = ""


def bands_height(bands: EventBands | None) -> float:
    """How much room they need below the facts; none where there are none."""
    if bands is None:
        return 0.0
    return _TITLE + len(bands.lanes) * (_HEAD + _LANE) + _FOOT + (_HEAD if bands.note else 0)


def draw_event_bands(sheet: Canvas, bands: EventBands, top: float) -> None:
    """Draw the lanes below a distance from the top of the sheet."""
    first, last = bands.within
    axis = Axis(ZoomRange("events", "all", first, last), MARGIN, sheet.width - MARGIN)
    title = f"Imported events, a bar for each {bands.period}; its paler part is dated less exactly. In no count of facts."
    sheet.words(MARGIN, top + 14, title, 9.5, bold=True)
    at = top + _TITLE
    if bands.note:
        sheet.words(MARGIN, at + 10, bands.note, _TEXT, sheet.theme.quiet)
        at += _HEAD
    foot = at + len(bands.lanes) * (_HEAD + _LANE)
    for day, words in ticks(axis.preset):
        x = axis.at(day)
        sheet.line([(x, at), (x, foot + 3)], width=0.7)
        half = text_width(words, _TEXT) / 2
        sheet.words(min(max(x, MARGIN + half), sheet.width - MARGIN - half), foot + 13, words, _TEXT, sheet.theme.quiet, align="center")
    for turn, lane in enumerate(bands.lanes):
        _lane(sheet, axis, lane, bands.period, at + turn * (_HEAD + _LANE))
    sheet.line([(MARGIN, foot), (sheet.width - MARGIN, foot)])


def _lane(sheet: Canvas, axis: Axis, lane: EventLane, period: Period, top: float) -> None:
    """The name with the largest bar in words, and the bars, as high as that allows."""
    foot, rows = top + _HEAD + _LANE, lane.counts.to_dict("records")
    most = max((int(row["events"]) for row in rows), default=0)
    told = f"{lane.name}: {f'up to {count_text(most, *lane.noun)} a {period}' if most else 'none shown with a date'}"
    sheet.words(MARGIN, top + 12, cut(told, sheet.width - 2 * MARGIN, 9), 9)
    for row in rows:
        begins = pd.Timestamp(row["period"]).date()
        left = max(axis.at(pd.Timestamp(begins)), axis.left)
        right = min(axis.at(pd.Timestamp(end_of(period, begins) + timedelta(days=1))), axis.right)
        gap = 0.06 * (right - left)
        wider, high = int(row["wider"] or 0), (_LANE - 6) / most
        exact = foot - (int(row["events"]) - wider) * high
        if right <= left:
            continue
        sheet.box(left + gap, exact, right - gap, foot, sheet.theme.ink, strength=0.75)
        if wider:
            sheet.box(left + gap, foot - int(row["events"]) * high, right - gap, exact, sheet.theme.ink, strength=0.75 * PALER / 2)
    sheet.line([(MARGIN, foot), (sheet.width - MARGIN, foot)], width=0.5)
