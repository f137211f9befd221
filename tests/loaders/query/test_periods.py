"""Dates that go with the calendar: the last days, and from a day on; told as days."""

from datetime import date, timedelta

import pytest

from loaders.query.periods import PeriodError, parse_dates
from loaders.query.query_string import parse_query
from loaders.schema.formatting import day_text
from pages.state.selection_text import dates_text

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("last-90d", date(2026, 8, 29), TODAY),
        ("last-1d", TODAY, TODAY),
        ("LAST-07d", date(2026, 11, 20), TODAY),
        ("since:2026-01-01", date(2026, 1, 1), TODAY),
        ("since:2027-01-01", date(2027, 1, 1), date(2027, 1, 1)),
    ],
)
def test_a_period_is_the_days_that_it_means_today(asked, first, last):
    found = parse_dates([asked], TODAY)
    assert found.days == (first, last)
    assert found.asked


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (["last-0d"], "dates=last-0d has no day; give 1 day or more, such as last-90d."),
        (["since:2026-02-30"], "dates=since:2026-02-30 names no day of the calendar; write it as since:2026-01-01."),
        (["last-90d", "2026-01-01"], "dates=last-90d stands alone; beside “{}” it cannot be told which days are meant."),
        (["last-90"], "dates “{}” are not two days such as 2025-09-01, nor last-90d or since:2026-01-01."),
    ],
)
def test_what_is_no_period_is_told_with_what_would_be(values, said):
    with pytest.raises(PeriodError) as error:
        parse_dates(values, TODAY)
    assert str(error.value) == said


def test_an_address_with_a_period_selects_its_days_and_says_them(dataset):
    query = parse_query({"dates": ["last-90d"]}, dataset)
    today = date.today()
    assert query.faults == ()
    assert (query.selection.dates, query.period) == ((today - timedelta(days=89), today), "last-90d")
    assert dates_text(query.selection) == f"{day_text(today - timedelta(days=89))} – {day_text(today)}"
    assert query.selection.query() == [("dates", (today - timedelta(days=89)).isoformat()), ("dates", today.isoformat())]
    assert parse_query({"dates": ["2026-01-01", "2026-02-01"]}, dataset).period == ""
