"""Checks that a mapping carries: on every row, before anything is written, they prove that each column is the one it is taken for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from loaders.events.cells import Unread, by_value, matching, number_parser, text_column
from loaders.events.mapping import Check
from loaders.events.outlines import EAST, NORTH, SOUTH, WEST
from loaders.events.rows import RowMaker

_FIRST = 3
_MOST_SWAPPED = 0.5


@dataclass
class Tally:
    """How a check came out. of: rows that it speaks of. failed: those that fail. examples: the first of them, each with what is wrong."""

    words: str
    most: float
    of: int = 0
    failed: int = 0
    swapped: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        return self.of > 0 and self.failed > self.most * self.of

    def __str__(self) -> str:
        share = 100 * self.failed / self.of if self.of else 0
        said = f"{self.words}: {self.failed:,} of {self.of:,} rows do not ({share:.1f} %)"
        if self.swapped > _MOST_SWAPPED * max(self.failed, 1):
            said += f"; {self.swapped:,} would with latitude and longitude exchanged: exchange the two columns in a mapping"
        return said + (f"; such as {', '.join(self.examples)}" if self.examples else "")


class SelfChecks:
    """The checks of one file, added up batch by batch; those whose columns the file lacks are left out."""

    def __init__(self, maker: RowMaker) -> None:
        self.maker = maker
        self.tallies: list[tuple[Check, Tally]] = [
            (check, Tally(_words(check, self._columns(check)), check.most)) for check in maker.mapping.checks if self._applies(check)
        ]

    def _columns(self, check: Check) -> list[str]:
        wanted = [*(check.sum or ()), *([check.equals] if check.equals else []), *(check.same or ()), *(check.zero or ())]
        wanted += [check.year] if check.year else []
        return [self.maker.find(name) or "" for name in wanted]

    def _applies(self, check: Check) -> bool:
        needed = self._columns(check) + ([self.maker.find(check.when.column) or ""] if check.when else [])
        origins = ("latitude", "longitude") if check.country else ("date_start",) if check.year else ()
        return all(needed) and all(self.maker.columns.get(name) for name in origins)

    def add(self, table: pa.Table, made: pa.Table) -> None:
        """Count a batch. table: its cells. made: the rows made of them."""
        kept = table.filter(pc.is_in(table["\0row"], value_set=made["row"].combine_chunks()))
        for check, tally in self.tallies:
            wrong, of = self._wrong(check, kept, made, tally)
            if check.when:
                of = pc.and_(of, matching(text_column(kept, self.maker.find(check.when.column) or ""), check.when.values))
            wrong = pc.and_(pc.fill_null(wrong, False), of)
            tally.of += pc.sum(of).as_py() or 0
            tally.failed += (failed := pc.sum(wrong).as_py() or 0)
            if failed and len(tally.examples) < _FIRST:
                tally.examples += [f"row {row}" for row in pc.filter(made["row"], wrong).slice(0, _FIRST - len(tally.examples)).to_pylist()]

    def _wrong(self, check: Check, table: pa.Table, made: pa.Table, tally: Tally) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
        """Which rows fail, and of which it can be said."""
        if check.country:
            here = pc.equal(pc.utf8_lower(pc.fill_null(made["country"], check.country)), check.country.lower())
            of = pc.and_(here, pc.is_valid(made["latitude"]))
            wrong = pc.invert(_within(made["latitude"], made["longitude"]))
            swapped = pc.and_(pc.and_(wrong, of), _within(made["longitude"], made["latitude"]))
            tally.swapped += pc.sum(swapped).as_py() or 0
            return wrong, of
        if check.same:
            first, second = (text_column(table, self.maker.find(name) or "") for name in check.same)
            return pc.not_equal(first, second), pc.and_(pc.not_equal(first, ""), pc.not_equal(second, ""))
        numbers = [self._numbers(table, name) for name in self._columns(check)]
        if check.year:
            return pc.not_equal(numbers[0], pc.cast(pc.year(made["date_start"]), pa.float64())), _valid(numbers[0], made["date_start"])
        if check.zero:
            found = numbers[0] if len(numbers) == 1 else pc.max_element_wise(*numbers)
            return pc.not_equal(found, 0.0), _valid(*numbers)
        *parts, whole = numbers
        total = parts[0]
        for part in parts[1:]:
            total = pc.add(total, part)
        return pc.not_equal(total, whole), _valid(total, whole)

    def _numbers(self, table: pa.Table, name: str) -> pa.Array:
        parse = number_parser(self.maker.mapping.decimal)

        def plain(text: str) -> float | None:
            try:
                return parse(text)
            except Unread:
                return -1.0  # what is no number equals none: columns that are shifted hold texts

        return by_value(text_column(table, name), plain, pa.float64())[0]

    def refusals(self) -> Iterator[Tally]:
        """The checks that too many rows fail."""
        return (tally for _, tally in self.tallies if tally.refused)

    def warnings(self) -> Iterator[Tally]:
        """The checks that some rows fail, fewer than refuse the file."""
        return (tally for _, tally in self.tallies if tally.failed and not tally.refused)


def _within(latitude: pa.ChunkedArray, longitude: pa.ChunkedArray) -> pa.ChunkedArray:
    inside = pc.and_(pc.and_(pc.greater_equal(latitude, SOUTH), pc.less_equal(latitude, NORTH)), pc.greater_equal(longitude, WEST))
    return pc.and_(inside, pc.less_equal(longitude, EAST))


def _valid(*columns: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray:
    found = pc.is_valid(columns[0])
    for column in columns[1:]:
        found = pc.and_(found, pc.is_valid(column))
    return found


def _words(check: Check, columns: list[str]) -> str:
    where = f" where {check.when.column} is {' or '.join(check.when.values)}" if check.when else ""
    if check.country:
        return f"the point lies in {check.country}{where}"
    if check.year:
        return f"{columns[0]} is the year of the date{where}"
    if check.same:
        return f"{' and '.join(columns)} are the same day{where}"
    if check.zero:
        return f"{' and '.join(columns)} {'are' if len(columns) > 1 else 'is'} 0{where}"
    return f"{' + '.join(columns[:-1])} is {columns[-1]}{where}"
