"""The timeline of an address as a file: what the timeline page offers to download."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from pages.drawing.timeline.layout import LANES, Preset
from pages.state.selection_text import selection_words
from pages.state.view import View
from pages.timeline.render import DrawnTimeline


def lane_in(asked: Sequence[str]) -> str:
    """What an address says that a lane is."""
    return next((lane for lane in asked if lane in LANES), LANES[0])


def preset_in(asked: Sequence[str], stretches: Sequence[Preset]) -> tuple[Preset, Preset]:
    """The part of the axis that an address asks for, and the usual one."""
    usual = stretches[1] if len(stretches) > 1 else stretches[0]
    return next((preset for name in asked for preset in stretches if preset.id == name), usual), usual


def timeline_file(view: View, drawn: DrawnTimeline, preset: Preset) -> Callable[[Literal["png", "svg"]], bytes]:
    """What makes the timeline of this view as a file."""
    words = selection_words(view.selection, view.dataset)

    def draw(file_format: Literal["png", "svg"]) -> bytes:
        from pages.brief.render import timeline_caption  # the drawing library loads only when a picture is asked for
        from pages.drawing.timeline.picture import timeline_picture

        caption = timeline_caption(view.shown, drawn.lanes, preset, words, view.dataset.version)
        return timeline_picture(drawn.lanes, preset, caption, file_format)

    return draw
