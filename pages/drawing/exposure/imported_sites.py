"""Imported mineral sites behind a district, and beside the sites of the articles that are called alike, as tables in HTML (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from loaders.events.own_routes import SiteDependency
from loaders.schema.formatting import words_of
from loaders.schema.registries import Place
from pages.drawing.event_rows import event_place_text, placed_text

if TYPE_CHECKING:
    from loaders.events.named_sites import SameName

ROUTE_UNKNOWN = "route not known"
Row = Mapping[str, Any]
Depends = Sequence[tuple[Row, SiteDependency, tuple[str, ...]]]


def sites_html(sites: Depends, places: Mapping[str, Place], district: str) -> str:
    """A row a site that depends on the district. sites: the row, how it depends, and the names of all routes to it."""
    rows = "".join(
        _row(_site_name(row), words_of_commodities(row), _how(found, district), _route(routes), _where(row, places))
        for row, found, routes in sites
    )
    return _table(("Site", "Commodities", "How it depends", "Route", "Placed by the dataset"), rows, "Imported sites that depend on it")


def other_sites_html(sites: Sequence[tuple[Row, tuple[str, ...]]], places: Mapping[str, Place]) -> str:
    """A row a site that nothing ties to the district, with the names of its routes."""
    rows = "".join(_row(_site_name(row), words_of_commodities(row), _route(routes), _where(row, places)) for row, routes in sites)
    return _table(("Site", "Commodities", "Route", "Placed by the dataset"), rows, "Imported sites elsewhere")


def same_names_html(found: Iterable[SameName], places: Mapping[str, Place]) -> str:
    """A row a pair: what the dataset says, what the articles and the gazetteer say, and how far apart their points are."""
    rows = "".join(
        _row(
            places[pair.site].name,
            f"{_site_name(pair.row)}: {_where(pair.row, places)}",
            f"{places[pair.site].name}{_within(places[pair.site], places)}; point: {places[pair.site].source}",
            distance_text(pair.km),
        )
        for pair in found
    )
    return _table(
        ("Site", "In the dataset", "In the articles and the gazetteer", "Between the points"), rows, "Sites of both, called alike"
    )


def distance_text(km: float | None) -> str:
    """217 km; less than 1 km; or that there is none to tell."""
    if km is None:
        return "not known: one of them has no point"
    return "less than 1 km" if km < 1 else f"{km:,.0f} km"


def words_of_commodities(row: Row) -> str:
    """Copper, gold; not stated."""
    return ", ".join(words_of(one) for one in (row["commodities"] or "").split("; ") if one) or "not stated"


def _site_name(row: Row) -> str:
    kind = f" ({row['event_type_source'].replace(';', ', ')})" if row["event_type_source"] else ""
    return f"{(row['name'] or row['event_id']).strip()}{kind}"


def _how(found: SiteDependency, district: str) -> str:
    told = [f"it lies in {district}"] if found.lies_in else []
    return "; ".join([*told, *(f"its route {name} goes through {district}" for name in found.routes)])


def _route(routes: tuple[str, ...]) -> str:
    return f"{', '.join(routes)} (own routes)" if routes else ROUTE_UNKNOWN


def _where(row: Row, places: Mapping[str, Place]) -> str:
    if row["latitude"] is None or row["longitude"] is None:
        return event_place_text(row, places)
    return f"{event_place_text(row, places)}; {row['latitude']:.4f}, {row['longitude']:.4f}, {placed_text(row['geo_precision'])}"


def _within(place: Place, places: Mapping[str, Place]) -> str:
    return f", {places[place.in_].name}" if place.in_ and place.in_ in places else ""


def _row(head: str, *cells: str) -> str:
    return f"<tr><th scope='row'>{escape(head)}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _table(heads: Sequence[str], rows: str, label: str) -> str:
    head = "".join(f"<th scope='col'>{name}</th>" for name in heads)
    region = f"<div class='wide' tabindex='0' role='region' aria-label='{escape(label, quote=True)}'>"
    return f"{region}<table class='closure'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
