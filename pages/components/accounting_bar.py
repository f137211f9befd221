"""The accounting of a view: how many facts are shown, hidden and excluded; behind it the match types, with reasons and lists."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from loaders.query.parameters import NO_CLASS
from loaders.query.selection import SHOWN_BY_DEFAULT, Selection
from loaders.schema.derived_terms import Match
from pages.components.event_switches import events_html
from pages.components.fact_table import card_rows
from pages.components.navigation import method_link
from pages.drawing.escaping import plain
from pages.drawing.palette import MATCHES, count_text
from pages.state.selection_text import selection_words
from pages.state.table_cache import held_back
from pages.state.view import View
from pages.state.widgets import set_parameter, set_widget


def accounting(view: View) -> None:
    """Draw the numbers, and a button; behind it a toggle per match type, and the facts that are in doubt or hidden with the reasons.

    The button's label stays the same: a box with a new label would close while the reader uses it.
    """
    st.html(f"<p class='accounting' role='status'>{sum_text(view)}{events_html(view)}</p>", width="content")
    with st.popover("Details", key="why", type="tertiary", on_change="rerun") as why:
        if why.open:
            set_widget("match", list(view.selection.match))
            _match_types(view)
            _in_doubt(view)
        else:
            st.session_state.pop("match", None)  # else a box that is opened again may show no type as chosen


def sum_text(view: View) -> str:
    """117 facts; or "25 shown · 87 hidden · 5 excluded": hidden by match type, excluded by the filters; the three add up."""
    total, left, seen = len(view.dataset.facts), len(view.selected), len(view.shown)
    if seen == total:
        return count_text(total, "fact", "facts")
    parts = [f"{seen:,} shown"]
    parts += [f"{left - seen:,} hidden"] if left > seen else []
    parts += [f"{total - left:,} excluded"] if total > left else []
    return " · ".join(parts)


def timeless_text(selection: Selection, counts: Mapping[str, int]) -> str:
    """15 match the filters, 9 of them mineral sites, which date filters do not affect; "" without a date filter or sites."""
    number = counts["timeless"]
    if selection.dates is None or not number or Match.DEFINITE not in selection.match:
        return ""
    sites = f"{number:,} of them {'a mineral site' if number == 1 else 'mineral sites'}, which date filters do not affect"
    return f"{counts[Match.DEFINITE]:,} match the filters, {sites}"


def sure_text(selected: int, definite: int) -> str:
    """What is said where the filters leave no fact, or none that is in doubt."""
    if not selected:
        return "No fact matches the filters. "
    return "All facts that match the filters are definite matches. " if definite == selected else ""


def _match_types(view: View) -> None:
    """A toggle per match type with its number."""
    counts = view.counts
    st.pills(
        "Match types that are shown",
        [m.value for m in Match],
        selection_mode="multi",
        format_func=lambda m: f"{counts[m]} {MATCHES[m]}",
        key="match",
        on_change=_toggle,
        help="Switch a type off to hide its facts. Hidden facts stay in the data.",
    )
    if timeless := timeless_text(view.selection, counts):
        st.markdown(timeless)
    st.html(method_link("matches", "What the match types mean", view.selection))


def _in_doubt(view: View) -> None:
    """Type by type the facts that are in doubt or hidden, each with its reason."""
    st.markdown(f"Selection: {plain(selection_words(view.selection, view.dataset))}")
    counts = view.counts
    for match in Match:
        if not counts[match] or (match is Match.DEFINITE and match in view.selection.match):
            continue
        state = "shown" if match in view.selection.match else "hidden"
        st.markdown(f"**{counts[match]:,} {MATCHES[match]}**, {state}: {plain(match.meaning[:1].lower() + match.meaning[1:])}")
        rows = held_back(view.dataset, view.selection, match.value)
        card_rows(rows, f"why_{match}", f"Facts that are {MATCHES[match]}, each with the reason")
    st.caption(f"{sure_text(len(view.selected), counts[Match.DEFINITE])}Excluded facts definitely do not match.")


def _toggle() -> None:
    chosen = [m.value for m in Match if m.value in st.session_state.get("match", ())]
    if "match" not in st.session_state or (not chosen and not st.session_state.get("why")):
        return  # the box is closed: a browser goes on sending what it held, or that no type is chosen
    set_parameter("match", [] if tuple(chosen) == SHOWN_BY_DEFAULT else chosen or [NO_CLASS])
