"""The investment page: filters → deals → a picture by stage → one table."""

from __future__ import annotations

import streamlit as st

from loaders.frames.facts import of_kind
from loaders.query.stage_totals import amount_ranges, totals_by_stage
from loaders.schema.vocabulary import Kind
from pages.components.card_link import card_link
from pages.components.fact_table import card_rows
from pages.components.navigation import method_link
from pages.components.page_header import head
from pages.drawing.alt_text import whole_text
from pages.drawing.deal_stages import stages_html
from pages.drawing.hidden_counts import WHAT_TO_DO, hidden_text
from pages.drawing.sort_keys import amount_keys, day_keys, stage_keys
from pages.drawing.timeline.layout import axis_end
from pages.investment.imported import imported_money
from pages.investment.table import by_stage, deal_rows
from pages.state.table_cache import to_arrow_table
from pages.state.view import current_view

view = current_view()
data = view.dataset
every, selected, shown = (of_kind(facts, Kind.FINANCING_DEAL) for facts in (data.facts, view.selected, view.shown))
deals = by_stage(shown)

hidden = hidden_text(every, selected, deals, "deal", "deals")
lead = "Totals are per stage and are never added together: approved money has not been paid"
head("Investment", "no deals shown" if deals.empty else whole_text(deals), view.narrow, " · ".join(filter(None, [lead, hidden])))
if deals.empty:
    st.info(f"No financing deal is shown. {hidden}. {WHAT_TO_DO}" if hidden else "The articles report no financing deal.")
else:
    ladder = totals_by_stage(deals, every)
    picture = stages_html(ladder, view.names, axis_end(data.facts), card_link, view.dark)
    st.html(picture + method_link("money", "What the stages mean", view.selection))
    keys = {
        "Date": day_keys(deals),
        "Amount": amount_keys(amount_ranges(deals)["low"]),
        "Stage": stage_keys(deals["status"]),
    }
    rows = deal_rows(deals, data.actors, data.places, data.routes, every)
    card_rows(to_arrow_table(rows, deals["id"], keys), "deals", "Deals shown, one a row, by stage")
    st.caption(
        "Deals at one stage that may be the same count once, from the lowest to the highest amount. At two stages each keeps its amount. "
        "An amount that is not stated is never counted as 0."
    )
imported_money(view, deals)
