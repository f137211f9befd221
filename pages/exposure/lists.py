"""How the chokepoints page lists facts: each a click away, with its date and what it rests on."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import numpy as np
import streamlit as st

from loaders.exposure.chokepoints import Exposure
from loaders.schema.vocabulary import Kind
from pages.components.card_link import card_link
from pages.drawing.exposure.summary import deal_text
from pages.drawing.fact_lines import fact_lines
from pages.drawing.palette import count_text
from pages.state.view import View

ON_FACTS = "on the page of facts"
Row = Mapping[Hashable, Any]


def sites_and_money(exposure: Exposure, sites: Iterable[str], view: View) -> str:
    """The facts that describe the sites and the deals for them that are shown, and apart from these the deals that may be: HTML."""
    wanted = tuple(sites)
    facts = view.dataset.facts[view.dataset.facts["kind"] == Kind.MINERAL_SITE]
    mines = facts[np.array([not {*ids}.isdisjoint(wanted) for ids in facts["place_ids"]], dtype=bool)]
    where = {str(mine["id"]): view.names.where(mine) for mine in mines.to_dict("records")}
    sure, maybe = (exposure.shown(exposure.deals_of(wanted, direct)) for direct in (True, False))
    why = dict(zip(exposure.deal_ties["fact"], exposure.deal_ties["why"], strict=True))
    told = {d["id"]: deal_text(d) for d in sure.to_dict("records")}
    possibly = {d["id"]: deal_text(d, why[d["id"]]) for d in maybe.to_dict("records")}
    lists = [fact_lines(mines, card_link, view.names, view.dark, where), fact_lines(sure, card_link, view.names, view.dark, told)]
    if len(maybe):
        lists += [
            "<p class='small'>Possibly for these sites, in no total:</p>",
            fact_lines(maybe, card_link, view.names, view.dark, possibly),
        ]
    return "".join(lists)


def incident_lists(exposure: Exposure, district: str, view: View) -> None:
    """Draw what happened in a district and is shown, and behind clicks what only may have, and what is never counted."""
    sure, maybe = (exposure.shown(exposure.in_district(exposure.incidents, district, definite)) for definite in (True, False))
    within = exposure.named_within(district)
    told = {i: f"{when} · {within[i]} (gazetteer)" for i, when in zip(sure["id"], sure["date_words"], strict=True) if within.get(i)}
    if len(sure):
        st.html(fact_lines(sure, card_link, view.names, view.dark, told))
    if len(maybe):
        number = count_text(len(maybe), "fact", "facts")
        with st.expander(f"{number} shown that may be in it: placed in the province as a whole, a region or an open list of places"):
            st.html(fact_lines(maybe, card_link, view.names, view.dark))
    here = exposure.ties.loc[exposure.ties["district"] == district, "fact"]
    statements = exposure.shown(exposure.statements[exposure.statements["id"].isin(here)])
    if len(statements):
        with st.expander(f"Reports and statistics shown, not counted: {len(statements)}"):
            st.html(fact_lines(statements, card_link, view.names, view.dark, rest=ON_FACTS))
