"""Counts made at import, so that a filter over millions of rows reads some ten thousand: per month and place, and per year and point.

A summary has the columns by which rows are filtered, with dates widened to the first day of the month (or year) of the first possible day
and the last day of that of the last, and MEASURES in place of rows. A row's class for a range of dates is the same with widened dates,
unless one of its ends lies in a month in the middle of which the range begins or ends; `EventQuestion.counts` takes those rows one by one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from loaders.events.columns import BY_NAME, IBIS

if TYPE_CHECKING:
    import duckdb

Grain = Literal["month", "year"]
FOLDER = ".summaries"
FROM_ROWS = 20_000  # fewer are counted as fast one by one
KEYS = ("dataset", "kind", "event_type", "status", "district", "province", "possible_districts", "placed")
DATES = ("date_start", "date_end")
POINT = ("latitude", "longitude", "geo_precision")
AT_POINTS = "latitude IS NOT NULL AND geo_precision IN ('site', 'town')"
MEASURES = {
    "rows": "count(*)",
    "fatalities_low": "sum(fatalities_low)",
    "fatalities_best": "sum(fatalities_best)",
    "fatalities_high": "sum(fatalities_high)",
    "fatalities_known": "count(fatalities_best)",
}


@dataclass(frozen=True)
class Summary:
    """A kind of summary. table: its name in the engine. keys: what it counts by, beside dates. named: columns of which it keeps a value."""

    grain: Grain
    table: str
    keys: tuple[str, ...]
    where: str
    named: tuple[str, ...] = ()

    def query(self, source: str) -> str:
        """The SQL that makes it of a source of rows; for DuckDB."""
        end = "last_day(date_end)" if self.grain == "month" else "make_date(year(date_end), 12, 31)"
        columns = [*self.keys, f"date_trunc('{self.grain}', date_start)::DATE AS date_start", f"{end} AS date_end"]
        columns += [f"max({name}) AS {name}" for name in self.named]
        columns += [f"{how}::BIGINT AS {name}" for name, how in MEASURES.items()]
        return f"SELECT {', '.join(columns)} FROM {source} WHERE {self.where} GROUP BY ALL"  # noqa: S608  # our own columns

    @property
    def schema(self) -> dict[str, str]:
        """Its columns with their types, for ibis."""
        return {name: IBIS[BY_NAME[name].type] for name in (*self.keys, *DATES, *self.named)} | dict.fromkeys(MEASURES, "int64")


MONTHS = Summary("month", "events_by_month", KEYS, "true")
POINTS = Summary("year", "event_points_by_year", (*KEYS, *POINT), AT_POINTS, ("place",))
SUMMARIES = (MONTHS, POINTS)


def write_summaries(found: duckdb.DuckDBPyConnection, rows: Path, folder: Path) -> None:
    """The summaries of a dataset's file, as `month.parquet` and `year.parquet` in a folder."""
    folder.mkdir()
    for one in SUMMARIES:
        target = str(folder / f"{one.grain}.parquet").replace("'", "''")
        found.execute(f"COPY ({one.query(_read(rows))}) TO '{target}' (FORMAT parquet, COMPRESSION lz4_raw)")


def summary_folder(dataset: Path, token: str) -> Path:
    """Where the summaries of a dataset's file are; its metadata has the token, so that they are never those of another release."""
    return dataset.parent / FOLDER / f"{dataset.stem}-{token}"


def create_views(root: Any, files: Iterable[Path]) -> None:
    """A view for each kind of summary over every dataset: read where it was made at import, else counted when it is asked for."""
    for one in SUMMARIES:
        parts = []
        for path in files:
            made = summary_folder(path, _token(path)) / f"{one.grain}.parquet"
            parts.append(f"SELECT * FROM {_read(made)}" if made.is_file() else one.query(_read(path)))  # noqa: S608
        root.execute(f"CREATE VIEW {one.table} AS {' UNION ALL BY NAME '.join(parts) or one.query('no_rows')}")


def _token(path: Path) -> str:
    from pyarrow import parquet

    told = (parquet.read_metadata(path).metadata or {}).get(b"events") or b"{}"
    return str(json.loads(told).get("summaries", ""))


def _read(path: Path) -> str:
    quoted = str(path).replace("'", "''")
    return f"read_parquet('{quoted}')"
