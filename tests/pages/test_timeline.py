"""The timeline's spans, presets, distances and figure: dates drawn as exactly as they are known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from loaders.dataset import Dataset
from loaders.distances import distance_words
from loaders.records import Fact
from pages.shared.palette import PALER
from pages.timeline.figure import timeline_figure
from pages.timeline.spans import Preset, horizon_after, in_lanes, in_view, lane_rows, presets, spans
from pages.timeline.traces import FADING_PIECES, PAPER

HORIZON = date(2026, 2, 28)
VIEW = Preset("2025-09", "Sep 2025 – Feb 2026", date(2025, 9, 1), HORIZON)
MakeFact = Callable[..., Fact]
FrameOf = Callable[..., pd.DataFrame]
Dated = Callable[..., pd.DataFrame]


@pytest.fixture
def dated(make_fact: MakeFact, frame_of: FrameOf) -> Dated:
    """dated(edtf, …): a frame of security incidents with these dates (None: not dated), ids fact-0, fact-1, …"""

    def frame(*dates: str | None, **more: object) -> pd.DataFrame:
        return frame_of(*(make_fact(id=f"fact-{n}", title=f"Fact {n}", date=d, **more) for n, d in enumerate(dates))).assign(
            match="definite"
        )

    return frame


def spans_of(facts: pd.DataFrame) -> pd.DataFrame:
    before = facts.copy(deep=True)
    found = spans(lane_rows(facts, "kind", {}), HORIZON)
    pd.testing.assert_frame_equal(facts, before)
    return found.set_index("id")


@pytest.mark.parametrize(
    ("edtf", "begin", "finish", "open_start", "open_end"),
    [
        ("2026-01-31", "2026-01-31", "2026-02-01", False, False),
        ("2025-12", "2025-12-01", "2026-01-01", False, False),
        ("2025", "2025-01-01", "2026-01-01", False, False),
        ("2025-09/..", "2025-09-01", "2026-03-01", False, True),
        ("2026-01-31/..", "2026-01-31", "2026-03-01", False, True),
        ("2025-12-03/2025-12-05", "2025-12-03", "2025-12-06", False, False),
    ],
)
def test_a_span_is_as_long_as_the_date_is_wide(dated: Dated, edtf: str, begin: str, finish: str, open_start: bool, open_end: bool) -> None:
    row = spans_of(dated(edtf)).loc["fact-0"]
    assert (str(row["begin"].date()), str(row["finish"].date())) == (begin, finish)
    assert (row["open_start"], row["open_end"]) == (open_start, open_end)


def test_what_has_no_date_is_no_span(dated: Dated) -> None:
    assert list(spans_of(dated("2025-12", None)).index) == ["fact-0"]


def test_rows_of_a_lane_never_share_a_line(dated: Dated) -> None:
    rows = spans_of(dated(*["2025-12"] * 4))
    assert sorted(rows["row"]) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("edtf", "seen"),
    [
        ("2025-08-31", False),
        ("2025-09-01", True),
        ("2026-02-28", True),
        ("2026-03-01", False),
        ("2021/..", True),
        ("2025", True),
        ("2021", False),
    ],
)
def test_what_touches_the_part_in_view_is_in_view(dated: Dated, edtf: str, seen: bool) -> None:
    rows = lane_rows(dated(edtf), "kind", {})
    assert in_view(spans(rows, HORIZON), VIEW).tolist() == [seen]


@pytest.mark.parametrize(
    ("dates", "ids"),
    [
        (["2025-12", "2026-01-31"], ["all", "2025-12"]),
        (["2021-08", "2025-12", "2026-01-31"], ["all", "2025-12", "2021"]),
        (["2021", "2025/.."], ["all"]),
        ([None], ["all"]),
        ([], ["all"]),
    ],
)
def test_presets_are_all_and_each_stretch_of_exact_dates_latest_first(dated: Dated, dates: list[str | None], ids: list[str]) -> None:
    facts = dated(*dates) if dates else dated("2025-12").iloc[:0]
    assert [p.id for p in presets(facts, HORIZON)] == ids


@pytest.mark.parametrize(
    ("day", "last"), [(date(2026, 1, 31), date(2026, 2, 28)), (date(2025, 12, 1), date(2026, 1, 31)), (date(2024, 1, 1), date(2024, 2, 29))]
)
def test_an_open_end_is_drawn_to_the_end_of_the_next_month(day: date, last: date) -> None:
    assert horizon_after(day) == last


def test_a_fact_stands_in_the_lane_of_each_of_its_actors_and_one_without_in_a_last_lane(dated: Dated) -> None:
    facts = dated("2025-12", "2026-01").assign(actors=[("bank", "army"), ()])
    rows = lane_rows(facts, "actor", {"bank": "The bank", "army": "The army"})
    assert sorted(zip(rows["id"], rows["lane_name"], strict=True)) == [
        ("fact-0", "The army"),
        ("fact-0", "The bank"),
        ("fact-1", "No actor named"),
    ]
    assert rows["lane"].iloc[-1] == "none"


DISTANCES = [
    ("2025-12", "2026-01-31", "31–61 days"),
    ("2025-12", "2026-01-31/..", "31 days or more"),
    ("2025-12-01", "2025-12-02", "1 day"),
    ("2025-12-01", "2025-12-31", "30 days"),
    ("2025-12-01", "2025-12-01", "0 days"),
    ("2025-12", "2025-12", "between 30 days before and 30 days after"),
    ("2025-09/..", "2025-12-01", "91 days at most"),
    ("2025-09/..", "2025-12/..", "not known: both spans are open"),
    ("2025-12", None, "not known: one of the two has no date"),
    (None, "2025-12", "not known: one of the two has no date"),
]
BACKWARDS = [
    ("2026-01-31", "2025-12", "31–61 days before"),
    ("2025-12-31", "2025-12-01", "30 days before"),
    ("2026-01-31/..", "2025-12", "31 days or more before"),
]


def ends(make_fact: MakeFact, frame_of: FrameOf, one: str | None, other: str | None) -> list[pd.Series]:
    frame = frame_of(make_fact(id="one", date=one), make_fact(id="other", date=other)).set_index("id")
    return [frame.loc["one"], frame.loc["other"]]


@pytest.mark.parametrize(("one", "other", "words"), DISTANCES)
def test_days_between_two_facts_are_a_range_as_wide_as_their_dates(
    make_fact: MakeFact, frame_of: FrameOf, one: str | None, other: str | None, words: str
) -> None:
    assert distance_words(*ends(make_fact, frame_of, one, other)) == words


@pytest.mark.parametrize(("one", "other", "words"), BACKWARDS)
def test_days_back_to_an_earlier_fact_are_told_without_a_minus(
    make_fact: MakeFact, frame_of: FrameOf, one: str, other: str, words: str
) -> None:
    told = distance_words(*ends(make_fact, frame_of, one, other))
    assert "-" not in told
    assert told == words


def figure_of(facts: pd.DataFrame, lane: str = "kind", narrow: bool = False, dark: bool = False) -> dict:
    before = facts.copy(deep=True)
    figure = timeline_figure(in_lanes(facts, lane, {}, VIEW), VIEW, dark, narrow).to_plotly_json()
    pd.testing.assert_frame_equal(facts, before)
    return figure


def drawn_ids(figure: dict) -> set[str]:
    return {i for trace in figure["data"] for i in (trace.get("customdata") if trace.get("customdata") is not None else ())}


def texts_of(figure: dict) -> list[str]:
    return [
        str(t)
        for trace in figure["data"]
        for name in ("text", "hovertext")
        for t in (trace.get(name) if trace.get(name) is not None else ())
    ]


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("lane", ["kind", "district", "actor"])
def test_every_fact_in_view_can_be_pointed_at_and_the_undated_stand_beside(dated: Dated, lane: str, narrow: bool) -> None:
    figure = figure_of(dated("2025-12", "2026-01-31", "2025-09/..", None, "2021-08"), lane, narrow)
    assert drawn_ids(figure) == {"fact-0", "fact-1", "fact-2", "fact-3"}
    beside = [trace for trace in figure["data"] if trace.get("xaxis") == "x2"]
    assert [list(t["customdata"]) for t in beside] == [["fact-3"]]


def bars_of(figure: dict) -> tuple[dict, dict]:
    """The pieces of the bars, and what lies over them for the pointer."""
    pieces, tops = [trace for trace in figure["data"] if trace["type"] == "bar"]
    return pieces, tops


def edges_of(trace: dict) -> list[tuple[str, str]]:
    """First and last moment of each bar of a trace."""
    starts = pd.to_datetime(trace["base"])
    ends = starts + pd.to_timedelta(trace["x"], unit="ms")
    return [(f"{start:%Y-%m-%d}", f"{end:%Y-%m-%d}") for start, end in zip(starts, ends, strict=True)]


def opacity(colour: str) -> float:
    return float(colour.rpartition(",")[2].rstrip(")")) if colour.startswith("rgba") else 1.0


def test_a_day_is_one_mark_at_its_day(dated: Dated) -> None:
    (marks,) = [t for t in figure_of(dated("2026-01-31"))["data"] if t.get("customdata") is not None]
    assert (marks["mode"], list(marks["x"])) == ("markers", ["2026-01-31T00:00"])


def test_a_month_is_never_drawn_as_a_day(dated: Dated) -> None:
    pieces, tops = bars_of(figure_of(dated("2025-12")))
    assert edges_of(pieces) == edges_of(tops) == [("2025-12-01", "2026-01-01")]


@pytest.mark.parametrize("lane", ["kind", "district", "actor"])
def test_the_figure_has_few_traces_whatever_the_kinds_and_strengths(dataset: Dataset, lane: str) -> None:
    facts = dataset.facts.assign(match=["definite", "possible"] * (len(dataset.facts) // 2) + ["definite"] * (len(dataset.facts) % 2))
    assert len(figure_of(facts, lane)["data"]) == 6


@pytest.mark.parametrize(("edtf", "grows"), [("2025-10/..", False), ("../2025-12", True)])
def test_a_bar_fades_in_pieces_towards_the_end_that_is_not_known(dated: Dated, edtf: str, grows: bool) -> None:
    pieces, tops = bars_of(figure_of(dated(edtf, "2025-12")))
    strengths = [opacity(c) for c, y in zip(pieces["marker"]["color"], pieces["y"], strict=True) if pieces["y"].count(y) > 1]
    assert len(strengths) == FADING_PIECES
    assert strengths == sorted(strengths, reverse=not grows)
    assert len(tops["base"]) == 2


def test_pieces_of_a_bar_join_and_fill_it(dated: Dated) -> None:
    pieces, tops = bars_of(figure_of(dated("2025-10/..")))
    edges = edges_of(pieces)
    assert [end for _, end in edges[:-1]] == [start for start, _ in edges[1:]]
    assert (edges[0][0], edges[-1][1]) == edges_of(tops)[0] == ("2025-10-01", "2026-03-01")


@pytest.mark.parametrize(("edtf", "ends"), [("2025-12", ["2025-12-01", "2026-01-01"]), ("2025-10/..", ["2025-10-01"])])
def test_only_a_known_end_has_a_stroke(dated: Dated, edtf: str, ends: list[str]) -> None:
    (caps,) = [t for t in figure_of(dated(edtf))["data"] if t.get("marker", {}).get("symbol") == "line-ns"]
    assert [x[:10] for x in caps["x"]] == ends


def test_a_bar_is_hollow_where_it_is_only_claimed(dated: Dated) -> None:
    firm, weak = (bars_of(figure_of(dated("2025-12", certainty=certainty)))[1] for certainty in ("stated", "claimed"))
    assert weak["marker"]["color"] == [PAPER[False]]
    assert weak["width"] < firm["width"]
    assert opacity(firm["marker"]["color"][0]) == 0


@pytest.mark.parametrize("edtf", ["2025-12", "2026-01-31", None])
def test_what_may_match_is_paler(dated: Dated, edtf: str | None) -> None:
    def strength(match: str) -> float:
        return opacity(figure_of(dated(edtf).assign(match=match))["data"][0]["marker"]["color"][0])

    assert strength("possible") == pytest.approx(PALER * strength("definite"), abs=0.001)


def test_each_fact_is_told_once(dated: Dated) -> None:
    figure = figure_of(dated("2025-10/..", "2025-12", "2026-01-31", None))
    told = [text for trace in figure["data"] for text in trace.get("hovertext", ())]
    assert len(told) == 4
    assert all("stated" in text for text in told)


def test_no_not_a_time_reaches_the_figure(dated: Dated) -> None:
    figure = figure_of(dated("2025-12", "../2025-10", "2026-01/..", None))
    assert "NaT" not in str(figure)


@pytest.mark.parametrize("narrow", [False, True])
def test_titles_are_escaped_so_that_plotly_draws_them_as_they_are(dated: Dated, narrow: bool) -> None:
    facts = dated("2026-01-31", None).assign(title="<b>Bold</b> & co")
    told = texts_of(figure_of(facts, narrow=narrow))
    assert any("&lt;b&gt;Bold" in text for text in told)
    assert not any("<b>Bold" in text for text in told)


def test_lane_names_are_escaped(dated: Dated) -> None:
    facts = dated("2026-01-31").assign(actors=[("bank",)])
    lanes = in_lanes(facts, "actor", {"bank": "<i>Bank</i>"}, VIEW)
    notes = [a["text"] for a in timeline_figure(lanes, VIEW, False).to_plotly_json()["layout"]["annotations"]]
    assert any("&lt;i&gt;Bank" in note for note in notes)
    assert not any("<i>Bank" in note for note in notes)


def test_an_inferred_year_is_said_beside_the_title(dated: Dated) -> None:
    assert any("(year inferred)" in text for text in texts_of(figure_of(dated("2026-01-31", date_basis="year_inferred"))))


def test_hollow_marks_stand_for_what_is_only_claimed(dated: Dated) -> None:
    (marks,) = [t for t in figure_of(dated("2026-01-31", certainty="claimed"))["data"] if t.get("customdata") is not None]
    assert list(marks["marker"]["symbol"]) == ["triangle-up-open"]


def test_the_paper_is_that_of_the_theme(dated: Dated) -> None:
    papers = [figure_of(dated("2025-12"), dark=dark)["layout"]["paper_bgcolor"] for dark in (False, True)]
    assert papers == ["#FFFFFF", "#11161C"]


def test_all_facts_of_the_project_are_drawn_or_counted_as_outside(dataset: Dataset) -> None:
    facts = dataset.facts.assign(match="definite")
    for preset in presets(facts, HORIZON):
        lanes = in_lanes(facts, "kind", {}, preset)
        assert lanes.spans["id"].nunique() + lanes.undated["id"].nunique() + lanes.outside == len(facts)
        assert drawn_ids(timeline_figure(lanes, preset, False).to_plotly_json()) == {*lanes.spans["id"], *lanes.undated["id"]}
