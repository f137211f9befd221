"""Numbers and dates compared as what they leave open: a text may say as much as a source, or less, and not more."""

from __future__ import annotations

import math
from datetime import date
from typing import Literal, TypeAlias

from loaders.schema.dates import DateInterval, parse_date
from loaders.schema.records import Figure
from loaders.schema.vocabulary import Bound
from loaders.validation.mentions import DateMention

Comparison: TypeAlias = Literal["within", "narrower", "apart"]
Range: TypeAlias = tuple[float, float, bool, bool]  # from, to, and whether each end is part of it
_ABOUT, _ALMOST = 0.1, 0.1


def range_of(value: float, bound: Bound, value_to: float | None = None) -> Range:
    """The numbers that a number with its bound may stand for."""
    match bound:
        case Bound.OVER:
            return value, math.inf, False, False
        case Bound.AT_LEAST:
            return value, math.inf, True, False
        case Bound.AT_MOST:
            return -math.inf, value, False, True
        case Bound.FEWER_THAN:
            return -math.inf, value, False, False
        case Bound.ALMOST | Bound.NEARLY:
            return value * (1 - _ALMOST), value, True, False
        case Bound.ABOUT:
            return value * (1 - _ABOUT), value * (1 + _ABOUT), True, True
        case Bound.BETWEEN:
            return value, value_to or value, True, True
    return value, value, True, True


def compare_numbers(said: Range, figure: Figure) -> Comparison:
    """Whether what a text says leaves open all that the figure does ("within"), less ("narrower"), or something else ("apart").

    The same number with a tighter word, "150" for "over 150", is narrower, though the two have no number in common.
    """
    source = range_of(float(figure.value or 0), figure.bound, None if figure.value_to is None else float(figure.value_to))
    if _covers(said, source):
        return "within"
    if said[0] == said[1] and said[0] in (float(figure.value or 0), float(figure.value_to or math.nan)):
        return "narrower"
    return "narrower" if _overlap(said, source) else "apart"


def _covers(outer: Range, inner: Range) -> bool:
    low = outer[0] < inner[0] or (outer[0] == inner[0] and (outer[2] or not inner[2]))
    high = outer[1] > inner[1] or (outer[1] == inner[1] and (outer[3] or not inner[3]))
    return low and high


def _overlap(one: Range, other: Range) -> bool:
    low, high = max(one[0], other[0]), min(one[1], other[1])
    if low != high:
        return low < high
    ends = [r[2] if r[0] == low else True for r in (one, other)] + [r[3] if r[1] == low else True for r in (one, other)]
    return all(ends)


def compare_dates(mention: DateMention, before: str, source: DateInterval) -> Comparison:
    """The same for dates. before: the words before the mention; "since" and "after" open its end, "by" and "before" its beginning."""
    said = _interval(mention, source)
    if said is None:
        return "apart"
    first, last = said.start or date.min, said.end or date.max
    words = before.lower().split()[-2:]
    if {"since", "after", "from", "following"} & {*words}:
        last = date.max
    if {"before", "until", "till"} & {*words}:
        first = date.min
    start, end = source.start or date.min, source.end or date.max
    if first <= start and end <= last:
        return "within"
    return "narrower" if first <= end and start <= last else "apart"


def _interval(mention: DateMention, source: DateInterval) -> DateInterval | None:
    """The days of a mention; a year that it leaves out is that of the source. None where no calendar has it."""
    if mention.decade is not None:
        return parse_date(f"{mention.decade}X")
    end = source.start or source.end
    year = mention.year or (end.year if end else None)
    if year is None:
        return None
    words = f"{year:04d}" + (f"-{mention.month:02d}" if mention.month else "") + (f"-{mention.day:02d}" if mention.day else "")
    try:
        return parse_date(words)
    except ValueError:
        return None
