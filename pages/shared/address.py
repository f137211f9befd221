"""Widgets and address kept in step: the address is the truth, a widget writes to it and is set from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from loaders.address import Query
from loaders.address_names import meant_by
from loaders.parameters import PAGE_PARAMETERS, REPEATED
from pages.shared.view import parameters

FILTERS = (*(name for name in REPEATED if name != "match"), "dates", "q")


def set_parameter(name: str, values: Sequence[str]) -> None:
    """Write one parameter; no values takes it out. For callbacks only.

    A mangled name that was read as this parameter (`amp;district`) goes: it would go on filtering.
    """
    for other in [other for other in st.query_params if other != name and meant_by(other) == name]:
        del st.query_params[other]
    if values:
        st.query_params[name] = list(values)
    elif name in st.query_params:
        del st.query_params[name]


def put_in_step(query: Query) -> None:
    """Set every filter widget from the address, before the widgets are made."""
    selection = query.selection
    for name in FILTERS:
        value = getattr(selection, name)
        if name == "dates" and len(st.session_state.get("dates", ())) == 1:
            continue  # the first day is picked, the second is to come
        st.session_state[name] = value if name == "q" else () if value is None else value if name == "dates" else list(value)


def take_from_widget(name: str) -> None:
    """Callback: the reader has changed the filter widget `name`."""
    value: Any = st.session_state[name]
    if name == "dates":
        days: Sequence[date] = value if isinstance(value, list | tuple) else [value]
        if len(days) == 1:
            return  # the second day is still to be picked
        set_parameter(name, [day.isoformat() for day in sorted(days)])
    elif isinstance(value, str):
        set_parameter(name, [value.strip()] if value.strip() else [])
    else:
        set_parameter(name, value)


def reset_filters() -> None:
    """Callback: take every filter and match class out of the address; the page's own choices stay."""
    st.session_state["dates"] = ()
    for name in (*FILTERS, "match"):
        set_parameter(name, [])


def clear_dates() -> None:
    """Callback: any date, a half-picked one too."""
    st.session_state["dates"] = ()
    set_parameter("dates", [])


def open_fact(identity: str) -> None:
    """Callback: open a fact's card."""
    set_parameter("fact", [identity])


def page_parameter(name: str) -> list[str]:
    """A page's own choice, as the address has it."""
    assert name in PAGE_PARAMETERS, name
    return parameters().get(name, [])
