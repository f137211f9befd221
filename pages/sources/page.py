"""The sources page: who rests on whom, what articles share, the latest versions, the facts with their passages."""

from __future__ import annotations

import streamlit as st

from pages.components.card_link import card_link
from pages.components.fact_table import facts_table
from pages.components.page_header import page_head
from pages.drawing.rows import origins_shown
from pages.sources.article_stats import origins, rests_on_html, same_across_html, shared_html
from pages.sources.latest import latest_list
from pages.sources.read import reading_room
from pages.state.reading import READ, readable_articles, reading_address
from pages.state.view import current_view

view = current_view()
articles = view.dataset.articles


def all_sources() -> None:
    """Who rests on whom, what is shared, what changed, and the facts."""
    page_head("Sources", view)
    reading = {a: reading_address(a, view.selection.query()) for a in readable_articles(view.dataset)}
    st.html(
        f"<p class='small'>All data: {len(articles)} articles from {len(origins(articles))} independent origins. An article that repeats "
        f"another’s report is no separate source. Below: {len(view.shown):,} of {len(view.dataset.facts):,} facts shown.</p>"
        + rests_on_html(view.shown, view.names, view.dark, view.selection, reading)
    )
    st.header("What articles share, of the facts shown")
    st.html(shared_html(view.shown, view.names, view.selection))
    st.header("May be the same, told by different articles")
    told = f"The facts shown: {origins_shown(view.shown)}." if len(view.shown) else ""
    st.html(same_across_html(view.dataset.facts, {*view.shown["id"]}, view.names, told, card_link))
    st.header("Latest changes of the data, whatever the filters")
    latest_list(view)
    st.header("The facts shown, with their passages")
    facts_table(view, "sources_table", "The facts of this view with their passages, one a row")


if asked := view.page(READ):
    reading_room(view, asked[0])
else:
    all_sources()
