"""What has changed since a link was made: a quiet banner with the facts of this view that were added, changed or removed."""

from __future__ import annotations

from html import escape

import streamlit as st

from loaders.history.ledger import Ledger, last_good_ledger
from loaders.history.versions import ChangeSet, changes_since, known_titles
from loaders.schema.diagnostics import DataError
from pages.components.fact_list import fact_list
from pages.drawing.escaping import plain
from pages.drawing.palette import count_text
from pages.state.view import View
from pages.state.widgets import open_fact, set_parameter

_REGISTRIES = {"not_stated": "open questions", "retired": "retired ids"}


def version_banner(view: View) -> None:
    """Above the page while the address names another version than that of the data; nothing otherwise."""
    asked = view.query.v
    if not asked or asked == view.dataset.version:
        return
    try:
        ledger = last_good_ledger(view.dataset.folder)
    except DataError:
        _told(asked, "the ledger of versions cannot be read, so what has changed since is not known.")
        return
    changes = changes_since(ledger, asked, view.dataset)
    if changes is None:
        _told(asked, "that version is not in the ledger, so what has changed since is not known.")
        return
    mine = of_view(changes, set(view.shown["id"]))
    with _told(asked, banner_text(changes, mine)):
        if mine.added or mine.changed or mine.removed:
            with st.popover("Which facts", key="since", type="tertiary", on_change="rerun") as since:
                if since.open:
                    _listed(view, mine, ledger)


def of_view(changes: ChangeSet, shown: set[str]) -> ChangeSet:
    """The changes of the facts shown. A removed fact answers to no filter any more, so every one stays."""
    added, changed = (tuple(i for i in ids if i in shown) for ids in (changes.added, changes.changed))
    return ChangeSet(added, changed, changes.removed, changes.registries)


def banner_text(changes: ChangeSet, mine: ChangeSet) -> str:
    """What has come since in one sentence: in this view first, then what lies outside it."""
    told = [f"{count_text(len(mine.added), 'fact', 'facts')} added"] if mine.added else []
    told += [f"{count_text(len(mine.changed), 'fact', 'facts')} changed"] if mine.changed else []
    here = f"since then, in this view: {', '.join(told)}" if told else "no fact of this view was added or changed since then"
    gone = f"; {count_text(len(mine.removed), 'fact', 'facts')} removed from the data" if mine.removed else ""
    outside = len(changes.added) + len(changes.changed) - len(mine.added) - len(mine.changed)
    beyond = f"; {count_text(outside, 'fact', 'facts')} added or changed outside this view" if outside else ""
    registries = f"; the data also changed: {', '.join(_REGISTRIES.get(n, n) for n in changes.registries)}" if changes.registries else ""
    return f"{here}{gone}{beyond}{registries}."


def _told(asked: str, words: str) -> st.delta_generator.DeltaGenerator:
    """Draw the banner with its way out, and give the container for more."""
    row = st.container(horizontal=True, vertical_alignment="center", key="version_banner", gap="small")
    version = escape(asked[:20] + ("…" if len(asked) > 20 else ""))
    row.html(f"<div role='status' class='small'>Compared with data version <b>{version}</b>: {escape(words)}</div>", width="content")
    row.button("Dismiss", key="dismiss_version", on_click=set_parameter, args=("v", []), type="tertiary")
    return row


def _listed(view: View, mine: ChangeSet, ledger: Ledger) -> None:
    for name, ids in (("Added", mine.added), ("Changed", mine.changed)):
        if ids:
            st.markdown(f"**{name}**")
            fact_list(view.shown[view.shown["id"].isin(ids)], key=f"since_{name.lower()}", dated=True)
    if mine.removed:
        st.markdown("**Removed from the data, in this view or elsewhere**")
        titles = known_titles(ledger)
        for identity in mine.removed:
            _removed(view, identity, titles.get(identity))


def _removed(view: View, identity: str, title: str | None) -> None:
    words = plain(f"{title} ({identity})" if title else identity)
    if identity in view.dataset.retired:
        st.button(words, key=f"since_removed_{identity}", on_click=open_fact, args=(identity,), type="tertiary")
    else:
        st.markdown(words)
