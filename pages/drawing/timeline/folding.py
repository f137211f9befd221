"""Years without facts left out of the axis: which they are, and where a moment then lies (pure).

What comes after the last gap stays where it is, what comes before one moves up to its end. Only years that no known span touches are left
out, so that a bar keeps its true length. Moments are milliseconds since 1970.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TypeVar

import numpy as np
import pandas as pd

from pages.drawing.timeline.brackets import by_order
from pages.drawing.timeline.layout import ZoomRange, in_view

LEAST_YEARS = 5  # in a row; fewer are drawn
Moments = TypeVar("Moments", int, pd.Series)


def without_empty_years(presets: Sequence[ZoomRange], facts: pd.DataFrame) -> tuple[ZoomRange, ...]:
    """The presets, each without its empty years."""
    return tuple(replace(preset, gaps=tuple(_gaps(preset, facts))) for preset in presets)


def _gaps(preset: ZoomRange, facts: pd.DataFrame) -> Iterator[tuple[date, date]]:
    """First day of each gap, and the day after it."""
    if preset.last.year - preset.first.year <= LEAST_YEARS:
        return
    seen = facts[(facts["date_precision"] != "none") & in_view(facts, preset)]
    ends = seen["date_start"].fillna(seen["date_end"]).dt.year, seen["date_end"].fillna(seen["date_start"]).dt.year
    taken = {preset.first.year, preset.last.year}
    ordered = by_order(facts)  # the known ends of brackets lie on the axis too; their open sides take no years
    edges = pd.concat([ordered["date_start"], ordered["date_end"]]).dropna().dt.year
    taken |= {int(year) for year in edges if preset.first.year <= year <= preset.last.year}
    for first, last in {*zip(*(years.clip(preset.first.year, preset.last.year) for years in ends), strict=True)}:
        taken.update(range(int(first), int(last) + 1))
    years = sorted(taken)
    for before, after in pairwise(years):
        if after - before > LEAST_YEARS:
            yield date(before + 1, 1, 1), date(after, 1, 1)


def folded(moments: Moments, preset: ZoomRange) -> Moments:
    """Where moments lie on the axis without its gaps; those within a gap at its end."""
    moved = moments
    for first, after in preset.gaps:
        moved = moved + np.clip(milliseconds(after) - moments, 0, milliseconds(after) - milliseconds(first))
    return moved


def unfolded(moment: int, preset: ZoomRange) -> int:
    """The moment that lies at a place of the axis."""
    for first, after in reversed(preset.gaps):
        moment -= milliseconds(after) - milliseconds(first) if moment < milliseconds(after) else 0
    return moment


def milliseconds(day: date | pd.Timestamp) -> int:
    return pd.Timestamp(day).value // 1_000_000


def gaps_text(preset: ZoomRange) -> str:
    """Years in which no fact shown is known to begin or end are left out: 1960–2020."""
    told = ", ".join(f"{first.year}–{after.year - 1}" for first, after in preset.gaps)
    return f"Years in which no fact shown is known to begin or end are left out: {told}." if told else ""
