"""The timeline as a PNG or SVG file, drawn by the server with the rules of the timeline on screen (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from pages.drawing.canvas import Canvas, FileFormat
from pages.drawing.caption import MARGIN, Caption, draw_caption, draw_legend, foot_height, head_height, legend_height
from pages.drawing.palette import LOOKS, PALER, WEAK_CERTAINTIES, fact_glyph
from pages.drawing.text_layout import cut, text_width
from pages.drawing.timeline.axis import Axis, ticks
from pages.drawing.timeline.binning import BinnedCounts, counts
from pages.drawing.timeline.brackets import ties
from pages.drawing.timeline.layout import LaneLayout, ZoomRange
from pages.drawing.timeline.legend import timeline_legend
from pages.drawing.timeline.picture_histogram import band_height, draw_bands, draw_lane_text
from pages.drawing.timeline.summary import notes_text, title_text
from pages.drawing.timeline.traces import EDGED, FADE, FILLED, pieces

WIDTH, ROW, HEAD = 720.0, 15.5, 21.0
_AXIS_HEIGHT, _UNDATED_WIDTH, _LABEL, _HALF, _ARROW = 20.0, 104.0, 8.5, 5.6, 20.0
Row = Mapping[Hashable, Any]


def timeline_picture(lanes: LaneLayout, preset: ZoomRange, caption: Caption, file_format: FileFormat) -> bytes:
    """The picture of a view as the bytes of a PNG or SVG file; lanes and preset as in `timeline_figure`.

    Facts that are counted on screen are counted here.
    """
    found = counts(lanes, preset) if lanes.counted else None
    names = found.names if found else lanes.names
    tops, height = _band_tops(found) if found else _lane_tops(lanes)
    top = head_height(caption, WIDTH) + 14
    below = top + height + _AXIS_HEIGHT
    legend = timeline_legend(lanes)
    sheet = Canvas(WIDTH, below + legend_height(legend, WIDTH) + foot_height(caption, WIDTH))
    rows = pd.concat([lanes.spans, lanes.ordered])
    before, after = (_ARROW + 6 if not found and rows[edge].any() else 0 for edge in ("open_start", "open_end"))
    beside = _UNDATED_WIDTH + 14 if len(lanes.undated) else 0
    axis = Axis(preset, MARGIN + before, WIDTH - MARGIN - beside - after)
    _grid(sheet, axis, top, top + height)
    lined = [] if found else [_placed(axis, row, top + tops[row["lane"]] + ROW * (row["row"] + 0.5)) for row in rows.to_dict("records")]
    for tie in ties(lined):
        sheet.line([(tie.x, tie.y), (tie.other_x, tie.other_y)], sheet.theme.quiet, 0.8, (1, 2))
    _heads(sheet, names, lanes.undated["id"].nunique(), tops, top)
    if found:
        draw_bands(sheet, axis, found, top)
        draw_lane_text(sheet, found, top, WIDTH - MARGIN - _UNDATED_WIDTH)
    else:
        for row in lined:
            _span(sheet, axis, row, row["y"])
        _undated_numbers(sheet, lanes, tops, top)
    if not names:
        sheet.words(MARGIN, top + ROW, "No fact is shown.", _LABEL)
    draw_legend(sheet, below, legend)
    draw_caption(sheet, caption)
    return sheet.drawn(file_format, caption.label())


def _band_tops(found: BinnedCounts) -> tuple[dict[str, float], float]:
    """As `_lane_tops`, for lanes that count."""
    height = band_height(found)
    return {lane: turn * height + HEAD for turn, (lane, _) in enumerate(found.names)}, height * len(found.names)


def _lane_tops(lanes: LaneLayout) -> tuple[dict[str, float], float]:
    """Where the first row of each lane begins, below its name, in points; and the height of all."""
    tops, at = {}, 0.0 if lanes.names else HEAD
    dated = pd.concat([lanes.spans["lane"], lanes.ordered["lane"]]).value_counts()
    for lane, _ in lanes.names:
        tops[lane] = at + HEAD
        at += HEAD + ROW * int(dated.get(lane, 0)) + 2
    return tops, at


def _grid(sheet: Canvas, axis: Axis, top: float, bottom: float) -> None:
    for day, words in ticks(axis.preset):
        x = axis.at(day)
        sheet.line([(x, top), (x, bottom + 3)], width=0.7)
        half = text_width(words, _LABEL) / 2
        middle = min(max(x, axis.left + half), axis.right - half)
        for y in (top - 4, bottom + 13):
            sheet.words(middle, y, words, _LABEL, sheet.theme.quiet, align="center")
    sheet.line([(axis.left, bottom), (axis.right, bottom)])


def _heads(sheet: Canvas, names: list[tuple[str, str]], undated: int, tops: Mapping[str, float], top: float) -> None:
    """The lanes' names, a rule above each but the first, and the number of facts without a date."""
    for turn, (lane, name) in enumerate(names):
        at = top + tops[lane]
        if turn:
            sheet.line([(MARGIN, at - HEAD), (sheet.width - MARGIN, at - HEAD)])
        shown = cut(name, sheet.width - 2 * MARGIN - _UNDATED_WIDTH - 20, 9.5, bold=True)
        sheet.box(MARGIN - 1, at - 16, MARGIN + text_width(shown, 9.5, bold=True) + 3, at - 3)
        sheet.words(MARGIN, at - 6, shown, 9.5, bold=True)
    if undated:
        sheet.words(sheet.width - MARGIN - _UNDATED_WIDTH, top - 4, f"No date: {undated:,} shown", 9, bold=True)


def _placed(axis: Axis, row: Row, y: float) -> dict[Hashable, Any]:
    """A row with where it is drawn: y, left and right as far as it is in view; what is open and out of view reaches in a little."""
    first, last = axis.within(row["begin"], row["finish"])
    reach = FADE * (axis.right - axis.left)
    first = last - reach if row["open_start"] and row["cut_end"] else first
    last = first + reach if row["open_end"] and row["cut_start"] else last
    return {**row, "y": y, "left": first, "right": first if row["date_precision"] == "day" else last}


def _span(sheet: Canvas, axis: Axis, row: Row, y: float) -> None:
    """A mark for a day, a bar for a month, a year or a span, an arrow for an end that is not stated; then its title."""
    colour, strength = LOOKS[row["look"]].colour(sheet.dark), PALER if row["match"] == "possible" else 1.0
    first, last = row["left"], row["right"]
    glyph = fact_glyph(row["look"], row["certainty"])
    if row["date_precision"] == "day":
        sheet.mark(first, y, glyph, 7.5, colour, strength)
        return _title(sheet, axis, row, (first, first), y, 8)
    if row["by_order"]:
        ends = first - _ARROW * (row["open_start"] and not row["cut_end"]), last + _ARROW * (row["open_end"] and not row["cut_start"])
        seen = (not row["open_start"] and not row["cut_start"], not row["open_end"] and not row["cut_end"])
        sheet.bracket(*ends, seen, y, _HALF, colour, strength)
        return _title(sheet, axis, row, ends, y, 5, (glyph, colour))
    if last > first:
        _bar(sheet, row, first, last, y, colour, strength)
    for x, known in ((first, not row["open_start"] and not row["cut_start"]), (last, not row["open_end"] and not row["cut_end"])):
        if known:
            sheet.box(x - 0.6, y - _HALF, x + 0.6, y + _HALF, colour, strength=strength)
    if row["open_start"] or row["open_end"]:
        sheet.arrow(last if row["open_end"] else first, y, _ARROW if row["open_end"] else -_ARROW, colour, strength)
    _title(sheet, axis, row, (first, last), y, _ARROW + 6 if row["open_end"] else 4, (glyph, colour))


def _bar(sheet: Canvas, row: Row, first: float, last: float, y: float, colour: str, weak: float) -> None:
    """Filled, or an outline where it is only claimed or judged; it fades towards an edge where the view cuts it."""
    hollow = row["certainty"] in WEAK_CERTAINTIES
    reach = FADE * sheet.width
    for start, end, strength in pieces(first, last, reach, (EDGED if hollow else FILLED) * weak, row["cut_start"], row["cut_end"]):
        sheet.box(start, y - _HALF, end, y + _HALF, colour, strength=strength)
    if hollow:
        sheet.box(first, y - _HALF + 1.2, last, y + _HALF - 1.2)


def _title(
    sheet: Canvas, axis: Axis, row: Row, bar: tuple[float, float], y: float, gap: float, sign: tuple[str, str] | None = None
) -> None:
    """In the bar where all of it fits, or else beside it on the side with room, cut where that is not enough; with the sign of a span."""
    text, sign_width = title_text(row), 11 if sign else 0
    needed = text_width(cut(text, 4000, _LABEL), _LABEL)
    within = not row["open_end"] and not row["by_order"] and sign_width + needed + 8 <= bar[1] - bar[0]
    start, end = (bar[0] if within else bar[1]) + gap, bar[0] - 6
    right, left = axis.right - start - sign_width, end - sign_width - axis.left
    halo = "" if within else sheet.theme.paper  # no line of the grid goes through it
    if on_the_right := needed <= right or right >= left:
        sheet.words(start + sign_width, y + 3, _fitted(row, right), _LABEL, halo=halo)
    else:
        sheet.words(end - sign_width, y + 3, _fitted(row, left), _LABEL, align="right", halo=halo)
    if sign:
        sheet.mark(start + 4 if on_the_right else end - 4, y, sign[0], 6.5, sign[1])


def _fitted(row: Row, room: float) -> str:
    """The title as far as there is room, and whole what must be known of its dates."""
    notes = notes_text(row)
    title = cut(str(row["title"]), max(room - text_width(notes, _LABEL), 0.0) if notes else room, _LABEL)
    return title + notes if title else cut(title_text(row), room, _LABEL)


def _undated_numbers(sheet: Canvas, lanes: LaneLayout, tops: Mapping[str, float], top: float) -> None:
    for lane, many in lanes.undated["lane"].value_counts().items():
        sheet.words(sheet.width - MARGIN - _UNDATED_WIDTH, top + tops[str(lane)] - 6, f"{many:,}", _LABEL)
