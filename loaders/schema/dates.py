"""EDTF dates (ISO 8601-2, levels 0 and 1) as spans of days: how early, how late, and how exact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from loaders.schema.derived_terms import DatePrecision

FIRST_YEAR, LAST_YEAR = 1678, 2261  # whole years that pandas holds to the nanosecond, so that drawing and arithmetic never overflow
_TIME = r"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:0\d|1[0-4])(?::[0-5]\d)?)?"
_ONE = re.compile(rf"(\d{{4}}|\d{{3}}X|\d\dXX)(?:-(\d\d|XX)(?:-(\d\d|XX)({_TIME})?)?)?([?~%])?", re.ASCII)
_OTHER_YEAR = re.compile(r"-\d{4}(?:-\d\d){0,2}[?~%]?|Y-?\d{5,}", re.ASCII)


@dataclass(frozen=True)
class DateInterval:
    """The days that a date may mean, both inclusive; None is an end that is open or not known."""

    start: date | None
    end: date | None
    precision: DatePrecision
    approximate: bool = False


class Written(NamedTuple):
    """One date as it is written; month 21 to 24 is a season, X stands for a digit that is not given."""

    year: str
    month: str | None
    day: str | None
    time: str | None
    mark: str | None


UNDATED = DateInterval(None, None, DatePrecision.NONE)


def parse_date(text: str) -> DateInterval:
    """The span of an EDTF date of level 0 or 1: day, month, season, year, decade, interval, `~`, `?`, `%`.

    What is approximate or uncertain is wider by one unit of its precision on both sides. Raises ValueError with words for
    anything else, and for years that cannot be drawn.
    """
    return _interval(text) if "/" in text else _single(text)


def written(text: str) -> Written:
    """The parts of one date that is no interval; ValueError with words for what is none."""
    if _OTHER_YEAR.fullmatch(text):
        raise _out_of_range(text)
    found = _ONE.fullmatch(text)
    if not found:
        raise _not_a_date(text)
    return Written(*found.groups())


def _single(text: str) -> DateInterval:
    year, month, day, _, mark = written(text)
    if ("X" in year and month) or (month == "XX" and day not in (None, "XX")):
        raise _not_a_date(text)
    if day and "XX" not in (month, day):
        return _day(text, _date_of(text, int(year), int(month or 0), int(day)), mark)
    first, months = _months(text, year, month)
    precision = DatePrecision.RANGE
    if months in (1, 12) and "X" not in text:
        precision = DatePrecision.MONTH if months == 1 else DatePrecision.YEAR
    if mark:
        return _span(text, first - months, 3 * months, DatePrecision.RANGE, approximate=True)
    return _span(text, first, months, precision)


def _months(text: str, year: str, month: str | None) -> tuple[int, int]:
    """The first month, counted from the year 0, and how many there are."""
    first = 12 * int(year.replace("X", "0"))
    if month in (None, "XX"):
        return first, 12 * 10 ** year.count("X")
    number = int(month)
    if 1 <= number <= 12:
        return first + number - 1, 1
    if 21 <= number <= 24 and text.count("-") == 1:  # spring is March to May; winter comes last, so it ends in February of the next year
        return first + 3 * (number - 20) - 1, 3
    raise _not_a_date(text)


def _span(text: str, first: int, months: int, precision: DatePrecision, *, approximate: bool = False) -> DateInterval:
    if not 12 * FIRST_YEAR <= first <= first + months <= 12 * (LAST_YEAR + 1):
        raise _out_of_range(text)
    after = first + months
    end = date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
    return DateInterval(date(first // 12, first % 12 + 1, 1), end, precision, approximate)


def _day(text: str, day: date, mark: str | None) -> DateInterval:
    if not date(FIRST_YEAR, 1, 2) <= day <= date(LAST_YEAR, 12, 30):
        raise _out_of_range(text)
    if mark:
        return DateInterval(day - timedelta(days=1), day + timedelta(days=1), DatePrecision.RANGE, approximate=True)
    return DateInterval(day, day, DatePrecision.DAY)


def _date_of(text: str, year: int, month: int, day: int) -> date:
    """The day, or ValueError that names the text when no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        raise (_not_a_date(text) if year else _out_of_range(text)) from None


def _interval(text: str) -> DateInterval:
    ends = text.split("/")
    if len(ends) != 2:
        raise _not_a_date(text)
    if set(ends) <= {"", ".."}:
        raise ValueError(f'"{text}" says nothing; leave the date out')
    first, last = (UNDATED if end in ("", "..") else _single(end) for end in ends)
    if first.start and last.end and first.start > last.end:
        raise ValueError(f'"{text}" ends before it starts; swap the two')
    return DateInterval(first.start, last.end, DatePrecision.RANGE, first.approximate or last.approximate)


def _out_of_range(text: str) -> ValueError:
    return ValueError(
        f'"{text}" lies outside the years {FIRST_YEAR} to {LAST_YEAR}, which is all that can be drawn and reckoned with; '
        "leave the date out and tell it in date_note"
    )


def _not_a_date(text: str) -> ValueError:
    return ValueError(f'"{text}" is not an EDTF date; write 2026-01-31, 2025-12, 2025, 2025-09/2025-12 or 2026-01-31/..')
