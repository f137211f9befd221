"""Long tables in pages: which rows are seen, and the way to the others."""

from __future__ import annotations

from math import ceil

import streamlit as st

PAGE = 500
_WIDTH_PX = 310  # without a width of its own it leaves out its numbers where it stands beside something


def pager(many: int, key: str) -> range:
    """The rows to show. Where a page does not hold all, draw the numbers of the pages and which rows are seen.

    The number of the page is a widget's own value: each of two quick presses counts, and the first one after the session is lost.
    """
    if many <= PAGE:
        return range(many)
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}_pager", gap="small"):
        first = (st.pagination(ceil(many / PAGE), key=f"{key}_page", width=_WIDTH_PX) - 1) * PAGE
        rows = range(first, min(first + PAGE, many))
        st.markdown(f"Rows {first + 1:,}–{rows.stop:,} of {many:,}", width="content")
        st.caption("Download all rows under “Share”.", width="content")
    return rows
