"""The same facts as a table: under every picture, and wherever facts are listed."""

from __future__ import annotations

import hashlib

import pandas as pd
import streamlit as st

from pages.shared.address import open_fact
from pages.shared.palette import CERTAINTIES, KINDS, MATCHES

_ROWS_IN_VIEW = 12


def facts_table(facts: pd.DataFrame, key: str, alt: str) -> None:
    """Draw facts as rows; a click on a row opens the fact's card."""
    if facts.empty:
        st.caption("No fact is shown. Loosen a filter, switch a class of matches on, or reset.")
        return
    positions = "".join(facts["id"]) + str(st.session_state.get("cards_closed", 0))
    table_key = f"{key}_{hashlib.sha1(positions.encode(), usedforsecurity=False).hexdigest()[:10]}"

    def open_row() -> None:
        cells = st.session_state[table_key].selection.cells
        if cells:
            open_fact(str(facts["id"].iloc[cells[0][0]]))

    st.dataframe(
        table_rows(facts),
        key=table_key,
        hide_index=True,
        on_select=open_row,
        selection_mode="single-cell",
        height=38 + 35 * min(len(facts), _ROWS_IN_VIEW),
        alt=alt,
        column_config={
            "Fact": st.column_config.TextColumn(width="large"),
            "Who says so": st.column_config.TextColumn(width="medium"),
            "Passage": st.column_config.LinkColumn(display_text="open passage", help="Opens the article at the passage; empty where its address is not known"),
        },
    )


def table_rows(facts: pd.DataFrame) -> pd.DataFrame:
    """What a reader sees of each fact: Date, Kind, Fact, Place, Who says so, Certainty, Match, Figures, Source, Passage."""
    return pd.DataFrame(
        {
            "Date": facts["date_words"],
            "Kind": [f"{KINDS[k].glyph} {KINDS[k].one}" for k in facts["kind"]],
            "Fact": facts["title"],
            "Place": [place_words(places, complete) for places, complete in zip(facts["places"], facts["places_complete"], strict=True)],
            "Who says so": facts["who_says"],
            "Certainty": [CERTAINTIES[c] for c in facts["certainty"]],
            "Match": [MATCHES[m] for m in facts["match"]],
            "Figures": ["; ".join(phrases) for phrases in facts["figure_phrases"]],
            "Source": ["; ".join(f"{article} ¶{paragraph}" for article, paragraph, _ in passages) for passages in facts["passages"]],
            "Passage": [next((url for _, _, url in passages if url), None) for passages in facts["passages"]],
        }
    )


def place_words(places: tuple[str, ...], complete: bool) -> str:
    """Quetta, Mastung and others; "not placed"."""
    return ", ".join(places) + ("" if complete else " and others") if places else "not placed"


def kinds_words(facts: pd.DataFrame) -> str:
    """3 security incidents, 1 financing deal: what a picture shows, for its heading and its text alternative."""
    counts = facts["kind"].value_counts()
    told = [f"{n} {KINDS[k].one if n == 1 else KINDS[k].many}" for k, n in counts.items() if n]
    return ", ".join(told) or "no facts"


