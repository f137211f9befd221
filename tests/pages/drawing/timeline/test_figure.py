"""The timeline's spans, presets, distances and figure: dates drawn as exactly as they are known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from loaders.exposure.day_gaps import distance_text
from loaders.frames.dataset import Dataset
from loaders.schema.records import Fact
from pages.drawing.palette import PALER, THEMES
from pages.drawing.timeline.figure import UNDATED, timeline_figure
from pages.drawing.timeline.layout import ZoomRange, horizon_after, in_view, lane_rows, layout_lanes, spans, zoom_ranges
from pages.drawing.timeline.summary import caption_text, dated_text, edge_text, edges_text, sites_text, title_text
from pages.drawing.timeline.traces import ARROW_PX, FADING_PIECES

HORIZON = date(2026, 2, 28)
VIEW = ZoomRange("2025-09", "Sep 2025 – Feb 2026", date(2025, 9, 1), HORIZON)
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
    found = spans(lane_rows(facts, "kind", {}))
    pd.testing.assert_frame_equal(facts, before)
    return found.set_index("id")


@pytest.mark.parametrize(
    ("edtf", "begin", "finish", "open_start", "open_end"),
    [
        ("2026-01-31", "2026-01-31", "2026-02-01", False, False),
        ("2025-12", "2025-12-01", "2026-01-01", False, False),
        ("2025", "2025-01-01", "2026-01-01", False, False),
        ("2025-09/..", "2025-09-01", "2025-09-01", False, True),
        ("2026-01-31/..", "2026-01-31", "2026-01-31", False, True),
        ("../2025-12", "2026-01-01", "2026-01-01", True, False),
        ("../2025-12-15", "2025-12-16", "2025-12-16", True, False),
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
    assert in_view(spans(rows), VIEW).tolist() == [seen]


@pytest.mark.parametrize(
    ("dates", "ids"),
    [
        (["2025-12", "2026-01-31"], ["all", "2025-12"]),
        (["2021-08", "2025-12", "2026-01-31"], ["all", "2025-12", "2021"]),
        (["2021", "2025/.."], ["all"]),
        (["../2020"], ["all"]),
        ([None], ["all"]),
        ([], ["all"]),
    ],
)
def test_presets_are_all_and_each_stretch_of_exact_dates_latest_first(dated: Dated, dates: list[str | None], ids: list[str]) -> None:
    facts = dated(*dates) if dates else dated("2025-12").iloc[:0]
    assert [p.id for p in zoom_ranges(facts, HORIZON)] == ids


@pytest.mark.parametrize(
    ("dates", "which", "first", "last"),
    [
        (["2026-01-31"], 1, "2026-01-01", "2026-02-28"),
        (["2026-01-31", "2026-01-31/.."], 1, "2026-01-01", "2026-02-28"),
        (["2021-08-26"], 1, "2021-01-01", "2021-12-31"),
        (["2026-01-31/.."], 0, "2026-01-31", "2026-02-28"),
        (["../2020", "2025-06"], 0, "2020-12-31", "2026-02-28"),
        (["../2030"], 0, "2026-02-28", "2026-02-28"),
    ],
)
def test_the_axis_reaches_no_further_than_what_is_dated(dated: Dated, dates: list[str], which: int, first: str, last: str) -> None:
    preset = zoom_ranges(dated(*dates), HORIZON)[which]
    assert (str(preset.first), str(preset.last)) == (first, last)


@pytest.mark.parametrize(
    ("day", "last"), [(date(2026, 1, 31), date(2026, 2, 28)), (date(2025, 12, 1), date(2026, 1, 31)), (date(2024, 1, 1), date(2024, 2, 29))]
)
def test_the_axis_ends_with_the_month_after_the_latest_date(day: date, last: date) -> None:
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


def many_actors(dated: Dated) -> pd.DataFrame:
    """Three facts of the army; two of the bank, one of them with the mine; one without an actor, one of the mine without a date."""
    actors = [("army",), ("army",), ("army",), ("bank", "mine"), ("bank",), (), ("mine",)]
    return dated(*["2026-01"] * 6, None).assign(actors=actors)


def test_actors_of_fewer_than_three_facts_share_a_lane_that_says_how_many_they_are(dated: Dated) -> None:
    lanes = layout_lanes(many_actors(dated), "actor", {"army": "The army", "bank": "The bank"}, VIEW)
    assert lanes.names == [("army", "The army"), ("others", "2 other actors"), ("none", "No actor named")]
    assert sorted(lanes.spans.loc[lanes.spans["lane"] == "others", "id"]) == ["fact-3", "fact-4"], "each once"
    assert list(lanes.undated["lane"]) == ["others"]


def test_every_actor_has_a_lane_where_that_is_asked_for(dated: Dated) -> None:
    lanes = layout_lanes(many_actors(dated), "every_actor", {}, VIEW)
    assert [lane for lane, _ in lanes.names] == ["army", "bank", "mine", "none"]
    assert (lanes.lane, lanes.gathered) == ("actor", 0)


def test_lanes_are_not_gathered_where_none_has_three_facts_or_one_is_small(dated: Dated) -> None:
    few, one = many_actors(dated).iloc[3:], many_actors(dated).iloc[:5].assign(actors=[("army",)] * 4 + [("bank",)])
    assert [lane for lane, _ in layout_lanes(few, "actor", {}, VIEW).names] == ["bank", "mine", "none"]
    assert [lane for lane, _ in layout_lanes(one, "actor", {}, VIEW).names] == ["army", "bank"]


@pytest.mark.parametrize(("title", "said"), [("Killed during 2025", "Killed during 2025"), ("Killed", "Killed (during 2025)")])
def test_what_a_title_says_itself_is_not_said_again(dated: Dated, title: str, said: str) -> None:
    (row,) = layout_lanes(dated("2025").assign(title=title), "kind", {}, VIEW).spans.to_dict("records")
    assert title_text(row) == said


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
    assert distance_text(*ends(make_fact, frame_of, one, other)) == words


@pytest.mark.parametrize(("one", "other", "words"), BACKWARDS)
def test_days_back_to_an_earlier_fact_are_told_without_a_minus(
    make_fact: MakeFact, frame_of: FrameOf, one: str, other: str, words: str
) -> None:
    told = distance_text(*ends(make_fact, frame_of, one, other))
    assert "-" not in told
    assert told == words


def figure_of(facts: pd.DataFrame, lane: str = "kind", narrow: bool = False, dark: bool = False) -> dict:
    before = facts.copy(deep=True)
    figure = timeline_figure(layout_lanes(facts, lane, {}, VIEW), VIEW, dark, narrow).to_plotly_json()
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
def test_every_dated_fact_in_view_can_be_pointed_at_and_the_undated_are_a_number(dated: Dated, lane: str, narrow: bool) -> None:
    figure = figure_of(dated("2025-12", "2026-01-31", "2025-09/..", None, None, "2021-08"), lane, narrow)
    assert drawn_ids(figure) == {"fact-0", "fact-1", "fact-2", UNDATED}
    (beside,) = [trace for trace in figure["data"] if trace.get("xaxis") == "x2"]
    assert (beside["text"], beside["customdata"]) == (["2"], [UNDATED])
    assert "<b>No date: 2 shown</b>" in [note["text"] for note in figure["layout"]["annotations"]]


@pytest.mark.parametrize("undated", [10, 3_000])
def test_the_undated_take_no_rows(dated: Dated, undated: int) -> None:
    height = figure_of(dated("2026-01-31"))["layout"]["height"]
    assert figure_of(dated("2026-01-31", *[None] * undated))["layout"]["height"] == height


@pytest.mark.parametrize("narrow", [False, True])
def test_dates_stand_above_and_below_and_move_together(dated: Dated, narrow: bool) -> None:
    figure = figure_of(dated("2026-01-31"), narrow=narrow)
    below, above = figure["layout"]["xaxis"], figure["layout"]["xaxis3"]
    assert (above["side"], above["overlaying"], above["matches"], above["range"]) == ("top", "x", "x", below["range"])
    assert above["tickmode"] == "auto", "plotly would space the days above evenly, at moments that are not theirs"
    assert [trace for trace in figure["data"] if trace.get("xaxis") == "x3"], "an axis without a trace is not drawn"
    assert figure["layout"]["margin"]["t"] >= 30


def bars_of(figure: dict) -> tuple[dict, dict]:
    """The pieces of the bars, and what lies over them for the pointer."""
    pieces, tops = [trace for trace in figure["data"] if trace["type"] == "bar"]
    return pieces, tops


def edges_of(trace: dict) -> list[tuple[str, str]]:
    """First and last moment of each bar of a trace."""
    starts = pd.to_datetime(trace["base"])
    ends = (starts + pd.to_timedelta(trace["x"], unit="ms")).round("h")
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
    ordered = 3  # ties, and of one look the dashes and the signs of brackets
    assert len(figure_of(facts, lane)["data"]) == 9 + ordered


def strengths_of(figure: dict) -> list[float]:
    return [opacity(colour) for colour in bars_of(figure)[0]["marker"]["color"]]


@pytest.mark.parametrize(
    ("edtf", "rising", "falling"),
    [
        ("2025", True, False),
        ("2021/2025-10", True, False),
        ("2026", False, True),
        ("2026-02/2027", False, True),
        ("2021/2027", True, True),
        ("202X", True, True),
        ("2025-09/2026-02", False, False),
    ],
)
def test_a_bar_that_the_view_cuts_fades_there_and_has_no_stroke_there(dated: Dated, edtf: str, rising: bool, falling: bool) -> None:
    figure = figure_of(dated(edtf))
    found = strengths_of(figure)
    assert len(found) == 1 + FADING_PIECES * (rising + falling)
    assert (found[0] < max(found), found[-1] < max(found)) == (rising, falling)
    before, after = found[: FADING_PIECES * rising], found[len(found) - FADING_PIECES * falling :]
    assert found == [*sorted(before), max(found), *sorted(after, reverse=True)]
    pieces, tops = bars_of(figure)
    edges = edges_of(pieces)
    assert (edges[0][0], edges[-1][1]) == edges_of(tops)[0]
    caps = [t for t in figure["data"] if t.get("marker", {}).get("symbol") == "line-ns" and "angle" not in t["marker"]]
    assert len(caps[0]["x"]) == 2 - rising - falling


def arrows_of(figure: dict) -> list[dict]:
    return [trace["marker"] | {"x": trace["x"]} for trace in figure["data"] if "angle" in trace.get("marker", {})]


ALL, TWO_DAYS = ZoomRange("all", "All", date(1950, 1, 1), HORIZON), ZoomRange("two", "Two days", date(2026, 1, 31), date(2026, 2, 1))


@pytest.mark.parametrize("view", [VIEW, ALL, TWO_DAYS])
def test_an_end_that_is_not_stated_is_an_arrow_of_one_length_on_every_axis(dated: Dated, view: ZoomRange) -> None:
    figure = timeline_figure(layout_lanes(dated("2026-01-31/.."), "kind", {}, view), view, False).to_plotly_json()
    assert not [trace for trace in figure["data"] if trace["type"] == "bar"], "nothing lasts"
    shaft, head = arrows_of(figure)
    assert {x[:10] for x in (*shaft["x"], *head["x"])} == {"2026-01-31"}
    assert (shaft["standoff"], shaft["size"], head["standoff"]) == (ARROW_PX / 2, ARROW_PX / 2, ARROW_PX)
    assert figure["layout"]["xaxis"]["range"][1][:10] <= "2026-03-01"


@pytest.mark.parametrize(
    ("edtf", "at", "angle", "bars"),
    [
        ("2025-10/..", "2025-10-01", -90, 0),
        ("../2025-12", "2026-01-01", 90, 0),
        ("2021/..", "2025-09-08", -90, FADING_PIECES),
        ("../2027", "2026-02-21", 90, FADING_PIECES),
    ],
)
def test_an_arrow_leads_away_from_the_end_that_is_known(dated: Dated, edtf: str, at: str, angle: int, bars: int) -> None:
    figure = figure_of(dated(edtf))
    shaft, head = arrows_of(figure)
    assert ([x[:10] for x in shaft["x"]], shaft["angle"], head["angle"]) == ([at], [angle], [angle])
    assert len(bars_of(figure)[0]["x"] if bars else []) == bars
    assert drawn_ids(figure) == {"fact-0"}


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2021/..", "since 2021, end not stated"),
        ("2021-08-26/..", "since 26 Aug 2021, end not stated"),
        ("2026-01-31/..", "end not stated"),
        ("2025", "during 2025"),
        ("202X", "during 2020s"),
        ("2021/2025-10", "since 2021"),
        ("2025-10/2027", "until 2027"),
        ("2021/2027", "since 2021, until 2027"),
        ("../2025-12", "beginning not stated"),
        ("../2027", "beginning not stated, until 2027"),
        ("2025-12", ""),
        ("2026-01-31", ""),
    ],
)
def test_the_words_say_since_when_and_what_is_not_stated(dated: Dated, edtf: str, words: str) -> None:
    (row,) = layout_lanes(dated(edtf), "kind", {}, VIEW).spans.to_dict("records")
    assert ", ".join(edge_text(row)) == words
    for narrow in (False, True):
        titles = [text for trace in figure_of(dated(edtf), narrow=narrow)["data"] for text in trace.get("text", ())]
        assert any(f"({words})" in text for text in titles) == bool(words)
    (told,) = {text for trace in figure_of(dated(edtf))["data"] for text in trace.get("hovertext", ())}
    assert words in told


def test_the_caption_and_the_text_alternative_count_what_is_cut_or_not_stated(dated: Dated) -> None:
    lanes = layout_lanes(dated("2021/..", "2025", "2026-01-31/..", "../2025-10", "2025-12", "2026"), "kind", {}, VIEW)
    said = (
        "2 began before the period shown, the earliest in 2021; 1 continues after it; 1 without a stated beginning; 2 without a stated end"
    )
    assert edges_text(lanes.spans) == said
    assert said in caption_text(lanes, VIEW)
    assert edges_text(layout_lanes(dated("2025-12"), "kind", {}, VIEW).spans) == ""


def test_a_span_has_the_sign_of_what_happened_before_its_title(make_fact: MakeFact, frame_of: FrameOf) -> None:
    types = {"attack": "▲", "arrest": "⬢", "trend": "★"}
    facts = frame_of(*(make_fact(id=t, title=t, date="2025-12", event_type=t) for t in types)).assign(match="definite")
    assert {text.strip() for text in texts_of(figure_of(facts)) if "<br>" not in text} == {f"{sign} {t}" for t, sign in types.items()}
    days = [t for t in figure_of(facts.assign(date_precision="day"))["data"] if t.get("customdata")]
    assert sorted(days[0]["marker"]["symbol"]) == ["hexagon", "star", "triangle-up"]


def test_mineral_sites_are_no_events_and_stand_apart(make_fact: MakeFact, frame_of: FrameOf) -> None:
    facts = frame_of(make_fact(id="one"), make_fact("mineral_site", id="site"), make_fact("mineral_site", id="dated", date="2025-12"))
    lanes = layout_lanes(facts.assign(match="definite"), "kind", {}, VIEW)
    assert (list(lanes.undated["id"]), list(lanes.sites["id"]), list(lanes.spans["id"])) == (["one"], ["site"], ["dated"])
    assert sites_text(lanes) == "1 mineral site shown: not an event, no date"
    assert dated_text(facts) == "1 dated, 1 with no date, 1 mineral site (not an event)"


def test_a_bar_is_hollow_where_it_is_only_claimed(dated: Dated) -> None:
    firm, weak = (bars_of(figure_of(dated("2025-12", certainty=certainty)))[1] for certainty in ("stated", "claimed"))
    assert weak["marker"]["color"] == [THEMES[False].paper]
    assert weak["width"] < firm["width"]
    assert opacity(firm["marker"]["color"][0]) == 0


@pytest.mark.parametrize("edtf", ["2025-12", "2026-01-31"])
def test_what_may_match_is_paler(dated: Dated, edtf: str) -> None:
    def strength(match: str) -> float:
        return opacity(figure_of(dated(edtf).assign(match=match))["data"][0]["marker"]["color"][0])

    assert strength("possible") == pytest.approx(PALER * strength("definite"), abs=0.001)


def test_each_fact_is_told_once(dated: Dated) -> None:
    figure = figure_of(dated("2025-10/..", "2025-12", "2026-01-31", None))
    told = [text for trace in figure["data"] for text in trace.get("hovertext", ())]
    assert len(told) == 3
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
    lanes = layout_lanes(facts, "actor", {"bank": "<i>Bank</i>"}, VIEW)
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
    for preset in zoom_ranges(facts, HORIZON):
        lanes = layout_lanes(facts, "kind", {}, preset)
        assert lanes.spans["id"].nunique() + lanes.undated["id"].nunique() + len(lanes.sites) + lanes.outside == len(facts)
        assert drawn_ids(timeline_figure(lanes, preset, False).to_plotly_json()) == {*lanes.spans["id"], *lanes.ordered["id"], UNDATED}
