"""Facts too many to draw each, counted per day, week, month or year of the axis: only those whose dates lie within one (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from pages.drawing.palette import WEAK_CERTAINTIES
from pages.drawing.timeline.layout import LaneLayout, ZoomRange, others_name

MOST_STEPS = 62
MOST_LANES = 16
BIN_SIZES = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_LOOK = ["lane", "first", "last", "weak", "look", "possible"]
_MIXED = {"others", "none"}


@dataclass(frozen=True)
class BinnedCounts:
    """What is drawn in place of single facts.

    step: day, week, month or year. names: (id, name) of each lane; the smallest share one where there are more than MOST_LANES.
    bars: lane, first, last (the days of a step, both in it and in view), look, weak (claimed, disputed, opinion or expected),
    possible (may match), facts, below (facts stacked under it); in the order in which they are stacked. counted, apart and undated: per
    lane the facts in bars, those in view that are dated less exactly than a step or reach over its ends, and those without a date.
    all_counted, all_apart: each fact once, whatever its lanes.
    """

    step: str
    names: list[tuple[str, str]]
    bars: pd.DataFrame
    counted: dict[str, int]
    apart: dict[str, int]
    undated: dict[str, int]
    all_counted: int
    all_apart: int

    def scales(self, room: float) -> dict[str, float]:
        """How much of the room of a lane a fact takes: the same in all, but for lanes that gather what is left, each with its own."""
        highest = self.totals.groupby("lane")["facts"].max()
        named = highest[~highest.index.isin(_MIXED)]
        shared = int(named.max()) if len(named) else 1
        return {str(lane): room / (most if lane in _MIXED else shared) for lane, most in highest.items()}

    @property
    def own_scale(self) -> set[str]:
        """The lanes whose bars cannot be compared with those of others."""
        return _MIXED & {lane for lane, _ in self.names}

    @property
    def totals(self) -> pd.DataFrame:
        """lane, first, last, facts: the whole of each stack."""
        found: pd.DataFrame = self.bars.groupby(["lane", "first", "last"], as_index=False, sort=False)[["facts"]].sum()
        return found


def step_of(preset: ZoomRange) -> str:
    """The shortest step of which MOST_STEPS or fewer make the axis in view."""
    days = (preset.last - preset.first).days + 1
    long = {"day": days, "week": days / 7, "month": days / 30.4}
    return next((step for step, many in long.items() if many <= MOST_STEPS), "year")


def counts(lanes: LaneLayout, preset: ZoomRange) -> BinnedCounts:
    """Count the facts of each lane per step of the axis in view."""
    names, lane_of = _few(lanes)
    rows = lanes.spans.assign(lane=lanes.spans["lane"].map(lane_of)).drop_duplicates(["lane", "id"])
    undated = lanes.undated.assign(lane=lanes.undated["lane"].map(lane_of)).groupby("lane")["id"].nunique()
    step = step_of(preset)
    within = _within(rows, preset, step)
    inside, apart = rows[within], rows[~within]
    return BinnedCounts(
        step,
        names,
        _bars(inside, preset, step),
        _by_lane(inside["lane"].value_counts()),
        _by_lane(apart["lane"].value_counts()),
        _by_lane(undated),
        int(inside["id"].nunique()),
        int(apart["id"].nunique()),
    )


def _by_lane(numbers: pd.Series) -> dict[str, int]:
    return {str(lane): int(number) for lane, number in numbers.items()}


def _few(lanes: LaneLayout) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """The lanes with the smallest ones as one, and to which of them each belongs."""
    names = lanes.names
    if len(names) <= MOST_LANES:
        return names, {lane: lane for lane, _ in names}
    nobody = [name for name in names if name[0] == "none"]
    some = [name for name in names if name[0] not in _MIXED]
    kept, others = some[: MOST_LANES - 1 - len(nobody)], some[MOST_LANES - 1 - len(nobody) :]
    shared = ("others", others_name(len(others) + lanes.gathered, lanes.lane))
    of = {lane: lane for lane, _ in [*kept, *nobody]} | {lane: "others" for lane, _ in [*others, shared]}
    return [*kept, shared, *nobody], of


def _within(rows: pd.DataFrame, preset: ZoomRange, step: str) -> pd.Series:
    """Whether both ends are known and lie in the same step, and in view."""
    known = rows["date_start"].notna() & rows["date_end"].notna()
    seen = (rows["date_start"] >= pd.Timestamp(preset.first)) & (rows["date_end"] <= pd.Timestamp(preset.last))
    found: pd.Series = known & seen & (rows["date_start"].dt.to_period(BIN_SIZES[step]) == rows["date_end"].dt.to_period(BIN_SIZES[step]))
    return found


def _bars(rows: pd.DataFrame, preset: ZoomRange, step: str) -> pd.DataFrame:
    periods = rows["date_start"].dt.to_period(BIN_SIZES[step])
    looks = rows.assign(
        first=periods.dt.start_time.clip(lower=pd.Timestamp(preset.first)),
        last=periods.dt.end_time.dt.normalize().clip(upper=pd.Timestamp(preset.last)),
        weak=rows["certainty"].isin(WEAK_CERTAINTIES),
        possible=rows["match"] == "possible",
    )
    bars = looks.groupby(_LOOK, as_index=False).size().rename(columns={"size": "facts"})
    return bars.assign(below=bars.groupby(["lane", "first"])["facts"].cumsum() - bars["facts"])


def days_text(first: date, last: date, step: str) -> str:
    """The days of a step as a reader says them; a step that the view cuts short by its ends."""
    whole = {"day": True, "month": first.day == 1 and (last + timedelta(1)).day == 1}
    whole["year"] = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole.get(step):
        return {"day": f"{first.day} {first:%b %Y}", "month": f"{first:%b %Y}", "year": f"{first.year}"}[step]
    return f"{first.day} {first:%b %Y} – {last.day} {last:%b %Y}"
