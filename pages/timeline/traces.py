"""The marks, bars and labels of the timeline where each fact is drawn, as six plotly traces at most (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import timedelta
from html import escape
from typing import Any

import pandas as pd

from pages.shared.palette import KINDS, PALER, WEAK_CERTAINTIES, rgb
from pages.timeline.labels import Trace, labels, labels_above, stamps
from pages.timeline.spans import Preset

FADING_PIECES = 6
FILLED, EDGED = 0.38, 0.62
BAR_PX, HOLLOW_PX = 12, 8
PAPER = {False: "#FFFFFF", True: "#11161C"}
UNSEEN = "rgba(0,0,0,0)"
KEPT_LOOK = {"marker": {"opacity": 1}}  # the picture does not pale around the mark that was clicked
Row = Mapping[Hashable, Any]


def row_traces(rows: pd.DataFrame, preset: Preset, dark: bool, narrow: bool, row_px: int) -> list[Trace]:
    """Bars, what lies in and over them, their known ends, day marks and titles, each in one trace.

    rows: spans with y (their row, downward from 0). row_px: how high a row is.
    """
    first, last = (int(pd.Timestamp(day).timestamp() * 1000) for day in (preset.first, preset.last + timedelta(days=1)))
    shown = rows.assign(left=_ms(rows["begin"]).clip(lower=first), right=_ms(rows["finish"]).clip(upper=last))
    is_day = (rows["date_precision"] == "day").to_numpy()
    days, spans = shown[is_day], shown[~is_day].to_dict("records")
    traces = [_pieces(spans, dark, row_px), _tops(spans, dark, row_px), _caps(spans, dark)] if spans else []
    if len(days):
        traces.append(_marks(days, stamps(days["left"]), days["y"].tolist(), dark))
    return [*traces, labels_above(shown, str(preset.first), dark) if narrow else labels(shown, first, last, dark)]


def undated_trace(undated: pd.DataFrame, tops: Mapping[str, float], dark: bool, per_row: int) -> Trace:
    """A mark for each undated fact, in rows beside its lane."""
    turn = undated.groupby("lane").cumcount()
    ys = [-(tops[lane] + n // per_row) for lane, n in zip(undated["lane"], turn, strict=True)]
    return _marks(undated, (turn % per_row).tolist(), ys, dark) | {"xaxis": "x2"}


def rgba(colour: str, strength: float) -> str:
    """A colour of the palette with its opacity, as plotly takes it for each point."""
    return colour if strength == 1 else f"rgba{(*rgb(colour), round(strength, 3))}".replace(" ", "")


def _ms(moments: pd.Series) -> pd.Series:
    return moments.astype("datetime64[ms]").astype("int64")


def _weak(row: Row) -> float:
    return PALER if row["match"] == "possible" else 1.0


def _marks(rows: pd.DataFrame, xs: list[Any], ys: list[float], dark: bool) -> Trace:
    """A mark of the kind's symbol for each fact; hollow where only claimed or judged."""
    looks = list(zip(rows["kind"], rows["certainty"], rows["match"], strict=True))
    colours = [rgba(KINDS[kind].colour(dark), PALER if match == "possible" else 1.0) for kind, _, match in looks]
    symbols = [KINDS[kind].symbol + ("-open" if certainty in WEAK_CERTAINTIES else "") for kind, certainty, _ in looks]
    marker = {"symbol": symbols, "size": 11, "color": colours, "line": {"width": 1.6, "color": colours}}
    return {"type": "scatter", "mode": "markers", "x": xs, "y": ys, "marker": marker, **_pointing(rows.to_dict("records"))}


def _pointing(rows: Sequence[Row]) -> Trace:
    """What makes a point tell and open its fact."""
    told = {"hovertext": [_hover(row) for row in rows], "hovertemplate": "%{hovertext}<br>Click: open the fact<extra></extra>"}
    return {"customdata": [row["id"] for row in rows], "unselected": KEPT_LOOK, **told}


def _bars(starts: list[float], lengths: list[float], ys: list[float], colours: list[str], width: float | list[float]) -> Trace:
    marker = {"color": colours, "line": {"width": 0}}
    base, at = stamps(starts), {"type": "bar", "orientation": "h", "unselected": KEPT_LOOK}
    return at | {"base": base, "x": lengths, "y": ys, "width": width, "marker": marker}


def _pieces(rows: Sequence[Row], dark: bool, row_px: int) -> Trace:
    """Spans of a month, a year or more; an open end fades piece by piece."""
    starts, lengths, ys, colours = list[float](), list[float](), list[float](), list[str]()
    for row in rows:
        strengths = _strengths(row)
        step = (row["right"] - row["left"]) / len(strengths)
        starts += [row["left"] + turn * step for turn in range(len(strengths))]
        lengths += [step] * len(strengths)
        ys += [row["y"]] * len(strengths)
        colours += [rgba(KINDS[row["kind"]].colour(dark), strength) for strength in strengths]
    return _bars(starts, lengths, ys, colours, BAR_PX / row_px) | {"hoverinfo": "skip"}


def _strengths(row: Row) -> list[float]:
    """How strongly each piece of a bar is drawn, from its beginning to its end."""
    full = (EDGED if row["certainty"] in WEAK_CERTAINTIES else FILLED) * _weak(row)
    if not row["open_end"] and not row["open_start"]:
        return [full]
    fading = [full * (1 - i / FADING_PIECES) for i in range(FADING_PIECES)]
    return fading[::-1] if row["open_start"] else fading


def _tops(rows: Sequence[Row], dark: bool, row_px: int) -> Trace:
    """Over each bar what the pointer finds: paper within a hollow one, nothing to be seen over a filled one."""
    hollow = [row["certainty"] in WEAK_CERTAINTIES for row in rows]
    colours = [PAPER[dark] if empty else UNSEEN for empty in hollow]
    width = [(HOLLOW_PX if empty else BAR_PX) / row_px for empty in hollow]
    lengths = [row["right"] - row["left"] for row in rows]
    return _bars([row["left"] for row in rows], lengths, [row["y"] for row in rows], colours, width) | _pointing(rows)


def _caps(rows: Sequence[Row], dark: bool) -> Trace:
    """A stroke at each end of a bar that is known."""
    ends = [(row["left"], row) for row in rows if not row["open_start"]] + [(row["right"], row) for row in rows if not row["open_end"]]
    colours = [rgba(KINDS[row["kind"]].colour(dark), _weak(row)) for _, row in ends]
    marker = {"symbol": "line-ns", "size": 6, "line": {"width": 1.6, "color": colours}}
    at = {"x": stamps([moment for moment, _ in ends]), "y": [row["y"] for _, row in ends]}
    return {"type": "scatter", "mode": "markers", "marker": marker, "hoverinfo": "skip", "unselected": KEPT_LOOK, **at}


def _hover(row: Row) -> str:
    lines = [row["title"], row["date_words"], f"{row['who_says']} · {row['certainty']}"]
    return "<br>".join(escape(line) for line in lines)
