"""How the chokepoints page lists facts: each a click away, with its date and what it rests on."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from loaders.vocabulary import Kind
from pages.exposure.figures import Exposure
from pages.exposure.words import deal_words
from pages.shared.address import open_fact
from pages.shared.palette import fact_glyph, look_of
from pages.shared.text import plain
from pages.shared.view import View

MOST = 12
Row = Mapping[Hashable, Any]


def fact_list(facts: pd.DataFrame, key: str, told: Mapping[str, str] | None = None) -> None:
    """Draw facts as buttons that open their cards, each with its date or with what is told of it."""
    with st.container(key=f"links_{key}", gap=None):
        for row in facts.head(MOST).to_dict("records"):
            words = (told or {}).get(row["id"]) or row["date_words"]
            glyph = fact_glyph(look_of(row["kind"], row.get("incident_class")), row["certainty"])
            label = f"{glyph} {plain(row['title'])} · *{plain(words)}*"
            st.button(label, key=f"{key}_{row['id']}", on_click=open_fact, args=(row["id"],), type="tertiary")
        if len(facts) > MOST:
            st.caption(f"{len(facts) - MOST} more in the table below")


def site_facts(sites: Iterable[str], view: View, key: str) -> None:
    """Draw the facts that describe the sites."""
    facts = view.dataset.facts[view.dataset.facts["kind"] == Kind.MINERAL_SITE]
    mines = facts[np.array([not {*ids}.isdisjoint(sites) for ids in facts["place_ids"]], dtype=bool)]
    fact_list(mines, f"{key}_sites", {i: ", ".join(p) for i, p in zip(mines["id"], mines["places"], strict=True)})


def deal_list(exposure: Exposure, sites: tuple[str, ...], key: str) -> None:
    """Draw the deals for sites, and apart from them those that may be."""
    fact_list(sure := exposure.deals_of(sites, direct=True), f"{key}_deals", {d["id"]: deal_words(d) for d in sure.to_dict("records")})
    if len(maybe := exposure.deals_of(sites, direct=False)):
        why = dict(zip(exposure.deal_ties["fact"], exposure.deal_ties["why"], strict=True))
        st.caption("May be for them, so in no total:")
        fact_list(maybe, f"{key}_maybe_deals", {d["id"]: deal_words(d, why[d["id"]]) for d in maybe.to_dict("records")})


def incident_lists(exposure: Exposure, district: str, key: str) -> None:
    """Draw the incidents in a district, and behind a click those that only may be."""
    sure, maybe = exposure.incidents_in(district, definite=True), exposure.incidents_in(district, definite=False)
    within = exposure.named_within(district)
    told = {i: f"{d} · {within[i]} (gazetteer)" if within.get(i) else d for i, d in zip(sure["id"], sure["date_words"], strict=True)}
    fact_list(sure, f"{key}_{district}_sure", told)
    if sure.empty:
        st.caption("None is definite.")
    if len(maybe):
        number = exposure.count(maybe)
        told = f" in {len(maybe)} facts" if number != len(maybe) else ""
        with st.expander(f"{number} possible{told}: of the whole province, from an open list, or matching the filters only possibly"):
            fact_list(maybe, f"{key}_{district}_maybe")
