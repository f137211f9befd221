"""The facts page: the ledger of everything the sources say, who says what, what contradicts, and what is not stated."""

from __future__ import annotations

from html import escape

import streamlit as st

from pages.components.card_link import card_link
from pages.components.fact_table import card_rows
from pages.components.page_header import page_head
from pages.drawing.pairs import pairs_html
from pages.drawing.sides import sides_html
from pages.facts.render import all_disagreements, all_questions, drawn_contradictions, drawn_ledger, drawn_questions
from pages.state.reading import readable_articles, with_reading_links
from pages.state.selection_text import option_names
from pages.state.view import current_view, listed_facts

ANCHORS = {"who-says-what": "Who says what", "contradictions": "Contradictions", "open-questions": "Open questions"}

view = current_view()
data = view.dataset

page_head("Facts", view)
below = " · ".join(f"<a href='#{anchor}'>{title}</a>" for anchor, title in ANCHORS.items())
st.html(f"<p class='on-page'>Below: {below}</p>")
card_rows(drawn_ledger(data, view.selection, view.narrow), "ledger", "Every fact of this view, one a row")

st.header(f"{ANCHORS['who-says-what']}: disputed questions and the sides", anchor="who-says-what")
st.html(sides_html(all_questions(data), listed_facts(data), view.shown["id"], option_names(data)["party"], card_link, view.names))

st.header("Contradictions between sources, or doubts about them", anchor="contradictions")
pairs, words = drawn_contradictions(data, view.selection)
told = with_reading_links(listed_facts(data), readable_articles(data), view.selection)
boxes = pairs_html(pairs, told, view.shown["id"], all_disagreements(data), card_link, view.names, view.dark)
st.html(f"<p class='small'>{escape(words)}</p>{boxes}")

st.header("Open questions: not answered by the articles", anchor="open-questions")
st.html(drawn_questions(data, view.selection))
