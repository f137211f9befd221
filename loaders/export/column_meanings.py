"""What each column of the tables means, for workbooks and data packages: from the records themselves, and for what is derived from here."""

from __future__ import annotations

from loaders.export.fact_table import TABLE_COLUMNS
from loaders.schema.kinds import FACT_FILES

_OWN = {
    "kind": "Kind of fact: mineral_site, security_incident, financing_deal, diplomatic_event or context",
    "date_start": "First day that the date may mean; empty when open or none",
    "date_end": "Last day that the date may mean; empty when open or none",
    "date_precision": "How exactly the fact is dated: day, month, year, range or none",
    "places": "Names of the places, as the text has them",
    "place_ids": "The same as ids of the gazetteer",
    "geo_precision": "How exactly the fact is placed: the coarsest of its places",
    "districts": "Districts that hold one of its places, by name",
    "districts_basis": "Of each district in turn: named by the text, or known only by the gazetteer",
    "provinces": "Provinces that hold one of its places, by name",
    "provinces_basis": "Of each province in turn: named by the text, or known only by the gazetteer",
    "lat": "WGS84 degrees, from the gazetteer; empty unless the one place is a site or a town",
    "lon": "WGS84 degrees, from the gazetteer; empty unless the one place is a site or a town",
    "radius_km": "How uncertain the point is, in kilometres",
    "geometry_basis": "Where lat and lon come from",
    "actors": "Ids of the actors that take part",
    "who_says": "Who asserts it, in words",
    "party": "The side whose claim it is, where one side alone says so",
    "figures": "Every number that the source gives, in words",
    "incident_class": "Attack or hold, state measure, other event, or a statement, which is no event",
    "articles": "Ids of the articles that it rests on",
    "origins": "The independent origins it rests on: articles that pass on one report are one",
    "review": "How often it was coded: coded_once, coded_twice (alike) or settled; empty where that is not known",
    "review_date": "The day on which it came to that state",
    "match": "How it stands to the filters: definite, possible, undated or unplaced",
    "version": "Version of the data",
    "selection": "The filters of this file, as the query string of an address",
}
_COUNTED = {"amount_usd": "Amount in US dollars", "killed": "People killed"}
_ENDS = {"": "empty where two figures differ", "_low": "the least that is claimed", "_high": "the most that is claimed"}
_TOLD = {"": "", "_bound": "; how that figure stands to the true number", "_claimed_by": "; who claims that figure: author or actor ids"}


def column_meanings() -> dict[str, str]:
    """Per column of the facts' table what it holds."""
    records = {info.alias or name: info.description or "" for model in FACT_FILES.values() for name, info in model.model_fields.items()}
    counted = {
        f"{column}{end}{told}": f"{words}: {meaning}{more}"
        for column, words in _COUNTED.items()
        for end, meaning in _ENDS.items()
        for told, more in _TOLD.items()
    }
    return {name: (records | _OWN | counted)[name] for name in TABLE_COLUMNS}
