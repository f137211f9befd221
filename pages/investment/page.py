"""The investment page: filters → deals → money ladder → a table per stage."""

from __future__ import annotations

import streamlit as st

from loaders.frames.facts import of_kind
from loaders.schema.deal_terms import STAGE_LABELS
from loaders.schema.vocabulary import Kind
from pages.components.fact_table import card_rows
from pages.components.navigation import method_link
from pages.components.page_header import head
from pages.drawing.alt_text import whole_text
from pages.drawing.hidden_counts import WHAT_TO_DO, hidden_by_filters, hidden_text
from pages.drawing.palette import count_text
from pages.drawing.sort_keys import amount_keys, day_keys
from pages.drawing.stage_totals import amount_ranges, stage_total_text, stage_totals_html, totals_by_stage
from pages.investment.table import deal_rows
from pages.state.table_cache import to_arrow_table
from pages.state.view import current_view

view = current_view()
data = view.dataset
every, selected, deals = (of_kind(facts, Kind.FINANCING_DEAL) for facts in (data.facts, view.selected, view.shown))

hidden = hidden_text(every, selected, deals, "deal", "deals")
lead = "Totals are per stage and are never added together: approved money has not been paid"
head("Investment", "no deals shown" if deals.empty else whole_text(deals), " · ".join(filter(None, [lead, hidden])))
if deals.empty:
    st.info(f"No financing deal is shown. {hidden}. {WHAT_TO_DO}" if hidden else "The articles report no financing deal.")
else:
    ladder = totals_by_stage(deals, every)
    st.html(stage_totals_html(ladder) + method_link("money", "What the stages mean", view.selection))
    rows = deal_rows(deals, data.actors, data.places, data.routes, every)
    for stage in (r for r in ladder if len(r.deals)):
        told = [count_text(len(stage.deals), "deal shown", "deals shown"), stage_total_text(stage), hidden_by_filters(stage.hidden)]
        st.header(f"{STAGE_LABELS[stage.status]}: {', '.join(filter(None, told))}")
        keys = {"Date": day_keys(stage.deals), "Amount": amount_keys(amount_ranges(stage.deals)["low"])}
        card_rows(
            to_arrow_table(rows.loc[stage.deals.index], stage.deals["id"], keys),
            f"deals_{stage.status}",
            f"Deals at the stage {STAGE_LABELS[stage.status]}",
        )
    st.caption(
        "Deals at one stage that may be the same count once, from the lowest to the highest amount. At two stages each keeps its amount. "
        "An amount that is not stated is never counted as 0."
    )
