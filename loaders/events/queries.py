"""What pages, API and files ask of imported rows: accounting, counts by place and time, pages of rows, one row by its id.

Every function takes an `EventQuestion`: the store, the selection of the address, the names of the registries, and which datasets are
on. All of it runs in the engine as one ibis expression; what comes back is small. Every function raises `EventsUnavailable`, whose
message is for readers, where the engine does not answer.

    store = event_store(settings().events)                   # None where EVENTS is not set
    asked = EventQuestion(store, selection, Names.of(dataset), datasets=("ged",))    # of `loaders.events.question`
    accounting(asked)                 # {"ged": {"definite": …, "possible": …, "undated": …, "unplaced": …, "excluded": …}}
    by_district(asked)                # frame: district, dataset, events, fatalities_low, _best, _high, fatalities_known
    possible_by_district(asked)       # frame: district, dataset, events that may lie there
    by_place(asked)                   # frame: a row per point, dataset and precision
    by_period(asked, "month")         # frame: period, dataset, events, wider, fatalities …
    page(asked, sort="-date_start", limit=50, offset=100)    # Arrow table of rows, all columns and `match`
    district_years(asked)             # frame: district, year, dataset, events, fatalities …
    around(asked, day, district_ids)  # {"before": …, "after": …}
    one(asked, "ged", "51720")        # dict of one row, or None
    amounts_by_stage(asked)           # of imported deals, in `loaders.events.amounts`

Rules that hold everywhere:
- Counts of rows are counts of rows: never added to counts of facts, and those of two datasets not to each other, since both may tell of
  the same event.
- A missing number of fatalities is never 0: sums are of the rows that give one, `fatalities_known` says of how many, and a sum of none
  is null.
- Only rows whose class the selection shows (`match`) are in the answers, but for `accounting`, which has every class.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Literal

import ibis
import ibis.expr.types as ir
import pandas as pd
import pyarrow as pa

from loaders.events.columns import LIST_SEPARATOR, NAMES
from loaders.events.matching import CLASSES, classified
from loaders.events.question import EventQuestion, summed
from loaders.events.summaries import MONTHS, POINTS
from loaders.events.table import events_table
from loaders.schema.derived_terms import Match

Period = Literal["day", "week", "month", "year"]
_UNITS: dict[Period, str] = {"day": "D", "week": "W", "month": "M", "year": "Y"}
SORTABLE = (*NAMES, "match")
DEFAULT_SORT = "-date_start"
DAYS_AROUND = 90
_FEW, _MANY = 500, 300_000  # rows of a page, and of datasets: then a page is read in two steps


def accounting(asked: EventQuestion) -> dict[str, dict[str, int]]:
    """Per dataset how many rows are in each class of CLASSES; together they are all rows of the dataset."""
    table = asked.counts(MONTHS)
    found = asked.store.frame(table.group_by(["dataset", "match"]).agg(rows=table.rows.sum()))
    known = [one.name for one in asked.store.datasets() if asked.datasets is None or one.name in asked.datasets]
    counts = {name: dict.fromkeys(CLASSES, 0) for name in known}
    for dataset, match, rows in zip(*(found[name].tolist() for name in ("dataset", "match", "rows")), strict=True):
        counts.setdefault(dataset, dict.fromkeys(CLASSES, 0))[match] = int(rows)
    return counts


def _sure(table: ir.Table) -> ir.Table:
    """The rows that are surely in one district."""
    return table.filter(table.district.notnull() & table.possible_districts.isnull())


def by_district(asked: EventQuestion) -> pd.DataFrame:
    """Shown rows per district that they are surely in: district, dataset, events, fatalities.

    Rows that only may lie in a district are in none of these counts; `possible_by_district` has them.
    """
    table = _sure(asked.shown_counts(MONTHS))
    return asked.store.frame(table.group_by(["district", "dataset"]).agg(**summed(table)).order_by(["district", "dataset"]))


def possible_by_district(asked: EventQuestion) -> pd.DataFrame:
    """How many shown rows may lie in each district: district, dataset, events. A row counts in each, so these are never added up."""
    table = asked.shown_counts(MONTHS).filter(lambda t: t.possible_districts.notnull())
    found = asked.store.frame(table.group_by(["possible_districts", "dataset"]).agg(events=table.rows.sum()))
    found = found.assign(district=found["possible_districts"].str.split(LIST_SEPARATOR)).explode("district")
    return found.groupby(["district", "dataset"])["events"].sum().reset_index()


def by_place(asked: EventQuestion, most: int = 2_000) -> pd.DataFrame:
    """Shown rows per point (`at_points`): latitude, longitude, place, dataset, geo_precision, events, fatalities; most rows first."""
    table = asked.shown_counts(POINTS)
    keys = ["latitude", "longitude", "dataset", "geo_precision"]
    found = table.group_by(keys).agg(place=table.place.max(), **summed(table))
    return asked.store.frame(found.order_by([ibis.desc("events"), *keys]).limit(most))


def by_period(asked: EventQuestion, period: Period) -> pd.DataFrame:
    """Shown rows with a date, per day, week (from Monday), month or year of their first day.

    Columns: period (its first day), dataset, events, wider, fatalities. wider: how many of them are dated less exactly than the period,
    and so may have happened in another.
    """
    table = asked.shown_counts(MONTHS if period in ("month", "year") else None).filter(lambda t: t.date_start.notnull())
    table = table.mutate(period=table.date_start.truncate(_UNITS[period]))
    wider = table.rows.sum(where=table.date_end.truncate(_UNITS[period]) != table.period).fill_null(0)
    found = table.group_by(["period", "dataset"]).agg(wider=wider, **summed(table))
    return asked.store.frame(found.order_by(["period", "dataset"]))


def district_years(asked: EventQuestion, districts: Sequence[str] | None = None) -> pd.DataFrame:
    """Shown rows surely in a district, per year of their first day: district, year, dataset, events, fatalities. districts: only these."""
    table = _sure(asked.shown_counts(MONTHS)).filter(lambda t: t.date_start.notnull())
    table = table.filter(table.district.isin(list(districts))) if districts is not None else table
    table = table.mutate(year=table.date_start.year())
    found = table.group_by(["district", "year", "dataset"]).agg(**summed(table))
    return asked.store.frame(found.order_by(["district", "year", "dataset"]))


def around(asked: EventQuestion, day: date, districts: Sequence[str] | None = None, days: int = DAYS_AROUND) -> dict[str, dict[str, Any]]:
    """Shown rows in the `days` days before a day and after it, in some districts or anywhere: per side events, unsure, fatalities.

    The day itself is on neither side. A row counts on a side where all of its span lies there; `unsure` are those that stick out.
    """
    table = asked.shown_counts().filter(lambda t: t.date_start.notnull())
    if districts is not None:
        table = table.filter(table.district.isin(list(districts)) & table.possible_districts.isnull())
    sides = {"before": (day - timedelta(days), day - timedelta(1)), "after": (day + timedelta(1), day + timedelta(days))}
    found: dict[str, dict[str, Any]] = {}
    for side, (first, last) in sides.items():
        low, high = ibis.date(first.isoformat()), ibis.date(last.isoformat())
        touching = table.filter((table.date_end >= low) & (table.date_start <= high))
        within = touching.filter((touching.date_start >= low) & (touching.date_end <= high))
        row = asked.store.frame(within.agg(**summed(within) | {"events": within.count()})).iloc[0]
        touched = int(asked.store.frame(touching.agg(events=touching.count()))["events"].iloc[0])
        numbers = {name: None if pd.isna(row[name]) else int(row[name]) for name in row.index}
        found[side] = {"first": first, "last": last, **numbers, "unsure": touched - int(row["events"])}
    return found


def ordered(asked: EventQuestion, sort: str = DEFAULT_SORT) -> ir.Table:
    """The shown rows in an order: a column of SORTABLE, with `-` in front from the last to the first. Raises ValueError for another."""
    name = sort.removeprefix("-")
    if name not in SORTABLE:
        raise ValueError(name)
    table = asked.shown
    key = table[name].desc(nulls_first=False) if sort.startswith("-") else table[name].asc(nulls_first=False)
    return table.order_by([key, table.dataset, table.row])


def page(asked: EventQuestion, sort: str = DEFAULT_SORT, limit: int = 100, offset: int = 0) -> pa.Table:
    """Some of the shown rows, in order: all columns, and `match`.

    Of a folder, first which rows they are, and then those whole: sorting reads few columns of all rows, and all columns of few.
    """
    table = ordered(asked, sort).limit(limit, offset=offset)
    if limit > _FEW or not asked.store.is_folder or sum(one.rows for one in asked.store.datasets()) < _MANY:
        return asked.store.arrow(table)
    found = asked.store.arrow(table.select("dataset", "row", "date_start"))
    keys, days = _keys(found), [day for day in found["date_start"].to_pylist() if day]
    few = events_table().filter(lambda t: t.dataset.isin([*{d for d, _ in keys}]) & t.row.isin([row for _, row in keys] or [0]))
    if len(days) == len(keys) > 0:  # the file is sorted by years: most of it need not be read
        few = few.filter(few.date_start.between(ibis.date(min(days).isoformat()), ibis.date(max(days).isoformat())))
    whole = asked.store.arrow(classified(few, asked.selection, asked.names, asked.datasets))
    at = {key: place for place, key in enumerate(_keys(whole))}
    return whole.take(pa.array([at[key] for key in keys], pa.int64()))


def _keys(table: pa.Table) -> list[tuple[str, int]]:
    return list(zip(table["dataset"].to_pylist(), table["row"].to_pylist(), strict=True))


def stream(asked: EventQuestion) -> Iterator[pa.RecordBatch]:
    """All shown rows, piece by piece: by year, district and date in a folder, as its files are sorted, else by their place."""
    table = asked.shown
    return asked.store.batches(table if asked.store.is_folder else table.order_by(["dataset", "row"]))


def count(asked: EventQuestion) -> int:
    """How many rows are shown."""
    return sum(counts[match.value] for counts in accounting(asked).values() for match in Match if match.value in asked.selection.match)


def one(asked: EventQuestion, dataset: str, event_id: str) -> dict[str, Any] | None:
    """One row by its dataset and id, with every column, whatever is selected; `match` says how it stands to the selection."""
    table = classified(events_table(), asked.selection, asked.names, (dataset,))
    found = asked.store.arrow(table.filter(table.event_id == event_id)).to_pylist()
    return found[0] if found else None
