"""The investment page: filters → deals → money ladder → a table per rung."""

from __future__ import annotations

import streamlit as st

from loaders.frames import of_kind
from loaders.vocabulary import Kind
from pages.investment.ladder import amount_ranges, ladder_html, rung_words, rungs
from pages.investment.table import deal_rows
from pages.shared.drawn_rows import ready
from pages.shared.facts_table import card_rows
from pages.shared.inside import method_link
from pages.shared.page_head import head
from pages.shared.palette import RUNGS, count_words
from pages.shared.seen import whole_words
from pages.shared.sorting import amount_keys, day_keys
from pages.shared.view import current_view

view = current_view()
deals = of_kind(view.shown, Kind.FINANCING_DEAL)
data = view.dataset

head("Investment", whole_words(deals), "A total is made within a rung, never across: approved is not paid out.")
if deals.empty:
    st.info("No financing deal is shown. Loosen a filter, switch a class of matches on, or reset.")
else:
    ladder = rungs(deals)
    st.html(ladder_html(ladder) + method_link("money", "What the rungs mean", view.selection))
    rows = deal_rows(deals, data.actors, data.places, data.routes)
    for rung in (r for r in ladder if len(r.deals)):
        st.header(f"{RUNGS[rung.status]}: {count_words(len(rung.deals), 'deal', 'deals')}, {rung_words(rung)}")
        keys = {"Date": day_keys(rung.deals), "Amount": amount_keys(amount_ranges(rung.deals)["low"])}
        card_rows(
            ready(rows.loc[rung.deals.index], rung.deals["id"], keys), f"deals_{rung.status}", f"Deals on the rung {RUNGS[rung.status]}"
        )
    st.caption(
        "Deals of one rung that may be the same count once, from the lowest to the highest amount. On two rungs each keeps its amount. "
        "An amount that is not stated is never counted as 0."
    )
