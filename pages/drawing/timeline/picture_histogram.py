"""The counted timeline as a file: bars per step of the axis in each lane, as on screen (pure)."""

from __future__ import annotations

from pages.drawing.canvas import Canvas
from pages.drawing.caption import MARGIN
from pages.drawing.palette import LOOKS, PALER
from pages.drawing.text_layout import text_width
from pages.drawing.timeline.axis import Axis
from pages.drawing.timeline.binning import BinnedCounts
from pages.drawing.timeline.histogram import head_text
from pages.drawing.timeline.layout import DAY

BAND, MOST_HEIGHT = 84.0, 720.0
_HEAD, _NUMBER, _GAP, _SMALL = 20.0, 8.0, 2.0, 6.5


def band_height(counts: BinnedCounts) -> float:
    return min(BAND, MOST_HEIGHT / max(len(counts.names), 1))


def draw_bands(sheet: Canvas, axis: Axis, counts: BinnedCounts, top: float) -> None:
    """Bars with their numbers, where there is room for them; names and undated facts are not drawn here."""
    height = band_height(counts)
    scales = counts.scales(height - _HEAD - _NUMBER - _GAP)
    feet = {lane: top + (turn + 1) * height - _GAP for turn, (lane, _) in enumerate(counts.names)}
    for row in counts.bars.to_dict("records"):
        left, right = axis.at(row["first"]), axis.at(row["last"] + DAY)
        gap, foot = 0.04 * (right - left), feet[row["lane"]] - row["below"] * scales[row["lane"]]
        colour, strength = LOOKS[row["look"]].colour(sheet.dark), PALER if row["possible"] else 1.0
        fill, edge = ("", colour) if row["weak"] else (colour, "none")
        sheet.box(left + gap, foot - row["facts"] * scales[row["lane"]], right - gap, foot, fill, edge, 0.6, strength)
    for row in counts.totals.to_dict("records"):
        left, right = axis.at(row["first"]), axis.at(row["last"] + DAY)
        if text_width(number := f"{row['facts']:,}", _SMALL) <= right - left:
            at = feet[row["lane"]] - row["facts"] * scales[row["lane"]] - 2
            sheet.words((left + right) / 2, at, number, _SMALL, align="center")


def draw_lane_text(sheet: Canvas, counts: BinnedCounts, top: float, undated_left: float) -> None:
    """Beside each lane's name how many facts its bars hold; in the column of the undated their number."""
    for turn, (lane, name) in enumerate(counts.names):
        y = top + turn * band_height(counts) + 14
        sheet.words(MARGIN + text_width(name, 9.5, bold=True) + 8, y, head_text(counts, lane, narrow=False), 8.5)
        if many := counts.undated.get(lane):
            sheet.words(undated_left, y, f"{many:,}", 8.5)
