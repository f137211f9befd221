"""The columns of the facts frame with their dtypes: those of every fact, and those that its kind declares."""

from __future__ import annotations

from typing import Any

import pandas as pd

from loaders.schema.derived_terms import DatePrecision, GeoPrecision
from loaders.schema.figures import FIGURE_NUMBERS, FIGURE_TEXTS
from loaders.schema.kinds import KINDS
from loaders.schema.vocabulary import Certainty, Kind

COLUMNS_OF_KINDS = {column.name: column for kind in KINDS.values() for column in kind.columns}  # kinds may share a column
TYPE_FIELDS = tuple(name for name, column in COLUMNS_OF_KINDS.items() if column.is_type)  # what kind of site, incident, deal or event


def _of_kinds(holds: str) -> list[str]:
    return [name for name, column in COLUMNS_OF_KINDS.items() if column.holds == holds]


_DTYPES: dict[str, Any] = {
    "id": "str",
    "kind": pd.CategoricalDtype([word.value for word in Kind]),
    "certainty": pd.CategoricalDtype([word.value for word in Certainty]),
    "date_precision": pd.CategoricalDtype([word.value for word in DatePrecision]),
    "geo_precision": pd.CategoricalDtype([word.value for word in GeoPrecision]),
    "date_start": "datetime64[s]",
    "date_end": "datetime64[s]",
    "year_inferred": "bool",
    "places_complete": "bool",
    "placed": "bool",
    "lat": "float64",
    "lon": "float64",
    "radius_km": "float64",
    **FIGURE_NUMBERS,
}


_TEXTS = [
    "title",
    "summary",
    "date",
    "date_words",
    "date_note",
    "place_note",
    "party",
    "note",
    "who_says",
    "article_count",
    "origin_count",
    "dated",
    "has_place",
    "search_words",
    "search_stems",
    "date_basis",
    "review",
    "review_date",
    "geometry_basis",
    *FIGURE_TEXTS,
    *_of_kinds("text"),
]


_LISTS = [
    "places",
    "place_ids",
    "districts",
    "district_ids",
    "districts_basis",
    "provinces",
    "provinces_basis",
    "province_ids",
    "match_districts",
    "match_provinces",
    "possible_districts",
    "actors",
    "actor_names",
    "roles",
    "claimed_by",
    "match_claimants",
    "claimants",
    "figures",
    "figure_phrases",
    "commodities",
    "related",
    "relations",
    "types",
    "countries",
    "articles",
    "origins",
    "passages",
    *_of_kinds("list"),
]


FACT_COLUMNS = [*_DTYPES, *_TEXTS, *_LISTS]
