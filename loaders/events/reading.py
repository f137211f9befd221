"""A file as batches of text cells with the number of each row, whatever its container: never more of it in memory than a batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from loaders.events.csv_file import csv_batches, csv_header, separator_of
from loaders.events.importers import recognised, without_header
from loaders.events.problems import HeldOut, ImportRefused
from loaders.events.table_files import parquet_batches, parquet_header, workbook_batches, workbook_header
from loaders.events.text_file import file_digest, look_through

ROW = "\0row"  # the column of row numbers: no file has one of that name
Hold = Callable[[HeldOut], None]
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}


@dataclass(frozen=True)
class Source:
    """A file that can be read. names: of its columns. rows: about how many. told: what it is, in words. form: the known form that it is of.

    headless: its first row is data. batches: tables of text cells, with row numbers in ROW; rows that cannot be cut are held out.
    """

    path: Path
    names: tuple[str, ...]
    rows: int
    told: str
    form: str | None
    headless: bool
    digest: str
    batches: Callable[[Hold], Iterator[pa.Table]] = field(repr=False)


def open_source(path: Path, header: Sequence[str] | None = None) -> Source:
    """Find out what a file is; header: the names of its columns, where a mapping says that it has none. Raises ImportRefused."""
    if not path.is_file():
        raise ImportRefused(f"{path}: there is no such file; give the path of the table")
    with path.open("rb") as stream:
        start = stream.read(4)
    if start == b"PAR1":
        names, rows = parquet_header(path)
        return _source(path, names, rows, "Parquet", file_digest(path), lambda _: parquet_batches(path, names))
    if start == b"PK\x03\x04" and path.suffix.casefold() in (".xlsx", ".xlsm"):
        names, rows, sheet = workbook_header(path)
        return _source(path, names, rows, f'XLSX, sheet "{sheet}"', file_digest(path), lambda _: workbook_batches(path, names))
    text = look_through(path)
    separator = separator_of(text.head())
    first, widest = csv_header(text, separator)
    form = recognised(first)
    known = None if form or header else without_header(first)
    fits = header is not None and not known and len(first) - len(header) in (0, 1) and not set(header) & set(first)
    headless = known is not None or (fits and not form)
    if known:
        from loaders.events.importers import form as mapping_of

        header, form = mapping_of(known).header, known
    names = _distinct(path, header if headless and header else first)
    told = f"CSV, {text.encoding_name}, separator {SEPARATORS.get(separator, separator)}{', without a header' if headless else ''}"
    cells = [*names, *(f"\0extra{n}" for n in range(widest - len(names)))]
    return _source(
        path, names, text.lines, told, text.digest, lambda hold: csv_batches(text, separator, cells, headless, hold), form, headless
    )


def _source(
    path: Path,
    names: Sequence[str],
    rows: int,
    told: str,
    digest: str,
    batches: Callable[[Hold], Iterator[pa.Table]],
    form: str | None = None,
    headless: bool = False,
) -> Source:
    names = _distinct(path, names)
    return Source(path, tuple(names), rows, told, form or recognised(names), headless, digest, batches)


def _distinct(path: Path, names: Sequence[str]) -> list[str]:
    clean = [name.strip() for name in names]
    while clean and not clean[-1]:
        clean.pop()
    twice = next((name for name in clean if clean.count(name) > 1), None)
    if twice is not None:
        told = f'two columns are called "{twice}"' if twice else "a column has no name"
        raise ImportRefused(f"{path.name}: {told}; give each column of the first row a name of its own")
    if len(clean) < 2:
        said = f"its first row has only {len(clean)} column{'s' if len(clean) != 1 else ''}"
        raise ImportRefused(f"{path.name}: {said}; it is not a table, or its separator is none of comma, semicolon, tab and vertical bar")
    return clean
