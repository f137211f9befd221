"""EDTF dates: which forms are understood, which days they may mean, and what is refused in words."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.dates import UNDATED, Span, edtf_span, parse_date
from loaders.vocabulary import DatePrecision as P

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(9998, 12, 31))
QUICK = settings(deadline=None, max_examples=25)
DIGITS = st.text("0123456789", min_size=2, max_size=2)
PLAIN = st.one_of(
    DAYS.map(str),
    st.dates(max_value=date(1583, 1, 1)).map(str),
    st.builds("-".join, st.lists(DIGITS, min_size=1, max_size=2).map(lambda parts: ["20" + parts[0], *parts[1:]])),
    st.builds("{}{}-{}-{}".format, DIGITS, DIGITS, DIGITS, DIGITS),
)
ENDS = st.one_of(PLAIN, PLAIN, st.sampled_from(["..", "", "2025~", "202X"]))


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
    assert parse_date(text) == Span(start, end, precision)


@pytest.mark.parametrize("text", ["2025~", "2025?", "2025%", "2025-12~", "2025-12-05?"])
def test_an_uncertain_date_is_a_range_around_what_is_written(text):
    span, plain = parse_date(text), parse_date(text.rstrip("~?%"))
    assert span.approximate
    assert span.precision is P.RANGE
    assert span.start < plain.start
    assert plain.end < span.end


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *((t, f'"{t}" is not an EDTF date; write 2026-01-31,') for t in ("", "soon", "31 January 2026", "2026-1-31", "2025-13", "2025-00")),
        *(
            (t, f'"{t}" is not an EDTF date; write 2026-01-31,')
            for t in ("2026-02-30", "20260131", "2025..2026", "unknown", "2025/2026/2027")
        ),
        *((t, f'"{t}" is not an EDTF date') for t in ("2026-21", "[2025,2026]", "{2025,2026}", "Y170000002")),
        *((t, f'"{t}" is not an EDTF date') for t in ("2026-01-31T10:00:00", "?2004-06-04", "2004-~06")),
        *((t, f'"{t}" leaves an end unknown; write ".." for an open end') for t in ("2025/", "/2025")),
        ("../..", '"../.." says nothing; leave the date out'),
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


@pytest.mark.parametrize("text", ["2026-02-29", "0000", "-0100", "XXXX-12-XX", "0001~", "9999~"])
def test_a_day_that_does_not_exist_is_refused_by_name(text):
    with pytest.raises(ValueError, match="0") as refused:
        parse_date(text)
    assert f'"{text}"' in str(refused.value)


@pytest.mark.parametrize("text", [" 2025", "2025-12 "])
def test_blanks_around_a_date_are_refused(text):
    with pytest.raises(ValueError, match="EDTF"):
        parse_date(text)


@settings(deadline=None, max_examples=200)
@given(st.one_of(PLAIN, st.builds("{}/{}".format, ENDS, ENDS)))
def test_dates_read_without_the_library_mean_what_it_says(text):
    assert _read_by(parse_date, text) == _read_by(edtf_span, text)


def _read_by(parse, text):
    try:
        return parse(text)
    except ValueError as refused:
        return str(refused)


def test_undated_is_open_at_both_ends():
    assert Span(None, None, P.NONE) == UNDATED


@QUICK
@given(DAYS)
def test_a_day_comes_back_as_itself(day):
    assert parse_date(day.isoformat()) == Span(day, day, P.DAY)


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
    assert parse_date(f"{first}/{last}") == Span(first, last, P.RANGE)
    assert parse_date(f"{first}/..") == Span(first, None, P.RANGE)
    assert parse_date(f"../{last}") == Span(None, last, P.RANGE)
    if first < last:
        with pytest.raises(ValueError, match="ends before it starts"):
            parse_date(f"{last}/{first}")
