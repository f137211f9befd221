"""Facts without a date whose order leaves some days: open brackets, each tied to the facts that it is ordered by (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from loaders.schema.derived_terms import DateBasis
from loaders.schema.formatting import day_text

TIED = "┊"  # the sign of a tie in legends
BRACKET = "["
Row = Mapping[Hashable, Any]


class Tie(NamedTuple):
    """A line from the known end of a fact to the fact that it is ordered by, in the units of the rows."""

    x: float
    y: float
    other_x: float
    other_y: float


def by_order(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows without a date whose order leaves some days, as rows whose date is these days."""
    left_open = rows["earliest"].notna() | rows["latest"].notna()
    found = rows[(rows["date_precision"] == "none") & left_open]
    return found.assign(date_start=found["earliest"], date_end=found["latest"], date_precision="range", by_order=True)


def possible_text(row: Row) -> str:
    """possible: from 1 Sep 2025; possible: by 3 Oct 2025; possible: 1 Sep 2025 – 3 Oct 2025. What the order of a fact leaves."""
    first, last = (_day(row[name]) for name in ("earliest", "latest"))
    if first and last:
        return f"possible: {first} – {last}" if first != last else f"possible: {first}"
    return f"possible: from {first}" if first else f"possible: by {last}"


def order_told(rows: pd.DataFrame) -> dict[str, str]:
    """Per fact that another of the rows orders, or that is ordered by one: before “Title”; “Title” is after this."""
    titles = dict(zip(rows["id"], rows["title"], strict=True))
    found: dict[str, list[str]] = {}
    for identity, how, other in _orders(rows):
        if other in titles:
            found.setdefault(identity, []).append(f"{how} “{titles[other]}”")
            found.setdefault(other, []).append(f"“{titles[identity]}” is {how} this")
    return {identity: "; ".join(told) for identity, told in found.items()}


def ties(rows: Sequence[Row]) -> Iterator[Tie]:
    """From each bracket, and from each date that follows from an order, to what it is ordered by, where both are drawn.

    rows: with y, left and right (both ends as far as they are in view). A fact in several lanes is tied to the nearest row of the other.
    """
    drawn: dict[str, list[Row]] = {}
    for row in rows:
        drawn.setdefault(row["id"], []).append(row)
    inbound: dict[str, list[str]] = {}
    for row in rows:
        for _, other in row["order"]:
            inbound.setdefault(other, []).append(row["id"])
    for row in rows:
        ends = _known_ends(row)
        if not ends or not (row["by_order"] or row["date_basis"] == DateBasis.INFERRED):
            continue
        named = dict.fromkeys([*(other for _, other in row["order"]), *(inbound.get(row["id"], ()) if row["by_order"] else ())])
        for other in (drawn[name] for name in named if name in drawn and name != row["id"]):
            yield _tie(row, ends, min(other, key=lambda one: abs(one["y"] - row["y"])))


def has_ties(rows: pd.DataFrame) -> bool:
    """Whether `ties` would find one in what is drawn."""
    ends = rows.assign(y=0.0, left=0.0, right=0.0)
    return next(ties(ends.to_dict("records")), None) is not None


def brackets_text(ordered: pd.DataFrame) -> str:
    """1 is drawn in brackets, by the days that its order leaves possible; nothing where none is."""
    if not (number := ordered["id"].nunique()):
        return ""
    one, many = "is drawn in brackets, by the days that its", "are drawn in brackets, by the days that their"
    return f"{number:,} {one if number == 1 else many} order leaves possible"


def _day(moment: Any) -> str:
    return day_text(moment.date()) if pd.notna(moment) else ""


def _orders(rows: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Each order once: who, how, by what."""
    each = rows.drop_duplicates("id")
    for identity, orders in zip(each["id"], each["order"], strict=True):
        yield from ((identity, how, other) for how, other in orders)


def _known_ends(row: Row) -> list[float]:
    ends = [row["left"]] if not row["open_start"] and not row["cut_start"] else []
    return ends + ([row["right"]] if not row["open_end"] and not row["cut_end"] else [])


def _tie(row: Row, ends: Sequence[float], other: Row) -> Tie:
    """From the end that lies nearest to the other, straight up or down where it can."""
    left, right = other["left"], max(other["left"], other["right"])
    reached = [(abs(x - min(max(x, left), right)), x) for x in ends]
    x = min(reached)[1]
    return Tie(x, row["y"], min(max(x, left), right), other["y"])
