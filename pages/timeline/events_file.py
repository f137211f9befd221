"""The lanes of imported events in the timeline's picture: what a bar stands for, and the counts of each dataset."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.events.folder import EventDataset
from loaders.frames.dataset import Dataset
from loaders.schema.vocabulary import Kind
from pages.drawing.event_texts import NOUNS, counted_text, dataset_text, source_text
from pages.drawing.timeline.events import PERIODS, Period, usual_period
from pages.drawing.timeline.events_picture import MOST_BARS, EventBands, EventLane
from pages.state.events import Events, event_counts, events_by_period, shown_count
from pages.timeline.events import MOST_LANES, events_span

_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
CLOSED = "Terms of a dataset do not let its rows be passed on, so no bar is shorter than a month."


def event_bands(dataset: Dataset, events: Events, asked: Sequence[str]) -> EventBands | None:
    """What is drawn of the first MOST_LANES datasets that are on; None where nothing with a date is shown. May raise EventsUnavailable.

    asked: the periods that the address names.
    """
    span, counts = events_span(events), event_counts(dataset, events) if events.on else {}
    if span is None or not any(shown_count(events, of) for of in counts.values()):
        return None
    on, days = drawn_datasets(events), (span[1] - span[0]).days + 1
    closed = not all(one.redistribution for one in on)
    wanted = next((one for one in PERIODS if one in asked), usual_period(*span))
    least = max(PERIODS.index(wanted), PERIODS.index("month") if closed else 0)
    period: Period = next((one for one in PERIODS[least:] if days / _DAYS[one] <= MOST_BARS), "year")
    found = events_by_period(dataset, events, period)
    lanes = [EventLane(dataset_text(one), NOUNS[Kind(one.kind)], found[found["dataset"] == one.name]) for one in on]
    return EventBands(lanes, period, span, CLOSED if closed and PERIODS.index(wanted) < PERIODS.index(period) else "")


def drawn_datasets(events: Events) -> tuple[EventDataset, ...]:
    """The datasets that have lanes: the first MOST_LANES that are on and have dates."""
    return tuple(one for one in events.on if one.first_day)[:MOST_LANES]


def beside_texts(dataset: Dataset, events: Events) -> tuple[str, ...]:
    """A line for each dataset that is on: its counts, version, licence and whom to name; whether it is drawn."""
    counts = event_counts(dataset, events) if events.on else {}
    drawn = drawn_datasets(events)
    return tuple(_line(one, counts[one.name], events, one in drawn) for one in events.on)


def _line(one: EventDataset, counts: dict[str, int], events: Events, drawn: bool) -> str:
    told = f"{counted_text(one, counts, events.selection.match)} ({source_text(one)})"
    return f"Imported: {told}" if drawn else f"Not drawn{'' if one.first_day else ', as it has no dates'}: {told}"
