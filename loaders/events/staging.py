"""The rows of an import before they take their place: repeats found, compared with what is there, sorted; in bounded memory."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from pyarrow import parquet

from loaders.events.columns import COMPARED, SCHEMA
from loaders.events.problems import HeldOut, ImportRefused
from loaders.events.searched import SEARCHED, searched_sql

METADATA = "events"  # the key under which a Parquet file tells of its dataset
_MEMORY = "500MB"
_ROW_GROUP = 30_000
_NO_YEAR = 9999  # where rows without a date go: last
_EXAMPLES = 3
_YEARS_TOLD = 12


@dataclass
class FieldChange:
    """A column of which values changed: in how many rows, and examples as (id, before, now)."""

    column: str
    rows: int
    examples: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass
class Comparison:
    """An import beside what was there: new + changed + unchanged are the rows that can be read; withdrawn are only there.

    years: (year, rows before, now, fatalities before, now) where a year that was there before differs.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    fields: list[FieldChange] = field(default_factory=list)
    years: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    withdrawn_ids: list[str] = field(default_factory=list)


@contextmanager
def engine(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB with bounded memory; what has no room goes into the folder."""
    with duckdb.connect() as found:
        found.execute("SET memory_limit = ?", [_MEMORY])
        found.execute("SET temp_directory = ?", [str(folder)])
        found.execute("SET threads = 2")
        found.execute("SET preserve_insertion_order = false")
        try:
            yield found
        except (duckdb.OutOfMemoryException, duckdb.IOException) as error:
            said = str(error).splitlines()[0][:160]
            raise ImportRefused(f"the rows do not fit ({said}); nothing was written. Free room on the disk of {folder.parent}") from None


def repeats(found: duckdb.DuckDBPyConnection, staged: Path) -> list[HeldOut]:
    """Rows whose id an earlier row has: the first stays, the others are held out."""
    found.execute("CREATE OR REPLACE VIEW staged AS SELECT * FROM read_parquet('" + _quoted(staged) + "')")
    found.execute(
        "CREATE OR REPLACE TEMP TABLE twice AS SELECT event_id, min(row) AS first FROM staged GROUP BY event_id HAVING count(*) > 1"
    )
    rows = found.execute(
        "SELECT s.row, s.event_id, t.first FROM staged s JOIN twice t USING (event_id) WHERE s.row > t.first ORDER BY s.row"
    ).fetchall()
    found.execute(
        "CREATE OR REPLACE VIEW kept AS SELECT s.* FROM staged s"
        + (" WHERE NOT EXISTS (SELECT 1 FROM twice t WHERE t.event_id = s.event_id AND s.row > t.first)" if rows else "")
    )
    return [HeldOut(row, "event_id", identity, f"row {first} has the same id; ids are unique") for row, identity, first in rows]


def compare(found: duckdb.DuckDBPyConnection, before: Path) -> Comparison:
    """The rows that are kept beside those of a dataset that is there, by id."""
    if not before.is_file():
        return Comparison(new=_one(found, "SELECT count(*) FROM kept"))
    try:
        found.execute("CREATE OR REPLACE VIEW before AS SELECT * FROM read_parquet('" + _quoted(before) + "')")
        has = {row[0] for row in found.execute("DESCRIBE before").fetchall()}
    except duckdb.Error as error:
        raise ImportRefused(f"{before}: it cannot be read ({str(error)[:120]}); take it away, or give another --out") from None
    columns = [name for name in COMPARED if name in has]
    for name, rows in (("fresh", "kept"), ("former", "before")):  # a number for what a row says: rows themselves need too much memory
        found.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT event_id, hash({', '.join(columns)}) AS said FROM {rows}")
    joined = "FROM fresh k JOIN former b USING (event_id)"
    found.execute(f"CREATE OR REPLACE TEMP TABLE different AS SELECT event_id {joined} WHERE k.said != b.said")
    both = _one(found, f"SELECT count(*) {joined}")
    changed = _one(found, "SELECT count(*) FROM different")
    result = Comparison(
        new=_one(found, "SELECT count(*) FROM fresh ANTI JOIN former USING (event_id)"),
        changed=changed,
        unchanged=both - changed,
        withdrawn=_one(found, "SELECT count(*) FROM former ANTI JOIN fresh USING (event_id)"),
    )
    gone = "SELECT event_id FROM former ANTI JOIN fresh USING (event_id) ORDER BY event_id LIMIT 20"
    result.withdrawn_ids = [row[0] for row in found.execute(gone).fetchall()]
    if changed:
        result.fields = sorted((one for name in columns if (one := _field(found, name)).rows), key=lambda one: -one.rows)
    result.years = _years(found)
    return result


def _field(found: duckdb.DuckDBPyConnection, name: str) -> FieldChange:
    pairs = f"FROM different d JOIN kept k USING (event_id) JOIN before b USING (event_id) WHERE b.{name} IS DISTINCT FROM k.{name}"
    many = _one(found, f"SELECT count(*) {pairs}")
    examples = found.execute(f"SELECT event_id, b.{name}, k.{name} {pairs} ORDER BY event_id LIMIT {_EXAMPLES}").fetchall() if many else []
    return FieldChange(name, many, [(str(i), _shown(old), _shown(new)) for i, old, new in examples])


def _years(found: duckdb.DuckDBPyConnection) -> list[tuple[int, int, int, int, int]]:
    """Years that were there before and have other rows or other fatalities now."""
    each = "SELECT year(date_start) AS year, count(*) AS rows, coalesce(sum(fatalities_best), 0)::BIGINT AS killed FROM {} GROUP BY 1"
    query = (
        f"SELECT b.year, b.rows, coalesce(k.rows, 0), b.killed, coalesce(k.killed, 0) FROM ({each.format('before')}) b "
        f"LEFT JOIN ({each.format('kept')}) k USING (year) "
        "WHERE b.year IS NOT NULL AND (b.rows != coalesce(k.rows, 0) OR b.killed != coalesce(k.killed, 0)) "
        f"ORDER BY b.year DESC LIMIT {_YEARS_TOLD}"
    )
    return found.execute(query).fetchall()


def summary(found: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Counts of the rows that are kept: all, first and last day, without date, without place, deaths."""
    row = found.execute(
        "SELECT count(*), min(date_start)::VARCHAR, max(date_end)::VARCHAR, count(*) FILTER (date_start IS NULL), "
        "count(*) FILTER (NOT placed), count(*) FILTER (district_basis = 'conflict'), count(district), "
        "count(*) FILTER (fatalities_low > fatalities_best OR fatalities_best > fatalities_high OR fatalities_low > fatalities_high) "
        "FROM kept"
    ).fetchone()
    names = ("rows", "first_day", "last_day", "undated", "unplaced", "conflicts", "in_a_district", "disordered_fatalities")
    return dict(zip(names, row or (), strict=True))


def write_sorted(found: duckdb.DuckDBPyConnection, path: Path, metadata: dict[str, Any]) -> None:
    """The rows that are kept, so sorted that a year or a district reads few row groups; with what is known of the dataset inside.

    First apart by years, then each year sorted: to sort millions of rows at once takes a hundred times the time where memory is bounded.
    """
    parts = path.with_name("years")
    found.execute(f"SET partitioned_write_flush_threshold = {_ROW_GROUP}")
    found.execute(
        f"COPY (SELECT *, {searched_sql()} AS {SEARCHED}, coalesce(year(date_start), {_NO_YEAR}) AS part FROM kept) TO '{_quoted(parts)}' "
        "(FORMAT parquet, COMPRESSION lz4_raw, PARTITION_BY (part))"
    )
    told = json.dumps(metadata, ensure_ascii=False, sort_keys=True, default=str)
    schema = SCHEMA.append(pa.field(SEARCHED, pa.string())).with_metadata({METADATA: told})
    years = sorted(parts.glob("part=*"), key=lambda folder: int(folder.name.removeprefix("part=")))
    with parquet.ParquetWriter(path, schema, compression="lz4") as writer:
        for year in years:
            rows = f"SELECT {', '.join(schema.names)} FROM read_parquet('{_quoted(year)}/*.parquet')"
            for batch in found.sql(f"{rows} ORDER BY district NULLS LAST, date_start, row").to_arrow_reader(_ROW_GROUP):
                writer.write_batch(batch.cast(schema))
            shutil.rmtree(year)


def _one(found: duckdb.DuckDBPyConnection, query: str) -> int:
    row = found.execute(query).fetchone()
    return int(row[0]) if row else 0


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _shown(value: object) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
