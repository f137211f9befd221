"""Titles on the timeline: whole, never across the edge of a bar, inside it only where they fit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from loaders.frames.dataset import Dataset
from loaders.schema.records import Fact
from pages.drawing.text_layout import text_width
from pages.drawing.timeline.figure import PLOT_PX, timeline_figure
from pages.drawing.timeline.labels import INSIDE, LEFT, RIGHT, placed_labels
from pages.drawing.timeline.layout import ZoomRange, axis_end, layout_lanes, zoom_ranges
from pages.drawing.tokens import CHART_TEXT

VIEW = ZoomRange("2025-09", "Sep 2025 – Feb 2026", date(2025, 9, 1), date(2026, 2, 28))
AXIS = (0, 1000)
SHORT, LONG = "A title", "A title so long that it needs the half of the axis or a little more of it"


def placed(left: int, right: int, said: str, open_start: bool = False, open_end: bool = False, px: int = 1000) -> tuple[str, str]:
    row = {"left": left, "right": right, "said": said, "sign": "", "open_start": open_start, "open_end": open_end}
    (found,) = placed_labels(pd.DataFrame([row]), *AXIS, px).to_dict("records")
    return found["side"], found["label"]


@pytest.mark.parametrize(
    ("left", "right", "said", "side"),
    [
        (0, 1000, SHORT, INSIDE),
        (100, 700, LONG, INSIDE),
        (100, 130, SHORT, RIGHT),
        (100, 130, LONG, RIGHT),
        (900, 930, LONG, LEFT),
        (970, 1000, SHORT, LEFT),
        (500, 500, LONG, RIGHT),
        (990, 990, SHORT, LEFT),
    ],
)
def test_a_title_stands_in_its_bar_where_it_fits_else_right_else_left_and_whole(left: int, right: int, said: str, side: str) -> None:
    assert placed(left, right, said) == (side, said)


@pytest.mark.parametrize(("start", "end"), [(True, False), (False, True)])
def test_a_title_is_never_inside_a_bar_with_an_arrow(start: bool, end: bool) -> None:
    assert placed(100, 600, SHORT, start, end)[0] == RIGHT


def test_a_title_that_fits_nowhere_is_cut_on_the_side_with_most_room() -> None:
    side, label = placed(450, 500, LONG, px=400)
    assert side == RIGHT
    assert label.endswith("…")
    assert label[:-1] in LONG


@pytest.mark.parametrize("window", ["wide", "medium"])
def test_no_title_of_the_project_is_cut_or_crosses_a_bar(dataset: Dataset, window: str) -> None:
    facts = dataset.facts.assign(match="definite")
    for preset in zoom_ranges(facts, axis_end(facts)):
        figure = timeline_figure(layout_lanes(facts, "kind", {}, preset), preset, False, plot_px=PLOT_PX[window]).to_plotly_json()
        texts = [text for trace in figure["data"] if trace.get("text") is not None for text in trace["text"]]
        assert texts
        assert not [text for text in texts if "…" in text]


def test_a_title_inside_is_written_by_its_bar_from_its_start(make_fact: Callable[..., Fact], frame_of: Callable[..., pd.DataFrame]) -> None:
    facts = frame_of(make_fact(title="Long ago", date="2025-09/2026-02")).assign(match="definite")
    figure = timeline_figure(layout_lanes(facts, "kind", {}, VIEW), VIEW, False).to_plotly_json()
    (bar,) = [trace for trace in figure["data"] if trace.get("textposition") == INSIDE]
    assert "Long ago" in bar["text"][0]
    assert (bar["insidetextanchor"], bar["constraintext"], bar["textangle"]) == ("start", "none", 0)
    assert text_width(bar["text"][0], CHART_TEXT) < PLOT_PX["wide"]
    assert not [trace for trace in figure["data"] if trace.get("mode") == "text" and any("Long ago" in text for text in trace["text"])]
