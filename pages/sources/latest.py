"""How the sources page shows what the latest versions brought: a line a version, its facts a click away."""

from __future__ import annotations

import streamlit as st

from loaders.history.as_of import ledger_of
from loaders.history.ledger import Ledger
from loaders.history.versions import changes_since
from loaders.schema.diagnostics import DataError
from loaders.schema.formatting import day_text
from pages.components.navigation import view_link
from pages.components.version_banner import banner_text, of_view
from pages.drawing.escaping import plain
from pages.drawing.palette import count_text
from pages.sources.changes import FactChange, VersionChange, latest_changes
from pages.state.view import View
from pages.state.widgets import open_fact, set_parameter, set_widget

_SINCE = "since_version"


def latest_list(view: View) -> None:
    """Draw the latest versions of the ledger; in words where there is none, or where it cannot be read."""
    try:
        ledger = ledger_of(view.dataset)
    except DataError:
        st.caption("The ledger of versions cannot be read, so what has changed is not known.")
        return
    changes = latest_changes(ledger)
    if not changes:
        st.caption("No version of the data is recorded yet.")
    for change in changes:
        with st.container(key=f"links_version_{change.place}", gap="xxsmall"):
            _version(change, view)
    _picker(ledger, view)


def _picker(ledger: Ledger, view: View) -> None:
    """Any recorded version to compare this view with, and what came since, as the line above the page tells it."""
    days = {entry.version: day_text(entry.date) for entry in reversed(ledger.versions) if entry.version != view.dataset.version}
    if not days:
        return
    set_widget(_SINCE, view.query.v if view.query.v in days else None)
    st.selectbox(
        "Compare this view with a recorded version",
        list(days),
        format_func=lambda version: f"{days[version]}, version {version}",
        key=_SINCE,
        placeholder="Choose a recorded version",
        on_change=_compare,
        width=360,
    )
    if view.query.v in days and (changes := changes_since(ledger, view.query.v or "", view.dataset)) is not None:
        st.caption(plain(f"Version {view.query.v}: {banner_text(changes, of_view(changes, set(view.shown['id'])))}"))
        st.html(view_link("sources", f"This view as of version {view.query.v}", view.selection, as_of=view.query.v or ""))


def _compare() -> None:
    """Callback: the address names the version that was chosen, and the page compares with it."""
    chosen = st.session_state[_SINCE]
    set_parameter("v", [chosen] if chosen else [])


def _version(change: VersionChange, view: View) -> None:
    st.markdown(f"**{plain(change.day)}**, version {plain(change.version)}: {change.counts}")
    for fact in change.facts:
        _fact(fact, f"version_{change.place}", view)
    more = f"{count_text(change.more, 'more fact', 'more facts')}. " if change.more else ""
    registries = f"Changed besides: {', '.join(change.registries)}." if change.registries else ""
    if more or registries:
        st.caption(more + registries)


def _fact(fact: FactChange, key: str, view: View) -> None:
    label = f"{fact.done}: {plain(fact.title)}"
    if fact.id in view.dataset.facts_by_id or fact.id in view.dataset.retired:
        st.button(label, key=f"{key}_{fact.id}", type="tertiary", on_click=open_fact, args=(fact.id,))
    else:
        st.markdown(label)
    for told in fact.fields:
        st.caption(plain(told))
