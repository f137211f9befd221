"""The marks, bars and labels of the timeline as plotly traces (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pages.shared.palette import KINDS, PALER, WEAK_CERTAINTIES
from pages.timeline.spans import Preset

MOST_LABELS = 120
NARROW_CHARACTERS = 48
FADING_PIECES = 6
FILLED, EDGED = 0.38, 0.62
STAMP = "%Y-%m-%d %H:%M"
INK = {False: "#1B2733", True: "#E6EBF0"}
PAPER = {False: "#FFFFFF", True: "#11161C"}
Row = Mapping[Hashable, Any]


def kind_traces(kind: str, rows: pd.DataFrame, preset: Preset, dark: bool, narrow: bool) -> list[go.Scatter]:
    """The traces of one kind: bars in as few traces as there are strengths, day marks, and titles unless they are too many."""
    colour = KINDS[kind].colour(dark)
    is_day = (rows["date_precision"] == "day").to_numpy()
    traces = _bars(rows[~is_day], colour, preset, dark) if not is_day.all() else []
    if is_day.any():
        traces.append(_days(KINDS[kind].symbol, rows[is_day], colour))
    return [*traces, *([(_labels_above if narrow else _labels)(rows, preset, dark)] if len(rows) <= MOST_LABELS else [])]


def _days(symbol: str, rows: pd.DataFrame, colour: str) -> go.Scatter:
    symbols = [symbol + ("-open" if c in WEAK_CERTAINTIES else "") for c in rows["certainty"]]
    xs = rows["begin"].dt.strftime(STAMP).tolist()
    return go.Scatter(x=xs, y=rows["y"].tolist(), mode="markers", marker=_marker(symbols, colour, rows["match"]), **_pointing(rows))


def _marker(symbols: list[str], colour: str | list[str], match: pd.Series) -> dict[str, Any]:
    opacity = [PALER if m == "possible" else 1.0 for m in match]
    return {"symbol": symbols, "size": 11, "color": colour, "line": {"width": 1.6, "color": colour}, "opacity": opacity}


def _pointing(rows: pd.DataFrame) -> dict[str, Any]:
    """What makes a point tell and open its fact."""
    told = [_hover(row) for row in rows.to_dict("records")]
    return {"customdata": rows["id"].tolist(), "hovertext": told, "hoverinfo": "text", "showlegend": False}


def _bars(rows: pd.DataFrame, colour: str, preset: Preset, dark: bool) -> list[go.Scatter]:
    """Spans of a month, a year or more: filled, or an outline where only claimed or judged; an open end fades."""
    pieces: dict[float, list[tuple[str, str, float]]] = {}
    hollow: list[tuple[str, str, float]] = []
    edges: list[tuple[str, float]] = []
    aims: list[tuple[str, float, Row]] = []
    for row in rows.to_dict("records"):
        first, last = max(row["begin"], pd.Timestamp(preset.first)), min(row["finish"], pd.Timestamp(preset.last) + pd.Timedelta(days=1))
        strengths = _strengths(row)
        cuts = pd.date_range(first, last, periods=len(strengths) + 1).strftime(STAMP).tolist()
        for start, end, strength in zip(cuts, cuts[1:], strengths, strict=False):
            pieces.setdefault(strength, []).append((start, end, row["y"]))
        if row["certainty"] in WEAK_CERTAINTIES:
            hollow.append((cuts[0], cuts[-1], row["y"]))
        edges += [(cut, row["y"]) for cut, unknown in ((cuts[0], row["open_start"]), (cuts[-1], row["open_end"])) if not unknown]
        aims += [(cut, row["y"], row) for cut in cuts]
    traces = [_lines(found, colour, 12, strength) for strength, found in pieces.items()]
    traces += [_lines(hollow, PAPER[dark], 8, 1.0)] if hollow else []
    return [*traces, _caps(edges, colour), _aims(aims)]


def _strengths(row: Row) -> list[float]:
    """How strongly each piece of a bar is drawn, from its beginning to its end."""
    full = (EDGED if row["certainty"] in WEAK_CERTAINTIES else FILLED) * (PALER if row["match"] == "possible" else 1.0)
    if not row["open_end"] and not row["open_start"]:
        return [full]
    fading = [round(full * (1 - i / FADING_PIECES), 3) for i in range(FADING_PIECES)]
    return fading[::-1] if row["open_start"] else fading


def _lines(found: list[tuple[str, str, float]], colour: str, width: int, opacity: float) -> go.Scatter:
    xs = [x for start, end, _ in found for x in (start, end, None)]
    ys = [y for _, _, at in found for y in (at, at, None)]
    return go.Scatter(x=xs, y=ys, mode="lines", line={"color": colour, "width": width}, opacity=opacity, hoverinfo="skip", showlegend=False)


def _caps(edges: list[tuple[str, float]], colour: str) -> go.Scatter:
    """A stroke at each end of a bar that is known."""
    marker = {"symbol": "line-ns", "size": 6, "line": {"width": 1.6, "color": colour}}
    xs, ys = [x for x, _ in edges], [y for _, y in edges]
    return go.Scatter(x=xs, y=ys, mode="markers", marker=marker, hoverinfo="skip", showlegend=False)


def _aims(aims: list[tuple[str, float, Row]]) -> go.Scatter:
    """Unseen points along the bars, for the pointer."""
    rows = pd.DataFrame([row for _, _, row in aims])
    marker = {"size": 12, "opacity": 0}
    return go.Scatter(x=[x for x, _, _ in aims], y=[y for _, y, _ in aims], mode="markers", marker=marker, **_pointing(rows))


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
