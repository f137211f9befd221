"""A selection as a file in one of the formats of the registry, each naming its version; JSON, CSV and Parquet are written here."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Hashable, Mapping
from typing import Any, TypeAlias

import pandas as pd

from loaders.export.fact_table import escape_formula, table
from loaders.export.registry import FORMATS, FileRequest
from loaders.frames.dataset import Dataset
from loaders.query.search_results import findings
from loaders.query.selection import Selection, accounting, select, shown
from loaders.schema.figures import CLAIMED
from loaders.schema.formatting import passage_url
from loaders.schema.records import Fact

Row: TypeAlias = Mapping[Hashable, Any]
EVERYTHING = Selection()
MOST_OF_NAME = 80
_LISTS = ("places", "place_ids", "districts", "districts_basis", "provinces", "provinces_basis", "origins")
_KILLED = [name for name in CLAIMED if name.startswith("killed")]
_AMOUNT = [name for name in CLAIMED if name.startswith("amount_usd")]


def fact_object(fact: Fact, row: Row, dataset: Dataset) -> dict[str, Any]:
    """One fact as JSON: every field of its kind, and what is derived from them."""
    found = fact.model_dump(mode="json", by_alias=True)
    found |= {"kind": fact.kind.value, "match": row["match"]}
    found |= {
        name: None if pd.isna(row[name]) else row[name].date().isoformat() for name in ("date_start", "date_end", "earliest", "latest")
    }
    found |= {name: row[name] for name in ("date_precision", "geo_precision")}
    found |= {name: list(row[name]) for name in _LISTS}
    found |= {name: _or_none(row[name]) for name in ("lat", "lon", "radius_km", "geometry_basis", "date_basis", "party", *_KILLED)}
    found["who_says"] = row["who_says"]
    if "financier" in found:
        found |= {name: _or_none(row[name]) for name in _AMOUNT}
    told = [*zip(found["sources"], fact.sources, strict=True)]
    told += [(plain["source"], one.source) for plain, one in zip(found["order"], fact.order, strict=True) if one.source]
    for source, stated in told:
        source["url"] = passage_url(dataset.articles[stated.article].url, stated)
    return found


def _or_none(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


def to_json(rows: pd.DataFrame, selection: Selection, dataset: Dataset) -> bytes:
    """The facts with version, count and accounting, as in the data API."""
    selected = select(dataset.facts, selection)
    found = findings(dataset, selected, selection)
    whole = {
        "version": dataset.version,
        "selection": selection.parameters(),
        "count": len(rows),
        "accounting": accounting(selected),
        "search": {
            "found": found.words,
            "not_stated": [{"id": question.id, "asked": question.asked} for question in found.questions],
            "near": found.offered,
        },
        "facts": [fact_object(dataset.facts_by_id[row["id"]], row, dataset) for row in rows.to_dict("records")],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, default=str).encode("utf-8", "replace")


def _safe_table(rows: pd.DataFrame, selection: Selection, dataset: Dataset) -> pd.DataFrame:
    flat = table(rows, dataset, selection)
    texts = flat.select_dtypes(exclude=["number", "bool"]).columns
    return flat.assign(**{c: flat[c].map(escape_formula) for c in texts})


def to_csv(rows: pd.DataFrame, selection: Selection, dataset: Dataset) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads it as such."""
    return _safe_table(rows, selection, dataset).to_csv(index=False).encode("utf-8-sig")


def to_parquet(rows: pd.DataFrame, selection: Selection, dataset: Dataset) -> bytes:
    """The same columns as the CSV, typed, days as dates; version and selection also in the file's metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    found = pa.Table.from_pandas(table(rows, dataset, selection), preserve_index=False)
    for name in ("date_start", "date_end"):
        found = found.set_column(found.schema.get_field_index(name), name, found[name].cast(pa.string()).cast(pa.date32()))
    notes = {"version": dataset.version, "selection": json.dumps(selection.query())}
    found = found.replace_schema_metadata(notes)  # not those of pandas, to whom a day was a text
    buffer = io.BytesIO()
    pq.write_table(found, buffer)
    return buffer.getvalue()


def export(dataset: Dataset, selection: Selection, file_format: str, request: FileRequest | None = None) -> bytes:
    """The shown facts of a selection as the bytes of a file in one of FORMATS. request: what some formats take beside them."""
    declared = FORMATS[file_format]
    more = (request or FileRequest(),) if declared.takes_request else ()
    return declared.writer()(shown(select(dataset.facts, selection), selection), selection, dataset, *more)


def file_name(dataset: Dataset, ending: str, selection: Selection = EVERYTHING, what: str = "facts") -> str:
    """A name that tells what it is, of which selection and of which version: 120 ASCII characters at most.

    What of the selection a name cannot hold is told by a hash.
    """
    asked = selection.query()
    told = "-".join(part for pair in asked for part in pair)
    words = re.sub(r"[^a-z0-9_]+", "-", told.lower()).strip("-")
    if words != told or len(words) > MOST_OF_NAME:
        words = f"{words[:MOST_OF_NAME].strip('-')}-{hashlib.sha256(repr(asked).encode('utf-8', 'replace')).hexdigest()[:8]}"
    return "-".join(part for part in (what, words, dataset.version) if part) + f".{ending}"
