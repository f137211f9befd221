"""A selection as KML 2.2 for Google Earth: a placemark for each fact and place, with its time span and its precision in words."""

from __future__ import annotations

import json
from html import escape
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pandas as pd

from loaders.export.geojson import NOWHERE, place_features
from loaders.export.registry import FileRequest
from loaders.export.xml_text import clean
from loaders.frames.dataset import Dataset
from loaders.query.selection import Selection, accounting, select
from loaders.schema.derived_terms import DatePrecision, GeoPrecision, Match
from loaders.schema.formatting import author_text, passage_url, small_first, words_of
from loaders.schema.records import Fact
from loaders.schema.vocabulary import Certainty, Kind

KML = "http://www.opengis.net/kml/2.2"
TITLE = "Minerals and conflict in Pakistan’s west"
ELSEWHERE = "On no map: abroad, in a wider area, or without a place"
_DATA = ("id", "kind", "certainty", "claimed_by", "date_precision", "place", "place_precision", "match", "version")


def to_kml(rows: pd.DataFrame, selection: Selection, dataset: Dataset, request: FileRequest) -> bytes:
    """A folder for each kind of fact, and one for what no map can show.

    Points for sites and towns, outlines for districts and provinces. TimeSpan holds the days that bound the date; an end that is open or
    not stated is left out. The description tells in words how exact date and place are, who says so and where it stands.
    """
    root = ET.Element("kml", xmlns=KML)
    document = ET.SubElement(root, "Document")
    counts = accounting(select(dataset.facts, selection))
    told = ", ".join(f"{number:,} {small_first(Match(m).meaning)}" for m, number in counts.items() if m != "timeless" and number)
    _add(document, "name", f"{TITLE}, data version {dataset.version}")
    asked = urlencode(selection.query(), errors="replace") or "all facts"
    _add(document, "description", f"Selection: {asked}. {len(rows):,} facts here; of those that the filters leave: {told or 'none'}.")
    facts = {row["id"]: row for row in rows.to_dict("records")}
    folders: dict[str, ET.Element] = {}
    for geometry, properties in place_features(rows, selection, dataset):
        name = ELSEWHERE if geometry == NOWHERE else words_of(Kind(properties["kind"]).value).capitalize()
        if name not in folders:
            folders[name] = ET.SubElement(document, "Folder")
            _add(folders[name], "name", name)
        _placemark(folders[name], geometry, properties, facts[properties["id"]], dataset, request)
    if ELSEWHERE in folders:  # the last one
        document.remove(folders[ELSEWHERE])
        document.append(folders[ELSEWHERE])
    found: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return found


def _placemark(
    folder: ET.Element, geometry: str, properties: dict[str, Any], row: dict[Any, Any], dataset: Dataset, request: FileRequest
) -> None:
    mark = ET.SubElement(folder, "Placemark")
    fact, place = dataset.facts_by_id[properties["id"]], properties["place"]
    _add(mark, "name", fact.title)
    _add(mark, "Snippet", f"{row['date_words']}; {row['who_says']}", maxLines="2")
    _add(mark, "description", _description(fact, properties, row, dataset, request))
    days = {edge: row[name] for edge, name in (("begin", "date_start"), ("end", "date_end")) if not pd.isna(row[name])}
    if days:
        span = ET.SubElement(mark, "TimeSpan")
        for edge, day in days.items():
            _add(span, edge, day.date().isoformat())
    data = ET.SubElement(mark, "ExtendedData")
    for name in _DATA:
        if (value := properties[name]) is not None:
            _add(ET.SubElement(data, "Data", name=name), "value", str(value))
    if place and geometry != NOWHERE:
        _geometry(mark, json.loads(geometry))


def _description(fact: Fact, properties: dict[str, Any], row: dict[Any, Any], dataset: Dataset, request: FileRequest) -> str:
    """The fact in words as HTML, which KML viewers show; every text of the data is escaped."""
    precision, place = DatePrecision(row["date_precision"]), properties["place"]
    where = "No place is named."
    if place:
        where = f"{dataset.places[place].name} ({small_first(GeoPrecision(properties['place_precision']).meaning)}"
        where += f"; the point may be off by {properties['radius_km']:g} km)." if properties["radius_km"] else ")."
        if (of := properties["places_of_fact"]) > 1:
            where += f" Place {properties['place_number']} of {of} that the fact names: count it once."
    lines = [
        escape(fact.summary),
        f"<b>When</b>: {escape(row['date_words'])} ({escape(small_first(precision.meaning))})",
        f"<b>Where</b>: {escape(where)}",
        f"<b>Who says so</b>: {escape(row['who_says'])}; {escape(small_first(Certainty(fact.certainty).meaning))}",
    ]
    if row["match"] != Match.DEFINITE:
        lines.append(f"<b>Match</b>: {escape(small_first(Match(row['match']).meaning))}")
    for source in fact.sources:
        article = dataset.articles[source.article]
        said = escape(f"{author_text(article)}, paragraph {source.paragraph}")
        url = passage_url(article.url, source)
        lines.append(f'<a href="{escape(url, quote=True)}">{said}</a>' if url else f"{said} (address not known)")
    if request.server:
        card = f"{request.server}/facts?{urlencode({'fact': fact.id, 'v': dataset.version})}"
        lines.append(f'<a href="{escape(card, quote=True)}">Open the fact in the dashboard</a>')
    return "<br/>".join(lines)


def _geometry(mark: ET.Element, geometry: dict[str, Any]) -> None:
    if geometry["type"] == "Point":
        _add(ET.SubElement(mark, "Point"), "coordinates", _coordinates([geometry["coordinates"]]))
        return
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    within = ET.SubElement(mark, "MultiGeometry") if len(parts) > 1 else mark
    for rings in parts:
        polygon = ET.SubElement(within, "Polygon")
        for number, ring in enumerate(rings):
            edge = ET.SubElement(polygon, "innerBoundaryIs" if number else "outerBoundaryIs")
            _add(ET.SubElement(edge, "LinearRing"), "coordinates", _coordinates(ring))


def _coordinates(points: list[list[float]]) -> str:
    return " ".join(f"{round(lon, 5)},{round(lat, 5)}" for lon, lat, *_ in points)


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = clean(text)
