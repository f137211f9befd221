"""Where the spans of facts lie on the strip: both ends in percent of the axis, and the level on which each overlaps none (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from pages.drawing.timeline.layout import ZoomRange

Row = dict[Hashable, Any]
MAX_LEVELS = 4  # bars above each other in a lane; a lane with more counts its facts
_OPEN = 4.0  # percent of the axis: what is drawn of a span whose other end is not stated
_LEAST = 0.7  # percent: what a mark takes


def by_order(row: Row) -> Row:
    """A fact without a date over the days that its order leaves, where it leaves not all; it is counted among those without a date."""
    first, last = (row[name].date() if row[name] is not pd.NaT else None for name in ("earliest", "latest"))
    return row | {"first": first, "last": last, "by_order": bool(first or last)}


def touches(row: Row, period: ZoomRange) -> bool:
    return not (row["last"] and row["last"] < period.first) and not (row["first"] and row["first"] > period.last)


def levels(alike: Sequence[list[Row]], period: ZoomRange) -> list[int]:
    """For each span the first level on which it overlaps none before it; MAX_LEVELS where there is no room."""
    reached: list[float] = []
    found = []
    for first, *_ in alike:
        left, right = ends(first, period)
        level = next((number for number, end in enumerate(reached) if end <= left), len(reached))
        if level == len(reached):
            reached.append(0.0)
        reached[level] = right + 0.15
        found.append(min(level, MAX_LEVELS))
    return found


def ends(row: Row, period: ZoomRange) -> tuple[float, float]:
    """Both ends of what is drawn of a span, in percent of the axis."""
    left = max(share(period, row["first"] or period.first), 0.0)
    right = min(share(period, after(row["last"] or period.last)), 100.0)
    if row["last"] is None:
        right = min(left + _OPEN, 100.0)
    if row["first"] is None:
        left = max(right - _OPEN, 0.0)
    return min(left, 100 - _LEAST), max(right, left + _LEAST)


def share(period: ZoomRange, day: date) -> float:
    """Where a day begins on the axis, in percent; outside it below 0 or above 100."""
    return 100 * (day - period.first).days / ((period.last - period.first).days + 1)


def after(day: date) -> date:
    return min(day, date.max - timedelta(days=1)) + timedelta(days=1)
