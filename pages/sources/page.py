"""The sources page: each article, what it rests on, and what rests on it."""

from __future__ import annotations

import streamlit as st

from loaders.frames import author_words
from pages.shared.palette import KINDS
from pages.shared.text import plain
from pages.shared.view import current_view
from pages.sources.tallies import independent_origins, tally

view = current_view()
articles = view.dataset.articles

st.title("Sources")
st.markdown(
    f"{len(articles)} articles from {independent_origins(articles)} independent origins; {len(view.shown)} of {len(view.dataset.facts)} facts shown."
)
for identity, article in articles.items():
    counts = tally(view.shown, identity)
    st.subheader(plain(author_words(article)))
    about = [article.kind.value.capitalize(), article.affiliation, article.perspective, article.written_note, article.note]
    st.markdown(" · ".join(plain(part) for part in about if part))
    if article.url:
        st.link_button("Open the article", article.url)
    else:
        st.caption("The article's address is not known.")
    kinds = ", ".join(f"{n} {KINDS[k].one if n == 1 else KINDS[k].many}" for k, n in counts.kinds.items())
    st.markdown(f"Supports **{counts.facts}** of the facts shown, **{counts.alone}** of them alone: {kinds or 'none'}.")
