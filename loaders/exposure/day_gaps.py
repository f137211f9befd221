"""Days between facts, as exactly as they are dated: which comes first, how far apart, and what may come next."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

from loaders.schema.derived_terms import DatePrecision
from loaders.schema.term import Term

Row: TypeAlias = Mapping[Hashable, Any]
_DATED = ["date_start", "date_end", "id", "date_precision"]
DISTANCE_COLUMNS = ["fact", "order", "low", "high", "days", "within"]


class TemporalOrder(Term):
    """How a fact stands in time to another."""

    BEFORE = "before", "Before it"
    EITHER = "either", "Before, after or on the same day: the dates overlap"
    AFTER = "after", "After it"
    UNKNOWN = "unknown", "One of the two has no date"


@dataclass(frozen=True)
class DayRange:
    """The least and the most days from one fact to another; None is no limit, below 0 is before."""

    low: int | None
    high: int | None

    @property
    def order(self) -> TemporalOrder:
        if self.low is not None and self.low >= 0 and self.high != 0:
            return TemporalOrder.AFTER
        if self.high is not None and self.high <= 0 and self.low != 0:
            return TemporalOrder.BEFORE
        return TemporalOrder.EITHER

    def __str__(self) -> str:
        low, high = self.low, self.high
        if low is not None and low == high:
            return f"{_count(abs(low))}{' before' if low < 0 else ''}"
        if low is not None and high is not None:
            if high <= 0:
                return f"{-high}–{_count(-low)} before"
            return f"{low}–{high} days" if low >= 0 else f"between {-low} days before and {high} days after"
        if low is not None:
            return f"{_count(low)} or more" if low >= 0 else f"from {_count(-low)} before, with no upper limit"
        if high is not None:
            return f"{_count(high)} at most" if high >= 0 else f"{_count(-high)} or more before"
        return "not known: both spans are open"


@dataclass(frozen=True)
class NextEvent:
    """The incidents of which one is the next after a deal, whichever it is, and how many days lie between."""

    facts: tuple[str, ...]
    days: DayRange


def days_between(one: Row | pd.Series, other: Row | pd.Series) -> DayRange | None:
    """The days from one fact to the other (date_start, date_end, date_precision); None where one of them has no date."""
    if DatePrecision.NONE in (one["date_precision"], other["date_precision"]):
        return None
    low: int | None = None if pd.isna(other["date_start"]) or pd.isna(one["date_end"]) else (other["date_start"] - one["date_end"]).days
    high: int | None = None if pd.isna(other["date_end"]) or pd.isna(one["date_start"]) else (other["date_end"] - one["date_start"]).days
    return DayRange(low, high)


def distance_text(one: Row | pd.Series, other: Row | pd.Series) -> str:
    """The days from the earlier-named fact to the other, as a range that honours how exactly each is dated."""
    found = days_between(one, other)
    return "not known: one of the two has no date" if found is None else str(found)


def day_gaps(deal: Row, incidents: pd.DataFrame, months: int) -> pd.DataFrame:
    """The incidents in the months before and after a deal, by date, and after them those that cannot be ordered.

    incidents: id, date_start, date_end, date_precision. Columns: fact, order (`TemporalOrder`), low and high (days, <NA> for no
    limit), days (words), within (False: it may lie outside the months). What certainly lies outside is left out.
    """
    first = deal["date_start"] - pd.DateOffset(months=months)
    last = deal["date_end"] + pd.DateOffset(months=months)
    rows: list[tuple[str, str, int | None, int | None, str, bool]] = []
    for incident in incidents[_DATED].sort_values(_DATED[:3], na_position="last").to_dict("records"):
        days = days_between(deal, incident)
        if days is None:
            rows.append((incident["id"], TemporalOrder.UNKNOWN.value, None, None, distance_text(deal, incident), False))
        elif not (incident["date_end"] < first or incident["date_start"] > last):
            within = bool(incident["date_start"] >= first and incident["date_end"] <= last)
            rows.append((incident["id"], days.order.value, days.low, days.high, str(days), within))
    return pd.DataFrame(rows, columns=DISTANCE_COLUMNS).astype({"low": "Int64", "high": "Int64", "within": "bool"})


def next_event_after(deal: Row, incidents: pd.DataFrame) -> NextEvent | None:
    """The next incident after a deal as far as dates allow: several where any of them may be the first.

    incidents: id, date_start, date_end, date_precision. Only what lies after the deal for certain counts; None without.
    """
    dated = [
        (row, days)
        for row in incidents[_DATED].to_dict("records")
        if (days := days_between(deal, row)) and days.order is TemporalOrder.AFTER
    ]
    ends = [row["date_end"] for row, _ in dated if not pd.isna(row["date_end"])]
    first = [(row, days) for row, days in dated if not ends or row["date_start"] <= min(ends)]
    if not first:
        return None
    highs = [days.high for _, days in first if days.high is not None]
    lows = [days.low for _, days in first if days.low is not None]
    return NextEvent(tuple(row["id"] for row, _ in first), DayRange(min(lows), min(highs) if highs else None))


def _count(days: int) -> str:
    return f"{days} day{'' if days == 1 else 's'}"
