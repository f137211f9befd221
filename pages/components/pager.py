"""Long tables in pages: which rows are seen, and the way to the others."""

from __future__ import annotations

import streamlit as st

PAGE = 500


def pager(many: int, key: str) -> range:
    """The rows to show. Where a page does not hold all, draw which they are, with a way back and a way on."""
    first = st.session_state.get(key, 0)
    rows = range(first, min(first + PAGE, many))
    if many > PAGE:
        with st.container(horizontal=True, vertical_alignment="center", key=f"{key}_pager", gap="small"):
            st.markdown(f"Rows {first + 1:,}–{rows.stop:,} of {many:,}", width="content")
            st.button("Back", key=f"{key}_back", disabled=first == 0, on_click=_turn, args=(key, first - PAGE))
            st.button("Next", key=f"{key}_next", disabled=rows.stop == many, on_click=_turn, args=(key, first + PAGE))
            st.caption("Download all rows under “Share”.", width="content")
    return rows


def _turn(key: str, first: int) -> None:
    st.session_state[key] = first
