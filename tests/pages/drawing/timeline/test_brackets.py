"""Facts without a date stand in brackets over the days that their order leaves, tied to what it goes by; never narrower, never dated."""

import re
from datetime import date

import pandas as pd
import pytest

from pages.drawing.caption import Caption
from pages.drawing.timeline.brackets import Tie, brackets_text, ties
from pages.drawing.timeline.figure import UNDATED, timeline_figure
from pages.drawing.timeline.folding import without_empty_years
from pages.drawing.timeline.layout import ZoomRange, layout_lanes, zoom_ranges
from pages.drawing.timeline.legend import timeline_legend
from pages.drawing.timeline.picture import timeline_picture
from pages.drawing.timeline.small import small_timeline
from pages.drawing.timeline.summary import reading_help
from pages.overview.strip import StripLinks, strip_html

HORIZON = date(2026, 2, 28)
VIEW = ZoomRange("2025-09", "Sep 2025 – Feb 2026", date(2025, 9, 1), HORIZON)


@pytest.fixture
def facts(make_fact, frame_of):
    """facts(**orders): an attack of 10 December 2025, and a fact without a date for each name and its orders."""

    def make(**orders):
        found = [make_fact(id="attack", title="An attack", date="2025-12-10")]
        found += [make_fact(id=name, title=f"What is {name}", date=None, order=order) for name, order in orders.items()]
        return frame_of(*found).assign(match="definite")

    return make


def order(how, **other):
    return [{"how": how, **(other or {"fact": "attack"})}]


def laid(found, view=VIEW):
    before = found.copy(deep=True)
    lanes = layout_lanes(found, "kind", {}, view)
    pd.testing.assert_frame_equal(found, before)
    return lanes


def ends_of(lanes, identity):
    row = lanes.ordered.set_index("id").loc[identity]
    return (None if row["open_start"] else str(row["begin"].date()), None if row["open_end"] else str(row["finish"].date()))


@pytest.mark.parametrize(
    ("orders", "ends"),
    [
        (order("after"), ("2025-12-10", None)),
        (order("before"), (None, "2025-12-11")),
        (order("within", fact="attack", days=3), ("2025-12-10", "2025-12-14")),
        (order("during", span="2025-11"), ("2025-11-01", "2025-12-01")),
        ([*order("after"), *order("before", span="2025-12-20")], ("2025-12-10", "2025-12-21")),
    ],
)
def test_a_bracket_holds_all_days_that_the_order_leaves_and_an_open_side_takes_none(facts, orders, ends):
    lanes = laid(facts(later=orders))
    assert ends_of(lanes, "later") == ends
    assert set(lanes.spans["id"]) == {"attack"}
    assert set(lanes.undated["id"]) == {"later"}, "it stays a fact without a date"
    assert lanes.ordered["row"].tolist() == [1]


def test_an_order_that_leaves_all_days_has_no_bracket(facts):
    lanes = laid(facts(one=[], two=order("after", fact="one")))
    assert lanes.ordered.empty
    assert "bracket" not in reading_help(lanes, VIEW)
    assert {sign for sign, *_ in timeline_legend(lanes)}.isdisjoint("[┊")


def test_an_open_side_does_not_stretch_the_axis(facts):
    alone = zoom_ranges(facts(), HORIZON)
    assert zoom_ranges(facts(later=order("after"), earlier=order("before")), HORIZON) == alone


def test_a_known_end_far_from_all_dates_is_on_the_axis_of_all(facts):
    found = facts(once=order("after", span="1985"))
    every = without_empty_years(zoom_ranges(found, HORIZON), found)[0]
    assert every.first == date(1985, 1, 1)
    assert every.gaps == ((date(1986, 1, 1), date(2025, 1, 1)),)


def test_a_bracket_is_tied_to_what_it_is_ordered_by_also_where_the_other_says_so(facts, make_fact, frame_of):
    rows = [
        {"id": "attack", "order": (), "by_order": False, "date_basis": "printed", "y": 0.0, "left": 5.0, "right": 5.0}
        | {"open_start": False, "open_end": False, "cut_start": False, "cut_end": False},
        {"id": "later", "order": (("after", "attack"),), "by_order": True, "date_basis": None, "y": -1.0, "left": 5.0, "right": 5.0}
        | {"open_start": False, "open_end": True, "cut_start": False, "cut_end": False},
        {"id": "last", "order": (("after", "later"), ("after", "nowhere")), "by_order": True, "date_basis": None, "y": -2.0}
        | {"left": 7.0, "right": 7.0, "open_start": False, "open_end": True, "cut_start": False, "cut_end": False},
    ]
    assert set(ties(rows)) == {Tie(5.0, -1.0, 5.0, 0.0), Tie(5.0, -1.0, 7.0, -2.0), Tie(7.0, -2.0, 5.0, -1.0)}
    rows[2]["cut_start"] = True
    assert Tie(7.0, -2.0, 5.0, -1.0) not in set(ties(rows)), "its known end is out of view"


def test_only_a_date_that_follows_from_an_order_is_tied(make_fact, frame_of):
    after = {"date": "2025-12-10/..", "order": order("after")}
    made = [
        make_fact(id="attack", date="2025-12-10"),
        make_fact(id="told", **after),
        make_fact(id="inferred", date_basis="inferred", **after),
    ]
    lanes = laid(frame_of(*made).assign(match="definite"))
    (lines,) = [t for t in timeline_figure(lanes, VIEW, False).to_plotly_json()["data"] if t.get("mode") == "lines"]
    assert lines["x"] == ["2025-12-10T00:00", "2025-12-10T00:00", None]
    assert [entry for entry in timeline_legend(lanes) if entry[0] == "┊"]


def test_the_figure_tells_a_bracket_as_possible_and_opens_its_fact(facts):
    lanes = laid(facts(later=order("after"), both=order("within", fact="attack", days=3)))
    figure = timeline_figure(lanes, VIEW, False).to_plotly_json()
    signs = [t for t in figure["data"] if "<b>[</b>" in (t.get("text") or ())]
    assert {i for t in signs for i in t["customdata"]} == {"later", "both"}
    assert {(x, sign) for t in signs for x, sign in zip(t["x"], t["text"], strict=True)} == {
        ("2025-12-10T00:00", "<b>[</b>"),
        ("2025-12-14T00:00", "<b>]</b>"),
    }
    told = " ".join(text for t in signs for text in t["hovertext"])
    assert "no date; by its order on or after 10 Dec 2025" in told
    assert "Order: after “An attack”" in told
    labels = [text for t in figure["data"] if t.get("mode") == "text" for text in t["text"]]
    assert any("What is later (possible: from 10 Dec 2025)" in text for text in labels)
    assert UNDATED in {i for t in figure["data"] for i in (t.get("customdata") or ())}


def test_files_and_pages_without_script_draw_it_too(facts):
    found = facts(earlier=order("before"))
    lanes = laid(found)
    caption = Caption("A timeline", "all", "2 facts", "0123456789", "Order is not cause.")
    drawn = timeline_picture(lanes, VIEW, caption, "svg").decode()
    assert "What is earlier (possible: by 10 Dec 2025)" in drawn
    assert "bracket: no date; days that its order leaves possible" in drawn
    assert drawn.count('stroke-dasharray="3 2.5"') == 2, "the bracket, and its sign in the legend"
    small = small_timeline(lanes, VIEW, 640, lambda fact: f"/fact/{fact}", "words")
    assert "/fact/earlier" in small
    assert 'stroke-dasharray="3 2.5"' in small
    assert brackets_text(lanes.ordered) == "1 is drawn in brackets, by the days that its order leaves possible"


def test_of_the_project_the_earlier_accusation_stands_before_the_later(dataset):
    found = dataset.facts.assign(match="definite")
    lanes = laid(found)
    assert ends_of(lanes, "pakistan-accuses-afghanistan-iran") == (None, "2026-02-02")
    assert set(lanes.ordered["id"]) == {"pakistan-accuses-afghanistan-iran"}


def test_the_strip_of_the_overview_draws_it_and_counts_it_among_those_without_a_date(facts):
    found = facts(earlier=order("before"), anyday=[])
    links = StripLinks(*[lambda *asked: "?" + "-".join(map(str, asked))] * 4)
    drawn = strip_html(found, [VIEW], VIEW, None, links, False)
    assert re.findall(r"class='[^']*bar from order[^']*' [^>]*data-facts='earlier'|data-facts='earlier'", drawn)
    assert drawn.count("order") == drawn.count("bar from order") + drawn.count("by its order")
    assert "2 security facts shown without a date" in drawn
    assert "anyday" not in drawn
