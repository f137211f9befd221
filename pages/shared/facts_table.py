"""The same facts as a table: under every picture, and wherever facts are listed; a row opens the card of its fact."""

from __future__ import annotations

import streamlit as st

from pages.shared.address import open_fact
from pages.shared.drawn_rows import AT_REST, Rows, fact_rows
from pages.shared.hidden import WHAT_TO_DO
from pages.shared.pager import pager
from pages.shared.view import View

_ROWS_IN_VIEW = 12
_ROW_PX = 33  # as the table draws them at the theme's font size
_COLUMNS = {
    AT_REST: st.column_config.NumberColumn(width=46, help="With the keyboard: up and down here, then right opens the fact"),
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
    """Draw rows of facts, whatever their columns; a click on a row opens the card of that fact.

    The numbers in front open nothing: the keyboard enters the table there and goes up and down in them; the right arrow opens the card.
    """
    if not rows.ids:
        st.caption(f"No fact is shown. {WHAT_TO_DO}")
        return
    seen = pager(len(rows.ids), f"{key}_{rows.digest}")
    # A selection is by position: new rows, new table.
    table_key = f"{key}_{rows.digest}_{seen.start}_{st.session_state.get('cards_closed', 0)}"

    def open_row() -> None:
        if (cells := st.session_state[table_key].selection.cells) and cells[0][1] != AT_REST:
            open_fact(rows.ids[seen[cells[0][0]]])

    st.dataframe(
        rows.table.slice(seen.start, len(seen)),
        key=table_key,
        hide_index=True,
        on_select=open_row,
        selection_mode="single-cell",
        height=_ROW_PX * (1 + min(len(seen), _ROWS_IN_VIEW)) + 2,
        alt=alt,
        column_config=_COLUMNS,
    )
