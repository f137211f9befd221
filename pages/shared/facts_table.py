"""The same facts as a table: under every picture, and wherever facts are listed; a click on a row opens the card."""

from __future__ import annotations

import streamlit as st

from pages.shared.address import open_fact
from pages.shared.drawn_rows import Rows, fact_rows
from pages.shared.pager import pager
from pages.shared.view import View

_ROWS_IN_VIEW = 12
_COLUMNS = {
    "Date": st.column_config.TextColumn(width=235),
    "Fact": st.column_config.TextColumn(width=390),
    "Reason": st.column_config.TextColumn(width=430),
    "Deal": st.column_config.TextColumn(width=330),
    "Place": st.column_config.TextColumn(width=170),
    "Who says so": st.column_config.TextColumn(width=230),
    "Figures": st.column_config.TextColumn(width=210),
    "Links": st.column_config.TextColumn(width=260),
    "Passage": st.column_config.LinkColumn(
        display_text="open passage", help="Opens the article at the passage; empty where the article's address is not known"
    ),
}


def facts_table(view: View, key: str, alt: str) -> None:
    """Draw the facts that are shown as rows, the latest first and undated ones last; a click opens the fact's card."""
    card_rows(fact_rows(view.dataset, view.selection, view.narrow), key, alt)


def card_rows(rows: Rows, key: str, alt: str) -> None:
    """Draw rows of facts, whatever their columns; a click anywhere on a row opens the card of that fact."""
    if not rows.ids:
        st.caption("No fact is shown. Loosen a filter, switch a class of matches on, or reset.")
        return
    seen = pager(len(rows.ids), f"{key}_{rows.digest}")
    # A selection is by position: new rows, new table.
    table_key = f"{key}_{rows.digest}_{seen.start}_{st.session_state.get('cards_closed', 0)}"

    def open_row() -> None:
        if cells := st.session_state[table_key].selection.cells:
            open_fact(rows.ids[seen[cells[0][0]]])

    st.dataframe(
        rows.table.slice(seen.start, len(seen)),
        key=table_key,
        hide_index=True,
        on_select=open_row,
        selection_mode="single-cell",
        height=38 + 35 * min(len(seen), _ROWS_IN_VIEW),
        alt=alt,
        column_config=_COLUMNS,
    )
