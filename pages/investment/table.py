"""The investment table: one row a deal, "not stated" where a source states nothing (pure)."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from loaders.gazetteer.places import Gazetteer
from loaders.query.duplicates import SAME, duplicates_of
from loaders.schema.deal_terms import STAGE_LABELS
from loaders.schema.formatting import NOT_STATED, route_basis, words_of
from loaders.schema.registries import Actor, Place, Route
from loaders.schema.vocabulary import Link
from pages.drawing.palette import CERTAINTIES
from pages.drawing.rows import place_text

Others = Mapping[str, tuple[str, ...]]


def by_stage(deals: pd.DataFrame) -> pd.DataFrame:
    """The deals in the order of their stages, in each by date, those without one last."""
    return deals.sort_values("status", key=lambda words: words.map([*STAGE_LABELS].index), kind="stable", ignore_index=True)


def deal_rows(
    deals: pd.DataFrame,
    actors: Mapping[str, Actor],
    places: Mapping[str, Place],
    routes: Mapping[str, Route],
    every: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """What a reader sees of each deal: Deal, Amount, Stage, Date, Who says so, Passage, …

    District and route come from the gazetteer by way of the site. `Counted` tells what a deal may be, or must not be added to, among
    every deal, where `deals` are only those shown.
    """
    every = deals if every is None else every
    may_be, not_added = duplicates_of(every, SAME), duplicates_of(every, (Link.NOT_ADDITIVE_WITH,))
    titles = dict(zip(every["id"], every["title"], strict=True))
    return pd.DataFrame(
        {
            "Deal": deals["title"],
            "Amount": deals["amount_words"],
            "Stage": [STAGE_LABELS[s] for s in deals["status"]],
            "Date": deals["date_words"],
            "Who says so": deals["who_says"],
            "Passage": [next((url for _, _, url in p if url), None) for p in deals["passages"]],
            "Certainty": [CERTAINTIES[c] for c in deals["certainty"]],
            "Financier": [_names(ids, actors) for ids in deals["financier"]],
            "Recipient": [_names(ids, actors) for ids in deals["recipient"]],
            "Site": [", ".join(names) or NOT_STATED for names in deals["site_names"]],
            "District": [", ".join(_districts(sites, places)) or NOT_STATED for sites in deals["sites"]],
            "Source": ["; ".join(f"{article} ¶{paragraph}" for article, paragraph, _ in p) for p in deals["passages"]],
            "Commodities": [", ".join(map(words_of, c)) or NOT_STATED for c in deals["commodities"]],
            "Route": [_routes(sites, places, routes) or "–" for sites in deals["sites"]],
            "Counted": [_counted(i, titles, may_be, not_added) for i in deals["id"]],
            "Place named": [place_text(p, c) for p, c in zip(deals["places"], deals["places_complete"], strict=True)],
        }
    )


def _counted(identity: str, titles: Mapping[str, str], may_be: Others, not_added: Others) -> str:
    told = [f"may be the same as {titles[other]}" for other in may_be[identity]]
    return "; ".join([*told, *(f"not to be added to {titles[other]}" for other in not_added[identity])]) or "once"


def _names(ids: tuple[str, ...], actors: Mapping[str, Actor]) -> str:
    return ", ".join(actors[i].name for i in ids) or NOT_STATED


def _districts(sites: tuple[str, ...], places: Mapping[str, Place]) -> list[str]:
    """The districts of the sites; only the gazetteer names them."""
    return [f"{places[i].name} (gazetteer)" for i in Gazetteer(places).districts(sites)]


def _routes(sites: tuple[str, ...], places: Mapping[str, Place], routes: Mapping[str, Route]) -> str:
    found = [r for r in routes.values() if set(r.serves) & set(sites)]
    return "; ".join(" → ".join(places[i].name for i in r.via) + route_basis(r) for r in found)
