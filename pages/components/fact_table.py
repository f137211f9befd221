"""The same facts as a table: under every picture, and wherever facts are listed; a row opens the card of its fact."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.elements.arrow import DataframeStateInput
from streamlit.elements.lib.column_types import ColumnConfig

from pages.components.pager import pager
from pages.components.print_tables import printable_table
from pages.drawing.hidden_counts import WHAT_TO_DO
from pages.state.table_cache import INDEX_COLUMN, TableData, fact_rows
from pages.state.view import View, parameters
from pages.state.widgets import open_fact

_ROWS_IN_VIEW = 12
_ROW_PX = 33  # as the table draws them at the theme's font size
_WIDTHS = {"Date": 235, "Figures": 210, "Amount": 140, "Days from the deal": 150}
_NO_ROW: DataframeStateInput = {"selection": {"rows": [], "columns": [], "cells": []}}
_COLUMNS = {
    INDEX_COLUMN: st.column_config.NumberColumn(width=46, help="With the keyboard: up and down here, then right opens the fact"),
    "Fact": st.column_config.TextColumn(width=390),
    "Reason": st.column_config.TextColumn(width=430),
    "Deal": st.column_config.TextColumn(width=300),
    "Stage": st.column_config.TextColumn(width=130),
    "Place": st.column_config.TextColumn(width=170),
    "Who says so": st.column_config.TextColumn(width=230),
    "Origins": st.column_config.TextColumn(
        width=70, help="How many independent origins it rests on: articles that pass on one report are one"
    ),
    "Links": st.column_config.TextColumn(width=260),
    "Passage": st.column_config.LinkColumn(
        display_text="open passage", help="Opens the article at the passage; empty where the article's address is not known"
    ),
}


def facts_table(view: View, key: str, alt: str) -> None:
    """Draw the facts that are shown as rows, the latest first and undated ones last; a click opens the fact's card."""
    card_rows(fact_rows(view.dataset, view.selection, view.narrow), key, alt)


def card_rows(rows: TableData, key: str, alt: str, none: str = "fact") -> None:
    """Draw rows of facts, whatever their columns; a click on a row opens the card of that fact; none: what is missing where there are none.

    The numbers in front open nothing: the keyboard enters the table there and goes up and down in them; the right arrow opens the card.
    """
    if not rows.ids:
        st.caption(f"No {none} is shown. {WHAT_TO_DO}")
        return
    seen = pager(len(rows.ids), f"{key}_{rows.digest}")
    # A selection is by position: new rows, new table.
    table_key = f"{key}_{rows.digest}_{seen.start}"
    if "fact" not in parameters() and (row := _chosen_row(table_key)) is not None:
        st.session_state[table_key] = _at_rest(row)  # its card is closed: the same row can be opened again, and keys go on from it

    def open_row() -> None:
        if (row := _chosen_row(table_key)) is not None:
            open_fact(rows.ids[seen[row]])

    if len(seen) > _ROWS_IN_VIEW:
        st.caption(f"{_ROWS_IN_VIEW} rows in view of {len(seen):,}: scroll the table for more.")
    printable_table(rows)
    st.dataframe(
        rows.table.slice(seen.start, len(seen)),
        key=table_key,
        hide_index=True,
        on_select=open_row,
        selection_mode="single-cell",
        height=_ROW_PX * (1 + min(len(seen), _ROWS_IN_VIEW)) + 2,
        alt=alt,
        placeholder="",
        column_config=_COLUMNS | {name: _sorted(name, words) for name, words in rows.words.items()},
    )


def _sorted(name: str, words: Mapping[str, str]) -> ColumnConfig:
    """A column that shows words and sorts by the keys ahead of them."""
    return st.column_config.SelectboxColumn(width=_WIDTHS.get(name), options=list(words), format_func=lambda key: words[str(key)])


def _at_rest(row: int) -> DataframeStateInput:
    """The selection of a table whose row is reached and opens nothing: the number in front of it."""
    return {"selection": {"rows": [], "columns": [], "cells": [(row, INDEX_COLUMN)]}}


def _chosen_row(table_key: str) -> int | None:
    """The row whose cell is chosen in a table; none where it is a number in front."""
    cells = st.session_state.get(table_key, _NO_ROW)["selection"]["cells"]
    return cells[0][0] if cells and cells[0][1] != INDEX_COLUMN else None
