"""Chokepoints: what depends on a district, and what touches a site's route."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.frames.dataset import Dataset
from loaders.gazetteer.places import Gazetteer
from loaders.query.page_parameters import PageParameter
from loaders.query.parameters import NO_CLASS
from loaders.schema.derived_terms import SiteLink
from loaders.schema.registry_terms import PlaceKind
from pages.server.page import Page

MOST_MONTHS = 600


def _sites(dataset: Dataset) -> set[str]:
    sites = {place.id for place in dataset.places.values() if place.kind is PlaceKind.SITE}
    return sites | {site for route in dataset.routes.values() for site in route.serves}


def _districts(dataset: Dataset) -> Iterable[str]:
    on_the_way = {*_sites(dataset), *(place for route in dataset.routes.values() for place in route.via)}
    return Gazetteer(dataset.places).districts(on_the_way)


def _is_months(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 5 and 1 <= int(value) <= MOST_MONTHS


PAGE = Page(
    "exposure",
    "Chokepoints",
    "Sites and money that depend on a district, incidents on the routes, and the days between deals and incidents.",
    chunks=("DataFrame",),
    params=(
        PageParameter("behind", "chokepoints: the district that is looked at", values=_districts, of="place"),
        PageParameter("site", "chokepoints: the site whose route is read", values=_sites, of="place"),
        PageParameter(
            "ties",
            "chokepoints: the links of incidents to sites that count",
            most=0,
            words=(*(tie.value for tie in SiteLink), NO_CLASS),
        ),
        PageParameter(
            "months",
            "chokepoints: the months before and after a deal",
            accepts=_is_months,
            expected=f"not a number from 1 to {MOST_MONTHS}",
            schema={"type": "integer", "minimum": 1, "maximum": MOST_MONTHS},
        ),
    ),
)
