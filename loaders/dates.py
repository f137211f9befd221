"""EDTF dates as spans of days: how early, how late, and how exact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from time import struct_time

from edtf import EDTFParseException, parse_edtf
from edtf.parser.parser_classes import Date, EDTFObject, Interval, UncertainOrApproximate, Unspecified

from loaders.vocabulary import DatePrecision

_PARTS = {1: DatePrecision.YEAR, 2: DatePrecision.MONTH, 3: DatePrecision.DAY}


class _NoSuchDay(Exception):
    """A day that no calendar has."""


@dataclass(frozen=True)
class Span:
    """The days that a date may mean, both inclusive; None is an open end."""

    start: date | None
    end: date | None
    precision: DatePrecision
    approximate: bool = False


_ONE = r"\d{4}(-\d\d(-\d\d)?)?[~?%]?|\d{3}X|\d\dXX|\d{4}-XX|\d{4}-(\d\d|XX)-XX"
_FORM = re.compile(rf"({_ONE}|\.\.)?/({_ONE}|\.\.)?|{_ONE}")
UNDATED = Span(None, None, DatePrecision.NONE)


@lru_cache(maxsize=4096)
def parse_date(text: str) -> Span:
    """The span of an EDTF level 1 date (ISO 8601-2): day, month, year, decade, interval, open end, `~` and `?`.

    Raises ValueError with words for anything else.
    """
    if not _FORM.fullmatch(text):
        raise _not_a_date(text)
    try:
        return _span(text, parse_edtf(text))
    except (EDTFParseException, OverflowError, _NoSuchDay) as error:
        raise _not_a_date(text) from error


def _span(text: str, parsed: EDTFObject) -> Span:
    if isinstance(parsed, Interval):
        return _interval(text, parsed)
    if type(parsed) is Date:
        return Span(_day(parsed.lower_strict()), _day(parsed.upper_strict()), _PARTS[text.count("-") + 1])
    if isinstance(parsed, Unspecified):
        return Span(_day(parsed.lower_strict()), _day(parsed.upper_strict()), DatePrecision.RANGE)
    if isinstance(parsed, UncertainOrApproximate):
        return Span(_day(parsed.lower_fuzzy()), _day(parsed.upper_fuzzy()), DatePrecision.RANGE, approximate=True)
    raise _not_a_date(text)


def _interval(text: str, parsed: EDTFObject) -> Span:
    first, last = text.split("/")
    if not first or not last:
        raise ValueError(f'"{text}" leaves an end unknown; write ".." for an open end, or leave the date out')
    if first == last == "..":
        raise ValueError(f'"{text}" says nothing; leave the date out')
    start = None if first == ".." else parse_date(first).start
    end = None if last == ".." else parse_date(last).end
    if start and end and start > end:
        raise ValueError(f'"{text}" ends before it starts; swap the two')
    return Span(start, end, DatePrecision.RANGE)


def _day(moment: struct_time) -> date:
    try:
        return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
    except ValueError:
        raise _NoSuchDay from None


def _not_a_date(text: str) -> ValueError:
    return ValueError(f'"{text}" is not an EDTF date; write 2026-01-31, 2025-12, 2025, 2025-09/2025-12 or 2026-01-31/..')
