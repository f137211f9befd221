"""A selection as a Frictionless data package: tables as CSV with their schemas, keys and licences, in one zip."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable
from typing import Any

import pandas as pd

from loaders.export.column_meanings import column_meanings
from loaders.export.fact_table import escape_formula, table
from loaders.export.geojson import to_geojson
from loaders.export.jsonld import ABOUT, KEYWORDS, LICENCE, NAME
from loaders.export.registry import FileRequest
from loaders.export.workbook import CAVEATS, FIGURE_HEAD, SOURCE_HEAD, figure_rows, source_rows
from loaders.frames.dataset import Dataset
from loaders.frames.registries import actors_frame, articles_frame, places_frame
from loaders.query.selection import Selection
from loaders.schema.registries import Actor, Article, Place
from loaders.schema.term import Term
from loaders.schema.vocabulary import Certainty

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_LICENCES = [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0", "path": LICENCE}]
_LISTED: dict[str, type[Term]] = {"certainty": Certainty}
_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)


def to_data_package(rows: pd.DataFrame, selection: Selection, dataset: Dataset, request: FileRequest) -> bytes:
    """`datapackage.json` with facts, figures, sources, articles, actors and places as CSV (UTF-8), and facts.geojson.

    Facts, figures and sources are those of the selection; the registries are whole, so that every reference leads somewhere.
    """
    facts = [dataset.facts_by_id[i] for i in rows["id"]]
    tables = {
        "facts": table(rows, dataset, selection),
        "figures": pd.DataFrame(figure_rows(facts), columns=FIGURE_HEAD),
        "sources": pd.DataFrame(source_rows(facts, dataset), columns=SOURCE_HEAD),
        "articles": articles_frame(dataset),
        "actors": actors_frame(dataset),
        "places": places_frame(dataset),
    }
    meanings = {"facts": column_meanings(), "articles": _meanings(Article), "actors": _meanings(Actor), "places": _meanings(Place)}
    resources = [_resource(name, found, meanings.get(name, {})) for name, found in tables.items()]
    resources.append({"name": "facts-geojson", "path": "facts.geojson", "format": "geojson", "mediatype": "application/geo+json"})
    package: dict[str, Any] = {
        "$schema": PROFILE,
        "name": "minerals-and-conflict",
        "title": NAME,
        "description": f"{ABOUT}\n\n" + "\n".join(f"- {caveat}" for caveat in CAVEATS),
        "version": dataset.version,
        "keywords": list(KEYWORDS),
        "licenses": _LICENCES,
        "sources": [{"title": a.title or a.publisher} | ({"path": a.url} if a.url else {}) for a in dataset.articles.values()],
        "selection": selection.parameters(),
        "resources": resources,
    }
    package |= {"homepage": f"{request.server}/"} if request.server else {}
    files = {"datapackage.json": json.dumps(package, ensure_ascii=False, indent=1).encode("utf-8", "replace")}
    files |= {f"{name}.csv": _csv(found) for name, found in tables.items()}
    return zipped({**files, "facts.geojson": to_geojson(rows, selection, dataset)})


def zipped(files: dict[str, bytes]) -> bytes:
    """Files in one zip without times: the same content is the same file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _FIRST_MOMENT), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _csv(found: pd.DataFrame) -> bytes:
    texts = found.select_dtypes(exclude=["number", "bool"]).columns
    plain = found.assign(**{name: found[name].map(_cell) for name in texts})
    return plain.to_csv(index=False, lineterminator="\n").encode("utf-8", "replace")


def _cell(value: Any) -> Any:
    return escape_formula("; ".join(map(str, value)) if isinstance(value, tuple) else value)


def _resource(name: str, found: pd.DataFrame, meanings: dict[str, str]) -> dict[str, Any]:
    keys: dict[str, Any] = {"primaryKey": ["id"]} if "id" in found else {}
    links = {"fact": "facts", "article": "articles"} if name in ("figures", "sources") else {}
    foreign = [
        {"fields": [column], "reference": {"resource": resource, "fields": ["id"]}} for column, resource in links.items() if column in found
    ]
    keys |= {"foreignKeys": foreign} if foreign else {}
    schema = {
        "fields": [_field(column, found[column], meanings.get(column, "")) for column in map(str, found)],
        "missingValues": [""],
        **keys,
    }
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "licenses": _LICENCES,
        "schema": schema,
    }


def _field(name: str, values: pd.Series, meaning: str) -> dict[str, Any]:
    if name in ("date_start", "date_end", "earliest", "latest"):
        kind = "date"
    elif pd.api.types.is_bool_dtype(values):
        kind = "boolean"
    elif pd.api.types.is_integer_dtype(values):
        kind = "integer"
    else:
        kind = "number" if pd.api.types.is_numeric_dtype(values) else "string"
    found: dict[str, Any] = {"name": name, "type": kind}
    found |= {"description": meaning} if meaning else {}
    return found | (
        {"constraints": {"enum": [word.value for word in _LISTED[name]]}} if name in _LISTED and len(values) and meaning else {}
    )


def _meanings(model: Any) -> dict[str, str]:
    named: Iterable[tuple[str, Any]] = model.model_fields.items()
    return {info.alias or name: info.description or "" for name, info in named}
