"""The table of imported rows as an ibis expression that any engine runs: not bound to one, so that all say the same."""

from __future__ import annotations

from functools import cache

import ibis
import ibis.expr.types as ir

from loaders.events.columns import COLUMNS, IBIS
from loaders.events.searched import SEARCHED
from loaders.events.summaries import Summary

TABLE = "events"
DATASETS = "event_datasets"  # in a database: per dataset its name, and what it tells of itself as JSON


@cache
def events_table() -> ir.Table:
    """The table `events` with the columns of `loaders.events.columns`, and the text in which searches look."""
    return ibis.table({column.name: IBIS[column.type] for column in COLUMNS} | {SEARCHED: "string"}, name=TABLE)


@cache
def summary_table(summary: Summary) -> ir.Table:
    """The table of a summary; in a folder only."""
    return ibis.table(summary.schema, name=summary.table)
