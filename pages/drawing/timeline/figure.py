"""The timeline as a plotly figure: each fact as a mark or bar, or counted where they are too many; numbers of the undated beside (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pages.drawing.palette import THEMES
from pages.drawing.timeline.axis import ticks
from pages.drawing.timeline.binning import BinnedCounts, counts
from pages.drawing.timeline.folding import folded, milliseconds
from pages.drawing.timeline.histogram import band_px, band_tops, band_traces, head_text
from pages.drawing.timeline.labels import ARROW_PX, Trace, stamps, text_trace
from pages.drawing.timeline.layout import LaneLayout, ZoomRange
from pages.drawing.timeline.traces import row_traces
from pages.drawing.tokens import CHART_TEXT

ROW_PX, NARROW_ROW_PX = 24, 36
TOP_PX, FOOT_PX = 38, 34  # the dates, in two lines
HEAD_ROWS = {False: 1.25, True: 1.55}  # on a phone a title stands between the name of a lane and its first mark
PLOT_PX = {"wide": 1040, "medium": 790, "small": 580}  # how wide the axis is in windows of 1240, 1000 and 700 pixels
AXIS_SHARE = {False: 0.92, True: 0.82}  # of the width, where facts without a date have a column
UNDATED = "undated"  # what the numbers of the undated carry
Figures = dict[str, Any]


def timeline_figure(
    lanes: LaneLayout, preset: ZoomRange, dark: bool, narrow: bool = False, dragmode: str = "pan", plot_px: int = PLOT_PX["wide"]
) -> go.Figure:
    """The figure of a view.

    lanes: from `layout_lanes`. preset: the part of the axis in view. narrow: labels above their rows, for a phone. dragmode:
    "pan" or "select"; only with "pan" does a click select, as Streamlit sets it. plot_px: how wide the axis is at least. Points carry
    the fact's id as customdata; bars that count carry their days, `2026-01-01/2026-01-31`; numbers of undated facts UNDATED.
    """
    made = _counted(counts(lanes, preset), preset, dark, narrow) if lanes.counted else _singly(lanes, preset, dark, narrow, plot_px)
    traces, layout, undated_at = made
    if undated := lanes.undated["id"].nunique():
        traces.append(_undated_numbers(undated_at, dark))
        note = {"x": 1, "xanchor": "right", "yref": "paper", "y": 1, "yanchor": "bottom", "align": "right"}
        note |= {"text": f"<b>No date: {undated:,} shown</b>", "yshift": CHART_TEXT + 4}  # above the names of days, which end beside it
        layout["annotations"].append(_note(dark) | note)
    traces.append({"type": "scatter", "xaxis": "x3", "x": [None], "y": [None]})  # an axis without a trace is not drawn
    layout["shapes"] += _breaks(preset, dark)
    # plotly checks what readers hand it; here it would check our own words at each filter, for longer than all else takes
    return go.Figure(traces, _frame(preset, dark, narrow, bool(undated), _room(lanes)) | layout | {"dragmode": dragmode}, _validate=False)


def _singly(
    lanes: LaneLayout, preset: ZoomRange, dark: bool, narrow: bool, plot_px: int
) -> tuple[list[Trace], Figures, list[tuple[float, int]]]:
    """Traces, layout, and the numbers of undated facts with where they stand."""
    row_px = NARROW_ROW_PX if narrow else ROW_PX
    tops, rows = _lane_tops(lanes, HEAD_ROWS[narrow])
    drawn = pd.concat([lanes.spans, lanes.ordered])
    seen = drawn.assign(y=[-(tops[lane] + row) for lane, row in zip(drawn["lane"], drawn["row"], strict=True)])
    traces = row_traces(seen, preset, dark, row_px, 0 if narrow else plot_px) if len(seen) else []
    heads = {lane: HEAD_ROWS[narrow] - 0.47 - top for lane, top in tops.items()}
    layout = {
        "height": int(TOP_PX + FOOT_PX + row_px * (rows + 0.2)),
        "yaxis": _still([-rows - 0.1, 0.1]),
        "shapes": [_rule(-top + HEAD_ROWS[narrow] - 0.35, dark) for top in list(tops.values())[1:]],
        "annotations": [_note(dark, boxed=True) | {"y": heads[lane], "text": f"<b>{escape(name)}</b>"} for lane, name in lanes.names],
    }
    return traces, layout, [(heads[str(lane)] - 0.4, n) for lane, n in lanes.undated["lane"].value_counts().items()]


def _lane_tops(lanes: LaneLayout, head: float) -> tuple[dict[str, float], float]:
    """Where each lane's first row lies, counted in rows from the top, below its name; and how many rows there are."""
    dated = pd.concat([lanes.spans["lane"], lanes.ordered["lane"]]).value_counts()
    tops, at = {}, 0.0
    for lane, _ in lanes.names:
        tops[lane] = at + head
        at += head + int(dated.get(lane, 0))
    return tops, at


def _counted(found: BinnedCounts, preset: ZoomRange, dark: bool, narrow: bool) -> tuple[list[Trace], Figures, list[tuple[float, int]]]:
    """As `_singly`, for bars that count; y is in pixels."""
    tops = band_tops(found)
    height = band_px(len(found.names)) * len(found.names)
    heads = {lane: f"<b>{escape(name)}</b>  {head_text(found, lane, narrow)}" for lane, name in found.names}
    layout = {
        "height": int(TOP_PX + FOOT_PX + height),
        "yaxis": _still([-height, 0]),
        "shapes": [_rule(-top, dark) for top in list(tops.values())[1:]],
        "annotations": [_note(dark, boxed=True) | {"y": -tops[lane] - 11, "text": text} for lane, text in heads.items()],
    }
    return band_traces(found, preset, dark, narrow), layout, [(-tops[lane] - 22, many) for lane, many in found.undated.items()]


def _undated_numbers(numbers: list[tuple[float, int]], dark: bool) -> Trace:
    """How many facts of each lane have no date; a click lists them."""
    ys, texts = [y for y, _ in numbers], [f"{many:,}" for _, many in numbers]
    found = text_trace([1] * len(numbers), ys, texts, dark) | {"xaxis": "x2", "textposition": "middle left"}
    found["textfont"] = found["textfont"] | {"color": THEMES[dark].accent}
    found["unselected"] = {"textfont": {"color": THEMES[dark].accent}}
    del found["hoverinfo"]
    return found | {
        "customdata": [UNDATED] * len(numbers),
        "hovertemplate": "%{text} shown with no date<br>Click: list them<extra></extra>",
    }


def _rule(y: float, dark: bool) -> Figures:
    line = {"color": THEMES[dark].rule, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": y, "y1": y, "line": line}


def _breaks(preset: ZoomRange, dark: bool) -> list[Figures]:
    """A dotted line where years are left out."""
    line = {"color": THEMES[dark].quiet, "width": 2, "dash": "dot"}
    places = stamps([folded(milliseconds(after), preset) for _, after in preset.gaps])
    return [{"type": "line", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1, "line": line, "layer": "below"} for x in places]


def _note(dark: bool, boxed: bool = False) -> Figures:
    look = {"xref": "paper", "yref": "y", "showarrow": False, "x": 0, "xanchor": "left"}
    return look | ({"bgcolor": THEMES[dark].paper} if boxed else {})


def _still(span: list[float]) -> Figures:
    return {"range": span, "visible": False, "fixedrange": True}


def _room(lanes: LaneLayout) -> Figures:
    """The margins: room for an arrow that points out of the axis; the column of the undated leaves some to the right."""
    left, right = (ARROW_PX + 8 if not lanes.counted and lanes.spans[edge].any() else 4 for edge in ("open_start", "open_end"))
    right = 4 if len(lanes.undated) else right
    return {"l": left, "r": right, "t": TOP_PX, "b": FOOT_PX}


def _frame(preset: ZoomRange, dark: bool, narrow: bool, undated: bool, margin: Mapping[str, int]) -> Figures:
    """What both have: paper, words, the axis of days below and above, and the column of the undated."""
    share = AXIS_SHARE[narrow] if undated else 1
    ends = (milliseconds(day) for day in (preset.first, preset.last + timedelta(days=1)))
    axis = {
        "type": "date",
        "range": stamps([folded(end, preset) for end in ends]),
        "domain": [0, share],
        "linecolor": THEMES[dark].rule,
        "zeroline": False,
    }
    if preset.gaps:
        days, words = zip(*ticks(preset), strict=True)
        axis |= {"tickmode": "array", "tickvals": stamps([folded(milliseconds(day), preset) for day in days]), "ticktext": [*words]}
    return {
        "margin": margin,
        "paper_bgcolor": THEMES[dark].paper,
        "plot_bgcolor": THEMES[dark].paper,
        "font": {"family": "Source Sans, sans-serif", "size": CHART_TEXT, "color": THEMES[dark].ink},
        "showlegend": False,
        "barmode": "overlay",
        "selectdirection": "h",
        "hovermode": "closest",
        "hoverlabel": {"align": "left", "bgcolor": THEMES[dark].paper, "font": {"color": THEMES[dark].ink}},
        "xaxis": {"gridcolor": THEMES[dark].rule} | axis,
        "xaxis2": {"domain": [share, 1]} | _still([0, 1]),
        # without a tickmode plotly spaces the days above evenly, at moments that are not theirs
        "xaxis3": {"tickmode": "auto"} | axis | {"overlaying": "x", "matches": "x", "side": "top", "showgrid": False},
    }
