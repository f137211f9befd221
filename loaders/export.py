"""A selection as a file: JSON, CSV, GeoJSON, XLSX or Parquet, each naming its version."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from loaders.boundaries import GeoJson
from loaders.dataset import Dataset
from loaders.records import Fact
from loaders.registries import articles_frame
from loaders.selection import Selection, accounting, select, shown
from loaders.vocabulary import PlaceKind
from loaders.words import figure_words, passage_url

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
    "date_note",
    "places",
    "place_ids",
    "geo_precision",
    "place_note",
    "districts",
    "provinces",
    "lat",
    "lon",
    "actors",
    "claimed_by",
    "who_says",
    "certainty",
    "party",
    "figures",
    "amount_usd",
    "killed",
    "commodities",
    "related",
    "event_type",
    "site_type",
    "status",
    "operator",
    "owner",
    "campaign",
    "financier",
    "recipient",
    "sites",
    "instrument",
    "venue",
    "topic",
    "articles",
    "sources",
    "match",
    "note",
    "version",
]
CAVEATS = (
    "Each row is what a source says, not what is known to be true: read claimed_by and certainty with every figure.",
    "Figures of two sides are never to be added; facts linked not_additive_with or may_be_same_as count once.",
    "date is as exact as the source (EDTF); date_start and date_end bound it. No date is given where the source has none.",
    "lat and lon come from the gazetteer, not from the articles; district points are the district's seat.",
    "An amount that is not stated is empty, never 0. Totals are made within one status, never across.",
)


def fact_object(fact: Fact, row: pd.Series, dataset: Dataset) -> dict[str, Any]:
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
    whole = {
        "version": dataset.version,
        "count": len(rows),
        "accounting": accounting(selected),
        "facts": [fact_object(dataset.facts_by_id[row["id"]], row, dataset) for _, row in rows.iterrows()],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, default=str).encode()


def table(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """One row a fact with TABLE_COLUMNS: lists joined by "; ", days as ISO text, figures in words."""
    facts = [dataset.facts_by_id[i] for i in rows["id"]]
    flat = rows.copy(deep=False)
    for name in ("date_start", "date_end"):
        flat[name] = rows[name].dt.strftime("%Y-%m-%d").astype("str")
    flat["sources"] = _listed(flat, [tuple(f"{s.article} ¶{s.paragraph} “{s.from_} … {s.to}”" for s in fact.sources) for fact in facts])
    flat["related"] = _listed(flat, [tuple(f"{r.how} {r.fact}" for r in fact.related) for fact in facts])
    flat["version"] = dataset.version
    for name in TABLE_COLUMNS:
        if flat[name].dtype == object:
            flat[name] = pd.Series(["; ".join(map(str, values)) for values in flat[name]], index=flat.index, dtype="str")
    words = ("kind", "certainty", "match", "date_precision", "geo_precision", "version")
    return flat[TABLE_COLUMNS].reset_index(drop=True).astype(dict.fromkeys(words, "str"))


def _listed(flat: pd.DataFrame, values: list[tuple[str, ...]]) -> pd.Series:
    return pd.Series(values, index=flat.index, dtype="object")


def neutralised(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula, made text again by an apostrophe in front."""
    dangerous = isinstance(value, str) and value.lstrip(" ").startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"))
    return f"'{value}" if dangerous else value


def _safe_table(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    flat = table(rows, dataset)
    texts = flat.select_dtypes(exclude=["number", "bool"]).columns
    return flat.assign(**{c: flat[c].map(neutralised) for c in texts})


def to_csv(rows: pd.DataFrame, selection: Selection, dataset: Dataset) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads it as such."""
    return _safe_table(rows, dataset).to_csv(index=False).encode("utf-8-sig")


def to_parquet(rows: pd.DataFrame, selection: Selection, dataset: Dataset) -> bytes:
    """The same columns as the CSV, typed; version and selection also in the file's metadata."""
    found = pa.Table.from_pandas(table(rows, dataset), preserve_index=False)
    notes = {"version": dataset.version, "selection": json.dumps(selection.query())}
    found = found.replace_schema_metadata({**(found.schema.metadata or {}), **notes})
    buffer = io.BytesIO()
    pq.write_table(found, buffer)
    return buffer.getvalue()


def to_xlsx(rows: pd.DataFrame, selection: Selection, dataset: Dataset) -> bytes:
    """A workbook with sheets Facts, Figures, Sources, Articles, Caveats and Selection."""
    facts = [dataset.facts_by_id[i] for i in rows["id"]]
    flat = table(rows, dataset)
    articles = articles_frame(dataset)
    book = Workbook()
    book.remove(book.active)
    _sheet(book, "Facts", list(flat.columns), flat.itertuples(index=False, name=None))
    _sheet(
        book,
        "Figures",
        ["fact", "name", "value", "as_stated", "unit", "bound", "per", "claimed_by", "in_words"],
        (
            (f.id, g.name, g.value, g.as_stated, g.unit, g.bound.value, g.per, "; ".join(g.claimed_by or f.claimed_by), figure_words(g))
            for f in facts
            for g in f.figures
        ),
    )
    _sheet(
        book,
        "Sources",
        ["fact", "article", "paragraph", "from", "to", "claimed_by", "certainty", "url"],
        (
            (f.id, s.article, s.paragraph, s.from_, s.to, "; ".join(s.claimed_by or f.claimed_by), s.certainty or f.certainty,
             passage_url(dataset.articles[s.article].url, s))
            for f in facts
            for s in f.sources
        ),
    )  # fmt: skip
    cells = ([("; ".join(v) if isinstance(v, tuple) else v) for v in row] for row in articles.itertuples(index=False, name=None))
    _sheet(book, "Articles", list(articles.columns), cells)
    _sheet(book, "Caveats", ["caveat"], ((line,) for line in CAVEATS))
    counts = accounting(select(dataset.facts, selection))
    about = [("version", dataset.version), ("facts in this file", len(rows)), *((f"match: {k}", v) for k, v in counts.items())]
    _sheet(book, "Selection", ["parameter", "value"], [*about, *selection.query()])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _sheet(book: Workbook, name: str, head: list[str], rows: Iterable[Iterable[Any]]) -> None:
    sheet: Worksheet = book.create_sheet(name)
    sheet.append(head)
    for row in rows:
        sheet.append([_cell(value) for value in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"


def _cell(value: Any) -> Any:
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    return neutralised(ILLEGAL_CHARACTERS_RE.sub("", value)) if isinstance(value, str) else value


def to_geojson(rows: pd.DataFrame, selection: Selection, dataset: Dataset) -> bytes:
    """RFC 7946: a feature for each fact and place; points for sites and towns, outlines for districts and provinces."""
    outlines = {
        feature["id"]: feature["geometry"] for layer in ("districts", "provinces") for feature in dataset.boundaries[layer]["features"]
    }
    flat = table(rows, dataset)
    properties = json.loads(flat.drop(columns=["lat", "lon"]).to_json(orient="records"))
    features = []
    for fact, row in zip((dataset.facts_by_id[i] for i in rows["id"]), properties, strict=True):
        for place in fact.places or (None,):
            geometry = _geometry(place, dataset, outlines) if place else None
            basis = {"place": place, "geometry_basis": "gazetteer" if geometry else None}
            features.append({"type": "Feature", "geometry": geometry, "properties": row | basis})
    whole = {"type": "FeatureCollection", "version": dataset.version, "features": features}
    return json.dumps(whole, ensure_ascii=False).encode()


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


def export(dataset: Dataset, selection: Selection, file_format: str) -> bytes:
    """The shown facts of a selection as the bytes of a file in one of FORMATS."""
    writer, _ = FORMATS[file_format]
    return writer(shown(select(dataset.facts, selection), selection), selection, dataset)


def file_name(dataset: Dataset, file_format: str) -> str:
    """A name that tells what it is and of which version."""
    return f"facts-{dataset.version}.{file_format}"
