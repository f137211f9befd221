"""The sources page: each article, what it rests on, what rests on it, and what the latest versions changed."""

from __future__ import annotations

import streamlit as st

from pages.components.fact_table import facts_table
from pages.components.page_header import page_head
from pages.sources.article_stats import article_html, independent_origins, shared_html, tally
from pages.sources.latest import latest_list
from pages.state.view import current_view

view = current_view()
articles = view.dataset.articles

page_head("Sources", view)
st.markdown(
    f"All data: {len(articles)} articles from {independent_origins(articles)} independent origins. An article that repeats another's "
    f"report is not counted as a separate source. Below: {len(view.shown):,} of {len(view.dataset.facts):,} facts shown."
)
for identity, article in articles.items():
    st.html(article_html(article, tally(view.shown, identity), view.dark, view.selection))
st.header("What articles share, of the facts shown")
st.html(shared_html(view.shown, articles, view.selection))
st.header("Latest changes of the data, whatever the filters")
latest_list(view)
st.header("The facts shown, with their passages")
facts_table(view, "sources_table", "The facts of this view with their passages, one a row")
