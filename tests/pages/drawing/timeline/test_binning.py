"""The timeline of facts too many to draw each: what is counted where, what is told apart, and that it stays within bounds."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from PIL import Image

from loaders.schema.records import Fact
from pages.drawing.caption import Caption
from pages.drawing.timeline.binning import MOST_LANES, MOST_STEPS, BinnedCounts, counts, days_text, step_of
from pages.drawing.timeline.figure import timeline_figure
from pages.drawing.timeline.layout import MOST_ROWS, LaneLayout, ZoomRange, layout_lanes
from pages.drawing.timeline.legend import timeline_legend
from pages.drawing.timeline.picture import timeline_picture
from pages.drawing.timeline.summary import counted_text
from pages.timeline.day_gap import MOST_OPTIONS, options

YEARS = ZoomRange("all", "All", date(2004, 1, 1), date(2026, 2, 28))
WEEKS = ZoomRange("2024-09", "Sep 2024 – Oct 2025", date(2024, 9, 1), date(2025, 10, 31))
CAPTION = Caption("A title", "all", "many facts", "abc123", "Drawn here")
MANY = 4_000
FrameOf = Callable[..., pd.DataFrame]
Dated = Callable[..., pd.DataFrame]


@pytest.fixture
def dated(make_fact: Callable[..., Fact], frame_of: FrameOf) -> Dated:
    """dated(edtf, …): facts with these dates (None: not dated), repeated until they are more than can be drawn each."""

    def frame(*dates: str | None, times: int = MOST_ROWS, **more: object) -> pd.DataFrame:
        once = frame_of(*(make_fact(id=f"fact-{n}", title=f"Fact {n}", date=d, **more) for n, d in enumerate(dates)))
        found = once.iloc[[*range(len(once))] * times].reset_index(drop=True)
        return found.assign(id=[f"{i}-{n // len(once)}" for n, i in enumerate(found["id"])], match="definite")

    return frame


def lanes_of(facts: pd.DataFrame, preset: ZoomRange, lane: str = "kind") -> LaneLayout:
    return layout_lanes(facts, lane, {}, preset)


def counted(facts: pd.DataFrame, preset: ZoomRange, lane: str = "kind") -> BinnedCounts:
    return counts(lanes_of(facts, preset, lane), preset)


@pytest.mark.parametrize(
    ("first", "last", "step"),
    [
        ("2026-01-01", "2026-01-31", "day"),
        ("2025-09-01", "2026-02-28", "week"),
        ("2022-01-01", "2026-02-28", "month"),
        ("2004-01-01", "2026-02-28", "year"),
        ("1000-01-01", "2026-02-28", "year"),
    ],
)
def test_the_step_is_the_shortest_that_makes_few_bars(first: str, last: str, step: str) -> None:
    assert step_of(ZoomRange("x", "x", date.fromisoformat(first), date.fromisoformat(last))) == step
    assert MOST_STEPS >= 31


@pytest.mark.parametrize(
    ("edtf", "preset", "bar"),
    [
        ("2025-03-04", YEARS, ("2025-01-01", "2025-12-31")),
        ("2025-03", YEARS, ("2025-01-01", "2025-12-31")),
        ("2025", YEARS, ("2025-01-01", "2025-12-31")),
        ("2025-01-05/2025-12-30", YEARS, ("2025-01-01", "2025-12-31")),
        ("2024-12-30/2025-01-02", YEARS, None),
        ("2025/..", YEARS, None),
        ("../2025", YEARS, None),
        ("2026-01-31", YEARS, ("2026-01-01", "2026-02-28")),
        ("2026", YEARS, None),
        ("2025-03-04", WEEKS, ("2025-03-03", "2025-03-09")),
        ("2025-03", WEEKS, None),
        ("2024-09-01", WEEKS, ("2024-09-01", "2024-09-01")),
    ],
)
def test_a_fact_is_counted_only_where_its_dates_lie_within_one_step(
    dated: Dated, edtf: str, preset: ZoomRange, bar: tuple[str, str] | None
) -> None:
    found = counted(dated(edtf, times=2), preset)
    bars = [(f"{row.first:%Y-%m-%d}", f"{row.last:%Y-%m-%d}", row.facts) for row in found.bars.itertuples()]
    assert bars == ([(*bar, 2)] if bar else [])
    assert (found.all_counted, found.all_apart) == ((2, 0) if bar else (0, 2))


def test_every_fact_in_view_is_in_a_bar_or_told_apart_or_undated(dated: Dated) -> None:
    facts = dated("2025-03-04", "2025-03", "2025", "2025/..", "2020-12/2021-02", None)
    found = counted(facts, YEARS)
    assert found.bars["facts"].sum() == found.all_counted == 3 * MOST_ROWS
    assert found.all_apart == 2 * MOST_ROWS
    assert found.undated == {"security_incident": MOST_ROWS}


def test_a_stack_tells_kinds_and_certainties_apart_and_has_no_gaps(dated: Dated) -> None:
    firm, weak = dated("2025-03-04"), dated("2025-03-04", certainty="claimed")
    facts = pd.concat([firm, weak.assign(id="other-" + weak["id"], match="possible")], ignore_index=True)
    bars = counted(facts, YEARS).bars
    assert [(row.weak, row.possible, row.below, row.facts) for row in bars.itertuples()] == [
        (False, False, 0, MOST_ROWS),
        (True, True, MOST_ROWS, MOST_ROWS),
    ]


def test_small_lanes_share_one_where_each_fact_counts_once(dated: Dated) -> None:
    actors = [f"actor-{n}" for n in range(MOST_LANES + 20)]
    facts = dated("2025-03-04", times=MANY)
    facts = facts.assign(actors=[(actors[n % 3], actors[-1], actors[-2]) if n % 2 else () for n in range(MANY)])
    facts.at[1, "actors"] = tuple(actors)
    found = counted(facts, YEARS, "every_actor")
    assert len(found.names) == MOST_LANES
    assert [name for _, name in found.names[-2:]] == [f"{len(actors) - MOST_LANES + 2} other actors", "No actor named"]
    assert found.counted["others"] == 1
    assert found.own_scale == {"others", "none"}


def test_lanes_that_were_gathered_and_lanes_too_many_are_told_as_one(dated: Dated) -> None:
    facts = dated("2025-03-04", times=MANY)
    facts = facts.assign(actors=[("few-1", "few-2") if n == 0 else (f"actor-{n % 20}",) for n in range(MANY)])
    found = counted(facts, YEARS, "actor")
    assert len(found.names) == MOST_LANES
    assert found.names[-1] == ("others", f"{20 - (MOST_LANES - 1) + 2} other actors")
    assert sum(found.counted.values()) == found.all_counted == MANY


def test_lanes_have_one_scale_but_those_that_gather_what_is_left(dated: Dated) -> None:
    facts = dated("2025-03-04", times=1_000)
    facts = facts.assign(actors=[("few",)] * 10 + [("many",)] * 190 + [()] * 800)
    scales = counted(facts, YEARS, "actor").scales(100)
    assert scales["few"] == scales["many"] == 100 / 190
    assert scales["none"] == 100 / 800


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("lane", ["kind", "actor"])
def test_many_facts_are_a_bounded_figure_that_was_drawn_without_changing_them(dated: Dated, lane: str, narrow: bool) -> None:
    facts = dated("2025-03-04", "2019-05", "2012", None, "2010/..", times=MANY // 5)
    facts = facts.assign(actors=[(f"actor-{n % 90}",) for n in range(len(facts))])
    before = facts.copy(deep=True)
    figure = timeline_figure(lanes_of(facts, YEARS, lane), YEARS, False, narrow).to_plotly_json()
    pd.testing.assert_frame_equal(facts, before)
    assert figure["layout"]["height"] <= 1200
    assert [trace.get("xaxis") for trace in figure["data"]] == [None, None, "x2", "x3"]
    assert {"2025-01-01/2025-12-31", "2019-01-01/2019-12-31"} <= set(figure["data"][0]["customdata"])
    said = " ".join(note["text"] for note in figure["layout"]["annotations"])
    assert f"{MANY // 5}" in said


def test_bars_stay_within_their_lane(dated: Dated) -> None:
    figure = timeline_figure(lanes_of(dated("2025-03-04", "2025-03-05"), YEARS), YEARS, False).to_plotly_json()
    (bars, numbers, _), low = figure["data"], figure["layout"]["yaxis"]["range"][0]
    tops = [base + height for base, height in zip(bars["base"], bars["y"], strict=True)]
    assert low <= min(bars["base"]) < max(tops) < 0
    assert list(numbers["text"]) == [str(2 * MOST_ROWS)]


def test_the_limit_is_where_counting_begins(dated: Dated) -> None:
    drawn, many = (lanes_of(dated("2025-03-04", times=n), YEARS) for n in (MOST_ROWS, MOST_ROWS + 1))
    assert (drawn.counted, many.counted) == (False, True)
    assert counted_text(drawn, YEARS) == ""
    assert counted_text(many, YEARS).startswith(
        f"{MOST_ROWS + 1} dated facts shown: {MOST_ROWS + 1} counted per year. Filter to {MOST_ROWS} "
    )


def test_undated_facts_too_many_for_marks_are_a_number_beside_drawn_ones(dated: Dated) -> None:
    facts = pd.concat([dated("2025-03-04", times=1), dated(None, times=MANY)], ignore_index=True)
    lanes = lanes_of(facts.assign(id=[f"fact-{n}" for n in range(len(facts))]), YEARS)
    figure = timeline_figure(lanes, YEARS, False).to_plotly_json()
    assert figure["layout"]["height"] < 200
    (beside,) = [trace for trace in figure["data"] if trace.get("xaxis") == "x2"]
    assert beside["text"] == [f"{MANY:,}"]


def test_the_picture_counts_as_the_screen_does(dated: Dated) -> None:
    facts = dated("2025-03-04", "2025-03", "2025/..", None, certainty="claimed")
    lanes = lanes_of(facts, YEARS)
    svg = timeline_picture(lanes, YEARS, CAPTION, "svg")
    said = ["".join(element.itertext()) for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
    assert f"{2 * MOST_ROWS}" in said
    assert f"{2 * MOST_ROWS} counted per year, {MOST_ROWS} in no bar" in said
    assert f"No date: {MOST_ROWS} shown" in said
    assert "hollow: claimed, disputed, opinion or expected" in said
    assert "fading: begins or ends out of view" not in [words for _, _, words in timeline_legend(lanes)]


def test_the_picture_of_many_facts_is_bounded(dated: Dated) -> None:
    facts = dated("2025-03-04", "2019-05", None, times=MANY // 3)
    facts = facts.assign(actors=[(f"actor-{n % 90}",) for n in range(len(facts))])
    image = Image.open(io.BytesIO(timeline_picture(lanes_of(facts, YEARS, "actor"), YEARS, CAPTION, "png")))
    assert image.height < 2.2 * image.width


@pytest.mark.parametrize(
    ("first", "last", "step", "words"),
    [
        ("2026-01-31", "2026-01-31", "day", "31 Jan 2026"),
        ("2026-01-01", "2026-01-31", "month", "Jan 2026"),
        ("2025-01-01", "2025-12-31", "year", "2025"),
        ("2026-01-01", "2026-02-28", "year", "1 Jan 2026 – 28 Feb 2026"),
        ("2026-01-05", "2026-01-11", "week", "5 Jan 2026 – 11 Jan 2026"),
    ],
)
def test_a_bar_names_its_days(first: str, last: str, step: str, words: str) -> None:
    assert days_text(date.fromisoformat(first), date.fromisoformat(last), step) == words


def test_all_dated_facts_are_offered_while_they_are_few(dated: Dated) -> None:
    facts = dated("2025-03-04", None, times=10)
    offered, of = options(facts, facts.head(2), [])
    assert (len(offered), of) == (10, 0)


def test_past_a_limit_the_latest_of_those_shown_are_offered_and_those_picked(dated: Dated) -> None:
    facts = dated("2025-03-04", "2020-03-04", None, times=MOST_OPTIONS)
    picked = ["fact-1-7", "fact-2-7"]
    offered, of = options(facts, facts, picked)
    assert of == 2 * MOST_OPTIONS
    assert sorted(offered["id"].tail(2)) == picked
    assert len(offered) == MOST_OPTIONS + 2
    assert offered["id"].head(MOST_OPTIONS).str.startswith("fact-0-").all()
    few, of = options(facts, facts.head(4), [])
    assert (len(few), of) == (3, 0)
