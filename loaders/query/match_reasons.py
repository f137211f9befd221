"""Why a fact only may match, or cannot be judged: one sentence a fact, in the reader's words."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any, TypeAlias

import pandas as pd

from loaders.query.selection import Selection
from loaders.schema.derived_terms import Match
from loaders.schema.formatting import day_text, ordered_text
from loaders.schema.kinds import UNDATABLE
from loaders.schema.registries import Place

Row: TypeAlias = Mapping[Hashable, Any]
_READ = [
    "match",
    "kind",
    "places",
    "place_ids",
    "match_districts",
    "date_note",
    "date_start",
    "date_end",
    "date_precision",
    "date_words",
    "earliest",
    "latest",
]


def reasons(selected: pd.DataFrame, selection: Selection, places: Mapping[str, Place]) -> pd.Series:
    """For each fact of `select`'s result, why it is in its class; empty for definite ones."""
    found = [_reason(row, selection, places) for row in selected[_READ].to_dict("records")]
    return pd.Series(found, index=selected.index, dtype="str")


def _reason(row: Row, selection: Selection, places: Mapping[str, Place]) -> str:
    match row["match"]:
        case Match.UNPLACED:
            return _unplaced(row)
        case Match.UNDATED:
            return "no date is given" + (f": {row['date_note']}" if isinstance(row["date_note"], str) else "")
        case Match.POSSIBLE:
            return "; ".join(filter(None, (_date_reason(row, selection), _place_reason(row, selection, places))))
        case _:
            return ""


def _unplaced(row: Row) -> str:
    named = row["places"]
    return f"place named: {', '.join(named)}; that is no single district or province here" if named else "no place is given"


def _date_reason(row: Row, selection: Selection) -> str:
    if selection.dates is None or row["kind"] in UNDATABLE:
        return ""
    first, last = selection.dates
    if row["date_precision"] == "none":
        return f"no date is given{ordered_text(_day(row['earliest']), _day(row['latest']))}"
    start, end = _day(row["date_start"]), _day(row["date_end"])
    beyond = []
    if start is None or start < first:
        beyond.append(f"back before {day_text(first)}")
    if end is None or end > last:
        beyond.append(f"past {day_text(last)}")
    return f"{_span_text(row, start, end)} reaches {' and '.join(beyond)}" if beyond else ""


def _day(moment: pd.Timestamp) -> date | None:
    return None if pd.isna(moment) else moment.date()


def _span_text(row: Row, start: date | None, end: date | None) -> str:
    match row["date_precision"]:
        case "month" if start:
            return f"month of {start:%B %Y}"
        case "year" if start:
            return f"year {start:%Y}"
    return f"“{row['date_words']}”"


def _place_reason(row: Row, selection: Selection, places: Mapping[str, Place]) -> str:
    if not selection.district or not {*row["match_districts"]}.isdisjoint(selection.district):
        return ""
    around = {places[d].in_ for d in selection.district}
    whole = [places[p].name for p in row["place_ids"] if p in around]
    if whole:
        return f"placed in {' and '.join(whole)} as a whole"
    return f"the list of places is left open: {', '.join(row['places'])} and others"
