"""What the timeline draws: each dated fact as a span with a lane and a row, and the part of the axis in view (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from loaders.schema.kinds import UNDATABLE
from pages.drawing.palette import KINDS, looks_of
from pages.drawing.timeline.brackets import by_order

LANES = ("kind", "district", "actor")
EVERY = {"every_district": "district", "every_actor": "actor"}  # the same without a lane that gathers the small ones
LANE_WORDS = (*LANES, *EVERY)
FEW = 3  # a district or an actor of fewer facts has no lane of its own
DAY = pd.Timedelta(days=1)
_DRAWN = [
    "id",
    "title",
    "kind",
    "look",
    "certainty",
    "match",
    "who_says",
    "date",
    "date_words",
    "date_precision",
    "date_start",
    "date_end",
    "date_basis",
    "earliest",
    "latest",
    "order",
]
_LANED_BY = {"district": ["district_ids"], "actor": ["actors"]}
MOST_ROWS = 300  # more are counted: nobody reads them one by one


@dataclass(frozen=True)
class ZoomRange:
    """A part of the axis that holds facts: an id for the address, a name, first and last day.

    gaps: years within it that are left out, each as its first day and the day after it.
    """

    id: str
    name: str
    first: date
    last: date
    gaps: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True)
class LaneLayout:
    """What is drawn: (id, name) of each lane from top to bottom, its spans, its undated rows, dated facts out of view.

    ordered: of the undated those whose order leaves days in view, as spans of these days. sites: the mineral sites without a date, one a
    row: no events, so in no lane. lane: what a lane is. gathered: how many districts or
    actors share the lane "others".
    """

    names: list[tuple[str, str]]
    spans: pd.DataFrame
    undated: pd.DataFrame
    outside: int
    sites: pd.DataFrame
    ordered: pd.DataFrame
    lane: str = "kind"
    gathered: int = 0

    @property
    def counted(self) -> bool:
        """Whether the dated facts are counted per step of the axis, as they are too many to draw each."""
        return len(self.spans) + len(self.ordered) > MOST_ROWS


def layout_lanes(facts: pd.DataFrame, lane: str, names: Mapping[str, str], preset: ZoomRange) -> LaneLayout:
    """Put facts in lanes, and of the dated ones keep those that touch the part of the axis in view.

    Beside the columns of `spans`: cut_start, cut_end (it begins before, or ends after, the part in view), by_order.
    """
    timeless = facts["kind"].isin(UNDATABLE) & (facts["date_precision"] == "none")
    by = EVERY.get(lane, lane)
    rows = lane_rows(facts[~timeless].assign(look=looks_of(facts[~timeless]))[_DRAWN + _LANED_BY.get(by, [])], by, names)
    rows, gathered = (rows, 0) if lane in ("kind", *EVERY) else _gather_small(rows, lane)
    dated, possible = spans(rows.assign(by_order=False)), spans(by_order(rows))
    drawn, ordered = _cut(dated, preset), _cut(possible, preset)
    ordered["row"] += ordered["lane"].map(drawn["lane"].value_counts()).fillna(0).astype("int64")  # below those with a date
    undated = rows[rows["date_precision"] == "none"]
    filled = {*drawn["lane"], *undated["lane"]}
    in_order = dict(zip(rows["lane"], rows["lane_name"], strict=True))
    outside = dated["id"].nunique() - drawn["id"].nunique()
    names_drawn = [(i, name) for i, name in in_order.items() if i in filled]
    return LaneLayout(names_drawn, drawn, undated, outside, facts[timeless], ordered, by, gathered)


def _cut(dated: pd.DataFrame, preset: ZoomRange) -> pd.DataFrame:
    """The spans in view, and at which ends it cuts them."""
    drawn, first, after = dated[in_view(dated, preset)], pd.Timestamp(preset.first), pd.Timestamp(preset.last) + DAY
    return drawn.assign(row=drawn.groupby("lane").cumcount(), cut_start=drawn["begin"] < first, cut_end=drawn["finish"] > after)


def _gather_small(rows: pd.DataFrame, lane: str) -> tuple[pd.DataFrame, int]:
    """Lanes of fewer than FEW facts as one before the last, where some have more; and how many they are."""
    sizes = rows.loc[rows["lane"] != "none", "lane"].value_counts()
    small = sizes.index[sizes < FEW]
    if len(small) < 2 or len(small) == len(sizes):
        return rows, 0
    is_small = rows["lane"].isin(small)
    others = rows[is_small].assign(lane="others", lane_name=others_name(len(small), lane)).drop_duplicates("id")
    kept, nobody = rows[~is_small & (rows["lane"] != "none")], rows[rows["lane"] == "none"]
    return pd.concat([kept, others, nobody]), len(small)


def others_name(number: int, lane: str) -> str:
    return f"{number:,} other {lane}s"


def lane_rows(facts: pd.DataFrame, lane: str, names: Mapping[str, str]) -> pd.DataFrame:
    """One row per fact and lane: the given columns and lane (id), lane_name.

    lane: "kind", "district" or "actor". names: id to name of districts and actors. A fact in several districts or with
    several actors stands in each of their lanes; one with none in the lane "none".
    """
    if lane == "kind":
        found = facts.sort_values("kind", kind="stable")
        found = found.assign(lane=found["kind"].astype("str"))
        return found.assign(lane_name=[KINDS[k].many.capitalize() for k in found["kind"]])
    column = {"district": "district_ids", "actor": "actors"}[lane]
    found = facts.assign(lane=facts[column]).explode("lane")
    found["lane"] = found["lane"].fillna("none")
    nobody = {"district": "No district named", "actor": "No actor named"}[lane]
    found = found.assign(lane_name=[names.get(i, nobody) for i in found["lane"]])
    sizes = found["lane"].map(found["lane"].value_counts()).where(found["lane"] != "none", 0)
    return found.assign(_size=sizes).sort_values(["_size", "lane"], ascending=[False, True], kind="stable").drop(columns="_size")


def spans(rows: pd.DataFrame) -> pd.DataFrame:
    """The dated rows with what is drawn of each: begin, finish (exclusive), open_start, open_end, row (within its lane).

    A day is one day long, a month and a year as long as they are. Where an end is not stated, nothing is claimed about it: begin
    and finish are both the end that is known. Rows of a lane never overlap.
    """
    dated = rows[rows["date_precision"] != "none"].copy()
    dated["open_start"], dated["open_end"] = dated["date_start"].isna(), dated["date_end"].isna()
    dated["begin"] = dated["date_start"].fillna(dated["date_end"] + DAY)
    dated["finish"] = (dated["date_end"] + DAY).fillna(dated["begin"])
    dated = dated.sort_values(["begin", "finish", "id"])
    dated["row"] = dated.groupby("lane").cumcount()
    return dated


def in_view(dated: pd.DataFrame, preset: ZoomRange) -> pd.Series:
    """Which rows of the dated facts touch the part of the axis that is in view (an open end reaches on)."""
    starts = dated["date_start"].isna() | (dated["date_start"] <= pd.Timestamp(preset.last))
    ends = dated["date_end"].isna() | (dated["date_end"] >= pd.Timestamp(preset.first))
    return starts & ends


def zoom_ranges(facts: pd.DataFrame, horizon: date) -> list[ZoomRange]:
    """All, then each stretch of facts known to the day or month with gaps of less than a year, latest first.

    A year or an open span does not bridge a gap. horizon: where the axis ends when nothing is dated later.
    """
    exact = facts[facts["date_precision"].isin(["day", "month"])].sort_values("date_start")
    found: list[tuple[date, date]] = []
    for start, end in zip(exact["date_start"].dt.date, exact["date_end"].dt.date, strict=True):
        if found and (start - found[-1][1]).days < 365:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    known = [day.date() for name in ("date_start", "date_end", "earliest", "latest") if pd.notna(day := facts[name].min())]
    everything = ZoomRange("all", "All", min(*known, horizon) if known else horizon.replace(month=1, day=1), horizon)
    return [everything, *(_stretch(a, b, horizon) for a, b in reversed(found))]


def _stretch(start: date, end: date, horizon: date) -> ZoomRange:
    if start.year == end.year and (end - start).days < 32:
        last = min(date(start.year, 12, 31), max(horizon, horizon_after(end)))  # nothing is known of the months to come
        return ZoomRange(str(start.year), str(start.year), date(start.year, 1, 1), last)
    first, last = start.replace(day=1), horizon_after(end)
    return ZoomRange(f"{first:%Y-%m}", f"{first:%b %Y} – {last:%b %Y}", first, last)


def axis_end(facts: pd.DataFrame) -> date:
    """Where the axis ends for all facts: after the latest beginning, else after the latest end, else after today."""
    known = [day.date() for name in ("date_start", "date_end") if pd.notna(day := facts[name].max())]
    return horizon_after(known[0] if known else date.today())


def horizon_after(day: date) -> date:
    """The last day of the month after a day."""
    month_after_next = (day.replace(day=1) + timedelta(days=63)).replace(day=1)
    return month_after_next - timedelta(days=1)
