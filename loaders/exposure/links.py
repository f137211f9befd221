"""What touches a site: incidents at it, in its district, on its route or possibly; and money for it. Each tie says why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from loaders.exposure.dependencies import UNKNOWN, DistrictRole, Places, Row, district_of, gazetteer_reasons, province_of
from loaders.gazetteer.places import Gazetteer
from loaders.query.duplicates import duplicates_of
from loaders.schema.derived_terms import LINK_RANK, SiteLink
from loaders.schema.registry_terms import LOOSE_KINDS, PlaceKind

TIE_COLUMNS = ["site", "fact", "district", "tie", "why", "basis", "gazetteer"]
DEAL_COLUMNS = ["site", "fact", "tie", "why"]


def incident_ties(incidents: pd.DataFrame, depends: pd.DataFrame, places: Places) -> pd.DataFrame:
    """One row per site, incident and district through which it touches the site, by the closest tie there is.

    incidents: id, place_ids, places_complete. depends: from `loaders.exposure.dependencies`. Columns: site, fact,
    district (id, "" where not known), tie (`SiteLink`), why (words), basis (article, paragraph, address), gazetteer (what rests
    on it, in words).
    """
    gazetteer = Gazetteer(places)
    needed = depends.to_dict("records")
    rows = [row for incident in incidents.to_dict("records") for row in _of_incident(incident, needed, gazetteer)]
    found = pd.DataFrame(rows, columns=TIE_COLUMNS)
    return found.sort_values("site", key=lambda ids: ids.map(_turns(depends["site"])), kind="stable", ignore_index=True)


def _of_incident(incident: Row, needed: Sequence[Row], gazetteer: Gazetteer) -> Iterator[Row]:
    at = tuple(incident["place_ids"])
    districts = {d for p in at if (d := district_of(p, gazetteer))}
    provinces = {p for i in at if (p := province_of(i, gazetteer))}
    wide = {p for i in at if _wider_than_district(i, gazetteer) and (p := province_of(i, gazetteer))}
    wide = wide if incident["places_complete"] else provinces
    for need in needed:
        touched = _touch(at, districts, need) or _possible(incident, need, wide, provinces, gazetteer)
        if touched:
            tie, why = touched
            within = () if tie is SiteLink.POSSIBLE or not need["district"] else gazetteer_reasons(at, need["district"], gazetteer)
            yield {
                "site": need["site"],
                "fact": incident["id"],
                "district": need["district"],
                "tie": tie.value,
                "why": why,
                "basis": () if tie is SiteLink.DIRECT else need["basis"],
                "gazetteer": () if tie is SiteLink.DIRECT else tuple(dict.fromkeys((*within, *need["gazetteer"]))),
            }


def _touch(at: tuple[str, ...], districts: set[str], need: Row) -> tuple[SiteLink, str] | None:
    own = need["part"] == DistrictRole.OWN
    if own and need["site"] in at:
        return SiteLink.DIRECT, "at the site itself"
    if need["district"] in districts:
        return (SiteLink.DISTRICT if own else SiteLink.ROUTE), need["why"]
    return None


def _possible(incident: Row, need: Row, wide: set[str], provinces: set[str], gazetteer: Gazetteer) -> tuple[SiteLink, str] | None:
    if need["district"] == UNKNOWN and need["province"] in provinces:
        return SiteLink.POSSIBLE, need["why"]
    if need["province"] not in wide:
        return None
    named = ", ".join(gazetteer.places[p].name for p in incident["place_ids"])
    if incident["places_complete"]:
        return SiteLink.POSSIBLE, f"placed in {named}, in no one district"
    return SiteLink.POSSIBLE, f"the list of places is left open: {named} and others"


def _wider_than_district(identity: str, gazetteer: Gazetteer) -> bool:
    place = gazetteer.places.get(identity)
    return place is not None and (place.kind is PlaceKind.PROVINCE or place.kind in LOOSE_KINDS)


def deal_ties(deals: pd.DataFrame, sites: Iterable[str], places: Places) -> pd.DataFrame:
    """One row per site and deal: direct where it is for the site, possible where it may be; columns site, fact, tie, why.

    deals: id, title, sites, place_ids, places_complete, related. A deal may be for a site that it does not name if it is
    placed in the site's district or province as a whole, or may be another deal for the site told twice.
    """
    gazetteer, rows = Gazetteer(places), deals.to_dict("records")
    titles, same_as = {row["id"]: row["title"] for row in rows}, duplicates_of(deals)
    found = []
    for site in sites:
        for_site = {row["id"] for row in rows if site in (*row["sites"], *row["place_ids"])}
        for row in rows:
            if row["id"] in for_site:
                found.append((site, row["id"], SiteLink.DIRECT.value, "for the site"))
            elif same := [i for i in same_as[row["id"]] if i in for_site]:
                found.append((site, row["id"], SiteLink.POSSIBLE.value, f"may be the same as “{titles[same[0]]}”"))
            elif not row["sites"] and (wide := _around(site, row["place_ids"], gazetteer)):
                found.append((site, row["id"], SiteLink.POSSIBLE.value, f"placed in {wide}, no site named"))
    return pd.DataFrame(found, columns=DEAL_COLUMNS)


def _around(site: str, places: Iterable[str], gazetteer: Gazetteer) -> str:
    around = {district_of(site, gazetteer), province_of(site, gazetteer)} - {None}
    return " and ".join(gazetteer.places[p].name for p in places if p in around)


def closest_links(ties: pd.DataFrame) -> pd.DataFrame:
    """Of each site and incident the closest tie: the same columns, one row each."""
    turn = ties["tie"].map(LINK_RANK)
    return ties.assign(_turn=turn).sort_values("_turn", kind="stable").drop_duplicates(["site", "fact"]).drop(columns="_turn")


def _turns(ids: Iterable[str]) -> dict[str, int]:
    return {identity: turn for turn, identity in enumerate(dict.fromkeys(ids))}
