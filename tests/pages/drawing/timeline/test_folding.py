"""Years without facts on the timeline: which are left out, that no bar gets shorter, and that a place of the axis is a true day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from loaders.frames.dataset import Dataset
from loaders.schema.records import Fact
from pages.drawing.timeline.axis import BREAK, MOST_TICKS, Axis, ticks
from pages.drawing.timeline.figure import timeline_figure
from pages.drawing.timeline.folding import folded, gaps_text, milliseconds, unfolded, without_empty_years
from pages.drawing.timeline.layout import MOST_ROWS, ZoomRange, layout_lanes, zoom_ranges
from pages.drawing.timeline.summary import caption_text, reading_help

HORIZON = date(2026, 2, 28)
GAPS = ZoomRange("all", "All", date(1950, 1, 1), HORIZON, ((date(1960, 1, 1), date(1990, 1, 1)), (date(1992, 1, 1), date(2021, 1, 1))))
DAY_MS = 86_400_000
Dated = Callable[..., pd.DataFrame]


@pytest.fixture
def dated(make_fact: Callable[..., Fact], frame_of: Callable[..., pd.DataFrame]) -> Dated:
    """dated(edtf, …): a frame of facts with these dates."""

    def frame(*dates: str | None) -> pd.DataFrame:
        return frame_of(*(make_fact(id=f"fact-{n}", date=d) for n, d in enumerate(dates))).assign(match="definite")

    return frame


def whole(facts: pd.DataFrame) -> ZoomRange:
    return without_empty_years(zoom_ranges(facts, HORIZON), facts)[0]


@pytest.mark.parametrize(
    ("dates", "gaps"),
    [
        (["195X", "2021-08-26", "2026-01-31"], ["1960–2020"]),
        (["1950", "1990-05", "2026-01"], ["1951–1989", "1991–2025"]),
        (["1950/2021", "2026-01"], []),
        (["1950/..", "2026-01"], ["1951–2025"]),
        (["../1950", "2026-01"], ["1951–2025"]),
        (["2019", "2025"], ["2020–2024"]),
        (["2020", "2025"], []),
        (["2026-01", None], []),
        ([None], []),
    ],
)
def test_years_in_which_no_fact_is_known_to_begin_or_end_are_left_out_where_they_are_five_or_more_in_a_row(
    dated: Dated, dates: list[str | None], gaps: list[str]
) -> None:
    preset = whole(dated(*dates))
    assert [f"{first.year}–{after.year - 1}" for first, after in preset.gaps] == gaps
    said = f"Years in which no fact shown is known to begin or end are left out: {', '.join(gaps)}." if gaps else ""
    assert gaps_text(preset) == said
    lanes = layout_lanes(dated(*dates), "kind", {}, preset)
    assert said in reading_help(lanes, preset)
    assert said in caption_text(lanes, preset)


@pytest.mark.parametrize(
    "day", ["1950-01-01", "1959-12-31", "1990-01-01", "1991-06-15", "2021-01-01", "2026-02-28"], ids=lambda day: day[:4]
)
def test_a_place_of_the_axis_is_a_true_day(day: str) -> None:
    moment = milliseconds(pd.Timestamp(day)) + 1_000
    assert unfolded(folded(moment, GAPS), GAPS) == moment


def test_the_axis_is_as_much_shorter_as_is_left_out_and_ends_where_it_did() -> None:
    first, last = milliseconds(GAPS.first), milliseconds(GAPS.last)
    left_out = sum((after - before).days for before, after in GAPS.gaps)
    assert folded(last, GAPS) == last
    assert last - folded(first, GAPS) == last - first - left_out * DAY_MS
    assert folded(milliseconds(date(1970, 5, 1)), GAPS) == folded(milliseconds(date(1990, 1, 1)), GAPS)


@pytest.mark.parametrize(("edtf", "days"), [("1950", 365), ("195X", 3652), ("2021", 365), ("2025-12", 31), ("2021/2022", 730)])
def test_a_bar_keeps_its_true_length(dated: Dated, edtf: str, days: int) -> None:
    facts = dated("1950", "2026-01-31", edtf)
    preset = whole(facts)
    assert preset.gaps
    figure = timeline_figure(layout_lanes(facts, "kind", {}, preset), preset, False).to_plotly_json()
    pieces = next(trace for trace in figure["data"] if trace["type"] == "bar")
    assert days * DAY_MS in list(pieces["x"])


def test_the_axis_names_true_years_and_marks_what_is_left_out(dated: Dated) -> None:
    facts = dated("195X", "2021", "2026-01-31")
    preset = whole(facts)
    layout = timeline_figure(layout_lanes(facts, "kind", {}, preset), preset, False).to_plotly_json()["layout"]
    names = list(layout["xaxis"]["ticktext"])
    assert len(names) <= MOST_TICKS
    assert {f"{BREAK} 2021", "1950"} <= set(names)
    assert not {"1960", "1990", "2020"} & set(names)
    place = layout["xaxis"]["tickvals"][names.index(f"{BREAK} 2021")]
    (line,) = [shape for shape in layout["shapes"] if shape.get("yref") == "paper"]
    assert (line["x0"], line["line"]["dash"]) == (place, "dot") == ("2021-01-01T00:00", "dot")
    assert layout["xaxis3"]["ticktext"] == layout["xaxis"]["ticktext"]


def test_the_picture_as_a_file_leaves_the_same_years_out() -> None:
    axis = Axis(GAPS, 0, 1000)
    left, right = axis.at(pd.Timestamp("1959-12-31")), axis.at(pd.Timestamp("1990-01-01"))
    assert 0 < right - left < 1
    assert (axis.at(pd.Timestamp("1950-01-01")), axis.at(pd.Timestamp("2026-03-01"))) == (0, 1000)
    assert all(day.year not in range(1960, 1990) for day, _ in ticks(GAPS))


def test_bars_that_count_move_with_the_axis_and_carry_true_days(dated: Dated) -> None:
    once = dated("1950-03-04", "2025-03-04")
    facts = pd.concat([once.assign(id=once["id"] + f"-{turn}") for turn in range(MOST_ROWS)], ignore_index=True)
    preset = whole(facts)
    bars = timeline_figure(layout_lanes(facts, "kind", {}, preset), preset, False).to_plotly_json()["data"][0]
    assert set(bars["customdata"]) == {"1950-03-04/1950-12-31", "2025-01-01/2025-12-31"}
    at = [unfolded(milliseconds(pd.Timestamp(x)), preset) for x in bars["x"]]
    assert [pd.Timestamp(ms, unit="ms").year for ms in at] == [1950, 2025]
    assert pd.Timestamp(bars["x"][0]).year > 2000


def test_all_facts_of_the_project_leave_the_decades_before_2021_out(dataset: Dataset) -> None:
    assert gaps_text(whole(dataset.facts)) == "Years in which no fact shown is known to begin or end are left out: 1960–2020."
