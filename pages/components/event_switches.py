"""The datasets of imported events in the filter bar: a switch each, and how many of their rows a view shows beside its facts."""

from __future__ import annotations

import streamlit as st

from loaders.events.problems import EventsUnavailable
from loaders.query.filters import FILTERS
from loaders.query.parameters import NO_CLASS
from pages.components.navigation import internal_link, page_address
from pages.drawing.escaping import plain
from pages.drawing.event_texts import classes_text, dataset_text, number_text, of_all_text
from pages.state.events import Events, event_counts, filters_without_events
from pages.state.view import View
from pages.state.widgets import set_parameter, set_widget

_TOLD = 2  # datasets whose counts stand in the bar itself
_KEY = "datasets_on"


def event_switches(view: View) -> None:
    """Draw a button; behind it a switch per dataset and what becomes of each of its rows. Nothing where no events are served."""
    events = view.events
    if events is None:
        return
    with st.popover("Events", key="group_events", on_change="rerun") as box:
        if not box.open:
            st.session_state.pop(_KEY, None)  # as the match types: a box that is opened again shows what the address has
            return
        if events.away:
            st.warning(plain(events.away))
            return
        _switches(events)
        try:
            _accounting(view, events)
        except EventsUnavailable as away:
            st.warning(plain(str(away)))
        st.html(f"<p class='onward'>{internal_link(page_address('events', view.selection), '→ All events and their datasets')}</p>")


def _switches(events: Events) -> None:
    if not events.datasets:
        st.markdown("No dataset is imported yet: `python -m loaders import FILE --as FORM --out DIR`")
        return
    names = {one.name: dataset_text(one) for one in events.datasets}
    set_widget(_KEY, [one.name for one in events.on])
    st.pills(
        "Datasets beside the facts",
        list(names),
        selection_mode="multi",
        format_func=names.__getitem__,
        key=_KEY,
        on_change=_take,
        args=(tuple(names),),
        help="Imported events are never counted together with facts, nor two datasets together: both may tell of the same event.",
    )
    if events.unknown:
        st.warning(plain(f"Not served here, so left out: {', '.join(events.unknown)}."))


def _take(names: tuple[str, ...]) -> None:
    chosen = [name for name in names if name in st.session_state.get(_KEY, ())]
    if _KEY not in st.session_state or (not chosen and not st.session_state.get("group_events")):
        return  # the box is closed: a browser goes on sending what it held
    set_parameter("dataset", [] if len(chosen) == len(names) else chosen or [NO_CLASS])


def _accounting(view: View, events: Events) -> None:
    """Per dataset that is on, class by class what is shown, hidden and excluded."""
    counts = event_counts(view.dataset, events)
    for one in events.on:
        st.markdown(f"**{plain(dataset_text(one))}**: {plain(classes_text(one, counts[one.name], view.selection.match))}")
    if told := no_effect_text(view):
        st.markdown(plain(told))
    st.caption(
        "Events of a month or a wider span, of a province or with a doubtful place only may match. A switch of a match type under "
        "“Details” holds for events too."
    )


def no_effect_text(view: View) -> str:
    """That events have none of what some filters ask for, so that none is left; "" without such a filter."""
    without = filters_without_events(view.selection)
    labels = [one.label for one in FILTERS if one.name in without]
    if not labels:
        return ""
    asked = " and ".join(f"“{label}”" for label in labels)
    filters = f"filter {asked} asks" if len(labels) == 1 else f"filters {asked} ask"
    return f"Imported events do not have what the {filters} for: all of them are excluded."


def events_html(view: View) -> str:
    """The line below the count of facts: how many events of each dataset are shown, as HTML; nothing where none are served."""
    if view.events is None or not (view.events.on or view.events.away):
        return ""
    try:
        told = "events: not available" if view.events.away else _bar_text(view, view.events)
    except EventsUnavailable:
        told = "events: not available"
    return f"<span class='events'>{internal_link(page_address('events', view.selection), told)}</span>"


def _bar_text(view: View, events: Events) -> str:
    counts = event_counts(view.dataset, events)
    if view.narrow:  # the line has room for the numbers alone; the dataset stands behind the button
        one = events.on[0]
        return f"{len(events.on)} datasets of events" if len(events.on) > 1 else number_text(one, counts[one.name], view.selection.match)
    told = [of_all_text(one, counts[one.name], view.selection.match) for one in events.on[:_TOLD]]
    more = len(events.on) - _TOLD
    return "; ".join([*told, *([f"{more} more dataset{'s' if more > 1 else ''} under “Events”"] if more > 0 else [])])
