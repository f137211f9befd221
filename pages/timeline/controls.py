"""What the reader can choose on the timeline: lanes, the part of the axis in view, two facts and their distance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import streamlit as st

from loaders.distances import distance_words
from pages.shared.address import open_fact, page_parameter, set_parameter
from pages.shared.filter_bar import selection_words
from pages.shared.palette import count_words
from pages.shared.text import plain
from pages.shared.view import View
from pages.timeline.drawn import DrawnTimeline
from pages.timeline.spans import LANES, Preset


def lane_choice() -> str:
    """What a lane is; held in the address."""
    asked = next((lane for lane in page_parameter("lane") if lane in LANES), LANES[0])
    st.session_state["lane"] = asked
    st.segmented_control("Lanes by", LANES, key="lane", required=True, format_func=str.capitalize, on_change=_take_lane)
    return asked


def _take_lane() -> None:
    lane = st.session_state["lane"]
    set_parameter("lane", [] if lane == LANES[0] else [lane])


def drag_choice() -> str:
    """What a drag across the picture does, as plotly's dragmode; held in the address."""
    asked = "dates" if "dates" in page_parameter("drag") else "move"
    st.session_state["drag"] = asked
    names = {"move": "Moves the axis", "dates": "Filters by dates"}
    st.segmented_control("A drag", list(names), key="drag", required=True, format_func=names.__getitem__, on_change=_take_drag)
    return {"move": "pan", "dates": "select"}[asked]


def _take_drag() -> None:
    set_parameter("drag", ["dates"] if st.session_state["drag"] == "dates" else [])


def preset_choice(stretches: Sequence[Preset]) -> Preset:
    """The part of the axis in view; the latest stretch of exactly dated facts unless the address says otherwise."""
    known = {preset.id: preset for preset in stretches}
    usual = stretches[1] if len(stretches) > 1 else stretches[0]
    asked = next((known[p] for p in page_parameter("preset") if p in known), usual)
    st.session_state["preset"] = asked.id
    st.segmented_control(
        "In view", list(known), key="preset", required=True, format_func=lambda p: known[p].name, on_change=_take_preset, args=(usual.id,)
    )
    return asked


def _take_preset(usual: str) -> None:
    preset = st.session_state["preset"]
    set_parameter("preset", [] if preset == usual else [preset])


def on_select(key: str) -> None:
    """Callback: a click opens the fact, a drag makes its span the date filter."""
    selection = st.session_state[key].selection
    for box in selection.get("box", ()):
        if box.get("xref", "x") == "x" and len(box.get("x", ())) == 2:
            set_parameter("dates", sorted(str(edge)[:10] for edge in box["x"]))
            return
    for point in selection.get("points", ()):
        if identity := point.get("customdata"):
            return open_fact(str(identity[0] if isinstance(identity, list) else identity))


def reading_help(outside: int, preset: Preset) -> str:
    """How to read the picture, and how many dated facts lie outside the part in view."""
    beyond = f"{count_words(outside, 'dated fact lies', 'dated facts lie')} outside {preset.name}: choose All. " if outside else ""
    return beyond + (
        "A mark is a day; a bar is as long as the month, year or span within which it happened; a fading bar has no known end. Hollow "
        "means claimed, disputed, opinion or expected; paler means may match. Click to open a fact."
    )


def distance(view: View) -> None:
    """Two facts and the days between them, as exactly as they are dated."""
    facts = view.dataset.facts
    titles = dict(zip(facts["id"], facts["title"], strict=True))
    picked = [identity for identity in page_parameter("pick") if identity in titles][:2]
    st.session_state["pick"] = picked
    st.multiselect(
        "Days between two facts",
        [i for i, p in zip(facts["id"], facts["date_precision"], strict=True) if p != "none" or i in picked],
        format_func=lambda i: titles[i],
        key="pick",
        max_selections=2,
        placeholder="Choose two facts",
        on_change=lambda: set_parameter("pick", st.session_state["pick"]),
    )
    if len(picked) == 2:
        one, other = (facts[facts["id"] == i].iloc[0] for i in picked)
        st.markdown(
            f"From {plain(one['title'])} ({plain(one['date_words'])}) to {plain(other['title'])} ({plain(other['date_words'])}): "
            f"**{distance_words(one, other)}**. Order is not cause."
        )


def timeline_file(view: View, drawn: DrawnTimeline, preset: Preset) -> Callable[[Literal["png", "svg"]], bytes]:
    """What makes the timeline of this view as a file."""
    words = selection_words(view.selection, view.dataset)

    def draw(file_format: Literal["png", "svg"]) -> bytes:
        from pages.shared.brief_of import timeline_caption  # the drawing library loads only when a picture is asked for
        from pages.timeline.picture import timeline_picture

        caption = timeline_caption(view.shown, drawn.lanes.outside, preset.name, words, view.dataset.version)
        return timeline_picture(drawn.lanes, preset, caption, file_format)

    return draw
