"""Imported events on the timeline: bars per day, week, month or year in a lane per dataset; a click goes into a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go
import streamlit as st

from loaders.frames.cache import kept
from loaders.frames.dataset import Dataset
from loaders.schema.vocabulary import Kind
from pages.components.away import told_when_away
from pages.components.event_switches import no_effect_text
from pages.components.event_table import event_table
from pages.drawing.escaping import plain
from pages.drawing.event_texts import NOUNS, dataset_text, source_text
from pages.drawing.palette import count_text
from pages.drawing.timeline.events import PERIODS, Period, drawable, events_figure, usual_period
from pages.state.events import Events, event_counts, events_by_period, shown_count
from pages.state.view import View
from pages.state.widgets import page_parameter, set_parameter, set_parameters, set_widget

MOST_LANES = 6
_KEY = "events_over_time"


@dataclass(frozen=True, eq=False)
class RenderedEventTimeline:
    """What is drawn; shared, so nobody changes it. told: what is drawn and what is not, a sentence for each dataset."""

    figure: go.Figure
    told: tuple[str, ...]


def events_timeline(view: View) -> None:
    """Draw the events shown over time, and below them in a table; nothing where no dataset is on."""
    events = view.events
    if events is None or not events.on:
        return
    st.header("Imported events over time, each dataset apart", anchor="events")
    with told_when_away():
        if told := no_effect_text(view):
            st.info(plain(told))
        span = events_span(events)
        if span is None or not any(shown_count(events, counts) for counts in event_counts(view.dataset, events).values()):
            st.caption("No event with a date is shown.")
            return
        period = _period_choice(span)
        drawn = render_events(view.dataset, events, period, span, view.dark)
        key = f"{_KEY}_{period}_{span[0]}_{span[1]}"
        st.plotly_chart(
            drawn.figure,
            key=key,
            theme=None,
            on_select=lambda: _into(key, span),
            selection_mode="points",
            config={"displayModeBar": False, "scrollZoom": False},
            alt=f"Events shown per {period}. {' '.join(drawn.told)} A table of them follows.",
        )
        for line in drawn.told:
            st.caption(plain(line))
        st.caption(
            "A bar counts by the first day that an event may have happened; its paler part is dated less exactly than the bar is wide."
        )
        with st.expander("The events shown, one a row", expanded=view.selection.dates is not None):
            event_table(view, events, "timeline_events")


def events_span(events: Events) -> tuple[date, date] | None:
    """The days in view: those filtered for, else from the first to the last of the datasets that are on."""
    days = [date.fromisoformat(day) for one in events.on for day in (one.first_day, one.last_day) if day]
    return events.selection.dates or ((min(days), max(days)) if days else None)


def _period_choice(span: tuple[date, date]) -> Period:
    """What a bar stands for: as the address has it, else what fits the days in view."""
    usual = usual_period(*span)
    asked = next((one for one in PERIODS if one in page_parameter("per")), usual)
    set_widget("per", asked)
    names = {one: one.capitalize() for one in PERIODS}

    def take() -> None:
        set_parameter("per", [] if st.session_state["per"] == usual else [st.session_state["per"]])

    st.segmented_control("A bar for each", PERIODS, key="per", required=True, format_func=names.__getitem__, on_change=take)
    found = drawable(asked, *span)
    if found != asked:
        st.caption(f"Too many {asked}s to be told apart: a bar is a {found}. Filter by dates to see each {asked}.")
    return found


def _into(key: str, span: tuple[date, date]) -> None:
    """Callback: the days of a bar become the dates of the view, with the bars that fit them."""
    for point in st.session_state[key].selection.get("points", ()):
        carried = point.get("customdata")
        told = str(carried[0] if isinstance(carried, list) else carried or "")
        if "/" in told:
            first, last = (date.fromisoformat(day) for day in told.split("/"))
            kept_days = max(first, span[0]), min(last, span[1])
            days = kept_days if kept_days[0] <= kept_days[1] else (first, last)
            return set_parameters({"dates": [day.isoformat() for day in days], "per": []})


@kept(32)
def render_events(dataset: Dataset, events: Events, period: Period, span: tuple[date, date], dark: bool) -> RenderedEventTimeline:
    """Draw the events that are shown, a lane for each of the first MOST_LANES datasets that are on."""
    counts, found = event_counts(dataset, events), events_by_period(dataset, events, period)
    on = events.on[:MOST_LANES]
    names = {one.name: (dataset_text(one), NOUNS[Kind(one.kind)]) for one in on}
    told = []
    for one in on:
        drawn, shown = int(found.loc[found["dataset"] == one.name, "events"].sum()), shown_count(events, counts[one.name])
        left = f"; {count_text(shown - drawn, *NOUNS[Kind(one.kind)])} shown without a date" if shown > drawn else ""
        told.append(f"{count_text(drawn, *NOUNS[Kind(one.kind)])} shown with a date{left}: {source_text(one)}.")
    if len(events.on) > MOST_LANES:
        told.append(f"{len(events.on) - MOST_LANES} more datasets are not drawn: switch others off under “Events”.")
    return RenderedEventTimeline(events_figure(found, period, names, span, dark), tuple(told))
