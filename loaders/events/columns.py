"""The columns of an imported row, with types and meanings: what every importer writes, every engine holds and every file gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import pyarrow as pa

Type: TypeAlias = Literal["text", "date", "number", "count", "flag"]
ARROW: dict[Type, pa.DataType] = {
    "text": pa.string(),
    "date": pa.date32(),
    "number": pa.float64(),
    "count": pa.int64(),
    "flag": pa.bool_(),
}
IBIS: dict[Type, str] = {"text": "string", "date": "date", "number": "float64", "count": "int64", "flag": "boolean"}
LIST_SEPARATOR = "; "
DATE_PRECISIONS = ("day", "week", "month", "year", "range")
GEO_PRECISIONS = ("site", "town", "district", "province", "country")
BASES = ("name", "coordinates", "both", "conflict")
KINDS = ("security_incident", "mineral_site", "financing_deal")


@dataclass(frozen=True)
class Column:
    """One column. needed: whether each row has a value. mapped: whether a mapping may fill it; the others are worked out."""

    name: str
    type: Type
    meaning: str
    needed: bool = False
    mapped: bool = True
    words: tuple[str, ...] = ()


COLUMNS: tuple[Column, ...] = (
    Column("event_id", "text", "As the source numbers it; unique in its dataset", needed=True),
    Column("dataset", "text", "The name it was imported under", needed=True, mapped=False),
    Column("dataset_version", "text", "The release of the dataset", needed=True, mapped=False),
    Column("row", "count", "Where it stood in the file, as a spreadsheet numbers rows", needed=True, mapped=False),
    Column("kind", "text", "What it is, in the words of the facts", needed=True, mapped=False, words=KINDS),
    Column("name", "text", "Of a site or a deal, as given"),
    Column("date_start", "date", "The first day it may mean; null where the source gives none"),
    Column("date_end", "date", "The last day it may mean, inclusive"),
    Column("date_precision", "text", "How exactly it is dated; null without a date", words=DATE_PRECISIONS),
    Column("latitude", "number", "WGS84 degrees, as given"),
    Column("longitude", "number", "WGS84 degrees, as given"),
    Column("geo_precision", "text", "How exactly the source places it, whatever its coordinates", words=GEO_PRECISIONS),
    Column("district", "text", "Gazetteer id; null where none or several are meant", mapped=False),
    Column("province", "text", "Gazetteer id; null where none is known", mapped=False),
    Column("district_basis", "text", "What tells the district; conflict where name and point disagree", mapped=False, words=BASES),
    Column("possible_districts", "text", "Ids of the districts it may lie in, where that is not certain; joined by '; '", mapped=False),
    Column(
        "placed", "flag", "Whether it can be judged by district: not where it has no known place or a whole country", True, mapped=False
    ),
    Column("distance_km", "number", "How far the point lies outside the district that is named; null within it", mapped=False),
    Column("country", "text", "As given"),
    Column("province_source", "text", "The province as the source names it"),
    Column("district_source", "text", "The district as the source names it"),
    Column("place", "text", "The place as the source names it"),
    Column("event_type", "text", "Our term for what happened; null where none fits"),
    Column("event_type_source", "text", "The source's own term"),
    Column("actors", "text", "As named in the source, joined by '; '"),
    Column("fatalities_low", "count", "People killed, lowest estimate; null where not given, never 0 for it"),
    Column("fatalities_best", "count", "Best estimate; null where not given, never 0 for it"),
    Column("fatalities_high", "count", "Highest estimate; null where not given, never 0 for it"),
    Column("clarity", "text", "Whether it is one event or a report of several, as given"),
    Column("commodities", "text", "What is mined or sought; words of the facts, or as given; joined by '; '"),
    Column("status", "text", "Our term for the stage of a site or a deal; null where none fits"),
    Column("status_source", "text", "The source's own term"),
    Column("amount", "number", "Of a deal, in amount_unit"),
    Column("amount_unit", "text", "Currency, and the year of constant prices; amounts of two units are never added"),
    Column("in_totals", "flag", "Whether the source recommends the amount for sums; null where it does not say"),
    Column("source_text", "text", "As given"),
    Column("source_url", "text", "As given"),
    Column("notes", "text", "As given"),
)
NAMES = tuple(column.name for column in COLUMNS)
BY_NAME = {column.name: column for column in COLUMNS}
SCHEMA = pa.schema([pa.field(column.name, ARROW[column.type]) for column in COLUMNS])
COMPARED = tuple(name for name in NAMES if name not in ("dataset", "dataset_version", "row", "event_id"))  # what makes a row another
