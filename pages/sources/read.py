"""An article's text, drawn beside its facts in place of the sources page; it goes to the reader's screen and nowhere else."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path

import streamlit as st

from loaders.api.settings import settings
from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.passages.reading import ReadArticle, read_article
from loaders.passages.texts import UnreadableText, read_text, text_path, text_stamp
from pages.components.card_link import card_address, card_link
from pages.components.navigation import internal_link, page_address
from pages.sources.reading import Links, coverage_text, lost_html, reading_legend, text_html
from pages.state.reading import PASSAGE, readable_articles, reading_address
from pages.state.view import View


def reading_room(view: View, article: str) -> None:
    """Draw the text of an article beside its facts; in words where it is not at hand or cannot be read."""
    data, folder = view.dataset, settings().articles
    st.html(f"<p class='on-page'>{_ways(view, article)}</p>")
    st.html(f"<h1>{view.names.article(article)}</h1>")
    if folder is None or article not in readable_articles(data):
        st.html(
            "<p>The text of this article is not on this server. Facts name the paragraph and the first and last words of each passage.</p>"
        )
        return
    try:
        read = _read(data, article, folder, text_stamp(folder, article))
    except UnreadableText as error:
        st.html(f"<p class='fault'>The text of this article {escape(str(error))}.</p>")
        return
    facts, chosen = data.facts_by_id, "".join(view.page(PASSAGE))
    links = Links(card_address, partial(reading_address, article, view.selection.query()))
    st.html(
        f"<p class='lead'>All facts, whatever the filters: {escape(coverage_text(read))}</p>"
        "<p class='small'>Passages are underlined in the colour of their kind. The sign behind a passage opens the fact.</p>"
        + reading_legend(read, facts, view.dark)
        + lost_html(read, facts, card_link)
    )
    st.html(text_html(read, facts, chosen, links, view.dark))


@kept(8)
def _read(dataset: Dataset, article: str, folder: Path, stamp: tuple[int, ...]) -> ReadArticle:
    return read_article(read_text(text_path(folder, article)), dataset.articles[article], dataset.facts_by_id.values())


def _ways(view: View, article: str) -> str:
    """Back to all sources, and to the other texts."""
    kept_filters, names = view.selection.query(), view.dataset.articles
    others = [
        internal_link(reading_address(i, kept_filters), names[i].publisher)
        for i in names
        if i in readable_articles(view.dataset) - {article}
    ]
    back = internal_link(page_address("sources", view.selection), "← All sources")
    return " · ".join([back, *(f"{'Read also: ' * (not n)}{link}" for n, link in enumerate(others))])
