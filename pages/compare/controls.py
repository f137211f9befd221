"""How a reader chooses the two sides: ready pairs, and a link or query string for each."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from pages.compare.sides import SideQuery, as_query, canonical, ready_pairs
from pages.components.navigation import internal_link, page_address
from pages.drawing.escaping import plain
from pages.state.view import View
from pages.state.widgets import set_parameter, set_widget


def ready_pair_links(view: View) -> None:
    """Pairs that are often asked for, each a link; the filters above stay."""
    links = (
        internal_link(page_address("compare", view.selection, a=as_query(pair.a), b=as_query(pair.b)), pair.title)
        for pair in ready_pairs(view.dataset)
    )
    st.html(f"<p class='files'><span>Ready pairs</span>{''.join(links)}</p>")


def side_fields(view: View, sides: tuple[SideQuery, SideQuery]) -> None:
    """A field for each side, and what it means in words."""
    for column, side in zip(st.columns(2), sides, strict=True):
        with column:
            _field(view, side)
            st.html(f"<p class='compare-side'><b>{side.letter}</b> {escape(side.words)}{_links(side, view)}</p>")
            for fault in side.faults:
                st.warning(plain(f"{side.letter}: {fault}"))


def _field(view: View, side: SideQuery) -> None:
    name = side.letter.lower()
    key = f"compare_{name}"
    set_widget(key, side.given)

    def changed() -> None:
        if key in st.session_state:
            set_parameter(name, list(filter(None, [canonical(st.session_state[key], view.dataset)])))

    st.text_input(
        f"{side.letter}: link of a view, or its query string",
        key=key,
        placeholder="district=nushki, or a link from Share; empty for all facts",
        on_change=changed,
    )


def _links(side: SideQuery, view: View) -> str:
    """The way to a side alone: its facts, and as a file."""
    query = as_query(replace(side.selection, as_of=view.selection.as_of))
    asked = f"?{query}" if query else ""
    file = f"<a href='{escape(f'./api/facts.csv{asked}', quote=True)}' download target='_self'>CSV</a>"
    return f" · {internal_link(f'./facts{asked}', 'its facts')} · {file}"
