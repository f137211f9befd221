"""The marks, bars, brackets and labels of the timeline where each fact is drawn, as plotly traces (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import timedelta
from html import escape
from typing import Any

import pandas as pd

from pages.drawing.palette import LOOKS, PALER, THEMES, TRANSPARENT, WEAK_CERTAINTIES, fact_glyph, kind_text, rgba
from pages.drawing.text_layout import wrapped
from pages.drawing.timeline.bracket_traces import bracket_traces, tie_traces
from pages.drawing.timeline.brackets import order_told
from pages.drawing.timeline.folding import folded, milliseconds
from pages.drawing.timeline.labels import ARROW_PX, INSIDE, Trace, labels, labels_above, placed_labels, stamps
from pages.drawing.timeline.layout import ZoomRange
from pages.drawing.timeline.summary import beyond_text, edge_text, title_text
from pages.drawing.tokens import CHART_TEXT

FADING_PIECES = 6
FADE = 0.04  # of the axis: how long a bar fades where the view cuts it
FILLED, EDGED = 0.38, 0.62
_HOVER_PX = 420
BAR_PX, HOLLOW_PX = 17, 13  # a title fits in either
KEPT_LOOK = {"marker": {"opacity": 1}}  # the picture does not pale around the mark that was clicked
Row = Mapping[Hashable, Any]


def row_traces(rows: pd.DataFrame, preset: ZoomRange, dark: bool, row_px: int, plot_px: int) -> list[Trace]:
    """Ties, bars, what lies in and over them, known ends, arrows for ends not stated, brackets, day marks, titles.

    rows: spans, those by their order too, with y (their row, downward from 0). row_px: how high a row is. plot_px: how wide the axis is
    at least; 0 where titles stand above their rows.
    """
    shown, first, last = _placed(rows, preset)
    if plot_px:
        shown = placed_labels(shown, first, last, plot_px)
    is_day = (rows["date_precision"] == "day").to_numpy()
    is_ordered = rows["by_order"].to_numpy()
    days, spans = shown[is_day], shown[~is_day & ~is_ordered].to_dict("records")
    bars, open_ends = [row for row in spans if row["left"] < row["right"]], [row for row in spans if row["open_start"] or row["open_end"]]
    traces = tie_traces(shown, dark)
    traces += [_pieces(bars, dark, row_px, FADE * (last - first)), _tops(bars, dark, row_px)] if bars else []
    traces += [_caps(spans, dark)] if spans else []
    traces += _arrows(open_ends, dark) if open_ends else []
    if is_ordered.any():
        ordered = shown[is_ordered].to_dict("records")
        colours = [rgba(LOOKS[row["look"]].colour(dark), _weak(row)) for row in ordered]
        traces += bracket_traces(ordered, colours, _pointing)
    if len(days):
        traces.append(_marks(days, stamps(days["left"]), days["y"].tolist(), dark))
    return [*traces, labels(shown, dark) if plot_px else labels_above(shown, stamps([first])[0], dark)]


def _placed(rows: pd.DataFrame, preset: ZoomRange) -> tuple[pd.DataFrame, int, int]:
    """The rows with left and right as far as they are in view, and their words; both ends of the axis.

    An open span from out of view reaches in a little.
    """
    ends = milliseconds(preset.first), milliseconds(preset.last + timedelta(days=1))
    left, right = (folded(_ms(rows[name]).clip(*ends), preset) for name in ("begin", "finish"))
    right = right.mask(rows["date_precision"] == "day", left)  # a day is a mark, not a bar
    first, last = (folded(end, preset) for end in ends)
    reach = int(FADE * (last - first))
    told, orders = rows.to_dict("records"), order_told(rows)
    shown = rows.assign(
        left=left.mask(rows["open_start"] & rows["cut_end"], last - reach),
        right=right.mask(rows["open_end"] & rows["cut_start"], first + reach),
        sign=[fact_glyph(row["look"], row["certainty"]) if row["date_precision"] != "day" else "" for row in told],
        said=[title_text(row) for row in told],
        edges=[", ".join(edge_text(row)) for row in told],
        beyond=[beyond_text(row) for row in told],
        ordered=[orders.get(row["id"], "") for row in told],
    )
    return shown, first, last


def _ms(moments: pd.Series) -> pd.Series:
    return moments.astype("datetime64[ms]").astype("int64")


def _weak(row: Row) -> float:
    return PALER if row["match"] == "possible" else 1.0


def _marks(rows: pd.DataFrame, xs: list[Any], ys: list[float], dark: bool) -> Trace:
    """A mark of the look's symbol for each fact; hollow where only claimed or judged."""
    looks = list(zip(rows["look"], rows["certainty"], rows["match"], strict=True))
    colours = [rgba(LOOKS[look].colour(dark), PALER if match == "possible" else 1.0) for look, _, match in looks]
    symbols = [LOOKS[look].symbol + ("-open" if certainty in WEAK_CERTAINTIES else "") for look, certainty, _ in looks]
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


def _pieces(rows: Sequence[Row], dark: bool, row_px: int, fade: float) -> Trace:
    """Spans of a month, a year or more; one that the view cuts fades piece by piece towards the edge."""
    starts, lengths, ys, colours = list[float](), list[float](), list[float](), list[str]()
    for row in rows:
        full = (EDGED if row["certainty"] in WEAK_CERTAINTIES else FILLED) * _weak(row)
        for start, end, strength in pieces(row["left"], row["right"], fade, full, row["cut_start"], row["cut_end"]):
            starts.append(start)
            lengths.append(end - start)
            ys.append(row["y"])
            colours.append(rgba(LOOKS[row["look"]].colour(dark), strength))
    return _bars(starts, lengths, ys, colours, BAR_PX / row_px) | {"hoverinfo": "skip"}


def pieces(left: float, right: float, fade: float, full: float, cut_start: bool, cut_end: bool) -> Iterator[tuple[float, float, float]]:
    """The pieces of a bar from left to right, (start, end, opacity); fade: over how long it fades where the view cuts it."""
    step = min(fade, (right - left) / max(cut_start + cut_end, 1)) / FADING_PIECES
    rising = [(turn * step, full * (turn + 0.5) / FADING_PIECES) for turn in range(FADING_PIECES)]
    first, last = left + cut_start * FADING_PIECES * step, right - cut_end * FADING_PIECES * step
    if cut_start:
        yield from ((left + at, left + at + step, strength) for at, strength in rising)
    if last > first:
        yield first, last, full
    if cut_end:
        yield from ((right - at - step, right - at, strength) for at, strength in reversed(rising))


def _tops(rows: Sequence[Row], dark: bool, row_px: int) -> Trace:
    """Over each bar what the pointer finds: paper within a hollow one, nothing to be seen over a filled one."""
    hollow = [row["certainty"] in WEAK_CERTAINTIES for row in rows]
    colours = [THEMES[dark].paper if empty else TRANSPARENT for empty in hollow]
    width = [(HOLLOW_PX if empty else BAR_PX) / row_px for empty in hollow]
    lengths = [row["right"] - row["left"] for row in rows]
    found = _bars([row["left"] for row in rows], lengths, [row["y"] for row in rows], colours, width) | _pointing(rows)
    if not any(inside := [f"\u2002{row['label']}" if row.get("side") == INSIDE else "" for row in rows]):
        return found
    ink = THEMES[dark].ink
    words = {"text": inside, "textposition": "inside", "insidetextanchor": "start", "textangle": 0, "constraintext": "none"}
    kept = KEPT_LOOK | {"textfont": {"color": ink}}  # plotly reads it for both as soon as something is selected
    return found | words | {"textfont": {"size": CHART_TEXT, "color": ink}, "unselected": kept, "selected": kept}


def _caps(rows: Sequence[Row], dark: bool) -> Trace:
    """A stroke at each end of a span that is known and in view."""
    ends = [(row["left"], row) for row in rows if not row["open_start"] and not row["cut_start"]]
    ends += [(row["right"], row) for row in rows if not row["open_end"] and not row["cut_end"]]
    colours = [rgba(LOOKS[row["look"]].colour(dark), _weak(row)) for _, row in ends]
    marker = {"symbol": "line-ns", "size": 6, "line": {"width": 1.6, "color": colours}}
    at = {"x": stamps([moment for moment, _ in ends]), "y": [row["y"] for _, row in ends]}
    return {"type": "scatter", "mode": "markers", "marker": marker, "hoverinfo": "skip", "unselected": KEPT_LOOK, **at}


def _arrows(rows: Sequence[Row], dark: bool) -> list[Trace]:
    """From each known end an arrow of one length in pixels, whatever the axis: the other end is not stated."""
    colours = [rgba(LOOKS[row["look"]].colour(dark), _weak(row)) for row in rows]
    heads = ["triangle-down-open" if row["certainty"] in WEAK_CERTAINTIES else "triangle-down" for row in rows]
    look = {
        "angle": [-90 if row["open_end"] else 90 for row in rows],  # plotly moves a mark away against the way it points
        "color": colours,
        "line": {"width": 2, "color": colours},
    }
    shaft = look | {"symbol": "line-ns", "standoff": ARROW_PX / 2, "size": ARROW_PX / 2}
    head = look | {"symbol": heads, "standoff": ARROW_PX, "size": 9}
    at = {"x": stamps([row["right" if row["open_end"] else "left"] for row in rows]), "y": [row["y"] for row in rows]}
    place = {"type": "scatter", "mode": "markers", "cliponaxis": False, **at}
    return [place | {"marker": shaft, **_pointing(rows)}, place | {"marker": head, "hoverinfo": "skip", "unselected": KEPT_LOOK}]


def _hover(row: Row) -> str:
    beyond = "" if row.get("by_order") else row.get("beyond", "")  # its days stand in date_words
    dated = f"{row['date_words']}: {beyond}" if beyond else row["date_words"]
    lines = [row["title"], f"{kind_text(row['look'])} · {dated}", f"{row['who_says']} · {row['certainty']}"]
    lines += wrapped(f"Order: {row['ordered']}", _HOVER_PX, CHART_TEXT) if row.get("ordered") else []
    return "<br>".join(escape(line) for line in lines)
