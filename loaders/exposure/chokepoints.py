"""What the chokepoints page counts: sites, ties and deals of all facts, and what of them the filters show and hide (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import pandas as pd

from loaders.exposure.dependencies import DistrictRole, dependencies, dependent_sites, districts_along_routes, gaps, sites_of
from loaders.exposure.links import closest_links, deal_ties, incident_ties
from loaders.frames.facts import of_kind
from loaders.query.duplicates import duplicate_groups
from loaders.query.selection import Selection
from loaders.schema.derived_terms import Match, SiteLink
from loaders.schema.incident_terms import IncidentClass
from loaders.schema.registries import Place
from loaders.schema.vocabulary import Kind

SHUTDOWN = "communications_shutdown"
HAPPENED = tuple(c for c in IncidentClass if c is not IncidentClass.STATEMENT)
Groups: TypeAlias = Sequence[tuple[str, ...]]
Where: TypeAlias = tuple[str, str, IncidentClass]


@dataclass(frozen=True)
class Tally:
    """How many things are shown, how many of those may lie outside the dates asked for, and how many the filters hide."""

    shown: int
    outside: int
    hidden: int

    @property
    def all(self) -> int:
        return self.shown + self.hidden


@dataclass(frozen=True, eq=False)
class Exposure:
    """All facts set on the ways to the sites, and which of them are shown: filters hide facts here, they never take them away.

    sites; depends: dependencies; ties: of incidents and statements; deal_ties; incidents: what happened; statements: reports
    and statistics, never counted; deals; gaps; counted: from `incidents_counted`; matches: the class of match (`Match`) of
    each fact that is shown.
    """

    sites: tuple[str, ...]
    depends: pd.DataFrame
    ties: pd.DataFrame
    deal_ties: pd.DataFrame
    incidents: pd.DataFrame
    statements: pd.DataFrame
    deals: pd.DataFrame
    gaps: tuple[str, ...]
    counted: Mapping[Where, tuple[Groups, Groups]]
    matches: Mapping[str, str] = field(default_factory=dict)

    @property
    def districts(self) -> tuple[str, ...]:
        """Every district that a site depends on, routes from their start first."""
        return districts_along_routes(self.depends)

    @property
    def classes(self) -> tuple[IncidentClass, ...]:
        """The classes that are counted: attacks and state measures, and others where the data tell of any."""
        told = {*self.incidents["incident_class"]}
        return tuple(c for c in HAPPENED if c in told or c in (IncidentClass.ATTACK, IncidentClass.STATE_MEASURE))

    @property
    def untied(self) -> pd.DataFrame:
        """The incidents that touch no site: they lie elsewhere, or no place is given."""
        return self.incidents[~self.incidents["id"].isin(self.ties["fact"])]

    def shown(self, facts: pd.DataFrame) -> pd.DataFrame:
        """Those of the facts that the filters show, with their class in a column `match`."""
        return facts[facts["id"].isin(self.matches)].assign(match=lambda found: found["id"].map(self.matches))

    def hidden(self, facts: pd.DataFrame) -> pd.DataFrame:
        """Those of the facts that the filters hide."""
        return facts[~facts["id"].isin(self.matches)]

    def tally(self, facts: pd.DataFrame) -> Tally:
        """The facts counted: two that may be the same count once, and are shown as soon as one of them is."""
        return self._tally(duplicate_groups(facts["id"], facts))

    def _tally(self, groups: Groups) -> Tally:
        matches = [[self.matches.get(i) for i in group] for group in groups]
        shown = [group for group in matches if any(group)]
        return Tally(len(shown), sum(Match.DEFINITE not in group for group in shown), len(groups) - len(shown))

    def behind(self, district: str) -> tuple[str, ...]:
        """The sites that depend on a district."""
        return dependent_sites(self.depends, district)

    def in_district(self, facts: pd.DataFrame, district: str, definite: bool) -> pd.DataFrame:
        """Those of the incidents or statements that are placed in a district, or those that only may be in it."""
        here = self.ties[self.ties["district"] == district]
        sure = set(here.loc[here["tie"] != SiteLink.POSSIBLE, "fact"])
        return facts[facts["id"].isin(sure if definite else {*here["fact"]} - sure)]

    def tallies_in(self, district: str, incident_class: IncidentClass, site: str = "") -> tuple[Tally, Tally]:
        """What happened in a district, and what more may have happened there; of what touches one site, if one is given."""
        sure, maybe = self.counted.get((site, district, incident_class), ([], []))
        return self._tally(sure), self._tally(maybe)

    def named_within(self, district: str) -> dict[str, str]:
        """Of each incident in a district what only the gazetteer says: the place it names and where that lies."""
        here = self.ties[(self.ties["district"] == district) & (self.ties["tie"] != SiteLink.DIRECT)]
        own = {said for words in self.depends["gazetteer"] for said in words}
        return {i: "; ".join(s for s in said if s not in own) for i, said in zip(here["fact"], here["gazetteer"], strict=True)}

    def incidents_of(self, sites: Iterable[str], ties: tuple[str, ...]) -> pd.DataFrame:
        """The incidents that touch any of the sites by one of the ties, closest tie only."""
        touching = closest_links(self.ties[self.ties["site"].isin([*sites])])
        return self.incidents[self.incidents["id"].isin(touching.loc[touching["tie"].isin(ties), "fact"])]

    def deals_of(self, sites: tuple[str, ...], direct: bool) -> pd.DataFrame:
        """The deals for any of the sites, or those that only may be."""
        theirs = self.deal_ties[self.deal_ties["site"].isin(sites)]
        sure = set(theirs.loc[theirs["tie"] == SiteLink.DIRECT, "fact"])
        wanted = sure if direct else set(theirs["fact"]) - sure
        return self.deals[self.deals["id"].isin(wanted)]


def exposure_of(facts: pd.DataFrame, routes: pd.DataFrame, places: Mapping[str, Place]) -> Exposure:
    """Set all facts on the ways to the sites; none of them is shown yet.

    facts: all facts. routes: from `loaders.frames.registries.routes_frame`.
    """
    sites = sites_of(facts, routes, places)
    depends = dependencies(sites, routes, places)
    told, deals = of_kind(facts, Kind.SECURITY_INCIDENT), of_kind(facts, Kind.FINANCING_DEAL)
    happened = told["incident_class"].isin(HAPPENED)
    ties = incident_ties(told, depends, places)
    return Exposure(
        sites=sites,
        depends=depends,
        ties=ties,
        deal_ties=deal_ties(deals, sites, places),
        incidents=told[happened],
        statements=told[~happened],
        deals=deals,
        gaps=gaps(sites, routes, places),
        counted=incidents_counted(told[happened], ties),
    )


def incidents_counted(incidents: pd.DataFrame, ties: pd.DataFrame) -> dict[Where, tuple[Groups, Groups]]:
    """Per site (or "" for any), district and class what is placed there and what more may be, in groups that count once.

    What may be the same as something placed in the district counts with that.
    """
    found: dict[Where, tuple[Groups, Groups]] = {}
    for incident_class in HAPPENED:
        of_class = incidents[incidents["incident_class"] == incident_class]
        theirs = ties[ties["fact"].isin(of_class["id"])]
        keyed = pd.concat([theirs, theirs.assign(site="")])
        for (site, district), here in keyed.groupby(["site", "district"], sort=False):
            sure = dict.fromkeys(here.loc[here["tie"] != SiteLink.POSSIBLE, "fact"])
            groups = duplicate_groups(dict.fromkeys([*sure, *here["fact"]]), of_class)
            maybe = [group for group in groups if sure.keys().isdisjoint(group)]
            found[str(site), str(district), incident_class] = duplicate_groups(sure, of_class), maybe
    return found


def districts_ranked(exposure: Exposure) -> list[str]:
    """The districts by how much depends on them, whatever the filters: one passed before one arrived at, then sites, then incidents."""

    def rank(district: str) -> tuple[bool, int, int]:
        here = exposure.depends[exposure.depends["district"] == district]
        passed = bool((here["part"] == DistrictRole.PASSED).any())
        return passed, len(here), sum(exposure.tallies_in(district, c)[0].all for c in HAPPENED)

    return sorted(exposure.districts, key=rank, reverse=True)


def chokepoint(exposure: Exposure, selection: Selection | None = None) -> str | None:
    """The first of `districts_ranked`; of those in the selection's districts, else in its provinces, where it names any.

    None where no site has a known district.
    """
    ranked, asked = districts_ranked(exposure), selection or Selection()
    province = dict(zip(exposure.depends["district"], exposure.depends["province"], strict=True))
    chosen = [d for d in ranked if d in asked.district] or [d for d in ranked if province[d] in asked.province]
    return next(iter(chosen or ranked), None)
