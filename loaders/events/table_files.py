"""Workbooks and Parquet as batches of text cells with the number of each row."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from loaders.events.problems import ImportRefused

_ROW = "\0row"
_BATCH = 10_000
_AGAIN = "download it again, and compare its size with what the source tells"


def parquet_header(path: Path) -> tuple[list[str], int]:
    """The names of the columns, and the number of rows."""
    from pyarrow import parquet

    try:
        found = parquet.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise ImportRefused(f"{path.name}: it is cut short or damaged ({str(error)[:120]}); {_AGAIN}") from None
    nested = [field.name for field in found.schema_arrow if pa.types.is_nested(field.type)]
    if nested:
        raise ImportRefused(f"{path.name}: column {nested[0]} holds lists or records; write it as text and save the table again")
    return list(found.schema_arrow.names), found.metadata.num_rows


def parquet_batches(path: Path, names: Sequence[str]) -> Iterator[pa.Table]:
    """Numbers and times as they are written in CSV; the first row is 2, as in a spreadsheet with a header."""
    from pyarrow import parquet

    at = 2
    for batch in parquet.ParquetFile(path).iter_batches(_BATCH):
        cells = [pc.fill_null(_as_text(column), "") for column in batch.columns]
        yield pa.table(dict(zip(names, cells, strict=True))).append_column(_ROW, pa.array(range(at, at + batch.num_rows), pa.int64()))
        at += batch.num_rows


def _as_text(column: pa.Array) -> pa.Array:
    if pa.types.is_timestamp(column.type):
        column = pc.cast(pc.floor_temporal(column, unit="day"), pa.timestamp("s", column.type.tz)).cast(pa.date32())
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    return pc.cast(column, pa.string())


@contextmanager
def _sheet(path: Path) -> Iterator[Any]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, EOFError, OSError) as error:
        raise ImportRefused(f"{path.name}: it is no workbook, or damaged ({str(error)[:120]}); save it again as XLSX or CSV") from None
    try:
        filled = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and (sheet.max_row or 2) > 1]
        if len(filled) != 1:
            names = ", ".join(sheet.title for sheet in filled[:5])
            raise ImportRefused(
                f"{path.name}: it has {len(filled)} sheets with rows ({names}); save the one to import as a file of its own"
            )
        yield filled[0]
    finally:
        book.close()


def workbook_header(path: Path) -> tuple[list[str], int, str]:
    """The first row as text, about how many rows there are, and the name of the sheet."""
    with _sheet(path) as sheet:
        first = next(sheet.iter_rows(values_only=True), ())
        return [_cell(value) for value in first], sheet.max_row or 0, sheet.title


def workbook_batches(path: Path, names: Sequence[str]) -> Iterator[pa.Table]:
    """Days as ISO days, formulas as they are written (`=A2+1`), so that they are not taken for values. Blank rows are no rows."""
    many = len(names)
    with _sheet(path) as sheet:
        rows = enumerate(sheet.iter_rows(min_row=2, values_only=True), 2)
        while part := list(islice(rows, _BATCH)):
            filled = [(at, [_cell(value) for value in (*row, *[None] * many)[:many]]) for at, row in part]
            filled = [(at, row) for at, row in filled if any(row)]
            columns = zip(*(row for _, row in filled), strict=True) if filled else [()] * many
            table = pa.table({name: pa.array(column, pa.string()) for name, column in zip(names, columns, strict=True)})
            yield table.append_column(_ROW, pa.array([at for at, _ in filled], pa.int64()))


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer() and abs(value) < 2**53:
            return str(int(value))
    return str(value)
