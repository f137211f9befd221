"""The timeline as a plotly figure: each fact as a mark or bar, or counted where they are too many; the undated beside (pure)."""

from __future__ import annotations

from datetime import timedelta
from html import escape
from typing import Any

import plotly.graph_objects as go

from pages.drawing.palette import THEMES
from pages.drawing.timeline.binning import BinnedCounts, counts
from pages.drawing.timeline.histogram import band_px, band_tops, band_traces, head_text
from pages.drawing.timeline.labels import Trace
from pages.drawing.timeline.layout import LaneLayout, ZoomRange
from pages.drawing.timeline.traces import ARROW_PX, row_traces, undated_trace
from pages.drawing.tokens import CHART_TEXT

ROW_PX, NARROW_ROW_PX, FRAME_PX = 24, 36, 64
HEAD_ROWS = {False: 1.25, True: 1.55}  # on a phone a title stands between the name of a lane and its first mark
UNDATED_PER_ROW = 8
DistrictRole = dict[str, Any]


def timeline_figure(lanes: LaneLayout, preset: ZoomRange, dark: bool, narrow: bool = False, dragmode: str = "pan") -> go.Figure:
    """The figure of a view.

    lanes: from `layout_lanes`. preset: the part of the axis in view. narrow: labels above their rows, for a phone. dragmode:
    "pan" or "select"; only with "pan" does a click select, as Streamlit sets it. Points carry
    the fact's id as customdata; bars that count carry their days, `2026-01-01/2026-01-31`.
    """
    made = _counted(counts(lanes, preset), dark, narrow) if lanes.counted else _singly(lanes, preset, dark, narrow)
    traces, layout, undated_at = made
    heads: list[DistrictRole] = layout["annotations"]
    if undated := lanes.undated["id"].nunique():
        text = f"<b>{undated:,}</b>" if narrow else f"<b>No date: {undated:,} shown</b>"
        heads.append(_note(dark) | {"x": 0.87, "yref": "paper", "y": 1, "yanchor": "bottom", "text": text})
        heads += [_note(dark) | {"x": 0.87, "y": y, "text": f"{many:,}"} for y, many in undated_at]
    # plotly checks what readers hand it; here it would check our own words at each filter, for longer than all else takes
    return go.Figure(traces, _frame(preset, dark, narrow, bool(undated), _room(lanes)) | layout | {"dragmode": dragmode}, _validate=False)


def _singly(lanes: LaneLayout, preset: ZoomRange, dark: bool, narrow: bool) -> tuple[list[Trace], DistrictRole, list[tuple[float, int]]]:
    """Traces, layout, and the numbers of undated facts where they are too many for marks."""
    row_px, per_row = (NARROW_ROW_PX, UNDATED_PER_ROW // 3 + 1) if narrow else (ROW_PX, UNDATED_PER_ROW)
    tops, rows = _lane_tops(lanes, per_row, HEAD_ROWS[narrow])
    drawn = lanes.spans
    seen = drawn.assign(y=[-(tops[lane] + row) for lane, row in zip(drawn["lane"], drawn["row"], strict=True)])
    traces = row_traces(seen, preset, dark, narrow, row_px) if len(seen) else []
    many = lanes.undated["lane"].value_counts().to_dict() if lanes.undated_counted else {}
    if len(lanes.undated) and not lanes.undated_counted:
        traces.append(undated_trace(lanes.undated, tops, dark, per_row))
    layout = {
        "height": int(FRAME_PX + row_px * (rows + 0.2)),
        "yaxis": _still([-rows - 0.1, 0.1]),
        "shapes": [_rule(-top + HEAD_ROWS[narrow] - 0.35, dark) for top in list(tops.values())[1:]],
        "annotations": [
            _note(dark, boxed=True) | {"y": HEAD_ROWS[narrow] - 0.47 - tops[lane], "text": f"<b>{escape(name)}</b>"}
            for lane, name in lanes.names
        ],
    }
    return traces, layout, [(-tops[str(lane)], n) for lane, n in many.items()]


def _lane_tops(lanes: LaneLayout, per_row: int, head: float) -> tuple[dict[str, float], float]:
    """Where each lane's first row lies, counted in rows from the top, below its name; and how many rows there are."""
    dated, undated = lanes.spans["lane"].value_counts(), lanes.undated["lane"].value_counts()
    tops, at = {}, 0.0
    for lane, _ in lanes.names:
        tops[lane] = at + head
        crowd = int(lane in undated.index) if lanes.undated_counted else -(-int(undated.get(lane, 0)) // per_row)
        at += head + max(int(dated.get(lane, 0)), crowd)
    return tops, at


def _counted(found: BinnedCounts, dark: bool, narrow: bool) -> tuple[list[Trace], DistrictRole, list[tuple[float, int]]]:
    """As `_singly`, for bars that count; y is in pixels."""
    tops = band_tops(found)
    height = band_px(len(found.names)) * len(found.names)
    heads = {lane: f"<b>{escape(name)}</b>  {head_text(found, lane, narrow)}" for lane, name in found.names}
    layout = {
        "height": int(FRAME_PX + height),
        "yaxis": _still([-height, 0]),
        "shapes": [_rule(-top, dark) for top in list(tops.values())[1:]],
        "annotations": [_note(dark, boxed=True) | {"y": -tops[lane] - 11, "text": text} for lane, text in heads.items()],
    }
    return band_traces(found, dark, narrow), layout, [(-tops[lane] - 11, many) for lane, many in found.undated.items()]


def _rule(y: float, dark: bool) -> DistrictRole:
    line = {"color": THEMES[dark].rule, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": y, "y1": y, "line": line}


def _note(dark: bool, boxed: bool = False) -> DistrictRole:
    look = {
        "xref": "paper",
        "yref": "y",
        "showarrow": False,
        "font": {"size": CHART_TEXT, "color": THEMES[dark].ink},
        "x": 0,
        "xanchor": "left",
    }
    return look | ({"bgcolor": THEMES[dark].paper} if boxed else {})


def _still(span: list[float]) -> DistrictRole:
    return {"range": span, "visible": False, "fixedrange": True}


def _room(lanes: LaneLayout) -> DistrictRole:
    """The margins: room for an arrow that points out of the axis; the column of the undated leaves some to the right."""
    left, right = (ARROW_PX + 8 if not lanes.counted and lanes.spans[edge].any() else 4 for edge in ("open_start", "open_end"))
    right = 4 if len(lanes.undated) else right
    return {"l": left, "r": right, "t": 30, "b": 30}


def _frame(preset: ZoomRange, dark: bool, narrow: bool, undated: bool, margin: DistrictRole) -> DistrictRole:
    """What both have: paper, words, the axis of days, and the column of the undated."""
    axis = {
        "type": "date",
        "range": [str(preset.first), str(preset.last + timedelta(days=1))],
        "domain": [0, (0.79 if narrow else 0.84) if undated else 1],
        "showgrid": True,
        "gridcolor": THEMES[dark].rule,
        "linecolor": THEMES[dark].rule,
        "tickfont": {"color": THEMES[dark].ink, "size": CHART_TEXT},
        "zeroline": False,
    }
    return {
        "margin": margin,
        "paper_bgcolor": THEMES[dark].paper,
        "plot_bgcolor": THEMES[dark].paper,
        "font": {"family": "Source Sans, sans-serif", "color": THEMES[dark].ink},
        "showlegend": False,
        "barmode": "overlay",
        "selectdirection": "h",
        "hovermode": "closest",
        "hoverlabel": {"align": "left", "bgcolor": THEMES[dark].paper, "font": {"color": THEMES[dark].ink}},
        "xaxis": axis,
        "xaxis2": {"domain": [0.87, 1]} | _still([-0.7, 2.7 if narrow else UNDATED_PER_ROW]),
    }
