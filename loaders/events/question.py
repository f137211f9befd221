"""Who asks what of imported rows, as ibis expressions: every row with its class, the rows shown, and counts to add up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import ibis
import ibis.expr.types as ir

from loaders.events.matching import Names, classified, shown
from loaders.events.store import EventStore
from loaders.events.summaries import MEASURES, POINTS, Summary
from loaders.events.table import events_table, summary_table
from loaders.query.selection import Selection

_NOT_SUMMED = ("actor", "country", "commodity", "q")  # filters by columns that no summary has


@dataclass(frozen=True)
class EventQuestion:
    """Who asks what. datasets: the names of those that are on; None for all. at: only rows placed at a point (latitude, longitude)."""

    store: EventStore
    selection: Selection
    names: Names
    datasets: tuple[str, ...] | None = None
    at: tuple[float, float] | None = None

    @cached_property
    def classes(self) -> ir.Table:
        """Every row of the datasets with its class."""
        return classified(events_table(), self.selection, self.names, self.datasets)

    @cached_property
    def shown(self) -> ir.Table:
        """The rows whose class is shown, at the point if there is one."""
        found = shown(self.classes, self.selection)
        return found if self.at is None else at_points(found).filter(lambda t: (t.latitude == self.at[0]) & (t.longitude == self.at[1]))

    def counts(self, summary: Summary | None = None) -> ir.Table:
        """Every row of the datasets with its class and MEASURES to add up, dates as wide as the summary's: rows at points only for POINTS.

        Of a folder, most come from the summary, already added up; rows of which the class depends on days are taken one by one.
        """
        rows = _weighted(at_points(events_table()) if summary is POINTS else events_table())
        if summary is None or not self.store.is_folder or any(getattr(self.selection, name) for name in _NOT_SUMMED):
            return classified(rows, self.selection, self.names, self.datasets)
        summed = summary_table(summary)
        if edges := self._edges(summary):
            inside = [_touches(table, edges).fill_null(False) for table in (summed, rows)]
            columns = list(summed.columns)
            summed = ibis.union(summed.filter(~inside[0]), rows.filter(inside[1]).select(columns), distinct=False)
        return classified(summed, self.selection, self.names, self.datasets)

    def shown_counts(self, summary: Summary | None = None) -> ir.Table:
        """`counts` of the classes that are shown."""
        return shown(self.counts(summary), self.selection)

    def _edges(self, summary: Summary) -> list[tuple[date, date]]:
        """The months (or years) in the middle of which the dates filtered for begin or end: first and last day of each."""
        if self.selection.dates is None:
            return []
        first, last = self.selection.dates
        begins, ends = _reach(summary, first), _reach(summary, last)
        found = ([begins] if first != begins[0] else []) + ([ends] if last != ends[1] else [])
        return list(dict.fromkeys(found))


def at_points(table: ir.Table) -> ir.Table:
    """The rows that the source places at a site or in a town: the point of a district or a province says nothing of where it happened."""
    return table.filter(table.latitude.notnull() & table.geo_precision.isin(["site", "town"]))


def _weighted(table: ir.Table) -> ir.Table:
    """Rows with MEASURES, each of its own."""
    one, none = ibis.literal(1, "int64"), ibis.literal(0, "int64")  # PostgreSQL makes no number of a yes or no
    return table.mutate(rows=one, fatalities_known=table.fatalities_best.notnull().ifelse(one, none))


def _touches(table: ir.Table, edges: list[tuple[date, date]]) -> ir.BooleanValue:
    """Whether the first or the last day lies in one of some months."""
    found: ir.BooleanValue = ibis.literal(False)
    for first, last in edges:
        low, high = ibis.date(first.isoformat()), ibis.date(last.isoformat())
        found |= table.date_start.between(low, high) | table.date_end.between(low, high)
    return found


def _reach(summary: Summary, day: date) -> tuple[date, date]:
    """The first and the last day of the month or year of a day."""
    if summary.grain == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1) if (day.year, day.month) < (9999, 12) else None
    return day.replace(day=1), following - timedelta(1) if following else date(9999, 12, 31)


def summed(table: ir.Table) -> dict[str, ir.Value]:
    """Counts added up: events, sums of the fatalities that are given (null where none is), and of how many rows a best estimate is."""
    return {"events": table.rows.sum()} | {name: table[name].sum() for name in MEASURES if name != "rows"}
