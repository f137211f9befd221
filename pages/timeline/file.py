"""The timeline of an address as a file: what the timeline page offers to download."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from pages.brief.render import timeline_caption
from pages.drawing.hidden_counts import hidden_text
from pages.drawing.timeline.events_picture import EventBands
from pages.drawing.timeline.layout import LANE_WORDS, LANES, ZoomRange
from pages.drawing.timeline.picture import timeline_picture
from pages.state.selection_text import selection_words
from pages.state.view import View
from pages.timeline.render import RenderedTimeline


def lane_in(asked: Sequence[str]) -> str:
    """What an address says that a lane is."""
    return next((lane for lane in asked if lane in LANE_WORDS), LANES[0])


def preset_in(asked: Sequence[str], zoom_ranges_for: Sequence[ZoomRange]) -> tuple[ZoomRange, ZoomRange]:
    """The part of the axis that an address asks for, and the usual one."""
    usual = zoom_ranges_for[1] if len(zoom_ranges_for) > 1 else zoom_ranges_for[0]
    return next((preset for name in asked for preset in zoom_ranges_for if preset.id == name), usual), usual


def timeline_file(
    view: View, drawn: RenderedTimeline, preset: ZoomRange, told: tuple[str, ...] = (), events: EventBands | None = None
) -> Callable[[Literal["png", "svg"]], bytes]:
    """What makes the timeline of this view as a file. told: lines on imported events. events: those that are drawn below the facts."""
    words = selection_words(view.selection, view.dataset)

    def draw(file_format: Literal["png", "svg"]) -> bytes:
        hidden = hidden_text(view.dataset.facts, view.selected, view.shown)
        caption = timeline_caption(view.shown, drawn.lanes, preset, words, view.dataset.version, hidden, told)
        return timeline_picture(drawn.lanes, preset, caption, file_format, events)

    return draw
