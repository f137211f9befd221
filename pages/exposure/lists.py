"""How the chokepoints page lists facts: each a click away, with its date and what it rests on."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from loaders.exposure.chokepoints import Exposure
from loaders.schema.derived_terms import Match
from loaders.schema.vocabulary import Kind
from pages.drawing.escaping import plain
from pages.drawing.exposure.counts import incidents_text
from pages.drawing.exposure.summary import deal_text
from pages.drawing.palette import count_text, fact_glyph, look_of
from pages.state.view import View
from pages.state.widgets import open_fact

MOST, ON_FACTS = 12, "on the page of facts"
Row = Mapping[Hashable, Any]


def fact_list(facts: pd.DataFrame, key: str, told: Mapping[str, str] | None = None, rest: str = "in the table below") -> None:
    """Draw facts as buttons that open their cards, each with its date or with what is told of it; a date that may not match says so."""
    with st.container(key=f"links_{key}", gap=None):
        for row in facts.head(MOST).to_dict("records"):
            words = (told or {}).get(row["id"]) or row["date_words"]
            words += " · may lie outside the dates" if row.get("match", Match.DEFINITE) != Match.DEFINITE else ""
            glyph = fact_glyph(look_of(row["kind"], row.get("incident_class")), row["certainty"])
            label = f"{glyph} {plain(row['title'])} · *{plain(words)}*"
            st.button(label, key=f"{key}_{row['id']}", on_click=open_fact, args=(row["id"],), type="tertiary")
        if len(facts) > MOST:
            st.caption(f"{len(facts) - MOST} more {rest}")


def site_facts(sites: Iterable[str], view: View, key: str) -> None:
    """Draw the facts that describe the sites."""
    facts = view.dataset.facts[view.dataset.facts["kind"] == Kind.MINERAL_SITE]
    mines = facts[np.array([not {*ids}.isdisjoint(sites) for ids in facts["place_ids"]], dtype=bool)]
    fact_list(mines, f"{key}_sites", {i: ", ".join(p) for i, p in zip(mines["id"], mines["places"], strict=True)})


def deal_list(exposure: Exposure, sites: tuple[str, ...], key: str) -> None:
    """Draw the deals for sites that are shown, and apart from them those that may be."""
    sure, maybe = (exposure.shown(exposure.deals_of(sites, direct)) for direct in (True, False))
    fact_list(sure, f"{key}_deals", {d["id"]: deal_text(d) for d in sure.to_dict("records")})
    if len(maybe):
        why = dict(zip(exposure.deal_ties["fact"], exposure.deal_ties["why"], strict=True))
        st.caption("Possibly for these sites; not included in totals:")
        fact_list(maybe, f"{key}_maybe_deals", {d["id"]: deal_text(d, why[d["id"]]) for d in maybe.to_dict("records")})


def incident_lists(exposure: Exposure, district: str, name: str, key: str) -> None:
    """Count and draw what happened in a district, and behind clicks what only may have, and what is never counted."""
    sure, maybe = (exposure.shown(exposure.in_district(exposure.incidents, district, definite)) for definite in (True, False))
    st.caption(plain(incidents_text(exposure, district, name)))
    within = exposure.named_within(district)
    told = {i: f"{d} · {within[i]} (gazetteer)" if within.get(i) else d for i, d in zip(sure["id"], sure["date_words"], strict=True)}
    fact_list(sure, f"{key}_{district}_sure", told)
    if len(maybe):
        number = count_text(len(maybe), "fact", "facts")
        with st.expander(f"{number} shown that may be in it: placed in the whole province or in an open list of places"):
            fact_list(maybe, f"{key}_{district}_maybe")
    here = exposure.ties.loc[exposure.ties["district"] == district, "fact"]
    statements = exposure.shown(exposure.statements[exposure.statements["id"].isin(here)])
    if len(statements):
        with st.expander(f"Reports and statistics shown, not counted: {len(statements)}"):
            fact_list(statements, f"{key}_{district}_statements", rest=ON_FACTS)
