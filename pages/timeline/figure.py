"""The timeline as a plotly figure: marks for days, bars for months, years and spans, a column for what has no date (pure)."""

from __future__ import annotations

from datetime import timedelta
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pages.timeline.spans import Preset
from pages.timeline.traces import INK, PAPER, kind_traces, undated_trace

ROW_PX = 24
HEAD_ROWS = 1.25
UNDATED_PER_ROW = 8
RULE = {False: "#D8DEE4", True: "#2E3843"}


def timeline_figure(
    spans: pd.DataFrame, undated: pd.DataFrame, lanes: list[tuple[str, str]], preset: Preset, dark: bool, narrow: bool = False
) -> go.Figure:
    """The figure of a view.

    spans: from `spans.spans`. undated: rows with lane and no date. lanes: (id, name) from top to bottom. preset: the
    part of the axis in view. narrow: labels above their rows, for a phone. Points carry the fact's id as customdata.
    """
    per_row = UNDATED_PER_ROW // 3 + 1 if narrow else UNDATED_PER_ROW
    tops, height_rows = _lane_tops(spans, undated, lanes, per_row)
    seen = spans.assign(y=[-(tops[lane] + row) for lane, row in zip(spans["lane"], spans["row"], strict=True)])
    traces = [
        t for kind, part in seen.groupby("kind", observed=True, sort=False) for t in kind_traces(str(kind), part, preset, dark, narrow)
    ]
    if not undated.empty:
        traces.append(undated_trace(undated, tops, dark, per_row))
    return go.Figure(traces, _layout(lanes, tops, height_rows, preset, dark, undated["id"].nunique(), narrow))


def _lane_tops(spans: pd.DataFrame, undated: pd.DataFrame, lanes: list[tuple[str, str]], per_row: int) -> tuple[dict[str, float], float]:
    """Where each lane's first row lies, counted in rows from the top, below its name; and how many rows there are."""
    tops, at = {}, 0.0
    for lane, _ in lanes:
        tops[lane] = at + HEAD_ROWS
        crowd = -(-int((undated["lane"] == lane).sum()) // per_row)
        at += HEAD_ROWS + max(int((spans["lane"] == lane).sum()), crowd)
    return tops, at


def _layout(
    lanes: list[tuple[str, str]], tops: dict[str, float], rows: float, preset: Preset, dark: bool, undated: int, narrow: bool
) -> dict[str, Any]:
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
    names = [
        {"xref": "paper", "x": 0, "xanchor": "left", "yref": "y", "y": -tops[lane] + 0.78, "text": f"<b>{escape(name)}</b>", "showarrow": False,
         "font": {"size": 12, "color": INK[dark]}, "bgcolor": PAPER[dark], "borderpad": 1}
        for lane, name in lanes
    ]  # fmt: skip
    if undated:
        names.append({"xref": "paper", "x": 0.87, "xanchor": "left", "yref": "paper", "y": 1, "yanchor": "bottom", "text": f"<b>{'' if narrow else 'Not dated: '}{undated}</b>", "showarrow": False,
                      "font": {"size": 12, "color": INK[dark]}})  # fmt: skip
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
        "dragmode": "select",
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
        "annotations": names,
    }
