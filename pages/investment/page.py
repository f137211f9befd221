"""The investment page: filters → deals → money ladder → a table per rung."""

from __future__ import annotations

import streamlit as st

from loaders.frames.facts import of_kind
from loaders.schema.vocabulary import Kind
from pages.components.fact_table import card_rows
from pages.components.navigation import method_link
from pages.components.page_header import head
from pages.drawing.alt_text import whole_words
from pages.drawing.hidden_counts import WHAT_TO_DO, hidden_by_filters, hidden_words
from pages.drawing.palette import RUNGS, count_words
from pages.drawing.sort_keys import amount_keys, day_keys
from pages.drawing.stage_totals import amount_ranges, ladder_html, rung_words, rungs
from pages.investment.table import deal_rows
from pages.state.table_cache import ready
from pages.state.view import current_view

view = current_view()
data = view.dataset
every, selected, deals = (of_kind(facts, Kind.FINANCING_DEAL) for facts in (data.facts, view.selected, view.shown))

hidden = hidden_words(every, selected, deals, "deal", "deals")
lead = "Totals are per rung and never added together: approved money has not been paid"
head("Investment", "no deals shown" if deals.empty else whole_words(deals), " · ".join(filter(None, [lead, hidden])))
if deals.empty:
    st.info(f"No financing deal is shown. {hidden}. {WHAT_TO_DO}" if hidden else "The articles report no financing deal.")
else:
    ladder = rungs(deals, every)
    st.html(ladder_html(ladder) + method_link("money", "What the rungs mean", view.selection))
    rows = deal_rows(deals, data.actors, data.places, data.routes, every)
    for rung in (r for r in ladder if len(r.deals)):
        told = [count_words(len(rung.deals), "deal shown", "deals shown"), rung_words(rung), hidden_by_filters(rung.hidden)]
        st.header(f"{RUNGS[rung.status]}: {', '.join(filter(None, told))}")
        keys = {"Date": day_keys(rung.deals), "Amount": amount_keys(amount_ranges(rung.deals)["low"])}
        card_rows(
            ready(rows.loc[rung.deals.index], rung.deals["id"], keys), f"deals_{rung.status}", f"Deals on the rung {RUNGS[rung.status]}"
        )
    st.caption(
        "Deals of one rung that may be the same count once, from the lowest to the highest amount. On two rungs each keeps its amount. "
        "An amount that is not stated is never counted as 0."
    )
