"""A batch of cells made into rows of our columns; what cannot be read is held out, nothing is dropped or repaired in silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from loaders.events.cells import (
    by_value,
    code_parser,
    commodity_parser,
    count_parser,
    day_parser,
    flat,
    held_out,
    joined,
    matching,
    number_parser,
    text_column,
)
from loaders.events.columns import ARROW, BY_NAME, LIST_SEPARATOR, SCHEMA
from loaders.events.mapping import From, Mapping
from loaders.events.placement import Placement
from loaders.events.problems import HeldOut, ImportRefused
from loaders.events.spans import dated
from loaders.schema.diagnostics import suggest

ROW = "\0row"
_DAY = pa.struct([("first", pa.date32()), ("last", pa.date32())])
Hold = Callable[[HeldOut], None]


@dataclass
class RowMaker:
    """Makes rows of one file. names: its columns. hold: takes rows that cannot be read."""

    mapping: Mapping
    names: tuple[str, ...]
    dataset: str
    version: str
    placement: Placement
    hold: Hold
    today: date = field(default_factory=date.today)

    def __post_init__(self) -> None:
        self.folded = {name.casefold().strip(): name for name in self.names}
        self.columns = {name: self._chosen(name) for name in self.mapping.columns}
        missing = [name for name, origins in self.columns.items() if not origins]
        if "event_id" in missing or len(missing) > len(self.columns) / 2:
            wanted = [
                alt for name in missing for origin in self.mapping.origins(name) for alt in (*origin.alternatives, *(origin.all or ()))
            ]
            near = [close[0] for one in wanted if (close := suggest(one, self.names))]
            told = f"is not what {self.mapping.title} has: there is no column {', '.join(dict.fromkeys(wanted[:6]))}"
            hint = f"; near: {', '.join(dict.fromkeys(near[:5]))}" if near else f"; it has {', '.join(self.names[:8])}"
            raise ImportRefused(f"the header {told}{hint}. Choose another form with --as, or begin a mapping with --guess")
        self.missing = missing
        self.skipped = 0
        dates = self.mapping.dates
        self._day = day_parser(dates.formats, dates.years_only, self.today) if dates else None

    def find(self, names: str | Iterable[str] | None) -> str | None:
        """The column of the file that has one of some names."""
        tried = (names,) if isinstance(names, str) else tuple(names or ())
        return next((self.folded[name.casefold()] for name in tried if name.casefold() in self.folded), None)

    def _chosen(self, name: str) -> list[From]:
        return [
            origin
            for origin in self.mapping.origins(name)
            if origin.value is not None or self.find(origin.alternatives) or any(self.find(one) for one in origin.all or ())
        ]

    def make(self, table: pa.Table) -> pa.Table:
        """The rows of a batch, in our columns, less those that are held out."""
        table = self._without_skipped(table)
        rows, bad = table[ROW], list[HeldOut]()
        found: dict[str, pa.Array] = {}
        for name in self.columns:
            if name in ("date_start", "date_end"):
                continue
            found[name] = self._column(table, name, bad)
        found |= self._dates(table, found.get("date_precision"), bad)
        self._statistics(table, found)
        bad += self._without_id(found["event_id"], rows)
        bad += self._null_island(found, rows)
        reasons = {one.row: one for one in reversed(bad)}
        for one in sorted(reasons.values(), key=lambda one: one.row):
            self.hold(one)
        found |= {"row": rows, "dataset": self._constant(self.dataset, table), "dataset_version": self._constant(self.version, table)}
        found["kind"] = self._constant(self.mapping.kind, table)
        columns = {name: found[name] if name in found else pa.nulls(len(table), SCHEMA.field(name).type) for name in SCHEMA.names}
        made = pa.table({name: flat(column) for name, column in columns.items()}, schema=SCHEMA)
        if reasons:
            made = made.filter(pc.invert(pc.is_in(made["row"], value_set=pa.array(list(reasons), pa.int64()))))
        return self.placement.place(made)

    def _constant(self, value: str, table: pa.Table) -> pa.Array:
        return pa.repeat(pa.scalar(value), len(table))

    def _without_skipped(self, table: pa.Table) -> pa.Table:
        for name, start in self.mapping.skip.items():
            if column := self.find(name):
                many = len(table)
                table = table.filter(pc.invert(pc.starts_with(pc.utf8_trim_whitespace(table[column]), start)))
                self.skipped += many - len(table)
        return table

    def _column(self, table: pa.Table, name: str, bad: list[HeldOut]) -> pa.Array:
        """The first origin that gives a value, row by row."""
        tried = [self._origin(table, name, origin, bad) for origin in self.columns[name]]
        if not tried:
            return pa.nulls(len(table), SCHEMA.field(name).type)
        return tried[0] if len(tried) == 1 else pc.coalesce(*tried)

    def _origin(self, table: pa.Table, name: str, origin: From, bad: list[HeldOut]) -> pa.Array:
        type_ = BY_NAME[name].type
        if origin.value is not None:
            return pa.repeat(pa.scalar(origin.value), len(table)).cast(ARROW[type_])
        if origin.all:
            several = joined([text_column(table, column) for one in origin.all if (column := self.find(one))])
            return self._parts(name, several, origin) if origin.split or origin.codes else several
        column = self.find(origin.alternatives) or ""
        cells = text_column(table, column)
        if name == "commodities":
            return self._parts(name, flat(cells), origin)
        if origin.codes is None and type_ == "text":
            if origin.split:
                cells = self._parts(name, flat(cells), origin)
            return flat(pc.if_else(pc.equal(cells, ""), None, cells))
        values, wrong = by_value(cells, self._parser(name, origin), ARROW[type_])
        bad += held_out(column, cells, table[ROW], wrong)
        return values

    def _parts(self, name: str, cells: pa.Array, origin: From) -> pa.Array:
        """Lists within cells, with our separator; commodities in our words where there are such."""
        if name == "commodities":
            return by_value(cells, commodity_parser(origin.codes, origin.split), pa.string())[0]
        pattern = rf"\s*(?:{re.escape(origin.split or LIST_SEPARATOR)})+\s*"
        return flat(pc.replace_substring_regex(cells, pattern, LIST_SEPARATOR))

    def _parser(self, name: str, origin: From) -> Callable[[str], object]:
        if origin.codes is not None:
            codes = code_parser(origin.codes, origin.other)
            return (lambda text: {"yes": True, "no": False}.get(codes(text) or "")) if BY_NAME[name].type == "flag" else codes
        match name:
            case "latitude":
                return number_parser(self.mapping.decimal, -90, 90, "a latitude, between -90 and 90; are the coordinates exchanged?")
            case "longitude":
                return number_parser(self.mapping.decimal, -180, 180, "a longitude, between -180 and 180")
            case "in_totals":
                told = code_parser({"yes": "yes", "no": "no"}, "hold")
                return lambda text: told(text) == "yes"
        return count_parser() if BY_NAME[name].type == "count" else number_parser(self.mapping.decimal)

    def _dates(self, table: pa.Table, precision: pa.Array | None, bad: list[HeldOut]) -> dict[str, pa.Array]:
        """First and last day; a date of which only the week, month or year is known means all of it."""
        if (parse := self._day) is None:
            return {}
        found: dict[str, pa.Array] = {}
        for name in ("date_start", "date_end"):
            if not (column := next((self.find(origin.alternatives) for origin in self.columns.get(name, [])), None)):
                continue
            cells = text_column(table, column)
            days, wrong = by_value(cells, lambda text: dict(zip(("first", "last"), parse(text), strict=True)), _DAY)
            bad += held_out(column, cells, table[ROW], wrong)
            found[name] = days
        return dated(found.get("date_start"), found.get("date_end"), precision, table[ROW], bad)

    def _statistics(self, table: pa.Table, found: dict[str, pa.Array]) -> None:
        if self.mapping.statistic and (column := self.find(self.mapping.statistic.column)):
            several = matching(text_column(table, column), self.mapping.statistic.values)
            found["event_type"] = flat(pc.if_else(several, "casualty_statistic", found["event_type"]))

    def _without_id(self, ids: pa.Array, rows: pa.ChunkedArray) -> Iterable[HeldOut]:
        for row in pc.filter(rows, pc.is_null(ids)).to_pylist():
            yield HeldOut(
                row,
                self.find(self.mapping.origins("event_id")[0].alternatives) or "",
                "",
                "it has no id, so it cannot be told from others; give it one",
            )

    def _null_island(self, found: dict[str, pa.Array], rows: pa.ChunkedArray) -> Iterable[HeldOut]:
        if "latitude" not in found or "longitude" not in found:
            return
        one = pc.xor(pc.is_valid(found["latitude"]), pc.is_valid(found["longitude"]))
        zero = pc.and_(pc.equal(found["latitude"], 0.0), pc.equal(found["longitude"], 0.0))
        for row in pc.filter(rows, pc.fill_null(zero, False)).to_pylist():
            yield HeldOut(row, "latitude", "0, 0", "a point in the sea off Africa stands for no point; leave both cells empty")
        for row in pc.filter(rows, one).to_pylist():
            yield HeldOut(row, "latitude", "", "only one of latitude and longitude is given, or can be read; give both or none")
