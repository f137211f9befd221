"""Facts as lines that lead to their cards."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.drawing.escaping import plain
from pages.drawing.palette import fact_glyph, look_of
from pages.state.widgets import open_fact


def fact_list(facts: pd.DataFrame, key: str, dated: bool = False, most: int = 60) -> None:
    """Facts as lines, each of which opens its card; with their dates if asked for."""
    with st.container(key=f"links_{key}", gap=None):
        for row in facts[["id", "kind", "incident_class", "certainty", "title", "date_words"]].head(most).to_dict("records"):
            when = f" · {plain(row['date_words'])}" if dated else ""
            label = f"{fact_glyph(look_of(row['kind'], row['incident_class']), row['certainty'])} {plain(row['title'])}{when}"
            st.button(label, key=f"{key}_{row['id']}", on_click=open_fact, args=(row["id"],), type="tertiary")
        if len(facts) > most:
            st.caption(f"{len(facts) - most} more in the table")
