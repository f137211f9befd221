"""What the chokepoints page counts: a view's sites, ties and deals, and for each district and site its share (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from loaders.exposure import Part, dependencies, districts_in_order, gaps, sites_behind, sites_of
from loaders.frames import of_kind
from loaders.records import Place
from loaders.ties import Tie, closest, count_once, deal_ties, incident_ties
from loaders.vocabulary import Kind
from pages.investment.ladder import Rung, rung_words, rungs
from pages.shared.palette import RUNGS, count_words

SHUTDOWN = "communications_shutdown"


@dataclass(frozen=True, eq=False)
class Exposure:
    """Facts of a view set on the ways to the sites: sites, dependencies (`depends`), ties of incidents and of deals.

    whole: nothing is filtered out, so what is not here is not told of at all.
    """

    sites: tuple[str, ...]
    depends: pd.DataFrame
    ties: pd.DataFrame
    deal_ties: pd.DataFrame
    incidents: pd.DataFrame
    deals: pd.DataFrame
    gaps: tuple[str, ...]
    whole: bool

    @property
    def districts(self) -> tuple[str, ...]:
        """Every district that a site depends on, routes from their start first."""
        return districts_in_order(self.depends)

    @property
    def untied(self) -> pd.DataFrame:
        """The incidents that touch no site: they lie elsewhere, or no place is given."""
        return self.incidents[~self.incidents["id"].isin(self.ties["fact"])]

    def behind(self, district: str) -> tuple[str, ...]:
        """The sites that depend on a district."""
        return sites_behind(self.depends, district)

    def incidents_in(self, district: str, definite: bool) -> pd.DataFrame:
        """The incidents in a district, or those that only may be."""
        here = self.ties[self.ties["district"] == district]
        return self.incidents[self.incidents["id"].isin(here.loc[here["definite"] == definite, "fact"])]

    def placed_in(self, district: str) -> pd.DataFrame:
        """The incidents in a district as far as their place goes, whether or not they match for certain."""
        here = self.ties[(self.ties["district"] == district) & (self.ties["tie"] != Tie.POSSIBLE)]
        return self.incidents[self.incidents["id"].isin(here["fact"])]

    def named_within(self, district: str) -> dict[str, str]:
        """Of each incident in a district what only the gazetteer says: the place it names and where that lies."""
        here = self.ties[(self.ties["district"] == district) & (self.ties["tie"] != Tie.DIRECT)]
        own = {said for words in self.depends["gazetteer"] for said in words}
        return {i: "; ".join(s for s in said if s not in own) for i, said in zip(here["fact"], here["gazetteer"], strict=True)}

    def incidents_of(self, site: str, ties: tuple[str, ...]) -> pd.DataFrame:
        """The incidents that touch a site by one of the ties, closest tie only."""
        touching = closest(self.ties[self.ties["site"] == site])
        return self.incidents[self.incidents["id"].isin(touching.loc[touching["tie"].isin(ties), "fact"])]

    def deals_of(self, sites: tuple[str, ...], direct: bool) -> pd.DataFrame:
        """The deals for any of the sites, or those that only may be."""
        theirs = self.deal_ties[self.deal_ties["site"].isin(sites)]
        sure = set(theirs.loc[theirs["tie"] == Tie.DIRECT, "fact"])
        wanted = sure if direct else set(theirs["fact"]) - sure
        return self.deals[self.deals["id"].isin(wanted)]

    def count_in(self, district: str, definite: bool) -> int:
        """How many things the incidents in a district tell of, or those that only may be in it."""
        here = self.ties[(self.ties["district"] == district) & (self.ties["definite"] == definite)]
        return count_once(here["fact"], self.incidents)

    def count(self, facts: pd.DataFrame) -> int:
        """How many things the facts tell of: two that may be the same count once."""
        return count_once(facts["id"], facts)


def exposure_of(shown: pd.DataFrame, facts: pd.DataFrame, routes: pd.DataFrame, places: Mapping[str, Place]) -> Exposure:
    """Set the shown facts on the ways to all sites; sites and routes are those of the whole data.

    shown: facts of a view with column match. facts: all facts. routes: from `loaders.registries.routes_frame`.
    """
    sites = sites_of(facts, routes, places)
    depends = dependencies(sites, routes, places)
    incidents, deals = of_kind(shown, Kind.SECURITY_INCIDENT), of_kind(shown, Kind.FINANCING_DEAL)
    ties = incident_ties(incidents, depends, places)
    missing, whole = gaps(sites, routes, places), len(shown) == len(facts)
    return Exposure(sites, depends, ties, deal_ties(deals, sites, places), incidents, deals, missing, whole)


def chokepoint(exposure: Exposure) -> str | None:
    """The district behind which most sites lie, then the one with most incidents: a district passed before one arrived at.

    None where no site has a known district.
    """

    def rank(district: str) -> tuple[bool, int, int]:
        here = exposure.depends[exposure.depends["district"] == district]
        passed = bool((here["part"] == Part.PASSED).any())
        return passed, len(here), exposure.count_in(district, definite=True)

    return max(exposure.districts, key=rank, default=None)


def money_behind(exposure: Exposure, sites: tuple[str, ...]) -> list[Rung]:
    """The rungs of the money for sites that hold a deal; counted as on the investment page, never across rungs."""
    return [rung for rung in rungs(exposure.deals_of(sites, direct=True)) if len(rung.deals)]


def money_words(ladder: list[Rung]) -> str:
    """USD 1.25 billion, approved (1 deal); "no deal"."""
    told = [f"{rung_words(r)}, {RUNGS[r.status].lower()} ({count_words(len(r.deals), 'deal', 'deals')})" for r in ladder]
    return "; ".join(told) or "no deal"


def incidents_words(exposure: Exposure, district: str) -> str:
    """2, 10 possible: definite incidents in a district, then those that only may be."""
    sure, maybe = (exposure.count_in(district, definite) for definite in (True, False))
    return f"{sure}, {maybe} possible"
