"""The same facts as a table: under every picture, and wherever facts are listed; a row opens the card of its fact."""

from __future__ import annotations

import hashlib

import pandas as pd
import streamlit as st

from pages.shared.address import open_fact
from pages.shared.rows import latest_first, table_rows
from pages.shared.view import View

_ROWS_IN_VIEW = 12
AT_REST = "#"
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
    facts = latest_first(view.shown)
    card_rows(for_width(table_rows(facts), view), tuple(facts["id"]), key, alt)


def for_width(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    """The rows with the fact itself first where the window is narrow."""
    return rows[["Fact", *rows.columns.drop("Fact")]] if view.narrow else rows


def card_rows(rows: pd.DataFrame, ids: tuple[str, ...], key: str, alt: str) -> None:
    """Draw rows of facts, whatever their columns; a click on a row opens the card of that fact.

    The numbers in front open nothing: the keyboard enters the table there and goes up and down in them; the right arrow opens the card.
    """
    if rows.empty:
        st.caption("No fact is shown. Loosen a filter, switch a class of matches on, or reset.")
        return
    state = f"{'|'.join(ids)} {st.session_state.get('cards_closed', 0)}"  # a selection is by position: new rows, new table
    table_key = f"{key}_{hashlib.sha1(state.encode(), usedforsecurity=False).hexdigest()[:10]}"

    def open_row() -> None:
        if (cells := st.session_state[table_key].selection.cells) and cells[0][1] != AT_REST:
            open_fact(ids[cells[0][0]])

    numbered = rows.copy(deep=False)
    numbered.insert(0, AT_REST, range(1, len(rows) + 1))
    st.dataframe(
        numbered,
        key=table_key,
        hide_index=True,
        on_select=open_row,
        selection_mode="single-cell",
        height=38 + 35 * min(len(rows), _ROWS_IN_VIEW),
        alt=alt,
        column_config=_COLUMNS,
    )
