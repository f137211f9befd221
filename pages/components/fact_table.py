"""The same facts as a table: under every picture, and wherever facts are listed; a row opens the card of its fact."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from pages.components.opening_table import opening_table
from pages.components.pager import pager
from pages.components.print_tables import printable_table
from pages.drawing.hidden_counts import WHAT_TO_DO
from pages.state.table_cache import INDEX_COLUMN, TableData, fact_rows
from pages.state.view import View

_WIDTHS = {"Date": 235, "Figures": 210, "Amount": 140, "Days from the deal": 150}
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
    """Draw rows of facts, whatever their columns; a click on one opens its fact's card. none: what is missing where there are none."""
    if not rows.ids:
        st.caption(f"No {none} is shown. {WHAT_TO_DO}")
        return
    seen = pager(len(rows.ids), f"{key}_{rows.digest}")
    printable_table(rows)
    opening_table(
        rows.table.slice(seen.start, len(seen)),
        [rows.ids[row] for row in seen],
        "fact",
        f"{key}_{rows.digest}_{seen.start}",
        alt,
        _COLUMNS | {name: _sorted(name, words) for name, words in rows.words.items()},
    )


def _sorted(name: str, words: Mapping[str, str]) -> ColumnConfig:
    """A column that shows words and sorts by the keys ahead of them."""
    return st.column_config.SelectboxColumn(width=_WIDTHS.get(name), options=list(words), format_func=lambda key: words[str(key)])
