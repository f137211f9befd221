"""The marks, bars and labels of the timeline as plotly traces (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pages.shared.palette import KINDS, WEAK_CERTAINTIES
from pages.timeline.spans import Preset

MOST_LABELS = 120
NARROW_CHARACTERS = 48
FADING_PIECES = 8
WEAKER = 0.45
STAMP = "%Y-%m-%d %H:%M"
INK = {False: "#1B2733", True: "#E6EBF0"}
PAPER = {False: "#FFFFFF", True: "#11161C"}
Row = Mapping[Hashable, Any]


def kind_traces(kind: str, rows: pd.DataFrame, preset: Preset, dark: bool, narrow: bool) -> list[go.Scatter]:
    colour = KINDS[kind].colour(dark)
    is_day = (rows["date_precision"] == "day").to_numpy()
    traces = [trace for row in rows[~is_day].to_dict("records") for trace in _bar(row, colour, preset, dark)]
    if is_day.any():
        traces.append(_days(KINDS[kind].symbol, rows[is_day], colour))
    return [*traces, *([(_labels_above if narrow else _labels)(rows, preset, dark)] if len(rows) <= MOST_LABELS else [])]


def _days(symbol: str, rows: pd.DataFrame, colour: str) -> go.Scatter:
    return go.Scatter(
        x=rows["begin"].dt.strftime(STAMP).tolist(),
        y=rows["y"].tolist(),
        mode="markers",
        marker=_marker([symbol + ("-open" if c in WEAK_CERTAINTIES else "") for c in rows["certainty"]], colour, rows["match"]),
        **_pointing(rows),
    )


def _marker(symbols: list[str], colour: str | list[str], match: pd.Series) -> dict[str, Any]:
    opacity = [WEAKER if m == "possible" else 1.0 for m in match]
    return {"symbol": symbols, "size": 11, "color": colour, "line": {"width": 1.6, "color": colour}, "opacity": opacity}


def _pointing(rows: pd.DataFrame) -> dict[str, Any]:
    """What makes a point tell and open its fact."""
    told = [_hover(row) for row in rows.to_dict("records")]
    return {"customdata": rows["id"].tolist(), "hovertext": told, "hoverinfo": "text", "showlegend": False}


def _bar(row: Row, colour: str, preset: Preset, dark: bool) -> list[go.Scatter]:
    """A span of a month, a year or more: filled, or an outline where it is only claimed or judged; an open end fades."""
    first, last = max(row["begin"], pd.Timestamp(preset.first)), min(row["finish"], pd.Timestamp(preset.last) + pd.Timedelta(days=1))
    weak = WEAKER if row["match"] == "possible" else 1.0
    hollow = row["certainty"] in WEAK_CERTAINTIES
    strength = [0.62 if hollow else 0.38] * (FADING_PIECES if row["open_end"] or row["open_start"] else 1)
    if row["open_end"] or row["open_start"]:
        strength = [s * (1 - i / FADING_PIECES) for i, s in enumerate(strength)]
        strength = strength[::-1] if row["open_start"] else strength
    cuts = pd.date_range(first, last, periods=len(strength) + 1)
    pieces = [_line(a, b, row["y"], colour, 12, s * weak) for a, b, s in zip(cuts, cuts[1:], strength, strict=False)]
    inner = [_line(first, last, row["y"], PAPER[dark], 8, 1.0)] if hollow else []
    edges = [cut for cut, known in ((first, not row["open_start"]), (last, not row["open_end"])) if known]
    caps = go.Scatter(
        x=[edge.strftime(STAMP) for edge in edges],
        y=[row["y"]] * len(edges),
        mode="markers",
        marker={"symbol": "line-ns", "size": 6, "line": {"width": 1.6, "color": colour}, "opacity": weak},
        hoverinfo="skip",
        showlegend=False,
    )
    points = pd.DataFrame([row] * len(cuts))
    aim = go.Scatter(
        x=cuts.strftime(STAMP).tolist(), y=[row["y"]] * len(cuts), mode="markers", marker={"size": 12, "opacity": 0}, **_pointing(points)
    )
    return [*pieces, *inner, caps, aim]


def _line(begin: pd.Timestamp, finish: pd.Timestamp, y: float, colour: str, width: int, opacity: float) -> go.Scatter:
    return go.Scatter(
        x=[begin.strftime(STAMP), finish.strftime(STAMP)],
        y=[y, y],
        mode="lines",
        line={"color": colour, "width": width},
        opacity=opacity,
        hoverinfo="skip",
        showlegend=False,
    )


def _labels(rows: pd.DataFrame, preset: Preset, dark: bool) -> go.Scatter:
    """Titles beside marks, over bars; to the left of what lies far to the right."""
    first, last = pd.Timestamp(preset.first), pd.Timestamp(preset.last)
    begins = rows["begin"].where(rows["begin"] >= first, first)
    late = ((begins - first) / (last - first) > 0.55).to_numpy()
    return go.Scatter(
        x=begins.dt.strftime(STAMP).tolist(),
        y=rows["y"].tolist(),
        mode="text",
        text=[_label(row, bool(left)) for row, left in zip(rows.to_dict("records"), late, strict=True)],
        textposition=["middle left" if left else "middle right" for left in late],
        textfont={"size": 12, "color": INK[dark]},
        hoverinfo="skip",
        showlegend=False,
    )


def _labels_above(rows: pd.DataFrame, preset: Preset, dark: bool) -> go.Scatter:
    """Titles above their rows, from the left edge, cut to what a phone can show; the table has them whole."""
    titles = rows["title"].where(rows["title"].str.len() <= NARROW_CHARACTERS, rows["title"].str[: NARROW_CHARACTERS - 1] + "…")
    return go.Scatter(
        x=[str(preset.first)] * len(rows),
        y=(rows["y"] + 0.45).tolist(),
        mode="text",
        text=[escape(title) for title in titles],
        textposition="middle right",
        textfont={"size": 11, "color": INK[dark]},
        hoverinfo="skip",
        showlegend=False,
    )


def undated_trace(undated: pd.DataFrame, tops: dict[str, float], dark: bool, per_row: int) -> go.Scatter:
    turn = undated.groupby("lane").cumcount()
    rows = undated.assign(x=turn % per_row, y=[-(tops[lane] + n // per_row) for lane, n in zip(undated["lane"], turn, strict=True)])
    symbols = [KINDS[k].symbol + ("-open" if c in WEAK_CERTAINTIES else "") for k, c in zip(rows["kind"], rows["certainty"], strict=True)]
    colours = [KINDS[k].colour(dark) for k in rows["kind"]]
    return go.Scatter(
        x=rows["x"].tolist(),
        y=rows["y"].tolist(),
        xaxis="x2",
        mode="markers",
        marker=_marker(symbols, colours, rows["match"]),
        **_pointing(rows),
    )


def _label(row: Row, left: bool) -> str:
    title = escape(row["title"]) + (" (year inferred)" if row["year_inferred"] else "")
    return f"{title}   " if left else f"   {title}"


def _hover(row: Row) -> str:
    lines = [row["title"], row["date_words"], f"{row['who_says']} · {row['certainty']}"]
    return "<br>".join(escape(line) for line in lines) + "<br>Click: open the fact"
