"""A selection as a file: JSON, CSV, GeoJSON, XLSX or Parquet, each naming its version."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeAlias

import pandas as pd

from loaders.boundaries import GeoJson
from loaders.collector import collector_off
from loaders.dataset import Dataset
from loaders.fact_table import neutralised, table
from loaders.findings import findings
from loaders.records import Fact
from loaders.selection import Selection, accounting, select, shown
from loaders.vocabulary import PlaceKind
from loaders.words import passage_url

Row: TypeAlias = Mapping[Hashable, Any]
NOWHERE = "null"


def fact_object(fact: Fact, row: Row, dataset: Dataset) -> dict[str, Any]:
    """One fact as JSON: every field of its kind, and what is derived from them."""
    found = fact.model_dump(mode="json", by_alias=True)
    found |= {"kind": fact.kind.value, "match": row["match"]}
    found |= {name: None if pd.isna(row[name]) else row[name].date().isoformat() for name in ("date_start", "date_end")}
    found |= {name: row[name] for name in ("date_precision", "geo_precision")}
    found |= {name: list(row[name]) for name in ("places", "place_ids", "districts", "provinces")}
    found |= {name: _or_none(row[name]) for name in ("lat", "lon", "party", "killed")}
    found["who_says"] = row["who_says"]
    if "financier" in found:
        found["amount_usd"] = _or_none(row["amount_usd"])
    for source, stated in zip(found["sources"], fact.sources, strict=True):
        source["url"] = passage_url(dataset.articles[stated.article].url, stated)
    return found


def _or_none(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


def to_json(rows: pd.DataFrame, selection: Selection, dataset: Dataset) -> bytes:
    """The facts with version, count and accounting, as in the data API."""
    selected = select(dataset.facts, selection)
    found = findings(dataset, selected, selection.q)
    whole = {
        "version": dataset.version,
        "count": len(rows),
        "accounting": accounting(selected),
        "search": {
            "found": found.words,
            "not_stated": [{"id": question.id, "asked": question.asked} for question in found.questions],
            "near": found.offered,
        },
        "facts": [fact_object(dataset.facts_by_id[row["id"]], row, dataset) for row in rows.to_dict("records")],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, default=str).encode()


def _safe_table(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    flat = table(rows, dataset)
    texts = flat.select_dtypes(exclude=["number", "bool"]).columns
    return flat.assign(**{c: flat[c].map(neutralised) for c in texts})


def to_csv(rows: pd.DataFrame, selection: Selection, dataset: Dataset) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads it as such."""
    return _safe_table(rows, dataset).to_csv(index=False).encode("utf-8-sig")


def to_parquet(rows: pd.DataFrame, selection: Selection, dataset: Dataset) -> bytes:
    """The same columns as the CSV, typed; version and selection also in the file's metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    found = pa.Table.from_pandas(table(rows, dataset), preserve_index=False)
    notes = {"version": dataset.version, "selection": json.dumps(selection.query())}
    found = found.replace_schema_metadata({**(found.schema.metadata or {}), **notes})
    buffer = io.BytesIO()
    pq.write_table(found, buffer)
    return buffer.getvalue()


def to_xlsx(rows: pd.DataFrame, selection: Selection, dataset: Dataset) -> bytes:
    """A workbook with sheets Facts, Figures, Sources, Articles, Caveats and Selection."""
    from loaders.workbook import workbook  # its library loads only when a workbook is asked for

    return workbook(rows, selection, dataset)


def to_geojson(rows: pd.DataFrame, selection: Selection, dataset: Dataset) -> bytes:
    """RFC 7946: a feature for each fact and place; points for sites and towns, outlines for districts and provinces."""
    outlines = {
        feature["id"]: feature["geometry"] for layer in ("districts", "provinces") for feature in dataset.boundaries[layer]["features"]
    }
    properties = json.loads(table(rows, dataset).drop(columns=["lat", "lon"]).to_json(orient="records"))
    drawn = {place: json.dumps(_geometry(place, dataset, outlines)) for place in dataset.places}  # once, however many facts are there
    features = []
    for places, row in zip(rows["place_ids"], properties, strict=True):
        for place in places or (None,):
            geometry = drawn[place] if place else NOWHERE
            told = row | {"place": place, "geometry_basis": None if geometry == NOWHERE else "gazetteer"}
            features.append(f'{{"type": "Feature", "geometry": {geometry}, "properties": {json.dumps(told, ensure_ascii=False)}}}')
    head = f'{{"type": "FeatureCollection", "version": {json.dumps(dataset.version)}, "features": ['
    return f"{head}{', '.join(features)}]}}".encode()


def _geometry(identity: str, dataset: Dataset, outlines: dict[str, GeoJson]) -> GeoJson | None:
    place = dataset.places[identity]
    if place.kind in (PlaceKind.DISTRICT, PlaceKind.PROVINCE):
        return outlines.get(place.boundary or "")
    if place.kind in (PlaceKind.SITE, PlaceKind.TOWN, PlaceKind.VENUE) and place.lat is not None:
        return {"type": "Point", "coordinates": [place.lon, place.lat]}
    return None


Writer = Callable[[pd.DataFrame, Selection, Dataset], bytes]
FORMATS: dict[str, tuple[Writer, str]] = {
    "json": (to_json, "application/json"),
    "csv": (to_csv, "text/csv"),
    "geojson": (to_geojson, "application/geo+json"),
    "xlsx": (to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "parquet": (to_parquet, "application/vnd.apache.parquet"),
}


@collector_off()
def export(dataset: Dataset, selection: Selection, file_format: str) -> bytes:
    """The shown facts of a selection as the bytes of a file in one of FORMATS."""
    writer, _ = FORMATS[file_format]
    return writer(shown(select(dataset.facts, selection), selection), selection, dataset)


def file_name(dataset: Dataset, file_format: str) -> str:
    """A name that tells what it is and of which version."""
    return f"facts-{dataset.version}.{file_format}"
