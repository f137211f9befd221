"""A table whose rows open a card: what is drawn, which row the reader has chosen, and that it can be chosen again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import pyarrow as pa
import streamlit as st
from streamlit.elements.arrow import DataframeStateInput
from streamlit.elements.lib.column_types import ColumnConfig

from pages.state.table_cache import INDEX_COLUMN
from pages.state.view import parameters
from pages.state.widgets import set_parameter

_ROWS_IN_VIEW = 12
_ROW_PX = 33  # as the table draws them at the theme's font size
_NO_ROW: DataframeStateInput = {"selection": {"rows": [], "columns": [], "cells": []}}


def opening_table(
    rows: pd.DataFrame | pa.Table, ids: Sequence[str], parameter: str, key: str, alt: str, columns: Mapping[str, ColumnConfig]
) -> None:
    """Draw rows, INDEX_COLUMN first; a click on one writes its id to a parameter of the address, which opens the card.

    The numbers in front open nothing: the keyboard enters the table there and goes up and down in them; the right arrow opens the card.
    key: another one for other rows, for a selection is by position.
    """
    if parameter not in parameters() and (row := _chosen_row(key)) is not None:
        st.session_state[key] = _at_rest(row)  # its card is closed: the same row can be opened again, and keys go on from it

    def open_row() -> None:
        if (row := _chosen_row(key)) is not None:
            set_parameter(parameter, [ids[row]])

    if len(ids) > _ROWS_IN_VIEW:
        st.caption(f"{_ROWS_IN_VIEW} rows in view of {len(ids):,}: scroll the table for more.")
    st.dataframe(
        rows,
        key=key,
        hide_index=True,
        on_select=open_row,
        selection_mode="single-cell",
        height=_ROW_PX * (1 + min(len(ids), _ROWS_IN_VIEW)) + 2,
        alt=alt,
        placeholder="",
        column_config=dict(columns),
    )


def _at_rest(row: int) -> DataframeStateInput:
    """The selection of a table whose row is reached and opens nothing: the number in front of it."""
    return {"selection": {"rows": [], "columns": [], "cells": [(row, INDEX_COLUMN)]}}


def _chosen_row(key: str) -> int | None:
    """The row whose cell is chosen in a table; none where it is a number in front."""
    cells = st.session_state.get(key, _NO_ROW)["selection"]["cells"]
    return cells[0][0] if cells and cells[0][1] != INDEX_COLUMN else None
