"""Imported events over time as a plotly figure: a lane per dataset, a bar per day, week, month or year (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from pages.drawing.palette import PALER, THEMES, TRANSPARENT, count_text, rgba
from pages.drawing.tokens import CHART_TEXT

Period = Literal["day", "week", "month", "year"]
PERIODS: tuple[Period, ...] = ("day", "week", "month", "year")
_DAYS: dict[Period, float] = {"day": 1, "week": 7, "month": 30.4, "year": 365.25}
MOST_BARS = 1_500
LANE_PX, HEAD_PX, FOOT_PX = 120, 26, 30


def usual_period(first: date, last: date) -> Period:
    """The period that gives a span of days some ten to eighty bars."""
    days = (last - first).days + 1
    return "day" if days <= 45 else "week" if days <= 200 else "month" if days <= 6 * 366 else "year"


def drawable(period: Period, first: date, last: date) -> Period:
    """The period asked for, or the next coarser one whose bars can be told apart."""
    days = (last - first).days + 1
    return next((one for one in PERIODS[PERIODS.index(period) :] if days / _DAYS[one] <= MOST_BARS), "year")


def end_of(period: Period, first: date) -> date:
    """The last day of the period that begins on a day."""
    if period in ("day", "week"):
        return first + timedelta(0 if period == "day" else 6)
    after = date(first.year + 1, 1, 1) if period == "year" else date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return after - timedelta(1)


def period_text(period: Period, first: date) -> str:
    """2015; Mar 2015; week from 2 Mar 2015; 2 Mar 2015."""
    day = f"{first.day} {first:%b} {first.year}"
    return {"year": f"{first.year}", "month": f"{first:%b} {first.year}", "week": f"week from {day}", "day": day}[period]


def events_figure(
    counts: pd.DataFrame, period: Period, names: Mapping[str, tuple[str, tuple[str, str]]], within: tuple[date, date], dark: bool
) -> go.Figure:
    """The figure. counts: as `by_period`. names: per dataset, in the order of the lanes, its name and what its rows are called.

    within: the days in view. A bar carries its first and last day as customdata, `2015-01-01/2015-12-31`. Its paler part is dated less
    exactly than the period.
    """
    theme = THEMES[dark]
    traces: list[dict[str, Any]] = []
    layout: dict[str, Any] = {}
    notes: list[dict[str, Any]] = []
    height = len(names) * (LANE_PX + HEAD_PX) + FOOT_PX
    for number, (dataset, (name, noun)) in enumerate(names.items()):
        rows = counts[counts["dataset"] == dataset]
        axis, top = f"y{number + 1 if number else ''}", number * (LANE_PX + HEAD_PX) + HEAD_PX
        whole = height - FOOT_PX
        layout[f"yaxis{number + 1 if number else ''}"] = {
            "domain": [1 - (top + LANE_PX) / whole, 1 - top / whole], "rangemode": "tozero", "gridcolor": theme.rule, "nticks": 4,
            "tickformat": ",d", "fixedrange": True, "automargin": True, "zeroline": False,
        }  # fmt: skip
        notes.append({"text": f"<b>{name}</b>", "x": 0, "xref": "paper", "xanchor": "left", "yref": "paper", "y": 1 - top / whole,
                      "yanchor": "bottom", "showarrow": False})  # fmt: skip
        traces += _bars(rows, period, axis, noun, theme.ink)
    layout |= {
        "height": height + 10, "margin": {"l": 8, "r": 8, "t": 4, "b": FOOT_PX}, "barmode": "stack", "bargap": 0.12, "showlegend": False,
        "paper_bgcolor": TRANSPARENT, "plot_bgcolor": TRANSPARENT,
        "font": {"family": "Source Sans, sans-serif", "size": CHART_TEXT, "color": theme.ink},
        "annotations": notes, "hovermode": "closest", "dragmode": False, "clickmode": "event+select",
        "hoverlabel": {"bgcolor": theme.paper, "font": {"color": theme.ink}},
        "xaxis": {"type": "date", "range": [within[0].isoformat(), (within[1] + timedelta(1)).isoformat()], "fixedrange": True,
                  "anchor": f"y{len(names) if len(names) > 1 else ''}", "gridcolor": theme.rule},
    }  # fmt: skip
    return go.Figure(traces, layout, _validate=False)


def _bars(rows: pd.DataFrame, period: Period, axis: str, noun: tuple[str, str], ink: str) -> list[dict[str, Any]]:
    """The exact part of each bar, and on it the part that may belong to another period."""
    starts: Sequence[date] = [value.date() for value in pd.to_datetime(rows["period"])]
    ends = [end_of(period, start) for start in starts]
    days = [f"{start}/{end}" for start, end in zip(starts, ends, strict=True)]
    told = [_bar_text(row, period, start, noun) for row, start in zip(rows.to_dict("records"), starts, strict=True)]
    middle = [
        (pd.Timestamp(start) + (pd.Timestamp(end) + pd.Timedelta(days=1) - pd.Timestamp(start)) / 2).isoformat()
        for start, end in zip(starts, ends, strict=True)
    ]
    width = [0.88 * ((end - start).days + 1) * 86_400_000 for start, end in zip(starts, ends, strict=True)]
    wider = rows["wider"].fillna(0).astype(int)
    common = {"type": "bar", "x": middle, "width": width, "yaxis": axis, "customdata": days, "hovertext": told, "hoverinfo": "text"}
    return [
        common | {"y": (rows["events"] - wider).tolist(), "marker": {"color": rgba(ink, 0.75), "line": {"width": 0}}},
        common | {"y": wider.tolist(), "marker": {"color": rgba(ink, 0.75 * PALER / 2), "line": {"width": 0}}},
    ]


def _bar_text(row: Mapping[Any, Any], period: Period, start: date, noun: tuple[str, str]) -> str:
    told = f"{period_text(period, start)}: {count_text(int(row['events']), *noun)} shown"
    if wider := int(row["wider"] or 0):
        told += f"<br>{wider:,} of them dated less exactly than the {period}: paler"
    if known := int(row["fatalities_known"]):
        told += f"<br>{int(row['fatalities_best']):,} people killed by the best estimate, given for {known:,}"
    return told + "<br>Click: only this period"
