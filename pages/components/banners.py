"""What is wrong with the data or the address, told to the reader; never a traceback."""

from __future__ import annotations

from html import escape

import streamlit as st

from loaders.frames.dataset import Dataset, DatasetStore
from loaders.query.query_string import Query
from loaders.schema.diagnostics import MAX_PROBLEMS, Diagnostic, for_readers


def data_error_page(store: DatasetStore) -> None:
    """The page shown when there is no good data at all: every error, and what to do."""
    st.title("The data cannot be read")
    st.write(f"{_count(store.problems)} must be corrected in the data folder. This page reloads by itself after that.")
    _listed(for_readers(store.problems, store.data))
    st.caption("The same list, in a terminal: `python -m loaders check`")


def data_banner(store: DatasetStore) -> None:
    """Above every page while the files are bad but the last good version is still up."""
    if not store.problems or store.dataset is None:
        return
    since = f" since {store.since:%H:%M} UTC" if store.since else ""
    st.warning(f"The data files have {_count(store.problems)}{since}. You see the last good version, {store.dataset.version}.")
    with st.expander("What is wrong"):
        _listed(for_readers(store.problems, store.data))


def notify_data_change(dataset: Dataset) -> None:
    """Says that the data were swapped under an open page, so that nobody wonders why a picture moved."""
    before: str = st.session_state.get("data_version", dataset.version)
    st.session_state.data_version = dataset.version
    if before != dataset.version:
        st.toast(f"The data have just changed: version {before} is now {dataset.version}.", duration="long")


def query_error_banner(query: Query) -> None:
    """Names each part of the address that is not understood, or not as it stands, until the reader dismisses it."""
    dismissed: set[str] = st.session_state.setdefault("dismissed_faults", set())
    faults = [fault for fault in query.faults if str(fault) not in dismissed]
    if not faults:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="faults"):
        left_out = [str(fault) for fault in faults if not fault.read_as]
        mended = [str(fault) for fault in faults if fault.read_as]
        told = _fault_html("Not understood in the address, so left out:", left_out) + _fault_html("Mended in the address:", mended)
        st.html(f"<div role='alert' class='fault'>{told}</div>")
        st.button("Dismiss", key="dismiss", on_click=dismissed.update, args=({str(f) for f in faults},))


def _fault_html(head: str, faults: list[str]) -> str:
    return f"<b>{head}</b><ul>{''.join(f'<li>{escape(fault)}</li>' for fault in faults)}</ul>" if faults else ""


def _count(problems: list[Diagnostic]) -> str:
    return f"{len(problems)} error{'' if len(problems) == 1 else 's'}"


def _listed(problems: list[Diagnostic]) -> None:
    """The first errors; who mends these sees the next."""
    first, more = problems[:MAX_PROBLEMS], len(problems) - MAX_PROBLEMS
    lines = "".join(
        f"<li><code>{escape(p.file)}:{p.line}</code> {f'<b>{escape(p.id)}</b> ' if p.id else ''}{escape(p.message)}</li>" for p in first
    )
    st.html(
        f"<ol class='problems'>{lines}</ol>"
        + (f"<p>And {more} more, which <code>python -m loaders check</code> lists.</p>" if more > 0 else "")
    )
