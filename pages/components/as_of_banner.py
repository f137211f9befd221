"""That the page shows the data as a recorded version had them: since when, what differs today, and the way there."""

from __future__ import annotations

from html import escape

import streamlit as st

from loaders.api.settings import settings
from loaders.frames.dataset import Dataset
from loaders.history.ledger import Ledger, last_good_ledger
from loaders.history.versions import ChangeSet, changes_since
from loaders.schema.diagnostics import DataError
from loaders.schema.formatting import day_text
from pages.drawing.palette import count_text
from pages.state.view import View
from pages.state.widgets import set_parameters

_NAMES = {"not_stated": "open questions", "retired": "retired ids"}


def as_of_banner(view: View, today: Dataset) -> None:
    """Above the page while the address asks for a recorded version; nothing otherwise. today: the data as they are now."""
    if not (recorded := view.dataset.recorded):
        return
    try:
        ledger = last_good_ledger(today.folder)
    except DataError:
        ledger = Ledger()
    events = "Imported events are in no recorded version, so none are shown." if settings().events else ""
    told = " ".join(filter(None, [differences_text(changes_since(ledger, recorded.version, today)), limits_text(view.dataset), events]))
    head = f"As of data version <b>{escape(recorded.version)}</b>, recorded {day_text(recorded.day)}."
    with st.container(horizontal=True, vertical_alignment="center", key="as_of_banner", gap="small"):
        st.html(f"<div role='status' class='small'>{head} {escape(told)}</div>", width="content")
        st.button("See it today", key="see_today", on_click=_see_today, args=(recorded.version,), type="tertiary")


def differences_text(changes: ChangeSet | None) -> str:
    """How many facts of today differ from those of the version, in one sentence."""
    if changes is None:
        return "What differs today is not known."
    number = len(changes.added) + len(changes.changed) + len(changes.removed)
    if not number:
        return "No fact differs today." + (f" What differs: {_named(changes.registries)}." if changes.registries else "")
    told = {"added": len(changes.added), "changed": len(changes.changed), "removed": len(changes.removed)}
    parts = [f"{'all' if count == number > 1 else f'{count:,}'} {done}" for done, count in told.items() if count]
    return f"{count_text(number, 'fact differs', 'facts differ')} today: {', '.join(parts)}."


def limits_text(dataset: Dataset) -> str:
    """What of a rebuilt version is not as it was, in words; nothing where all is."""
    if not (recorded := dataset.recorded):
        return ""
    told = (
        f"The ledger does not keep that version’s {_named(recorded.registries)}: those of a later version stand in."
        if recorded.registries
        else ""
    )
    left = count_text(len(recorded.left_out), "fact of it is", "facts of it are") if recorded.left_out else ""
    return " ".join(filter(None, [told, f"{left} left out: their content is not kept, or does not go with these." if left else ""]))


def _named(registries: tuple[str, ...]) -> str:
    names = [_NAMES.get(name, name) for name in registries]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _see_today(version: str) -> None:
    """Callback: the same view of today's data, compared with the version that was seen."""
    set_parameters({"as_of": [], "v": [version]})
