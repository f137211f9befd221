"""The facts page: the ledger of everything the sources say, what contradicts, and what is not stated."""

from __future__ import annotations

import streamlit as st

from pages.components.fact_table import card_rows
from pages.components.page_header import page_head
from pages.facts.contradiction_list import contradiction_list
from pages.facts.render import drawn_contradictions, drawn_ledger, drawn_questions
from pages.state.view import current_view

view = current_view()

page_head("Facts", view)
card_rows(drawn_ledger(view.dataset, view.selection, view.narrow), "ledger", "Every fact of this view, one a row")

st.header("Contradictions between sources, or doubts about them")
contradiction_list(*drawn_contradictions(view.dataset, view.selection))

st.header("Open questions: not answered by the articles")
st.html(drawn_questions(view.dataset, view.selection))
