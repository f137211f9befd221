"""The one filter bar of all pages: each group of filters behind a button, what is chosen as chips, and how many facts that leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

import streamlit as st

from loaders.query.filters import FILTERS, GROUPS
from loaders.schema.formatting import words_of
from pages.components.accounting_bar import accounting
from pages.components.event_switches import event_switches
from pages.components.filter_chips import filter_chips
from pages.state.selection_text import Names, option_names
from pages.state.view import View
from pages.state.widgets import FILTERS as FILTER_NAMES
from pages.state.widgets import clear_dates, filter_key, on_widget_change, reset_filters, sync_widgets


def filter_bar(view: View, page: str) -> None:
    """Draw the bar, one line of it: every group by itself, folded into fewer, or as one sheet on a phone; changes go to the address."""
    sync_widgets(view.query, [name for name in FILTER_NAMES if name != "q" or view.window == "narrow"])
    groups = _groups(view)
    with st.container(horizontal=True, key="filter_bar", vertical_alignment="center", gap="small"):
        if view.window == "narrow":
            _fold("Filters", groups, view, words=True)
        else:
            _words(180)
            folded = (("Place", groups[:1]), ("Dates", groups[1:2]), ("More filters", groups[2:]))
            for title, some in folded if view.window in ("small", "medium") else [(group.title, (group,)) for group in groups]:
                _fold(title, some, view)
            _reset(view)
        event_switches(view)
        st.html(filter_chips(view, page), width="stretch")
        accounting(view)


@dataclass(frozen=True)
class _Group:
    """Filters that belong together: whether any is set, and what draws them."""

    title: str
    chosen: bool
    draw: Callable[[], None]


def _groups(view: View) -> tuple[_Group, ...]:
    names, chosen = option_names(view.dataset), view.selection

    def group(title: str) -> _Group:
        filters = [one for one in FILTERS if one.group == title]
        chosen_any = any(getattr(chosen, one.name) for one in filters) or (title == "Dates" and chosen.dates is not None)

        def draw() -> None:
            if title == "Dates":
                _dates(view)
            for one in filters:
                _choices(one.name, one.label, names, one.help or None)

        return _Group(title, chosen_any, draw)

    return tuple(map(group, GROUPS))


def _fold(title: str, groups: Sequence[_Group], view: View, words: bool = False) -> None:
    """A button, marked where a filter behind it is set."""
    chosen = any(group.chosen for group in groups) or (words and bool(view.selection.q))
    look: Literal["primary", "secondary"] = "primary" if chosen else "secondary"
    with st.popover(title, key=f"group_{title.split(maxsplit=1)[0].lower()}", type=look):
        if words:
            _words("stretch")
        for group in groups:
            group.draw()
        if words:
            _reset(view)


def _words(width: int | Literal["stretch"]) -> None:
    st.text_input(
        "Words",
        key=filter_key("q"),
        placeholder="Search words",
        label_visibility="collapsed",
        width=width,
        on_change=on_widget_change,
        args=("q",),
    )


def _reset(view: View) -> None:
    """Where anything is chosen: a button that takes it all back."""
    if view.selection.chosen:
        st.button("Reset", key="reset", on_click=reset_filters)


def _choices(name: str, label: str, names: Names, help_text: str | None = None) -> None:
    known = names[name]
    kept = [value for value in st.session_state[filter_key(name)] if value not in known]
    st.multiselect(
        label,
        options=[*known, *kept],
        format_func=partial(_label, known),
        key=filter_key(name),
        help=help_text,
        placeholder="All",
        on_change=on_widget_change,
        args=(name,),
    )


def _label(known: dict[str, str], value: str) -> str:
    return known.get(value, words_of(value))


def _dates(view: View) -> None:
    first, last = view.selection.dates or (date.today(), date.today())
    st.date_input(
        "Date range (first and last day included)",
        key=filter_key("dates"),
        value=view.selection.dates or [],
        min_value=min(date(1900, 1, 1), first),
        max_value=max(date(date.today().year + 10, 12, 31), last),
        format="YYYY-MM-DD",
        on_change=on_widget_change,
        args=("dates",),
    )
    st.button("Clear dates", on_click=clear_dates, disabled=not view.selection.dates, key="any_date")
