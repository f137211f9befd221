"""EDTF dates as spans of days: how early, how late, and how exact."""

from __future__ import annotations

import re
from calendar import monthrange
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
_PLAIN = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
UNDATED = Span(None, None, DatePrecision.NONE)


def parse_date(text: str) -> Span:
    """The span of an EDTF level 1 date (ISO 8601-2): day, month, year, decade, interval, open end, `~` and `?`.

    Raises ValueError with words for anything else.
    """
    if "/" in text:
        ends = text.split("/")
        plain = len(ends) == 2 and all(end == ".." or _plain_span(end) for end in ends)
        return _interval(text) if plain else edtf_span(text)
    return _plain_span(text) or edtf_span(text)


def _plain_span(text: str) -> Span | None:
    """A day, month or year as nearly every date is written; None for other forms and for days that no calendar has."""
    if not _PLAIN.fullmatch(text):
        return None
    year, month, day = (int(text[at]) if text[at] else None for at in (slice(0, 4), slice(5, 7), slice(8, 10)))
    try:
        start = date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if day is not None:
        return Span(start, start, DatePrecision.DAY)
    if month is not None:
        return Span(start, start.replace(day=monthrange(start.year, start.month)[1]), DatePrecision.MONTH)
    return Span(start, date(start.year, 12, 31), DatePrecision.YEAR)


@lru_cache(maxsize=4096)
def edtf_span(text: str) -> Span:
    """The same by the library for all of EDTF, which takes milliseconds a date."""
    if not _FORM.fullmatch(text):
        raise _not_a_date(text)
    try:
        return _span(text, parse_edtf(text))
    except (EDTFParseException, OverflowError, TypeError, _NoSuchDay) as error:  # TypeError: the library stumbles over its own parts
        raise _not_a_date(text) from error


def _span(text: str, parsed: EDTFObject) -> Span:
    if isinstance(parsed, Interval):
        return _interval(text)
    if type(parsed) is Date:
        return Span(_day(parsed.lower_strict()), _day(parsed.upper_strict()), _PARTS[text.count("-") + 1])
    if isinstance(parsed, Unspecified):
        return Span(_day(parsed.lower_strict()), _day(parsed.upper_strict()), DatePrecision.RANGE)
    if isinstance(parsed, UncertainOrApproximate):
        return Span(_day(parsed.lower_fuzzy()), _day(parsed.upper_fuzzy()), DatePrecision.RANGE, approximate=True)
    raise _not_a_date(text)


def _interval(text: str) -> Span:
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
