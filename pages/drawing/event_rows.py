"""Dates and places of imported events in words, no more exact than their source is (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from loaders.events.columns import LIST_SEPARATOR
from loaders.schema.formatting import day_text
from loaders.schema.registries import Place

_PLACED = {
    "site": "at this place",
    "town": "in or near this town",
    "district": "somewhere in the district",
    "province": "somewhere in the province",
    "country": "somewhere in the country",
}


def event_date_text(row: Mapping[str, Any]) -> str:
    """1 Mar 2015; or the first and last day that it may mean."""
    first, last = row["date_start"], row["date_end"]
    if not isinstance(first, date):
        return "no date"
    return day_text(first) if first == last or last is None else f"{day_text(first)} – {day_text(last)}"


def event_place_text(row: Mapping[str, Any], places: Mapping[str, Place]) -> str:
    """Place, district: as the source names the place, with our name of the district; "maybe in" where that is not certain."""
    exact = row["place"] if row["geo_precision"] in ("site", "town") else None
    district = _district(row, places)
    told = [exact, district if district and district != exact else None]
    found = ", ".join(filter(None, told))
    return found or row["province_source"] or row["country"] or "no place"


def _district(row: Mapping[str, Any], places: Mapping[str, Place]) -> str | None:
    possible = (row["possible_districts"] or "").split(LIST_SEPARATOR) if row["possible_districts"] else []
    names = [places[one].name for one in possible if one in places]
    if names:
        return f"maybe in {names[0]}" + (f" or {names[1]}" if len(names) == 2 else f" or {len(names) - 1} others" if len(names) > 2 else "")
    if row["district"] in places:
        return places[row["district"]].name
    return str(row["district_source"]) if row["district_source"] else None


def placed_text(precision: str | None) -> str:
    """How exactly the source places it, in words."""
    return _PLACED.get(precision or "", "not told")
