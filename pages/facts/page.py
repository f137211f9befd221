"""The facts page: the ledger of everything the sources say, what contradicts, and what is not stated."""

from __future__ import annotations

import streamlit as st

from pages.facts.drawn import drawn_contradictions, drawn_ledger
from pages.facts.ledger import contradiction_list
from pages.facts.lists import not_stated_rows
from pages.shared.facts_table import card_rows
from pages.shared.page_head import page_head
from pages.shared.view import current_view

view = current_view()

page_head("Facts", view)
card_rows(drawn_ledger(view.dataset, view.selection, view.narrow), "ledger", "Every fact of this view, one a row")

st.header("Contradictions between sources, or doubts about them")
contradiction_list(*drawn_contradictions(view.dataset, view.selection))

st.header("Open questions: not answered by the articles")
st.dataframe(
    not_stated_rows(view.dataset),
    hide_index=True,
    alt="Questions that the articles leave open",
    column_config={name: st.column_config.TextColumn(width=460) for name in ("Question", "What the texts give", "Facts near it")},
)
