"""The facts of a selection as one flat table, as the CSV, the workbook and the Parquet file hold it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pandas as pd

from loaders.frames.dataset import Dataset
from loaders.query.selection import Selection
from loaders.schema.figures import CLAIMED
from loaders.schema.kinds import KINDS

_FIRST_OF_KINDS = ("event_type", "incident_class", "site_type", "status", "operator", "owner", "campaign")  # where readers know them
_EXPORTED = [column.name for kind in KINDS.values() for column in kind.columns if column.exported]
_OF_KINDS = list(dict.fromkeys((*_FIRST_OF_KINDS, *_EXPORTED)))
TABLE_COLUMNS = [
    "id",
    "kind",
    "title",
    "summary",
    "date",
    "date_start",
    "date_end",
    "date_precision",
    "year_inferred",
    "date_basis",
    "date_note",
    "places",
    "place_ids",
    "geo_precision",
    "place_note",
    "districts",
    "districts_basis",
    "provinces",
    "provinces_basis",
    "lat",
    "lon",
    "radius_km",
    "geometry_basis",
    "actors",
    "claimed_by",
    "who_says",
    "certainty",
    "party",
    "figures",
    *CLAIMED,
    "commodities",
    "related",
    *_OF_KINDS,
    "articles",
    "origins",
    "sources",
    "review",
    "review_date",
    "match",
    "note",
    "version",
    "selection",
]


def table(rows: pd.DataFrame, dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """One row a fact with TABLE_COLUMNS: lists joined by "; ", days as ISO text, figures in words, the selection as a query."""
    facts = [dataset.facts_by_id[i] for i in rows["id"]]
    flat = rows.copy(deep=False)
    flat.attrs = {}  # they go into no file
    for name in ("date_start", "date_end"):
        flat[name] = rows[name].dt.strftime("%Y-%m-%d").astype("str")
    flat["sources"] = _listed(flat, [tuple(f"{s.article} ¶{s.paragraph} “{s.from_} … {s.to}”" for s in fact.sources) for fact in facts])
    flat["related"] = _listed(flat, [tuple(f"{r.how} {r.fact}" for r in fact.related) for fact in facts])
    flat["version"], flat["selection"] = dataset.version, urlencode(selection.query(), errors="replace")
    for name in TABLE_COLUMNS:
        if flat[name].dtype == object:
            flat[name] = pd.Series(["; ".join(map(str, values)) for values in flat[name]], index=flat.index, dtype="str")
    words = ("kind", "certainty", "match", "date_precision", "geo_precision", "version", "selection")
    return flat[TABLE_COLUMNS].reset_index(drop=True).astype(dict.fromkeys(words, "str"))


def _listed(flat: pd.DataFrame, values: list[tuple[str, ...]]) -> pd.Series:
    return pd.Series(values, index=flat.index, dtype="object")


def escape_formula(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula, made text again by an apostrophe in front."""
    dangerous = isinstance(value, str) and value.lstrip(" ").startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"))
    return f"'{value}" if dangerous else value
