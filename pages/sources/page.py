"""The sources page: who rests on whom, what articles share, what the latest versions changed, the facts with their passages."""

from __future__ import annotations

import streamlit as st

from pages.components.card_link import card_link
from pages.components.fact_table import facts_table
from pages.components.page_header import page_head
from pages.drawing.rows import origins_shown
from pages.sources.article_stats import origins, rests_on_html, same_across_html, shared_html
from pages.sources.latest import latest_list
from pages.state.view import current_view

view = current_view()
articles = view.dataset.articles

page_head("Sources", view)
st.html(
    f"<p class='small'>All data: {len(articles)} articles from {len(origins(articles))} independent origins. An article that repeats "
    f"another’s report is no separate source. Below: {len(view.shown):,} of {len(view.dataset.facts):,} facts shown.</p>"
    + rests_on_html(articles, view.shown, {a.id: a.name for a in view.dataset.actors.values()}, view.dark, view.selection)
)
st.header("What articles share, of the facts shown")
st.html(shared_html(view.shown, articles, view.selection))
st.header("May be the same, told by different articles")
publishers = {a.id: a.publisher for a in articles.values()}
told = f"The facts shown: {origins_shown(view.shown)}." if len(view.shown) else ""
st.html(same_across_html(view.dataset.facts, {*view.shown["id"]}, publishers, told, card_link))
st.header("Latest changes of the data, whatever the filters")
latest_list(view)
st.header("The facts shown, with their passages")
facts_table(view, "sources_table", "The facts of this view with their passages, one a row")
