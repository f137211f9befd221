"""Counts that were made at import are those of the rows, whatever the filters; a new import takes the old ones along."""

import shutil
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loaders.events.importing import run_import
from loaders.events.matching import Names
from loaders.events.queries import accounting, by_district, by_period, by_place, district_years, page, possible_by_district
from loaders.events.question import EventQuestion, at_points
from loaders.events.request import Request
from loaders.events.store import EventStore
from loaders.events.summaries import FOLDER, POINTS
from loaders.query.selection import Selection
from tests.benchmarks.events_generate import write_ged

ROWS = 20_000
FIRST = date(1988, 12, 1)
days = st.integers(0, 13_400).map(lambda n: FIRST + timedelta(n))
begins = days | days.map(lambda day: day.replace(day=1)) | st.integers(1989, 2024).map(lambda year: date(year, 1, 1))
ends = days | days.map(lambda day: day.replace(day=1) - timedelta(1)) | st.integers(1989, 2024).map(lambda year: date(year, 12, 31))
selections = st.builds(
    Selection,
    district=st.lists(st.sampled_from(["nushki", "quetta", "chagai"]), max_size=2, unique=True).map(tuple),
    province=st.lists(st.sampled_from(["balochistan"]), max_size=1).map(tuple),
    dates=st.tuples(begins, ends).map(lambda pair: (min(pair), max(pair))),
    type=st.lists(st.sampled_from(["armed_clash", "attack", "casualty_statistic"]), max_size=1).map(tuple),
    dated=st.lists(st.sampled_from(["yes", "no"]), max_size=1).map(tuple),
    placed=st.lists(st.sampled_from(["yes", "no"]), max_size=1).map(tuple),
    q=st.sampled_from(["", "", "", "spokesman"]),
    match=st.sampled_from([("definite",), ("definite", "possible", "undated", "unplaced")]),
)


class RowByRow(EventQuestion):
    """The same question, never answered from a summary."""

    def counts(self, summary=None):
        found = super().counts(None)
        return at_points(found) if summary is POINTS else found


@pytest.fixture(scope="module")
def folder(data, tmp_path_factory):
    found = tmp_path_factory.mktemp("summaries")
    request = Request(write_ged(ROWS, found / "ged.csv"), "ucdp-ged", "ged", found / "out", version="1")
    run_import(request, data.places, data.boundaries)
    return found


@pytest.fixture(scope="module")
def names(data):
    return Names.of(data)


@pytest.fixture(scope="module")
def store(folder):
    return EventStore(str(folder / "out"))


ASKED = (by_district, possible_by_district, by_place, district_years, *(lambda asked, p=p: by_period(asked, p) for p in ("month", "year")))


@pytest.mark.slow
@settings(max_examples=3, deadline=None)
@given(selection=selections)
@example(selection=Selection(district=("nushki",), dates=(date(1999, 5, 9), date(1999, 5, 20))))
def test_summaries_count_what_the_rows_hold(store, names, selection):
    summed, one_by_one = (kind(store, selection, names) for kind in (EventQuestion, RowByRow))
    assert accounting(summed) == accounting(one_by_one)
    assert sum(accounting(summed)["ged"].values()) == ROWS
    for ask in ASKED:
        pd.testing.assert_frame_equal(ask(summed), ask(one_by_one))


@pytest.mark.slow
def test_a_page_read_in_two_steps_is_the_page(store, names, monkeypatch):
    asked = EventQuestion(store, Selection(district=("nushki",), dates=(date(2001, 1, 5), date(2003, 2, 1))), names)
    whole = {sort: page(asked, sort, 20, 7) for sort in ("-date_start", "fatalities_best", "possible_districts")}
    monkeypatch.setattr("loaders.events.queries._MANY", 1)
    for sort, rows in whole.items():
        assert page(asked, sort, 20, 7).to_pylist() == rows.to_pylist()
    assert page(asked, "-date_start", 20, 10**6).num_rows == 0


@pytest.mark.slow
def test_summaries_belong_to_one_release_and_may_be_absent(folder, data, names):
    copy = shutil.copytree(folder, folder.parent / "copy")
    asked = EventQuestion(EventStore(str(copy / "out")), Selection(district=("nushki",)), names)
    before = accounting(asked)
    (old,) = (copy / "out" / FOLDER).iterdir()
    run_import(Request(copy / "ged.csv", "ucdp-ged", "ged", copy / "out", version="2"), data.places, data.boundaries)
    (new,) = (copy / "out" / FOLDER).iterdir()
    assert new != old
    assert accounting(asked) == before
    shutil.rmtree(new)
    assert accounting(EventQuestion(EventStore(str(copy / "out")), Selection(district=("nushki",)), names)) == before
