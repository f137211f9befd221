"""How the facts page lists contradictions: two facts against each other, each with who says it, each a click away."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd
import streamlit as st

from pages.drawing.escaping import plain
from pages.state.widgets import open_fact

MOST = 60


def contradiction_list(pairs: pd.DataFrame, words: str) -> None:
    """Draw the pairs of `contradictions`, those between articles first, below how many they are in words."""
    st.caption(words)
    for between, part in pairs.head(MOST).groupby("between_articles", sort=False):
        st.markdown("**Between articles**" if between else "**Within one article**")
        with st.container(key=f"contradictions_{between}", gap="xxsmall"):
            for row in part.to_dict("records"):
                _pair(row)
    if len(pairs) > MOST:
        st.caption(f"{len(pairs) - MOST:,} more pairs, under Links in the table above: narrow the view by a filter.")


def _pair(row: Mapping[Hashable, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for side in ("one", "other"):
            label = plain(f"{row[f'{side}_title']} ({row[f'{side}_says']})")
            st.button(label, key=f"{side}_{row['one']}_{row['other']}", type="tertiary", on_click=open_fact, args=(row[side],))
            if side == "one":
                st.markdown("*against*", width="content")
