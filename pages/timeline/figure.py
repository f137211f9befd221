"""The timeline as a plotly figure: marks for days, bars for months, years and spans, a column for what has no date (pure)."""

from __future__ import annotations

from datetime import timedelta
from html import escape
from typing import Any

import plotly.graph_objects as go

from pages.timeline.spans import Lanes, Preset
from pages.timeline.traces import INK, PAPER, kind_traces, undated_trace

ROW_PX = 24
HEAD_ROWS = 1.25
UNDATED_PER_ROW = 8
RULE = {False: "#D8DEE4", True: "#2E3843"}


def timeline_figure(lanes: Lanes, preset: Preset, dark: bool, narrow: bool = False, dragmode: str = "pan") -> go.Figure:
    """The figure of a view.

    lanes: from `in_lanes`. preset: the part of the axis in view. narrow: labels above their rows, for a phone. dragmode:
    "pan" or "select"; only with "pan" does a click select, as Streamlit sets it. Points carry
    the fact's id as customdata.
    """
    per_row = UNDATED_PER_ROW // 3 + 1 if narrow else UNDATED_PER_ROW
    tops, height_rows = _lane_tops(lanes, per_row)
    drawn = lanes.spans
    seen = drawn.assign(y=[-(tops[lane] + row) for lane, row in zip(drawn["lane"], drawn["row"], strict=True)])
    by_kind = seen.groupby("kind", observed=True, sort=False)
    traces = [t for kind, part in by_kind for t in kind_traces(str(kind), part, preset, dark, narrow)]
    if not lanes.undated.empty:
        traces.append(undated_trace(lanes.undated, tops, dark, per_row))
    return go.Figure(traces, _layout(lanes, tops, height_rows, preset, dark, narrow) | {"dragmode": dragmode})


def _lane_tops(lanes: Lanes, per_row: int) -> tuple[dict[str, float], float]:
    """Where each lane's first row lies, counted in rows from the top, below its name; and how many rows there are."""
    tops, at = {}, 0.0
    for lane, _ in lanes.names:
        tops[lane] = at + HEAD_ROWS
        crowd = -(-int((lanes.undated["lane"] == lane).sum()) // per_row)
        at += HEAD_ROWS + max(int((lanes.spans["lane"] == lane).sum()), crowd)
    return tops, at


def _layout(lanes: Lanes, tops: dict[str, float], rows: float, preset: Preset, dark: bool, narrow: bool) -> dict[str, Any]:
    undated = lanes.undated["id"].nunique()
    rules = [
        {
            "type": "line",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "yref": "y",
            "y0": -top + HEAD_ROWS - 0.35,
            "y1": -top + HEAD_ROWS - 0.35,
            "line": {"color": RULE[dark], "width": 1},
        }
        for top in list(tops.values())[1:]
    ]
    plain = {"xref": "paper", "showarrow": False, "font": {"size": 12, "color": INK[dark]}}
    heads: list[dict[str, Any]] = [
        plain | {"x": 0, "xanchor": "left", "yref": "y", "y": -tops[lane] + 0.78, "text": f"<b>{escape(name)}</b>", "bgcolor": PAPER[dark]}
        for lane, name in lanes.names
    ]
    if undated:
        text = f"<b>{undated}</b>" if narrow else f"<b>Not dated: {undated}</b>"
        heads.append(plain | {"x": 0.87, "xanchor": "left", "yref": "paper", "y": 1, "yanchor": "bottom", "text": text})
    axis = {
        "showgrid": True,
        "gridcolor": RULE[dark],
        "linecolor": RULE[dark],
        "tickfont": {"color": INK[dark], "size": 12},
        "zeroline": False,
    }
    return {
        "height": int(64 + (ROW_PX + 12 if narrow else ROW_PX) * (rows + 0.2)),
        "margin": {"l": 4, "r": 4, "t": 30, "b": 30},
        "paper_bgcolor": PAPER[dark],
        "plot_bgcolor": PAPER[dark],
        "font": {"family": "Source Sans, sans-serif", "color": INK[dark]},
        "selectdirection": "h",
        "hovermode": "closest",
        "hoverlabel": {"align": "left", "bgcolor": PAPER[dark], "font": {"color": INK[dark]}},
        "xaxis": axis
        | {
            "type": "date",
            "range": [str(preset.first), str(preset.last + timedelta(days=1))],
            "domain": [0, (0.82 if narrow else 0.84) if undated else 1],
        },
        "xaxis2": {"domain": [0.87, 1], "range": [-0.7, 2.7 if narrow else UNDATED_PER_ROW], "visible": False, "fixedrange": True},
        "yaxis": {"range": [-rows - 0.1, 0.1], "visible": False, "fixedrange": True},
        "shapes": rules,
        "annotations": heads,
    }
