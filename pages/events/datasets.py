"""The datasets of imported events: what each is, under which terms, and what became of each of its rows."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path

import streamlit as st

from loaders.events.folder import EventDataset
from loaders.events.problems import EventsUnavailable
from loaders.frames.file_stamps import file_stamp
from loaders.schema.formatting import day_text
from pages.drawing.escaping import plain
from pages.drawing.event_texts import classes_text, counted_text, dataset_text, rows_text
from pages.drawing.palette import count_text
from pages.state.events import Counts, Events

_MOST_READ = 200_000  # rows held out that are counted by reason
_MOST_REASONS = 8


def not_served(events: Events | None, as_of: str) -> None:
    """Say why there are none, and how they come. as_of: the recorded version that the page shows, if any."""
    if as_of:
        st.info("Imported events are in no recorded version of the data. “See it today” above leads to those of today.")
        return
    if events is not None and events.away:
        st.warning(plain(events.away))
        return
    st.info("No imported events are served here." if events is None else "No dataset is imported yet.")
    st.markdown(
        "UCDP GED, ACLED exports or a list of your own can stand beside the facts, with the same filters. Who runs the server imports a "
        "file into a folder and names the folder:"
    )
    st.code(
        "python -m loaders import ged251.csv --as ucdp-ged --name ged --out events\nEVENTS=events make run", language=None, wrap_lines=True
    )


def heading_text(events: Events, counts: Mapping[str, Counts]) -> str:
    """Events: 6,416 events of UCDP GED 25.1; of several datasets each apart."""
    told = [counted_text(one, counts[one.name], events.selection.match) for one in events.on]
    return f"Events: {'; '.join(told) or 'no dataset is switched on'}"


def datasets_html(events: Events, counts: Mapping[str, Counts]) -> str:
    """Each dataset with version, licence, attribution, span, counts and rows held out."""
    return "".join(_dataset_html(one, events, counts.get(one.name)) for one in events.datasets)


def _dataset_html(one: EventDataset, events: Events, counts: Counts | None) -> str:
    span = f"{_day(one.first_day)} – {_day(one.last_day)}" if one.first_day and one.last_day else "no date"
    quality = [f"{one.undated:,} without a date", f"{one.unplaced:,} without a known place"]
    quality += (
        [f"{one.conflicts:,} whose point lies outside the district that they name; they count as possible in both"] if one.conflicts else []
    )
    told = {
        "Version": one.version,
        "Licence": one.licence,
        "Whom to name": one.attribution,
        "Rows may be passed on": "yes, by files and the data API" if one.redistribution else "no: they are shown on pages only",
        "Span": span,
        "Rows": f"{rows_text(one, one.rows)}; {'; '.join(quality)}",
        "In this view": classes_text(one, counts, events.selection.match) if counts else "switched off",
        "Held out": _held_out_text(one, events),
        "Imported": f"{one.imported[:16].replace('T', ' ')} UTC, from {one.file} (SHA-256 {one.file_digest[:12]}…)",
    }
    fields = "".join(f"<dt>{escape(label)}</dt><dd>{escape(words)}</dd>" for label, words in told.items())
    head = f"<h3>{escape(dataset_text(one))} <span class='small'>({escape(one.name)})</span></h3>"
    return f"<article class='source'>{head}<dl class='card'>{fields}</dl></article>"


def _day(text: str | None) -> str:
    return day_text(date.fromisoformat(text)) if text else ""


def _held_out_text(one: EventDataset, events: Events) -> str:
    """How many rows could not be read, and why, most first; the file beside the dataset has each."""
    if not one.held_out:
        return "no row: all of the file could be read"
    told = count_text(one.held_out, "row that could not be read", "rows that could not be read")
    path = Path(events.address) / f"{one.name}.rejected.csv"
    if "://" in events.address or not path.is_file():
        return f"{told}; the reasons stand beside the import, in {one.name}.rejected.csv"
    try:
        reasons = _reasons(path, file_stamp(path))
    except (OSError, UnicodeDecodeError, csv.Error, EventsUnavailable):
        return f"{told}; {path.name}, which has the reasons, cannot be read"
    listed = "; ".join(f"{many:,} × {column}: {why}" if column else f"{many:,} × {why}" for (column, why), many in reasons[:_MOST_REASONS])
    more = len(reasons) - _MOST_REASONS
    return f"{told}: {listed}" + (f"; {more} more reasons" if more > 0 else "") + f". Each row stands in {path.name}"


@lru_cache(maxsize=16)
def _reasons(path: Path, stamp: object) -> list[tuple[tuple[str, str], int]]:
    """(column, reason) with how many rows, most first."""
    found: Counter[tuple[str, str]] = Counter()
    with path.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream)):
            if number >= _MOST_READ:
                break
            found[row.get("column") or "", row.get("reason") or ""] += 1
    return found.most_common()
