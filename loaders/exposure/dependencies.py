"""What each site depends on: its own district and the districts its routes pass, each with what that rests on."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, TypeAlias

import pandas as pd

from loaders.gazetteer.places import Gazetteer
from loaders.schema.registries import Place
from loaders.schema.registry_terms import PlaceKind
from loaders.schema.site_terms import SINGLE_SITES
from loaders.schema.term import Term

Row: TypeAlias = Mapping[Hashable, Any]
Places: TypeAlias = Mapping[str, Place]
UNKNOWN = ""
DEPENDENCY_COLUMNS = ["site", "district", "province", "part", "routes", "every_route", "why", "basis", "gazetteer"]


class DistrictRole(Term):
    """What a district is to a site."""

    START = "start", "The route starts there"
    PASSED = "passed", "The route passes it"
    OWN = "own", "The site lies in it"


def sites_of(facts: pd.DataFrame, routes: pd.DataFrame, places: Places) -> tuple[str, ...]:
    """The ids of the sites, in the gazetteer's order: what a route serves, money is for, or a fact calls a mine.

    facts: columns sites, site_type, place_ids. routes: column serves.
    """
    served = {site for ids in (*routes["serves"], *facts["sites"]) for site in ids}
    mines = {p for ids in facts.loc[facts["site_type"].isin(SINGLE_SITES), "place_ids"] for p in ids}
    return tuple(i for i, p in places.items() if i in served or (i in mines and p.kind is PlaceKind.SITE))


def dependencies(sites: Iterable[str], routes: pd.DataFrame, places: Places) -> pd.DataFrame:
    """One row per site and district it depends on, from the start of its route to its own district.

    routes: id, name, via, serves, basis, gazetteer. Columns: site, district and province (ids; "" where not known), part
    (`DistrictRole`), routes (ids), every_route (no route of the site avoids it), why (words), basis (article, paragraph, address),
    gazetteer (what rests on it, in words). Places that come twice on a route, have no district or are unknown end nothing.
    """
    gazetteer = Gazetteer(places)
    ways = routes.to_dict("records")
    rows = [row for site in sites for row in _of_site(site, [w for w in ways if site in w["serves"]], gazetteer)]
    return pd.DataFrame(rows, columns=DEPENDENCY_COLUMNS).astype({"every_route": "bool"})


def district_of(identity: str, gazetteer: Gazetteer) -> str | None:
    """The district that a place is or lies in; None where the gazetteer knows none."""
    return _above(identity, PlaceKind.DISTRICT, gazetteer)


def province_of(identity: str, gazetteer: Gazetteer) -> str | None:
    """The province that a place is or lies in; None where the gazetteer knows none."""
    return _above(identity, PlaceKind.PROVINCE, gazetteer)


def _above(identity: str, kind: PlaceKind, gazetteer: Gazetteer) -> str | None:
    found = gazetteer.within(identity, kind)
    return found if found is not None and gazetteer.places[found].kind is kind else None  # parents may go in a circle


def gazetteer_reasons(places: Iterable[str], district: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """What only the gazetteer says: which of the places lie in a district, in words."""
    inside = [p for p in places if p != district and district_of(p, gazetteer) == district]
    return tuple(f"{gazetteer.places[p].name} lies in {gazetteer.places[district].name}" for p in inside)


def _of_site(site: str, ways: list[dict[Hashable, Any]], gazetteer: Gazetteer) -> Iterable[Row]:
    own = district_of(site, gazetteer)
    passed = {way["id"]: list(dict.fromkeys(d for p in way["via"] if (d := district_of(p, gazetteer)))) for way in ways}
    for district in dict.fromkeys(d for way in passed.values() for d in way if d != own):
        on = [way for way in ways if district in passed[way["id"]]]
        starts = all(passed[way["id"]][0] == district for way in on)
        yield {
            **_place(site, district, gazetteer),
            "part": DistrictRole.START if starts else DistrictRole.PASSED,
            "routes": tuple(way["id"] for way in on),
            "every_route": len(on) == len(ways),
            "why": "; ".join(f"the route {way['name']} {'starts in' if starts else 'passes'} it" for way in on),
            "basis": tuple(dict.fromkeys(passage for way in on for passage in way["basis"])),
            "gazetteer": tuple(dict.fromkeys(said for way in on for said in _way_gazetteer(way, district, gazetteer))),
        }
    name = gazetteer.places[site].name
    yield {
        **_place(site, own, gazetteer),
        "part": DistrictRole.OWN,
        "routes": tuple(i for i, way in passed.items() if own in way),
        "every_route": True,
        "why": f"{name} lies in it" if own else f"the district of {name} is not known",
        "basis": (),
        "gazetteer": (f"{name} lies in {gazetteer.places[own].name}",) if own else (),
    }


def _place(site: str, district: str | None, gazetteer: Gazetteer) -> dict[Hashable, Any]:
    return {"site": site, "district": district or UNKNOWN, "province": province_of(district or site, gazetteer) or UNKNOWN}


def _way_gazetteer(way: Row, district: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """A route with passages rests on them; one without on the gazetteer; towns on a route lie where the gazetteer says."""
    whole = () if way["basis"] or not isinstance(way["gazetteer"], str) else (way["gazetteer"],)
    return (*whole, *gazetteer_reasons(way["via"], district, gazetteer))


def dependent_sites(depends: pd.DataFrame, district: str) -> tuple[str, ...]:
    """The sites that depend on a district, in order."""
    return tuple(depends.loc[depends["district"] == district, "site"])


def districts_along_routes(depends: pd.DataFrame) -> tuple[str, ...]:
    """Every district that a site depends on: routes from their start first, own districts last; what is unknown left out."""
    routed = depends.loc[depends["part"] != DistrictRole.OWN, "district"]
    return tuple(d for d in dict.fromkeys([*routed, *depends["district"]]) if d != UNKNOWN)


def gaps(sites: Iterable[str], routes: pd.DataFrame, places: Places) -> tuple[str, ...]:
    """What is missing for a full answer, a sentence each: sites without route or district, places of a route without one."""
    gazetteer = Gazetteer(places)
    served = {site for ids in routes["serves"] for site in ids}
    found = []
    for site in sites:
        if site not in served:
            found.append(f"No route to {places[site].name} is recorded: only where it lies can be told.")
        if district_of(site, gazetteer) is None:
            found.append(f"The district of {places[site].name} is not known.")
    for way in routes.to_dict("records"):
        lost = [places[p].name if p in places else str(p) for p in way["via"] if district_of(p, gazetteer) is None]
        found += [f"{name}, on the route {way['name']}, lies in no known district." for name in lost]
    return tuple(found)
