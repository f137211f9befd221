"""The facts of the chokepoints page as rows: what each touches, why, and how far in time it is from a deal (pure)."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from loaders.exposure.chokepoints import Exposure
from loaders.exposure.day_gaps import TemporalOrder
from loaders.schema.derived_terms import LINK_RANK, SiteLink
from loaders.schema.registries import Place
from pages.drawing.exposure.summary import TIES, basis_text
from pages.drawing.palette import CERTAINTIES, MATCHES, fact_glyph, kind_text, looks_of

Told = tuple[str, str, str, str, str]
ORDERS = {
    TemporalOrder.AFTER: "after",
    TemporalOrder.BEFORE: "before",
    TemporalOrder.EITHER: "before or after",
    TemporalOrder.UNKNOWN: "not known",
}


def tied_facts(exposure: Exposure) -> pd.DataFrame:
    """The deals and incidents that touch a site and are shown: deals first, then incidents by how closely they do."""
    turns = exposure.ties["tie"].map(LINK_RANK).groupby(exposure.ties["fact"]).min()
    incidents = exposure.incidents[exposure.incidents["id"].isin(turns.index)]
    order = incidents["id"].map(turns).sort_values(kind="stable").index
    deals = exposure.deals[exposure.deals["id"].isin(exposure.deal_ties["fact"])]
    return exposure.shown(pd.concat([deals, incidents.loc[order]], ignore_index=True))


def tie_rows(facts: pd.DataFrame, exposure: Exposure, places: Mapping[str, Place]) -> pd.DataFrame:
    """What is seen of each tied fact: Fact, Date, Kind, Link, Sites, Districts, Why, Basis, Who says so, Certainty, Match, Passage."""
    tied = {i: _deal(ties, places) for i, ties in exposure.deal_ties.groupby("fact")}
    tied |= {i: _incident(ties, places) for i, ties in exposure.ties.groupby("fact")}
    told = pd.DataFrame([tied[i] for i in facts["id"]], columns=["Link", "Sites", "Districts", "Why", "Basis"])
    rows = pd.DataFrame(
        {
            "Fact": facts["title"],
            "Date": facts["date_words"],
            "Kind": [f"{fact_glyph(look, c)} {kind_text(look)}" for look, c in zip(looks_of(facts), facts["certainty"], strict=True)],
        }
    ).reset_index(drop=True)
    says = pd.DataFrame(
        {
            "Who says so": facts["who_says"],
            "Certainty": [CERTAINTIES[c] for c in facts["certainty"]],
            "Match": [MATCHES[m] for m in facts["match"]],
            "Passage": [next((url for _, _, url in p if url), None) for p in facts["passages"]],
        }
    ).reset_index(drop=True)
    return pd.concat([rows, told, says], axis="columns")


def _deal(ties: pd.DataFrame, places: Mapping[str, Place]) -> Told:
    words = {SiteLink.DIRECT.value: "for the site", SiteLink.POSSIBLE.value: "possibly for it"}
    how, why = "; ".join(dict.fromkeys(ties["tie"].map(words))), "; ".join(dict.fromkeys(ties["why"]))
    return how, ", ".join(places[s].name for s in ties["site"]), "", why, "the fact itself"


def _incident(ties: pd.DataFrame, places: Mapping[str, Place]) -> Told:
    kinds = sorted(dict.fromkeys(ties["tie"]), key=lambda t: LINK_RANK[t])
    return (
        "; ".join(TIES[t] for t in kinds),
        ", ".join(places[s].name for s in dict.fromkeys(ties["site"])),
        ", ".join(_district(ties[ties["district"] == d], places[d].name) for d in dict.fromkeys(ties["district"]) if d),
        "; ".join(dict.fromkeys(ties["why"])),
        basis_text(
            dict.fromkeys(passage for basis in ties["basis"] for passage in basis),
            dict.fromkeys(said for words in ties["gazetteer"] for said in words),
        ),
    )


def _district(ties: pd.DataFrame, name: str) -> str:
    """The district, marked where only the gazetteer tells that the fact lies in it."""
    return f"{name} (gazetteer)" if all(ties["gazetteer"].map(len)) and not any(ties["basis"].map(len)) else name


def distance_rows(found: pd.DataFrame, incidents: pd.DataFrame, ties: pd.DataFrame, months: int) -> pd.DataFrame:
    """What a reader sees of each incident near a deal: Days from the deal, Order, Fact, Date, Link, Within the months, Who says so.

    found: dated rows of `loaders.exposure.day_gaps.distances`. ties: the closest tie of each incident (fact, tie).
    """
    facts = incidents.set_index("id").loc[found["fact"]]
    tie = ties.drop_duplicates("fact").set_index("fact")["tie"]
    return pd.DataFrame(
        {
            "Days from the deal": found["days"].to_numpy(),
            "Order": [ORDERS[TemporalOrder(o)] for o in found["order"]],
            "Fact": facts["title"].to_numpy(),
            "Date": facts["date_words"].to_numpy(),
            "Link": [TIES[tie[i]] for i in found["fact"]],
            f"Within {months} months": ["yes" if w else "may lie outside" for w in found["within"]],
            "Who says so": facts["who_says"].to_numpy(),
        }
    )
