"""A small timeline for a page without script: a lane for each kind, a mark or a bar for each dated fact that leads to it (pure)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

import pandas as pd

from pages.drawing.canvas import Canvas
from pages.drawing.palette import LOOKS, PALER, WEAK_CERTAINTIES, fact_glyph
from pages.drawing.text_layout import text_width
from pages.drawing.timeline.axis import Axis, ticks
from pages.drawing.timeline.brackets import TIED
from pages.drawing.timeline.layout import LaneLayout, ZoomRange
from pages.drawing.timeline.legend import SourcedRecord, timeline_legend

LETTERS = 12.0
_HEAD, _LEVEL, _FOOT, _EDGE = 20.0, 15.0, 22.0, 24.0
_MARK, _LEAST, _ARROW, _GAP = 11.0, 14.0, 16.0, 3.0  # units: of a day, of a bar at least, of an end that is not stated, between two
_BAR = 0.3  # how strong a bar is
Row = Mapping[Hashable, Any]
Address = Callable[[str], str]


def small_timeline(lanes: LaneLayout, preset: ZoomRange, width: float, address: Address, label: str) -> str:
    """The dated facts in view as SVG, `width` pixels wide; facts of a lane that would cover each other lie on levels.

    lanes, preset: as in `timeline_picture`. address: of a fact.
    """
    axis = Axis(preset, _EDGE, width - _EDGE)
    every = pd.concat([lanes.spans, lanes.ordered])
    levels = {lane: _levels(every[every["lane"] == lane], axis) for lane, _ in lanes.names}
    drawn = [(lane, name, levels[lane]) for lane, name in lanes.names if levels[lane]]
    height = sum(_HEAD + _LEVEL * len(rows) for _, _, rows in drawn)
    sheet = Canvas(width, height + _FOOT)
    _axis(sheet, axis, height)
    top = 0.0
    for _, name, rows in drawn:
        room = text_width(name, LETTERS, bold=True)
        sheet.box(0, top + 2, room + 4, top + _HEAD - 3)
        sheet.words(0, top + 14, name, LETTERS, bold=True)
        for level, row in enumerate(rows):
            for one in row:
                _fact(sheet, axis, one, top + _HEAD + _LEVEL * (level + 0.5), address)
        top += _HEAD + _LEVEL * len(rows)
    return sheet.svg(label)


def _axis(sheet: Canvas, axis: Axis, bottom: float) -> None:
    """The days that are named, as many as have room, and a line up from each."""
    last = -1000.0
    for day, words in ticks(axis.preset):
        x, half = axis.at(day), text_width(words, LETTERS) / 2
        middle = min(max(x, half), sheet.width - half)
        if middle - half < last + 10:
            continue
        sheet.line([(x, 0), (x, bottom + 4)])
        sheet.words(middle, bottom + 17, words, LETTERS, sheet.theme.quiet, align="center")
        last = middle + half
    sheet.line([(axis.left, bottom), (axis.right, bottom)], sheet.theme.border)


def _levels(spans: pd.DataFrame, axis: Axis) -> list[list[Row]]:
    """The facts of a lane on as few levels as keep them apart."""
    found: list[list[Row]] = []
    ends: list[float] = []
    for row in spans.sort_values(["begin", "finish", "id"]).to_dict("records"):
        left, right = _reach(row, axis)
        level = next((number for number, end in enumerate(ends) if end + _GAP <= left), len(ends))
        if level == len(ends):
            ends.append(0.0)
            found.append([])
        ends[level] = right
        found[level].append(row)
    return found


def _reach(row: Row, axis: Axis) -> tuple[float, float]:
    """Both ends of what is drawn of a fact."""
    first, last = axis.within(row["begin"], row["finish"])
    if row["open_start"] or row["open_end"]:
        return (first - _MARK / 2 - _ARROW * row["open_start"], first + _MARK / 2 + _ARROW * row["open_end"])
    if row["date_precision"] == "day":
        return first - _MARK / 2, first + _MARK / 2
    missing = max(_LEAST - (last - first), 0)
    return first - missing / 2, last + missing / 2


def _fact(sheet: Canvas, axis: Axis, row: Row, y: float, address: Address) -> None:
    """A mark for a day, with an arrow where an end is not stated; a bar with the mark in it for more than a day."""
    colour, strength = LOOKS[row["look"]].colour(sheet.dark), PALER if row["match"] == "possible" else 1.0
    glyph, (left, right) = fact_glyph(row["look"], row["certainty"]), _reach(row, axis)
    with sheet.group(cls="spot", href=address(row["id"]), title=f"{row['title']} · {row['date_words']}", stop=False):
        at = (left + right) / 2
        if row["by_order"]:
            at = _bracket(sheet, row, (left, right), y, colour, strength)
        elif row["open_start"] or row["open_end"]:
            at = right - _ARROW - _MARK / 2 if row["open_end"] else left + _ARROW + _MARK / 2
            end = at + _MARK / 2 if row["open_end"] else at - _MARK / 2
            sheet.arrow(end, y, _ARROW if row["open_end"] else -_ARROW, colour, strength)
        elif row["date_precision"] != "day":
            _bar(sheet, left, right, y, colour, strength, row["certainty"] in WEAK_CERTAINTIES)
        sheet.mark(at, y, glyph, _MARK - 1, colour, strength)


def _bracket(sheet: Canvas, row: Row, ends: tuple[float, float], y: float, colour: str, strength: float) -> float:
    """The known ends in brackets, dashes between them or towards the open side; gives where its mark stands."""
    left, right = ends
    sheet.bracket(left, right, (not row["open_start"], not row["open_end"]), y, 5, colour, strength)
    if row["open_start"] or row["open_end"]:
        return right - _MARK if row["open_start"] else left + _MARK
    return (left + right) / 2


def _bar(sheet: Canvas, left: float, right: float, y: float, colour: str, strength: float, hollow: bool) -> None:
    """Filled, or an outline where it is only claimed or judged."""
    sheet.box(left, y - 5, right, y + 5, colour, strength=(1 if hollow else _BAR) * strength, corner=2)
    if hollow:
        sheet.box(left + 1.2, y - 3.8, right - 1.2, y + 3.8, corner=1)


def small_legend(lanes: LaneLayout) -> list[SourcedRecord]:
    """The signs of the small timeline: nothing in it fades, for all that is dated is in view; nothing is tied, as facts lie on levels."""
    return [entry for entry in timeline_legend(lanes) if entry[0] not in ("▤", TIED)]
