"""How the sources page shows what the latest versions brought: a line a version, its facts a click away."""

from __future__ import annotations

import streamlit as st

from loaders.history.ledger import last_good_ledger
from loaders.schema.diagnostics import DataError
from pages.drawing.escaping import plain
from pages.drawing.palette import count_text
from pages.sources.changes import FactChange, VersionChange, latest_changes
from pages.state.view import View
from pages.state.widgets import open_fact


def latest_list(view: View) -> None:
    """Draw the latest versions of the ledger; in words where there is none, or where it cannot be read."""
    try:
        changes = latest_changes(last_good_ledger(view.dataset.folder))
    except DataError:
        st.caption("The ledger of versions cannot be read, so what has changed is not known.")
        return
    if not changes:
        st.caption("No version of the data is recorded yet.")
    for change in changes:
        with st.container(key=f"links_version_{change.place}", gap="xxsmall"):
            _version(change, view)


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
