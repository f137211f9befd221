"""From what day to what day a date goes, by how exactly it is known."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from loaders.events.problems import HeldOut


def dated(
    start: pa.Array | None, end: pa.Array | None, precision: pa.Array | None, rows: pa.ChunkedArray, bad: list[HeldOut]
) -> dict[str, pa.Array]:
    """date_start, date_end and date_precision of some rows; a span that ends before it begins is held out."""
    if start is None:
        return {}
    first = pc.struct_field(start, "first")
    last = pc.coalesce(pc.struct_field(end, "last"), pc.struct_field(start, "last")) if end is not None else pc.struct_field(start, "last")
    for row, a, b in zip(
        *(pc.filter(column, pc.fill_null(pc.less(last, first), False)).to_pylist() for column in (rows, first, last)), strict=True
    ):
        bad.append(HeldOut(row, "date_end", str(b), f"it ends before it begins ({a}); are day and month exchanged?"))
    return widened(first, last, precision)


def widened(first: pa.Array, last: pa.Array, precision: pa.Array | None) -> dict[str, pa.Array]:
    """date_start, date_end and date_precision.

    A span of several days stands as it is given. Where the source gives one day and says that only the week, month or year is known, the
    span is all of that week (Monday to Sunday), month or year: precision is kept, never improved. Without a precision a span of a whole
    month or year is one, any other is a range.
    """
    whole_month = pc.and_(pc.equal(first, _floor(first, "month")), pc.equal(last, _end(first, "month")))
    whole_year = pc.and_(pc.equal(first, _floor(first, "year")), pc.equal(last, _end(first, "year")))
    told = pc.case_when(
        pc.make_struct(pc.equal(first, last), pc.fill_null(whole_year, False), pc.fill_null(whole_month, False)),
        "day",
        "year",
        "month",
        "range",
    )
    precision = told if precision is None else pc.coalesce(precision, told)
    for unit in ("week", "month", "year"):
        wide = pc.fill_null(pc.and_(pc.equal(precision, unit), pc.equal(first, last)), False)
        first, last = pc.if_else(wide, _floor(first, unit), first), pc.if_else(wide, _end(first, unit), last)
    return {"date_start": first, "date_end": last, "date_precision": pc.if_else(pc.is_valid(first), precision, None)}


def _floor(days: pa.Array, unit: str) -> pa.Array:
    return pc.floor_temporal(days, unit=unit).cast(pa.date32())


def _end(days: pa.Array, unit: str) -> pa.Array:
    """The last day of the week, month or year in which days lie."""
    after = pc.ceil_temporal(days, unit=unit, ceil_is_strictly_greater=True).cast(pa.date32())
    return pc.subtract(after.cast(pa.int32()), pa.scalar(1, pa.int32())).cast(pa.date32())
