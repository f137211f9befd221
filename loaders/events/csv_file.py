"""CSV as it comes: any separator, line breaks within cells, commas at the end of lines; rows of another length are held out one by one."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from loaders.events.problems import HeldOut, ImportRefused
from loaders.events.text_file import TextFile
from loaders.schema.diagnostics import escape_control

_ROW = "\0row"
_BLOCK = 8 * 2**20
_LARGEST_BLOCK = 64 * 2**20
_SAMPLE = 500
_MOST_BREAKS = 20  # line breaks in a row of another length: more of them are rows that an open quotation mark has swallowed
_QUOTE = "a quotation mark is opened and not closed, so that rows run into each other; find it near there, and save the table again"
csv.field_size_limit(_BLOCK)


def separator_of(head: str) -> str:
    """What stands between the cells of the first rows: what cuts them into most cells, as many in each."""
    best, most = ",", 0.0
    for separator in ",;\t|":
        rows = _rows(head, separator, 20)
        widths = [len(row) for row in rows if row]
        if not widths or widths[0] < 2:
            continue
        alike = sum(abs(width - widths[0]) <= 1 for width in widths) / len(widths)
        if widths[0] * alike > most:
            best, most = separator, widths[0] * alike
    return best


def _rows(head: str, separator: str, most: int) -> list[list[str]]:
    found: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(head, newline=""), delimiter=separator):
            found.append(row)
            if len(found) >= most:
                break
    except csv.Error:
        pass
    return found


def csv_header(text: TextFile, separator: str) -> tuple[list[str], int]:
    """The cells of the first row, and how many cells most rows have: some dialects end every line in a separator more."""
    rows = [row for row in _rows(text.head(), separator, _SAMPLE) if row]
    if not rows:
        raise ImportRefused(f"{text.path.name}: it has no row; give a table with a row of column names")
    first = [cell.lstrip("\ufeff") for cell in rows[0]]
    widths = [len(row) for row in rows[1:-1] or rows[1:]]
    usual = max(set(widths), key=widths.count) if widths else len(first)
    return first, usual if len(first) < usual <= len(first) + 1 else len(first)


def csv_batches(
    text: TextFile, separator: str, names: Sequence[str], headless: bool, hold: Callable[[HeldOut], None]
) -> Iterator[pa.Table]:
    """Tables of text cells with row numbers. names: one for each cell of a row, those past the header too."""
    wrong: list[int] = []
    swallowed: list[int] = []
    wide = sum(not name.startswith("\0") for name in names)

    def other_length(row: arrow_csv.InvalidRow) -> str:
        wrong.append(row.number)
        content = row.text.strip()
        if content.count("\n") > _MOST_BREAKS:
            swallowed.append(row.number)
        if content and not (row.number == 1 and not headless):  # the header may be shorter than the rows; a blank line is no row
            reason = (
                f"it has {row.actual_columns} cells where the header has {wide}; a cell is lost, or a separator in a text is not quoted"
            )
            hold(HeldOut(row.number, "", content, reason))
        return "skip"

    at, taken = 1, 0
    try:
        for batch in _reader(text, separator, names, other_length):
            if swallowed:
                raise ImportRefused(f"{text.path.name}: in row {swallowed[0]}, {_QUOTE}")
            numbers, at, taken = _numbers(batch.num_rows, at, wrong, taken)
            table = pa.Table.from_batches([batch]).append_column(_ROW, pa.array(numbers, pa.int64()))
            if numbers and numbers[0] == 1 and not headless:
                table = table.slice(1)
            table = table.filter(pc.is_valid(table[names[0]]))  # a blank line is no row, but a spreadsheet counts it
            if table.num_rows:
                yield _without_extra(table, names, hold)
        if swallowed:
            raise ImportRefused(f"{text.path.name}: in row {swallowed[0]}, {_QUOTE}")
    except pa.ArrowInvalid as error:
        near = f"row {at}" if at > 1 else "the beginning"
        if "UTF8" in str(error) or "decode" in str(error):
            raise ImportRefused(
                f"{text.path.name}: after {near}, text is in another encoding than before; save it again as UTF-8"
            ) from None
        raise ImportRefused(f"{text.path.name}: after {near}, {_QUOTE} ({escape_control(str(error), 160)})") from None


def _reader(
    text: TextFile, separator: str, names: Sequence[str], other_length: Callable[[arrow_csv.InvalidRow], str]
) -> Iterator[pa.RecordBatch]:
    with text.open() as stream:
        block = min(max(_BLOCK, 1024), _LARGEST_BLOCK)
        encoding = {"utf-8-sig": "utf8", "utf-8": "utf8"}.get(text.encoding, text.encoding)
        reader = arrow_csv.open_csv(
            pa.PythonFile(stream, mode="r"),
            read_options=arrow_csv.ReadOptions(use_threads=False, column_names=list(names), block_size=block, encoding=encoding),
            parse_options=arrow_csv.ParseOptions(
                delimiter=separator, newlines_in_values=True, invalid_row_handler=other_length, ignore_empty_lines=False
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, quoted_strings_can_be_null=False
            ),
        )
        yield from reader


def _numbers(many: int, at: int, wrong: list[int], taken: int) -> tuple[list[int], int, int]:
    """The numbers of the next rows, past those of another length; then where to go on."""
    if taken == len(wrong):
        return list(range(at, at + many)), at + many, taken
    found: list[int] = []
    while len(found) < many:
        if taken < len(wrong) and wrong[taken] == at:
            taken += 1
        else:
            found.append(at)
        at += 1
    return found, at, taken


def _without_extra(table: pa.Table, names: Sequence[str], hold: Callable[[HeldOut], None]) -> pa.Table:
    """The cells that have a name; a row with something in a cell past the header is held out."""
    for extra in [name for name in names if name.startswith("\0extra")]:
        filled = pc.not_equal(pc.utf8_trim_whitespace(table[extra]), "")
        for row, value in zip(*(table.filter(filled)[name].to_pylist() for name in (_ROW, extra)), strict=True):
            hold(HeldOut(row, "", value, "the row has more cells than the header; a separator in a text is not quoted"))
        table = table.filter(pc.invert(filled)).drop_columns([extra])
    return table
