"""JSON Schemas of what the data API answers, made from the records and closed lists themselves."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from loaders.api.event_schemas import event_schemas
from loaders.api.schema_parts import _COUNT, _TEXT, _TEXTS, HOME, _claimed, nullable, words_schema
from loaders.export.fact_table import TABLE_COLUMNS
from loaders.export.geojson import OF_THE_FILE
from loaders.schema.derived_terms import DateBasis, DatePrecision, GeoPrecision, Match
from loaders.schema.figures import FIGURE_NUMBERS
from loaders.schema.json_schema import Schema, response_definitions
from loaders.schema.kinds import FACT_FILES
from loaders.schema.registries import Article
from loaders.schema.registry_terms import Party
from loaders.schema.vocabulary import Kind

_POINT = "null unless its one place is a site or a town"
_BASIS: Schema = {
    "type": "array",
    "items": {"enum": ["text", "gazetteer"]},
    "description": "Of each in turn: named by the text, or known only by the gazetteer",
}
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
    "districts_basis": _BASIS,
    "provinces_basis": _BASIS,
    "origins": _TEXTS | {"description": "The independent origins it rests on: articles that pass on one report are one"},
    "lat": nullable({"type": "number", "minimum": -90, "maximum": 90, "description": f"WGS84 degrees; {_POINT}"}),
    "lon": nullable({"type": "number", "minimum": -180, "maximum": 180, "description": f"WGS84 degrees; {_POINT}"}),
    "radius_km": nullable({"type": "number", "exclusiveMinimum": 0, "description": f"How uncertain the point is; {_POINT}"}),
    "geometry_basis": nullable({"const": "gazetteer", "description": "Where lat and lon come from"}),
    "date_basis": nullable(words_schema(DateBasis)),
    "party": nullable({"anyOf": [words_schema(Party), _TEXT | {"description": "The id of the actor that is the side"}]}),
    **_claimed("killed", _COUNT, "People"),
    "who_says": _TEXT | {"description": "Who asserts it, in words"},
}
_AMOUNT = _claimed("amount_usd", {"type": "number", "minimum": 0}, "US dollars; null when not stated, never 0 for it")


def response_schemas() -> dict[str, Schema]:
    """The named schemas of the API's answers: of facts, articles, versions, errors and imported events, and what they are made of."""
    records = _records()
    kinds = {model.__name__: model.kind.value for model in FACT_FILES.values()}
    for name, kind in kinds.items():
        own = {"kind": {"const": kind}, **_DERIVED} | (_AMOUNT if name == "FinancingDeal" else {})
        records[name] = _complete(records[name], own)
    records["Source"] = _complete(records["Source"], {"url": nullable(_TEXT | {"description": "Opens the article at the passage"})})
    for name in ("Figure", "ActorRole", "Related", "Review"):
        records[name] = _complete(records[name], {})
    fact: Schema = {
        "oneOf": [{"$ref": HOME + name} for name in kinds],
        "discriminator": {"propertyName": "kind", "mapping": {kind: HOME + name for name, kind in kinds.items()}},
    }
    return {**records, "Fact": fact, "Facts": _facts(), "FactsGeoJson": _geojson(), **_registers(), **event_schemas()}


def _records() -> dict[str, Schema]:
    """The definitions of the fact files, with references and meanings as an OpenAPI description has them."""
    text = json.dumps(response_definitions()).replace('"#/$defs/', f'"{HOME}')
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
    classes = {m.value: _COUNT | {"description": m.meaning} for m in Match}
    timeless = {"timeless": _COUNT | {"description": "Of the definite: mineral sites, which date filters do not affect"}}
    accounting = _object(classes | timeless, "How many facts the filters leave, by class")
    facts = {"type": "array", "items": {"$ref": HOME + "Fact"}}
    return _object(
        {
            "version": _TEXT,
            "selection": _selection(),
            "count": _COUNT | {"description": "Facts in this answer"},
            "accounting": accounting,
            "search": _search(),
            "facts": facts,
        }
    )


def _search() -> Schema:
    question = _object({"id": _TEXT, "asked": _TEXT})
    found = {
        "found": _TEXTS | {"description": "As what and where the words of `q` were found"},
        "not_stated": {"type": "array", "items": question, "description": "Open questions that hold the words"},
        "near": _TEXTS | {"description": "Where nothing is found: other searches that show something with the same filters"},
    }
    return _object(found, "What came of `q`; empty without it")


def _geojson() -> Schema:
    """Every property has a type, so that clients made from the description keep what they are told."""
    texts = {name: nullable(_TEXT) for name in TABLE_COLUMNS if name not in OF_THE_FILE}
    numbers = {name: nullable({"type": "number", "description": "In the first of a fact's features only"}) for name in FIGURE_NUMBERS}
    own: dict[str, Schema] = {
        "id": _TEXT,
        "kind": words_schema(Kind),
        "title": _TEXT,
        "match": words_schema(Match),
        "version": _TEXT,
        "year_inferred": nullable({"type": "boolean"}),
        "place": nullable(_TEXT | {"description": "The place of this feature; null where the fact has none"}),
        "place_number": _COUNT | {"description": "Which of the fact's features this is, from 1"},
        "places_of_fact": _COUNT | {"description": "How many places, and so features, the fact has; 0 where it has none"},
        "geometry_basis": nullable({"const": "gazetteer"}),
        "radius_km": nullable({"type": "number", "exclusiveMinimum": 0, "description": "How uncertain the point of this place is"}),
        "place_precision": nullable(words_schema(GeoPrecision)),
    }
    known = texts | numbers | own
    properties = {"type": "object", "properties": known, "required": list(known)}
    feature = _object({"type": {"const": "Feature"}, "geometry": nullable(_geometries()), "properties": properties})
    features = {"type": "array", "items": feature, "description": "One for each fact and place; a fact without a place has no geometry"}
    return _object({"type": {"const": "FeatureCollection"}, "version": _TEXT, "selection": _selection(), "features": features})


def _geometries() -> Schema:
    position: Schema = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 3}
    rings: Schema = {"type": "array", "items": {"type": "array", "items": position, "minItems": 4}}
    shapes = {"Point": position, "Polygon": rings, "MultiPolygon": {"type": "array", "items": rings}}
    return {"oneOf": [_object({"type": {"const": name}, "coordinates": coordinates}) for name, coordinates in shapes.items()]}


def _selection() -> Schema:
    """The parameters that a file was made with."""
    told = "The filters, by parameter; empty where there are none"
    return {"type": "object", "additionalProperties": _TEXTS, "description": told}


def _question() -> Schema:
    since = _object({"version": _TEXT, "date": {"type": "string", "format": "date"}}, "The first of the recorded versions that ask it")
    return _object(
        {
            "id": _TEXT,
            "asked": _TEXT,
            "facts": _TEXTS | {"description": "Facts near it"},
            "places": _TEXTS | {"description": "Places near it"},
            "note": _TEXT | {"description": "What the texts give instead"},
            "articles": _TEXTS | {"description": "Articles of the facts near it"},
            "since": nullable(since),
            "answered_by": _TEXTS | {"description": "Facts that answer it"},
        }
    )


def _registers() -> dict[str, Schema]:
    model = Article.model_json_schema(ref_template=HOME + "{model}")
    kinds: dict[str, Schema] = model.pop("$defs", {})
    counts = {"facts": _COUNT | {"description": "Facts it supports"}, "alone": _COUNT | {"description": "Facts only it supports"}}
    error = {
        "type": "object",
        "properties": {"parameter": _TEXT, "value": _TEXT, "message": _TEXT, "near": _TEXTS},
        "required": ["message"],
    }
    return {
        **kinds,
        "Article": _complete(model, counts),
        "Questions": _object({"version": _TEXT, "questions": {"type": "array", "items": _question()}}),
        "Articles": _object({"version": _TEXT, "articles": {"type": "array", "items": {"$ref": HOME + "Article"}}}),
        "Version": _object({"version": nullable(_TEXT)}),
        "Errors": {
            "type": "object",
            "properties": {"errors": {"type": "array", "minItems": 1, "items": error}, "version": {"type": "null"}},
            "required": ["errors"],
            "additionalProperties": False,
            "description": "What is wrong, in words; with the parameter and near matches where it is one",
        },
    }
