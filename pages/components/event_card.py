"""The card of an imported event, opened by `?event=DATASET:ID`: every column, whose it is, and the facts near it in time and place."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup, escape

from loaders.events.columns import COLUMNS, LIST_SEPARATOR
from loaders.events.folder import EventDataset
from loaders.events.near import RULE, near_facts
from loaders.frames.dataset import Dataset
from loaders.schema.formatting import day_text, words_of
from pages.components.away import told_when_away
from pages.components.card_parts import fact_link
from pages.drawing.event_rows import event_date_text, event_place_text, placed_text
from pages.drawing.event_texts import dataset_text, killed_text, source_text
from pages.drawing.linked_names import LinkedNames
from pages.drawing.palette import MATCHES, count_text
from pages.state.events import one_event
from pages.state.view import View
from pages.state.widgets import current_parameters, set_parameter

MOST_NEAR = 12
_KILLED = ("fatalities_low", "fatalities_best", "fatalities_high")
_TOLD_ABOVE = frozenset((*_KILLED, "dataset", "dataset_version", "event_id", "row", "date_start", "date_end", "date_precision", "placed"))
_BASES = {
    "name": "the name that the source gives",
    "coordinates": "its point",
    "both": "name and point",
    "conflict": "not settled: name and point disagree",
}


def event_card(view: View) -> None:
    """Open the card that the address names; a fact's card goes first."""
    asked = view.page("event")
    if not asked or view.events is None or view.query.fact is not None:
        return
    dialog = st.dialog("Imported event", width="medium", on_dismiss=_close)
    dialog(_card)(view, asked[-1])


def _close() -> None:
    set_parameter("event", [])


def _card(view: View, asked: str) -> None:
    name, _, identity = asked.partition(":")
    events = view.events
    with told_when_away():
        about = next((one for one in events.datasets if one.name == name), None) if events else None
        row = one_event(view.dataset, events, name, identity) if events and about else None
        if events and events.away:
            st.warning(events.away)
        elif row is None or about is None:
            st.html(f"<p>No dataset that is served here has an event “{escape(asked)}”. It may have been withdrawn by a newer release.</p>")
        else:
            st.html(event_html(row, about, view.dataset))
            st.html(near_html(row, view.dataset))


def event_html(row: dict[str, Any], about: EventDataset, dataset: Dataset) -> str:
    """What the source says of it, column by column, and whose it is; empty columns are named together."""
    kind = words_of(row["event_type"]).capitalize() if row["event_type"] else row["event_type_source"] or row["name"] or "Event"
    title = f"{kind}, {event_place_text(row, dataset.places)}, {event_date_text(row)}"
    names = LinkedNames(dataset)
    told: dict[str, str] = {"Date": f"{event_date_text(row)} ({row['date_precision']})" if row["date_precision"] else "not given"}
    told["People killed"] = _killed(row)
    given = [column for column in COLUMNS if column.name not in _TOLD_ABOVE and row[column.name] not in (None, "")]
    told |= {_label(column.name): _value(column.name, row[column.name], names) for column in given}
    told["In this view"] = MATCHES.get(row["match"], "excluded by the filters")
    fields = "".join(f"<dt>{escape(label)}</dt><dd>{words}</dd>" for label, words in ((k, _linked(v)) for k, v in told.items()))
    empty = [_label(column.name).lower() for column in COLUMNS if column.name not in _TOLD_ABOVE and row[column.name] in (None, "")]
    left = f"<p class='small'>Not given: {escape('; '.join(empty))}.</p>" if empty else ""
    source = f"{source_text(about)} · event {row['event_id']}, row {row['row']:,} of {about.file}"
    handing = "" if about.redistribution else " Its terms do not let its rows be passed on: they are shown here only."
    return (
        f"<h2 class='card-title'>{escape(title)}</h2><dl class='card'>{fields}</dl>{left}"
        f"<h3>Dataset</h3><p>{escape(source)}.{handing}</p><p class='small'>A row of {escape(dataset_text(about))}, as it was imported; "
        "not one of the facts, and not checked against them.</p>"
    )


def _killed(row: dict[str, Any]) -> str:
    low, best, high = (row[f"fatalities_{name}"] for name in ("low", "best", "high"))
    disordered = None not in (low, best, high) and not low <= best <= high
    return killed_text(row) + (" – the figures stand as given, though their order is not low ≤ best ≤ high" if disordered else "")


def _label(name: str) -> str:
    own = {"source_text": "Source, as given", "source_url": "Source address", "place": "Place, as given", "actors": "Actors, as given"}
    own |= {"clarity": "Clarity, as given", "notes": "Notes, as given", "district_source": "District, as given"}
    own |= {"province_source": "Province, as given", "event_type_source": "Type, as given", "status_source": "Status, as given"}
    own |= {"geo_precision": "How exactly placed", "district_basis": "District by", "distance_km": "Kilometres off its district"}
    own |= {"in_totals": "Recommended for sums", "possible_districts": "May lie in"}
    return own.get(name, words_of(name).capitalize())


def _value(name: str, value: Any, names: LinkedNames) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day_text(value)
    if name in ("district", "province", "possible_districts"):
        ids = str(value).split(LIST_SEPARATOR)
        return Markup(", ").join(names.place(one) if one in names.dataset.places else one for one in ids)
    if name == "geo_precision":
        return placed_text(str(value))
    if name == "district_basis":
        return _BASES.get(str(value), str(value))
    if name in ("kind", "event_type", "status"):
        return words_of(str(value))
    if name == "distance_km":
        return f"{value:,.0f}"
    if isinstance(value, float):
        return f"{value:,}" if name == "amount" else f"{value:.12g}"
    return str(value).replace(LIST_SEPARATOR, ", ") if name == "actors" else str(value)


def _linked(words: str) -> str:
    """An address of the web as a link, all else as it stands."""
    if words.startswith(("https://", "http://")) and not any(c.isspace() for c in words):
        return f"<a href='{escape(words)}' target='_blank' rel='noopener noreferrer'>{escape(words)}</a>"
    return escape(words)


def near_html(row: dict[str, Any], dataset: Dataset) -> str:
    """The facts near it in time and place, with the rule; each leads to its card."""
    near = near_facts(dataset.facts, row)
    rule = f"<p class='small'>{escape(RULE)}</p>"
    if near is None:
        why = "It has no date, or is not surely in one district, so that no fact can be told to be near it."
        return f"<h3>Near in time and place</h3><p>{why}</p>{rule}"
    told = zip(near["id"], near["title"], near["days"], near["date_words"], strict=True)
    items = "".join(_near(*one) for one in list(told)[:MOST_NEAR])
    more = len(near) - MOST_NEAR
    number = count_text(len(near), "fact", "facts") if len(near) else "No fact"
    return (
        f"<h3>Near in time and place</h3><p>{number}, of all {len(dataset.facts):,} whatever the filters.</p>{items}"
        + (f"<p>{more:,} more.</p>" if more > 0 else "")
        + rule
    )


def _near(identity: str, title: str, days: int, date_words: str) -> str:
    apart = "dates overlap" if days == 0 else f"{count_text(days, 'day', 'days')} or more apart"
    return fact_link(identity, f"{title} ({date_words}; {apart})")


def event_address(name: str, identity: str) -> str:
    """The address of an event's card over the page that the reader is on."""
    return f"?{urlencode({**current_parameters(), 'event': f'{name}:{identity}'}, doseq=True)}"
