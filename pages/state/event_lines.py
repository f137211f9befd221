"""What a brief tells of the imported events beside its facts: counts, version, licence; never a row."""

from __future__ import annotations

from loaders.events.problems import EventsUnavailable
from loaders.frames.dataset import Dataset
from loaders.query.selection import Selection
from pages.drawing.event_texts import counted_text, source_text
from pages.state.events import event_counts, events_beside

AWAY = ("not available when this was made",)


def event_lines(dataset: Dataset, selection: Selection) -> tuple[str, ...]:
    """A line for each dataset that is on; what is said instead where the engine does not answer; none where no events are served."""
    events = events_beside(selection)
    if events is None:
        return ()
    try:
        counts = event_counts(dataset, events) if events.on else {}
    except EventsUnavailable:
        return AWAY
    if events.away:
        return AWAY
    return tuple(f"{counted_text(one, counts[one.name], selection.match)} ({source_text(one)})" for one in events.on)
