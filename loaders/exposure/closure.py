"""If the road through a district were closed: what depends on it, each with its basis. A supposition, not a fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from loaders.exposure.chokepoints import Exposure
from loaders.exposure.dependencies import DistrictRole
from loaders.schema.registries import Route
from loaders.schema.vocabulary import Kind

NOT_STATED = "not stated"


@dataclass(frozen=True)
class SiteBehind:
    """A site that depends on the closed district.

    role: the district is the start of its route, on the way, or its own. routes: ids through the district. other_ways: ids of recorded
    routes to it that avoid the district; none means that an alternative is not stated. articles: (article, paragraph) of the passages that
    it rests on. gazetteer: what rests on the gazetteer, in words. deals: ids of the deals for it.
    """

    site: str
    role: DistrictRole
    routes: tuple[str, ...]
    other_ways: tuple[str, ...]
    articles: tuple[tuple[str, int], ...]
    gazetteer: tuple[str, ...]
    deals: tuple[str, ...]


@dataclass(frozen=True)
class Closure:
    """What stands behind a district, and the facts (ids) in which the articles themselves say that something depends on it."""

    district: str
    sites: tuple[SiteBehind, ...]
    stated: tuple[str, ...]

    @property
    def routes(self) -> tuple[str, ...]:
        """The routes that would be cut."""
        return tuple(dict.fromkeys(route for site in self.sites for route in site.routes))


def closure_of(exposure: Exposure, district: str, facts: pd.DataFrame, routes: Mapping[str, Route]) -> Closure:
    """What depends on a district, of all facts, whatever the filters. facts: all, with id, kind, place_ids and passages."""
    behind = exposure.depends[exposure.depends["district"] == district]
    sites = []
    for row in behind.to_dict("records"):
        serving = [route.id for route in routes.values() if row["site"] in route.serves]
        deals = exposure.deals_of((row["site"],), True)["id"]
        sites.append(
            SiteBehind(
                row["site"],
                DistrictRole(row["part"]),
                row["routes"],
                tuple(route for route in serving if route not in row["routes"]) if row["part"] != DistrictRole.OWN else (),
                tuple(dict.fromkeys((article, paragraph) for article, paragraph, _ in row["basis"])),
                row["gazetteer"],
                tuple(deals),
            )
        )
    return Closure(district, tuple(sites), _stated(district, {p for site in sites for p in site.articles}, facts))


def _stated(district: str, passages: set[tuple[str, int]], facts: pd.DataFrame) -> tuple[str, ...]:
    """Statements that name the district and stand in a paragraph that a route rests on."""
    return tuple(
        str(identity)
        for identity, kind, places, found in zip(facts["id"], facts["kind"], facts["place_ids"], facts["passages"], strict=True)
        if kind == Kind.CONTEXT and district in places and {(article, paragraph) for article, paragraph, _ in found} & passages
    )
