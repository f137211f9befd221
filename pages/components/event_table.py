"""The imported events shown as a table, a page at a time, sorted by the engine over all of them; a row opens the card of its event."""

from __future__ import annotations

from math import ceil
from typing import Any
from zlib import crc32

import pandas as pd
import streamlit as st

from loaders.events.folder import EventDataset
from loaders.frames.dataset import Dataset
from loaders.schema.formatting import words_of
from loaders.schema.vocabulary import Kind
from pages.components.opening_table import opening_table
from pages.drawing.event_rows import event_date_text, event_place_text
from pages.drawing.event_texts import ORDERS, SORTED_BY, dataset_text, killed_text
from pages.drawing.hidden_counts import WHAT_TO_DO
from pages.drawing.imported_money import amount_text, stage_text
from pages.drawing.palette import MATCHES
from pages.state.events import Events, Point, event_counts, event_rows, events_at, shown_count
from pages.state.table_cache import INDEX_COLUMN
from pages.state.view import View
from pages.state.widgets import page_parameter, set_parameter, set_widget

ROWS = 50
_PAGER_PX = 310
_COLUMNS = {
    INDEX_COLUMN: st.column_config.NumberColumn(width=60, help="With the keyboard: up and down here, then right opens the event"),
    "Date": st.column_config.TextColumn(width=190),
    "Name": st.column_config.TextColumn(width=320),
    "Amount": st.column_config.TextColumn(width=240),
    "Stage": st.column_config.TextColumn(width=150),
    "Place": st.column_config.TextColumn(width=260),
    "Type": st.column_config.TextColumn(width=150),
    "Actors": st.column_config.TextColumn(width=300),
    "People killed": st.column_config.TextColumn(width=130, help="Best estimate; in brackets the lowest and highest"),
    "Match": st.column_config.TextColumn(width=110),
    "Dataset": st.column_config.TextColumn(width=140),
}


def event_table(view: View, events: Events, key: str, at: Point | None = None) -> None:
    """Draw the events shown, or those at a point; a page of them, in the order of the address. May raise EventsUnavailable."""
    counts = event_counts(view.dataset, events)
    many = sum(shown_count(events, of) for of in counts.values()) if at is None else events_at(view.dataset, events, at)
    if not many:
        st.caption(f"No event is shown. {WHAT_TO_DO}" if events.on else "No dataset of events is switched on.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{key}_order", gap="small"):
        order = _order(key)
        first = _first_row(many, f"{key}_{order}_{events.selection}_{at}", key)
    rows = event_rows(view.dataset, events, order, ROWS, first, at).to_pylist()
    _table(rows, first, key, view, events)


def _order(key: str) -> str:
    """The column that all events are sorted by, held in the address."""
    asked = next((one for one in page_parameter("order") if one in ORDERS), ORDERS[0])
    set_widget(f"{key}_sort", asked)

    def take() -> None:
        chosen = st.session_state[f"{key}_sort"]
        set_parameter("order", [] if chosen == ORDERS[0] else [chosen])

    st.selectbox("Sort all events by", ORDERS, key=f"{key}_sort", format_func=_order_text, on_change=take, width=290)
    return asked


def _order_text(order: str) -> str:
    name = order.removeprefix("-")
    ways = {"date_start": ("latest first", "earliest first"), "fatalities_best": ("most first", "fewest first")}.get(
        name, ("Z to A", "A to Z")
    )
    return f"{SORTED_BY[name]}, {ways[0] if order.startswith('-') else ways[1]}"


def _first_row(many: int, asked: str, key: str) -> int:
    """The number of the first row to show; the pager begins anew with another question."""
    if many <= ROWS:
        return 0
    number = st.pagination(ceil(many / ROWS), key=f"{key}_page_{_short(asked)}", width=_PAGER_PX)
    st.markdown(f"Rows {(number - 1) * ROWS + 1:,}–{min(number * ROWS, many):,} of {many:,}", width="content")
    return (number - 1) * ROWS


def _table(rows: list[dict[str, Any]], first: int, key: str, view: View, events: Events) -> None:
    ids = [f"{row['dataset']}:{row['event_id']}" for row in rows]
    shown = _frame(rows, first, view.dataset, {one.name: one for one in events.datasets}, view.narrow, len(events.on) > 1)
    opening_table(shown, ids, "event", f"{key}_{_short((*ids, first))}", "Imported events, one a row", _COLUMNS)


def _frame(
    rows: list[dict[str, Any]], first: int, dataset: Dataset, datasets: dict[str, EventDataset], narrow: bool, several: bool
) -> pd.DataFrame:
    """The columns of the table; on a phone the date and the place first, and fewer."""
    kinds = {row["kind"] for row in rows}
    told = {INDEX_COLUMN: range(first + 1, first + 1 + len(rows)), **_named(rows, kinds)}
    told["Place"] = [event_place_text(row, dataset.places) for row in rows]
    if Kind.SECURITY_INCIDENT in kinds:
        told["People killed"] = [killed_text(row) for row in rows]
    told |= {
        "Type": [words_of(row["event_type"]) if row["event_type"] else row["event_type_source"] or row["name"] or "" for row in rows],
        "Actors": [row["actors"] or "" for row in rows],
        "Match": [MATCHES[row["match"]] for row in rows],
    }
    if several:
        told["Dataset"] = [dataset_text(datasets[row["dataset"]]) for row in rows]
    frame = pd.DataFrame(told)
    return frame.drop(columns=["Actors", "Match"]) if narrow else frame


def _named(rows: list[dict[str, Any]], kinds: set[str]) -> dict[str, Any]:
    """The first columns: dates of events; names of sites and deals, and of deals their money."""
    dates = {"Date": [event_date_text(row) for row in rows]}
    if kinds == {Kind.SECURITY_INCIDENT}:
        return dates
    names = {"Name": [row["name"] or "" for row in rows]}
    if Kind.FINANCING_DEAL not in kinds:
        return names if kinds == {Kind.MINERAL_SITE} else dates | names
    deals = [row["kind"] == Kind.FINANCING_DEAL for row in rows]
    amounts = [amount_text(row["amount"], row["amount_unit"]) if deal else "" for row, deal in zip(rows, deals, strict=True)]
    stages = [stage_text(row["status"]) if deal else "" for row, deal in zip(rows, deals, strict=True)]
    return names | {"Amount": amounts, "Stage": stages} | dates


def _short(asked: object) -> str:
    """A key that is the same for the same question, on every server."""
    return f"{crc32(repr(asked).encode()):08x}"
