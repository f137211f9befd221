"""JSON Schemas of what the data API answers, made from the records and closed lists themselves."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from loaders.fact_table import TABLE_COLUMNS
from loaders.records import FACT_FILES, Article
from loaders.schema import Schema, answered_definitions
from loaders.vocabulary import DatePrecision, GeoPrecision, Match, Party, Word

HOME = "#/components/schemas/"
_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_COUNT: Schema = {"type": "integer", "minimum": 0}


def nullable(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def words_schema(words: type[Word]) -> Schema:
    """A closed list with the meaning of each word."""
    told = "\n".join(f"- `{word}`: {word.meaning}" for word in words)
    return {"type": "string", "enum": [word.value for word in words], "description": f"{words.__doc__}\n\n{told}"}


_DERIVED: dict[str, Schema] = {
    "match": words_schema(Match),
    "date_start": nullable({"type": "string", "format": "date", "description": "First day it may mean; null when open or none"}),
    "date_end": nullable({"type": "string", "format": "date", "description": "Last day it may mean; null when open or none"}),
    "date_precision": words_schema(DatePrecision),
    "geo_precision": words_schema(GeoPrecision),
    "places": _TEXTS | {"description": "Names, as the text has them"},
    "place_ids": _TEXTS,
    "districts": _TEXTS | {"description": "Names"},
    "provinces": _TEXTS | {"description": "Names"},
    "lat": nullable({"type": "number", "minimum": -90, "maximum": 90, "description": "WGS84 degrees; null unless it has one place"}),
    "lon": nullable({"type": "number", "minimum": -180, "maximum": 180, "description": "WGS84 degrees; null unless it has one place"}),
    "party": nullable(words_schema(Party)),
    "killed": nullable(_COUNT | {"description": "People; whose figure it is stands in `figures` and `claimed_by`"}),
    "who_says": _TEXT | {"description": "Who asserts it, in words"},
}
_AMOUNT = nullable({"type": "number", "description": "US dollars; null when not stated, never 0 for it"})


def answer_schemas() -> dict[str, Schema]:
    """The named schemas of the API's answers: `Facts`, `FactsGeoJson`, `Articles`, `Version`, `Errors`, and what they are made of."""
    records = _records()
    kinds = {model.__name__: model.kind.value for model in FACT_FILES.values()}
    for name, kind in kinds.items():
        own = {"kind": {"const": kind}, **_DERIVED} | ({"amount_usd": _AMOUNT} if name == "FinancingDeal" else {})
        records[name] = _complete(records[name], own)
    records["Source"] = _complete(records["Source"], {"url": nullable(_TEXT | {"description": "Opens the article at the passage"})})
    for name in ("Figure", "ActorRole", "Related"):
        records[name] = _complete(records[name], {})
    fact: Schema = {
        "oneOf": [{"$ref": HOME + name} for name in kinds],
        "discriminator": {"propertyName": "kind", "mapping": {kind: HOME + name for name, kind in kinds.items()}},
    }
    return {**records, "Fact": fact, "Facts": _facts(), "FactsGeoJson": _geojson(), **_registers()}


def _records() -> dict[str, Schema]:
    """The definitions of the fact files, with references and meanings as an OpenAPI description has them."""
    text = json.dumps(answered_definitions()).replace('"#/$defs/', f'"{HOME}')
    found: dict[str, Schema] = json.loads(text)
    for schema in found.values():
        if meanings := schema.pop("markdownDescription", None):
            schema["description"] = f"{schema['description']}\n\n{meanings}"
    return found


def _complete(schema: Schema, own: dict[str, Schema]) -> Schema:
    """An answer names every field, also those that have no value: all are required, and there are no others."""
    found = deepcopy(schema)
    found["properties"] = {name: _without_default(value) for name, value in found["properties"].items()} | own
    found["required"] = list(found["properties"])
    found["additionalProperties"] = False
    return found


def _without_default(schema: Schema) -> Schema:
    return {name: value for name, value in schema.items() if name != "default"}


def _object(properties: dict[str, Any], description: str = "") -> Schema:
    told = {"description": description} if description else {}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False, **told}


def _facts() -> Schema:
    accounting = _object({m.value: _COUNT | {"description": m.meaning} for m in Match}, "How many facts the filters leave, by class")
    facts = {"type": "array", "items": {"$ref": HOME + "Fact"}}
    count = _COUNT | {"description": "Facts in this answer"}
    return _object({"version": _TEXT, "count": count, "accounting": accounting, "search": _search(), "facts": facts})


def _search() -> Schema:
    question = _object({"id": _TEXT, "asked": _TEXT})
    found = {
        "found": _TEXTS | {"description": "As what and where the words of `q` were found"},
        "not_stated": {"type": "array", "items": question, "description": "Open questions that hold the words"},
        "near": _TEXTS | {"description": "Other searches, where this one finds nothing"},
    }
    return _object(found, "What came of `q`; empty without it")


def _geojson() -> Schema:
    columns = [name for name in TABLE_COLUMNS if name not in ("lat", "lon")]
    known = {"id": _TEXT, "kind": _TEXT, "title": _TEXT, "match": _TEXT, "version": _TEXT, "place": nullable(_TEXT)}
    geometry = {
        "type": "object",
        "properties": {"type": {"enum": ["Point", "Polygon", "MultiPolygon"]}, "coordinates": {"type": "array"}},
        "required": ["type", "coordinates"],
    }
    properties = {"type": "object", "properties": known, "required": [*columns, "place", "geometry_basis"]}
    feature = {
        "type": "object",
        "properties": {"type": {"const": "Feature"}, "geometry": nullable(geometry), "properties": properties},
        "required": ["type", "geometry", "properties"],
    }
    features = {"type": "array", "items": feature, "description": "One for each fact and place; a fact without a place has no geometry"}
    return {
        "type": "object",
        "properties": {"type": {"const": "FeatureCollection"}, "version": _TEXT, "features": features},
        "required": ["type", "version", "features"],
    }


def _registers() -> dict[str, Schema]:
    model = Article.model_json_schema(ref_template=HOME + "{model}")
    kinds: dict[str, Schema] = model.pop("$defs", {})
    counts = {"facts": _COUNT | {"description": "Facts it supports"}, "alone": _COUNT | {"description": "Facts only it supports"}}
    error = {
        "type": "object",
        "properties": {"parameter": _TEXT, "value": _TEXT, "message": _TEXT, "near": _TEXTS},
        "required": ["parameter", "message"],
    }
    return {
        **kinds,
        "Article": _complete(model, counts),
        "Articles": _object({"version": _TEXT, "articles": {"type": "array", "items": {"$ref": HOME + "Article"}}}),
        "Version": _object({"version": nullable(_TEXT)}),
        "Errors": _object({"errors": {"type": "array", "minItems": 1, "items": error}}, "What cannot be understood, with near matches"),
        "Failure": _object({"errors": {"type": "array", "minItems": 1, "items": _TEXT}}, "Why there is no answer now"),
    }
