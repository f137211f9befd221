"""EDTF dates: which forms are understood, which days they may mean, and what is refused in words."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.schema.dates import UNDATED, DateInterval, parse_date
from loaders.schema.derived_terms import DatePrecision as P

DAYS = st.dates(min_value=date(1678, 1, 2), max_value=date(2261, 12, 30))
QUICK = settings(deadline=None, max_examples=25)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2026-01-31", date(2026, 1, 31), date(2026, 1, 31), P.DAY),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), P.DAY),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31), P.MONTH),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), P.MONTH),
        ("2025", date(2025, 1, 1), date(2025, 12, 31), P.YEAR),
        ("202X", date(2020, 1, 1), date(2029, 12, 31), P.RANGE),
        ("20XX", date(2000, 1, 1), date(2099, 12, 31), P.RANGE),
        ("2025-XX", date(2025, 1, 1), date(2025, 12, 31), P.RANGE),
        ("2025-12-XX", date(2025, 12, 1), date(2025, 12, 31), P.RANGE),
        ("2025-09/2025-12", date(2025, 9, 1), date(2025, 12, 31), P.RANGE),
        ("2025/2026-01-31", date(2025, 1, 1), date(2026, 1, 31), P.RANGE),
        ("2025-12-31/2025-12-31", date(2025, 12, 31), date(2025, 12, 31), P.RANGE),
        ("2026-01-31/..", date(2026, 1, 31), None, P.RANGE),
        ("2021/..", date(2021, 1, 1), None, P.RANGE),
        ("../2021", None, date(2021, 12, 31), P.RANGE),
    ],
)
def test_a_date_means_a_span_of_days(text, start, end, precision):
    assert parse_date(text) == DateInterval(start, end, precision)


@pytest.mark.parametrize("mark", "~?%")
@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-01-31", date(2026, 1, 30), date(2026, 2, 1)),
        ("2024-02-29", date(2024, 2, 28), date(2024, 3, 1)),
        ("2026-01", date(2025, 12, 1), date(2026, 2, 28)),
        ("2025-12", date(2025, 11, 1), date(2026, 1, 31)),
        ("2025", date(2024, 1, 1), date(2026, 12, 31)),
        ("2025-22", date(2025, 3, 1), date(2025, 11, 30)),
        ("2025-24", date(2025, 9, 1), date(2026, 5, 31)),
        ("202X", date(2010, 1, 1), date(2039, 12, 31)),
        ("2025-XX", date(2024, 1, 1), date(2026, 12, 31)),
        ("2025-12-XX", date(2025, 11, 1), date(2026, 1, 31)),
    ],
)
def test_approximate_and_uncertain_dates_widen_by_one_unit_of_their_precision(text, mark, start, end):
    assert parse_date(text + mark) == DateInterval(start, end, P.RANGE, approximate=True)


# The examples of https://www.loc.gov/standards/datetime/, level 0 and level 1; years that cannot be drawn are refused below.
STANDARD = [
    ("1985-04-12", "1985-04-12", "1985-04-12", P.DAY),
    ("1985-04", "1985-04-01", "1985-04-30", P.MONTH),
    ("1985", "1985-01-01", "1985-12-31", P.YEAR),
    ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12", P.DAY),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", P.DAY),
    ("1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12", P.DAY),
    ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", P.DAY),
    ("1964/2008", "1964-01-01", "2008-12-31", P.RANGE),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31", P.RANGE),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", P.RANGE),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28", P.RANGE),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31", P.RANGE),
    ("2005/2006-02", "2005-01-01", "2006-02-28", P.RANGE),
    ("2001-21", "2001-03-01", "2001-05-31", P.RANGE),
    ("2001-24", "2001-12-01", "2002-02-28", P.RANGE),
    ("1984?", "1983-01-01", "1985-12-31", P.RANGE),
    ("2004-06~", "2004-05-01", "2004-07-31", P.RANGE),
    ("2004-06-11%", "2004-06-10", "2004-06-12", P.RANGE),
    ("201X", "2010-01-01", "2019-12-31", P.RANGE),
    ("20XX", "2000-01-01", "2099-12-31", P.RANGE),
    ("2004-XX", "2004-01-01", "2004-12-31", P.RANGE),
    ("1985-04-XX", "1985-04-01", "1985-04-30", P.RANGE),
    ("1985-XX-XX", "1985-01-01", "1985-12-31", P.RANGE),
    ("1985-04-12/..", "1985-04-12", None, P.RANGE),
    ("1985-04/..", "1985-04-01", None, P.RANGE),
    ("1985/..", "1985-01-01", None, P.RANGE),
    ("../1985-04-12", None, "1985-04-12", P.RANGE),
    ("../1985-04", None, "1985-04-30", P.RANGE),
    ("../1985", None, "1985-12-31", P.RANGE),
    ("1985-04-12/", "1985-04-12", None, P.RANGE),
    ("1985-04/", "1985-04-01", None, P.RANGE),
    ("1985/", "1985-01-01", None, P.RANGE),
    ("/1985-04-12", None, "1985-04-12", P.RANGE),
    ("/1985-04", None, "1985-04-30", P.RANGE),
    ("/1985", None, "1985-12-31", P.RANGE),
    ("1984~/2004-06", "1983-01-01", "2004-06-30", P.RANGE),
    ("1984-06-02?/2004-08-08~", "1984-06-01", "2004-08-09", P.RANGE),
]


@pytest.mark.parametrize(("text", "start", "end", "precision"), STANDARD, ids=[text for text, *_ in STANDARD])
def test_the_standard_s_own_examples_mean_what_it_says(text, start, end, precision):
    span = parse_date(text)
    assert (span.start and str(span.start), span.end and str(span.end), span.precision) == (start, end, precision)
    assert span.approximate == any(mark in text for mark in "~?%")


@pytest.mark.parametrize(
    "text",
    [
        "Y170000002",
        "Y-170000002",
        "-1985",
        "0000",
        "0001~",
        "9999",
        "9999-12-31",
        "1677",
        "2262",
        "2262-01-01",
        "2261~",
        "1678-01~",
        "22XX",
    ],
)
def test_years_that_cannot_be_drawn_are_refused_with_a_remedy(text):
    with pytest.raises(ValueError, match=r"lies outside the years 1678 to 2261.*date_note") as refused:
        parse_date(text)
    assert str(refused.value).startswith(f'"{text}"')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *((t, f'"{t}" is not an EDTF date; write 2026-01-31,') for t in ("", "soon", "31 January 2026", "2026-1-31", "2025-13", "2025-00")),
        *(
            (t, f'"{t}" is not an EDTF date; write 2026-01-31,')
            for t in ("2026-02-30", "20260131", "2025..2026", "unknown", "2025/2026/2027", "2026-02-29", "2026-04-31~")
        ),
        *(
            (t, f'"{t}" is not an EDTF date')
            for t in ("2026-25", "2026-21-01", "2026-21-XX", "[2025,2026]", "{2025,2026}", "2026-01T10:00:00")
        ),
        *(
            (t, f'"{t}" is not an EDTF date')
            for t in ("2026-01-31T24:00:00", "?2004-06-04", "2004-~06", "XXXX-12-XX", "201X-05", "2004-XX-05")
        ),
        *((t, f'"{t}" is not an EDTF date') for t in ("٢٠٢٦", "2026-01-31\n", "2026~?", "1985-1X")),
        *((t, f'"{t}" says nothing; leave the date out') for t in ("../..", "/", "/..", "../")),
        ("2026/2025", '"2026/2025" ends before it starts; swap the two'),
        ("2025-09/2025-08-31", '"2025-09/2025-08-31" ends before it starts; swap the two'),
    ],
)
def test_anything_else_is_refused_in_words(text, said):
    with pytest.raises(ValueError, match=r".") as refused:
        parse_date(text)
    assert str(refused.value).startswith(said)


def test_a_half_unspecified_month_is_refused_in_words(capsys):
    with pytest.raises(ValueError, match="2025-1X"):
        parse_date("2025-1X")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("text", [" 2025", "2025-12 "])
def test_blanks_around_a_date_are_refused(text):
    with pytest.raises(ValueError, match="EDTF"):
        parse_date(text)


def test_undated_is_open_at_both_ends():
    assert DateInterval(None, None, P.NONE) == UNDATED


@QUICK
@given(DAYS)
def test_a_day_comes_back_as_itself(day):
    assert parse_date(day.isoformat()) == DateInterval(day, day, P.DAY)


@QUICK
@given(DAYS)
def test_months_and_years_hold_their_days(day):
    for text, precision in ((f"{day:%Y-%m}", P.MONTH), (f"{day.year:04}", P.YEAR)):
        span = parse_date(text)
        assert span.precision is precision
        assert span.start <= day <= span.end
        assert span.start.day == 1


@QUICK
@given(DAYS, DAYS)
def test_an_interval_runs_from_its_first_day_to_its_last(one, other):
    first, last = sorted((one, other))
    assert parse_date(f"{first}/{last}") == DateInterval(first, last, P.RANGE)
    assert parse_date(f"{first}/..") == DateInterval(first, None, P.RANGE)
    assert parse_date(f"../{last}") == DateInterval(None, last, P.RANGE)
    if first < last:
        with pytest.raises(ValueError, match="ends before it starts"):
            parse_date(f"{last}/{first}")
