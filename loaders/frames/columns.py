"""The columns of the facts frame with their dtypes."""

from __future__ import annotations

from typing import Any

import pandas as pd

from loaders.schema.derived_terms import DatePrecision, GeoPrecision
from loaders.schema.figures import FIGURE_NUMBERS, FIGURE_TEXTS
from loaders.schema.incident_terms import CLASS_OF_INCIDENT, IncidentClass
from loaders.schema.kinds import SecurityIncident
from loaders.schema.records import Fact
from loaders.schema.vocabulary import Certainty, Kind

TYPE_FIELDS = ("site_type", "event_type", "status", "instrument", "topic")  # what kind of site, incident, deal, event, statement it is


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
    "dated",
    "has_place",
    "search_words",
    "search_stems",
    "date_basis",
    "geometry_basis",
    "amount_words",
    *FIGURE_TEXTS,
    "site_type",
    "status",
    "operator",
    "owner",
    "event_type",
    "incident_class",
    "campaign",
    "instrument",
    "venue",
    "topic",
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
    "financier",
    "recipient",
    "sites",
    "site_names",
    "passages",
]


FACT_COLUMNS = [*_DTYPES, *_TEXTS, *_LISTS]


def _figure_names(column: str) -> list[str]:
    return [name for name in (*FIGURE_NUMBERS, *FIGURE_TEXTS) if name.startswith(column)]


def incident_class(fact: Fact) -> IncidentClass | None:
    """What an incident tells of; None for other kinds. What is only expected has not happened, so it is a statement."""
    if not isinstance(fact, SecurityIncident):
        return None
    return IncidentClass.STATEMENT if fact.certainty is Certainty.EXPECTED else CLASS_OF_INCIDENT[fact.event_type]
