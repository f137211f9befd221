"""The facts page: the ledger of everything the sources say, what contradicts, and what is not stated."""

from __future__ import annotations

import streamlit as st

from pages.facts.lists import contradictions, not_stated_rows
from pages.shared.address import open_fact
from pages.shared.facts_table import facts_table, kinds_words
from pages.shared.text import plain
from pages.shared.view import current_view

view = current_view()

st.title("Facts")
st.markdown(kinds_words(view.shown))
facts_table(view, "facts_table", "Every fact of this view, one a row")

st.subheader("Where the sources contradict each other or themselves")
pairs = contradictions(view.shown, view.dataset.facts)
if pairs.empty:
    st.caption("None among the facts shown.")
with st.container(key="contradictions", gap="xxsmall"):
    for row in pairs.to_dict("records"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"pair_{row['one']}_{row['other']}"):
            for side in ("one", "other"):
                st.button(
                    plain(f"{row[f'{side}_title']} ({row[f'{side}_says']})"),
                    key=f"{side}_{row['one']}_{row['other']}",
                    type="tertiary",
                    on_click=open_fact,
                    args=(row[side],),
                )
                if side == "one":
                    st.markdown("against", width="content")

st.subheader("Asked for, but not stated in the articles")
st.dataframe(not_stated_rows(view.dataset), hide_index=True, alt="Questions that the articles leave open",
             column_config={"Question": st.column_config.TextColumn(width="large"), "What the texts give": st.column_config.TextColumn(width="large")})  # fmt: skip
