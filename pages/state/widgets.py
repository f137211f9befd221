"""Widgets and address kept in step: the address is the truth, a widget writes to it and is set from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode

import streamlit as st

from loaders.query.parameter_names import meant_by
from loaders.query.parameters import PARAMETERS, REPEATED
from loaders.query.query_string import Query
from pages import PAGE_PARAMETERS
from pages.server.streamlit_internals.sessions import forget_step, is_repeating, is_step, keys_held_at_step, numbers_sent
from pages.state.view import parameters

FILTERS = (*(name for name in REPEATED if name != "match"), "dates", "q")
_REMEMBERED = 20
_PAGE_NAMES = tuple(parameter.name for parameter in PAGE_PARAMETERS)


def set_parameter(name: str, values: Sequence[str]) -> None:
    """Write one parameter; no values takes it out. For callbacks only.

    A mangled name that was read as this parameter (`amp;district`) goes: it would go on filtering.
    """
    set_parameters({name: values})


def set_parameters(changes: Mapping[str, Sequence[str]]) -> None:
    """Write several parameters as one step of the browser's history. For callbacks only.

    What is written is kept first: an action that comes while this one runs may end it at any call of Streamlit.
    """
    before = current_parameters()
    forget_step(parameters())
    kept = {
        name: values for name, values in before.items() if name in changes or meant_by(name, (*PARAMETERS, *_PAGE_NAMES)) not in changes
    }
    after = {name: list(values) for name, values in {**kept, **changes}.items() if values}
    st.session_state["addresses"] = [*st.session_state.get("addresses", [urlencode(before, doseq=True)]), urlencode(after, doseq=True)]
    if after != parameters():
        st.query_params.from_dict(after)


def current_parameters() -> Mapping[str, list[str]]:
    """The address's parameters, as this session wrote them last.

    A browser sends its address with every action. Quick hands act before the address that the former action led to has arrived:
    the old address is then not what the reader asks for. Back and Forward are marked as such and mean the address they bring.
    """
    came, addresses = parameters(), st.session_state.get("addresses", [])
    late = urlencode(came, doseq=True) in addresses[:-1] and urlencode(came, doseq=True) != addresses[-1]
    return parse_qs(addresses[-1], keep_blank_values=True) if late and not is_step(came) else came


def settle_address() -> None:
    """Once per run, before anything is drawn: the browser's address is the one that the run is drawn for."""
    came, wanted = parameters(), current_parameters()
    words, addresses = urlencode(wanted, doseq=True), st.session_state.get("addresses", [])
    stepped = is_step(came)
    if stepped or words not in addresses:
        addresses = []
    st.session_state["addresses"] = [*addresses, words][-_REMEMBERED:] if addresses[-1:] != [words] else addresses[-_REMEMBERED:]
    if stepped or wanted != came:
        st.query_params.from_dict(wanted)  # sends it, also where it is the same: what came between may have changed the browser's


def set_widget(name: str, value: Any) -> None:
    """Set a widget from the address, before it is made; one that has the value already is left alone, for the reader may be using it."""
    if is_repeating() or name not in st.session_state or st.session_state[name] != value:
        st.session_state[name] = value


def sync_widgets(query: Query, boxed: Collection[str]) -> None:
    """Set every filter widget from the address, before the widgets are made; boxed: those that a closed box leaves out of the page.

    While its box is closed, a browser does not hear that a widget was set and goes on sending what was chosen before. So it is made anew.
    So is what a browser sent with a step: a session forgets its widgets with the page that it leaves, the browser does not.
    """
    selection, held = query.selection, keys_held_at_step()
    for name in FILTERS:
        value = getattr(selection, name)
        value = value if name == "q" else () if value is None else value if name == "dates" else list(value)
        had = st.session_state.get(filter_key(name))
        stale = filter_key(name) in held
        if name == "dates" and len(had or ()) == 1 and not stale:
            continue  # the first day is picked, the second is to come
        if name in boxed and not is_repeating() and (stale or (had is not None and sorted(had) != sorted(value))):
            _make_anew(name)
        set_widget(filter_key(name), value)


def filter_key(name: str) -> str:
    """The key of a filter's widget: its name, and how often it was made anew."""
    number = _made_anew().get(name, 0)
    return f"{name}-{number}" if number else name


def _make_anew(name: str) -> None:
    st.session_state["made_anew"] = {**_made_anew(), name: _made_anew().get(name, 0) + 1}


def _made_anew() -> Mapping[str, int]:
    numbers: Mapping[str, int] = st.session_state.setdefault("made_anew", numbers_sent())
    return numbers


def on_widget_change(name: str) -> None:
    """Callback: the reader has changed the filter widget `name`."""
    key = filter_key(name)
    if key not in st.session_state:  # reset by another callback of the same run
        return
    value: Any = st.session_state[key]
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
    st.session_state[filter_key("q")] = ""  # with it, words that the same run takes from their widget are reset as well
    for name in FILTERS:
        if name != "q":
            _make_anew(name)
    set_parameters({name: [] for name in (*FILTERS, "match")})


def clear_dates() -> None:
    """Callback: any date, a half-picked one too."""
    _make_anew("dates")
    set_parameter("dates", [])


def open_fact(identity: str) -> None:
    """Callback: open a fact's card."""
    set_parameter("fact", [identity])


def page_parameter(name: str) -> list[str]:
    """A page's own choice, as the address has it."""
    assert name in _PAGE_NAMES, name
    return parameters().get(name, [])
