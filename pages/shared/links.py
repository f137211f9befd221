"""Links that keep the view: to other pages with the same filters, and to the cards of facts."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.shared.address import link_parameters, open_fact
from pages.shared.palette import fact_glyph
from pages.shared.text import plain
from pages.shared.view import View


def view_link(page: str, label: str, view: View, **changes: str | list[str]) -> None:
    """A link to another page with the filters of this view, and changes to them."""
    st.page_link(f"{page}/page.py", label=label, icon=":material/arrow_forward:", query_params=link_parameters(view.selection, **changes))


def fact_buttons(facts: pd.DataFrame, key: str, dated: bool = False, most: int = 60) -> None:
    """Facts as lines, each of which opens its card; with their dates if asked for."""
    with st.container(key=f"links_{key}", gap=None):
        for row in facts[["id", "kind", "certainty", "title", "date_words"]].head(most).to_dict("records"):
            when = f" · {plain(row['date_words'])}" if dated else ""
            label = f"{fact_glyph(row['kind'], row['certainty'])} {plain(row['title'])}{when}"
            st.button(label, key=f"{key}_{row['id']}", on_click=open_fact, args=(row["id"],), type="tertiary")
        if len(facts) > most:
            st.caption(f"{len(facts) - most} more in the table")
