"""The timeline of facts too many to draw each: in every lane, stacked bars that count them per step of the axis (pure)."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pages.drawing.palette import LOOKS, PALER, THEMES, count_text, rgba
from pages.drawing.timeline.binning import BinnedCounts, days_text
from pages.drawing.timeline.folding import folded
from pages.drawing.timeline.labels import Trace, stamps, text_trace
from pages.drawing.timeline.layout import ZoomRange
from pages.drawing.timeline.traces import KEPT_LOOK

MOST_PX, BAND_PX = 1080, 150
_HEAD_PX, _COUNT_PX, _GAP_PX = 22, 15, 5
MOST_TOLD = {False: 30, True: 10}
_DAY_MS, _WIDE = 86_400_000, 0.92


def band_px(lanes: int) -> float:
    """How high a lane is: all of them together stay within what can be seen without losing the place."""
    return min(BAND_PX, MOST_PX / max(lanes, 1))


def band_tops(counts: BinnedCounts) -> dict[str, float]:
    """Where each lane begins, in pixels from the top."""
    return {lane: turn * band_px(len(counts.names)) for turn, (lane, _) in enumerate(counts.names)}


def band_traces(counts: BinnedCounts, preset: ZoomRange, dark: bool, narrow: bool) -> list[Trace]:
    """One trace of bars, one of their numbers; a bar's customdata is its first and last day, `2026-01-01/2026-01-31`."""
    totals = counts.totals
    if totals.empty:
        return []
    scales = counts.scales(band_px(len(counts.names)) - _HEAD_PX - _COUNT_PX - _GAP_PX)
    feet = {lane: -(top + band_px(len(counts.names)) - _GAP_PX) for lane, top in band_tops(counts).items()}
    return [_bars(counts, preset, feet, scales, dark), _numbers(totals, preset, feet, scales, dark, narrow)]


def _bars(counts: BinnedCounts, preset: ZoomRange, feet: dict[str, float], scales: dict[str, float], dark: bool) -> Trace:
    bars = counts.bars
    foot, scale = bars["lane"].map(feet), bars["lane"].map(scales)
    looks = zip(bars["look"], bars["possible"], strict=True)
    colours = [rgba(LOOKS[look].colour(dark), PALER if possible else 1.0) for look, possible in looks]
    firsts, lasts = bars["first"].dt.strftime("%Y-%m-%d"), bars["last"].dt.strftime("%Y-%m-%d")
    lengths = [(days + 1) * _DAY_MS for days in (bars["last"] - bars["first"]).dt.days]
    fills = [THEMES[dark].paper if weak else colour for weak, colour in zip(bars["weak"], colours, strict=True)]
    return {
        "type": "bar",
        "x": firsts.tolist() if not preset.gaps else _placed(bars["first"], preset),
        "width": [length * _WIDE for length in lengths],
        "offset": [length * (1 - _WIDE) / 2 for length in lengths],
        "base": (foot + bars["below"] * scale).round(2).tolist(),
        "y": (bars["facts"] * scale).round(2).tolist(),
        "marker": {"color": fills, "line": {"width": [int(weak) for weak in bars["weak"]], "color": colours}},
        "customdata": (firsts + "/" + lasts).tolist(),
        "hovertext": [_hover(row, counts.step) for row in bars.to_dict("records")],
        "hovertemplate": "%{hovertext}<br>Click: filter by these dates<extra></extra>",
        "unselected": KEPT_LOOK,
    }


def _hover(row: dict[Any, Any], step: str) -> str:
    many = count_text(row["facts"], LOOKS[row["look"]].one, LOOKS[row["look"]].many)
    said = "claimed, disputed, opinion or expected" if row["weak"] else "stated or reported"
    may = "<br>may match" if row["possible"] else ""
    return f"{days_text(row['first'].date(), row['last'].date(), step)}<br>{many}: {said}{may}"


def _numbers(totals: pd.DataFrame, preset: ZoomRange, feet: dict[str, float], scales: dict[str, float], dark: bool, narrow: bool) -> Trace:
    """The number over each stack; only over the highest of a lane where they would run into each other."""
    told = totals if totals["first"].nunique() <= MOST_TOLD[narrow] else totals.loc[totals.groupby("lane")["facts"].idxmax()]
    middle = told["first"] + (told["last"] + pd.Timedelta(days=1) - told["first"]) / 2
    ys = (told["lane"].map(feet) + told["facts"] * told["lane"].map(scales)).round(2).tolist()
    words = [f"{facts:,}" for facts in told["facts"]]
    return text_trace(_placed(middle, preset), ys, words, dark) | {"textposition": "top center"}


def _placed(moments: pd.Series, preset: ZoomRange) -> list[str]:
    return stamps(folded(moments.astype("datetime64[ms]").astype("int64"), preset))


def head_text(counts: BinnedCounts, lane: str, narrow: bool) -> str:
    """What is said beside a lane's name: how many facts its bars hold, and how many no bar can hold."""
    counted, apart = counts.counted.get(lane, 0), counts.apart.get(lane, 0)
    said = f"{counted:,}" if narrow else f"{counted:,} counted per {counts.step}"
    said += f", {apart:,} in no bar" if apart else ""
    return said + (", own scale" if lane in counts.own_scale else "")
