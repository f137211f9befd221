"""JSON Schemas of what the API answers of imported events, made from their columns."""

from __future__ import annotations

from typing import Any

from loaders.api.schema_parts import _COUNT, _TEXT, _TEXTS, HOME, nullable
from loaders.events.columns import COLUMNS, Column
from loaders.schema.derived_terms import Match
from loaders.schema.json_schema import Schema

_TYPES: dict[str, Schema] = {
    "text": _TEXT,
    "date": {"type": "string", "format": "date"},
    "number": {"type": "number"},
    "count": _COUNT,
    "flag": {"type": "boolean"},
}


def event_schemas() -> dict[str, Schema]:
    """`Event`, `EventDataset`, `Events` and `EventsGeoJson`."""
    classes = {m.value: _COUNT | {"description": m.meaning} for m in Match}
    excluded = {"excluded": _COUNT | {"description": "Rows that the filters leave out"}}
    columns = {column.name: _column(column) for column in COLUMNS}
    event = _object(columns | {"match": {"enum": [m.value for m in Match]}, "licence": _TEXT, "attribution": _TEXT})
    day = nullable({"type": "string", "format": "date"})
    texts = dict.fromkeys(("name", "title", "kind", "version", "licence", "attribution", "imported", "file", "file_digest"), _TEXT)
    counts = dict.fromkeys(("rows", "held_out", "undated", "unplaced", "conflicts"), _COUNT)
    redistribution = {"const": True, "description": "Whether its rows may be passed on; others are refused"}
    dataset = _object(
        texts | counts | {"redistribution": redistribution, "first_day": day, "last_day": day, "accounting": _object(classes | excluded)}
    )
    selection = {"type": "object", "additionalProperties": _TEXTS}
    point = _object({"type": {"const": "Point"}, "coordinates": {"type": "array", "items": {"type": "number"}}})
    feature = _object({"type": {"const": "Feature"}, "id": _TEXT, "geometry": nullable(point), "properties": {"$ref": HOME + "Event"}})
    features = {"type": "array", "items": feature}
    return {
        "Event": event,
        "EventDataset": dataset,
        "Events": _object(
            {
                "version": _TEXT,
                "selection": selection,
                "count": _COUNT | {"description": "Events in this answer"},
                "accounting": _object(classes, "How many events the filters leave, by class"),
                "datasets": {"type": "array", "items": {"$ref": HOME + "EventDataset"}},
                "events": {"type": "array", "items": {"$ref": HOME + "Event"}},
            }
        ),
        "EventsGeoJson": _object({"type": {"const": "FeatureCollection"}, "version": _TEXT, "selection": selection, "features": features}),
    }


def _column(column: Column) -> Schema:
    schema = _TYPES[column.type] | {"description": column.meaning} | ({"enum": [*column.words]} if column.words else {})
    return schema if column.needed else nullable(schema)


def _object(properties: dict[str, Any], told: str = "") -> Schema:
    found: Schema = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    return found | ({"description": told} if told else {})
