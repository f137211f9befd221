"""Imported rows in the days before and after each of several spans of time, in one question to the engine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import ibis
import ibis.expr.types as ir
import pandas as pd

from loaders.events.queries import DAYS_AROUND
from loaders.events.question import EventQuestion

Span = tuple[date, date]


def around_spans(asked: EventQuestion, spans: Sequence[Span], districts: Sequence[str], days: int = DAYS_AROUND) -> pd.DataFrame:
    """Shown rows surely in some districts, before the first and after the last day of each span.

    Columns: span (its number), dataset, before, before_unsure, after, after_unsure. The span itself is on neither side. A row counts on a
    side where all of its own days lie there; `_unsure` are those that stick out. Datasets without a row in any span are left out.
    """
    table = asked.shown.filter(lambda t: t.date_start.notnull() & t.district.isin(list(districts)) & t.possible_districts.isnull())
    columns: dict[str, ir.Value] = {}
    for number, (first, last) in enumerate(spans):
        sides = {"before": (first - timedelta(days), first - timedelta(1)), "after": (last + timedelta(1), last + timedelta(days))}
        for side, (low, high) in sides.items():
            begins, ends = ibis.date(low.isoformat()), ibis.date(high.isoformat())
            touching = (table.date_end >= begins) & (table.date_start <= ends)
            within = (table.date_start >= begins) & (table.date_end <= ends)
            columns[f"{number}_{side}"] = within.sum()
            columns[f"{number}_{side}_unsure"] = (touching & ~within).sum()
    if not columns:
        return pd.DataFrame(columns=["span", "dataset", *_SIDES])
    found = asked.store.frame(table.group_by("dataset").agg(**columns).order_by("dataset"))
    rows = [
        {"span": number, "dataset": row["dataset"]} | {side: int(row[f"{number}_{side}"]) for side in _SIDES}
        for row in found.to_dict("records")
        for number in range(len(spans))
    ]
    return pd.DataFrame(rows, columns=["span", "dataset", *_SIDES])


_SIDES = ("before", "before_unsure", "after", "after_unsure")
