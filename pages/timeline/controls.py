"""What the reader can choose on the timeline: lanes, what a drag does, the part of the axis in view."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pages.drawing.timeline.figure import UNDATED
from pages.drawing.timeline.folding import milliseconds, unfolded
from pages.drawing.timeline.layout import EVERY, LANES, LaneLayout, ZoomRange
from pages.state.widgets import open_fact, page_parameter, set_parameter, set_widget
from pages.timeline.file import lane_in, preset_in
from pages.timeline.undated import open_undated


def lane_choice() -> str:
    """What a lane is; held in the address."""
    asked = lane_in(page_parameter("lane"))
    set_widget("lane", EVERY.get(asked, asked))
    st.segmented_control("Group by", LANES, key="lane", required=True, format_func=str.capitalize, on_change=_take_lane)
    return asked


def _take_lane() -> None:
    lane = st.session_state["lane"]
    set_parameter("lane", [] if lane == LANES[0] else [lane])


def every_lane_choice(lane: str, lanes: LaneLayout) -> None:
    """Whether also those of few facts have a lane each; held in the address. Nothing where none is gathered."""
    if not lanes.gathered and lane not in EVERY:
        return
    set_widget("every", lane in EVERY)
    name = EVERY.get(lane, lane)
    st.toggle(f"Every {name}", key="every", on_change=_take_every, args=(name,))


def _take_every(lane: str) -> None:
    set_parameter("lane", [f"every_{lane}" if st.session_state["every"] else lane])


def drag_choice() -> str:
    """What a drag across the picture does, as plotly's dragmode; held in the address."""
    asked = "dates" if "dates" in page_parameter("drag") else "move"
    set_widget("drag", asked)
    names = {"move": "Move the axis", "dates": "Filter by dates"}
    st.segmented_control("Drag to", list(names), key="drag", required=True, format_func=names.__getitem__, on_change=_take_drag)
    return {"move": "pan", "dates": "select"}[asked]


def _take_drag() -> None:
    set_parameter("drag", ["dates"] if st.session_state["drag"] == "dates" else [])


def preset_choice(zoom_ranges_for: Sequence[ZoomRange]) -> ZoomRange:
    """The part of the axis in view; the latest stretch of exactly dated facts unless the address says otherwise."""
    known = {preset.id: preset for preset in zoom_ranges_for}
    asked, usual = preset_in(page_parameter("preset"), zoom_ranges_for)
    set_widget("preset", asked.id)
    st.segmented_control(
        "Period", list(known), key="preset", required=True, format_func=lambda p: known[p].name, on_change=_take_preset, args=(usual.id,)
    )
    return asked


def _take_preset(usual: str) -> None:
    preset = st.session_state["preset"]
    set_parameter("preset", [] if preset == usual else [preset])


def on_select(key: str, preset: ZoomRange) -> None:
    """Callback: a click opens the fact, takes the days of a bar that counts, or lists what has no date; a drag takes its span."""
    selection = st.session_state[key].selection
    for box in selection.get("box", ()):
        if box.get("xref", "x") == "x" and len(box.get("x", ())) == 2:
            edges = sorted(unfolded(milliseconds(pd.Timestamp(edge)), preset) for edge in box["x"])
            set_parameter("dates", [f"{pd.Timestamp(edge, unit='ms'):%Y-%m-%d}" for edge in edges])
            return
    for point in selection.get("points", ()):
        if carried := point.get("customdata"):
            told = str(carried[0] if isinstance(carried, list) else carried)
            if told == UNDATED:
                return open_undated()
            return set_parameter("dates", told.split("/")) if "/" in told else open_fact(told)
