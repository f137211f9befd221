"""Dates, numbers, currencies and shares in a text, each with the words that every way of writing it is searched as."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Iterator
from decimal import Decimal

from loaders.validation.number_tokens import ORDINAL, SCALE, SIGNS, SMALL, TENS
from loaders.validation.numbers import number_spans

DateInterval = tuple[int, int, str]  # where it begins and ends in the text, and what it is searched as
_NUMBER_OF_MONTH = {name.lower(): i for names in (calendar.month_name, calendar.month_abbr) for i, name in enumerate(names) if name} | {
    "sept": 9
}
_MONTH = rf"(?P<m>{'|'.join(sorted(_NUMBER_OF_MONTH, key=len, reverse=True))})\b\.?"
_DAY = r"(?<![\d.,])(?P<d>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<y>\d{4})(?!\d)"
_DATES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d.,/-])(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)",
        r"(?<![\d.,/-])(?P<d>\d{1,2})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4})(?!\d)",
        rf"{_DAY}[ -]?(?:of )?{_MONTH}(?:[ ,-]{{1,2}}{_YEAR})?",
        rf"\b{_MONTH}[ -]?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d)(?:[ ,-]{{1,2}}{_YEAR})?",
        rf"\b{_MONTH}(?:[ ,-]{{1,2}}|[ ]of[ ]){_YEAR}",
        r"(?<![\d.,/-])(?P<y>\d{4})-(?P<m>0[1-9]|1[0-2])(?![\d-])",
        r"(?<![\d.,/-])(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\d.,/-])",
    )
]
_WORDS = [
    (re.compile(pattern, re.IGNORECASE), word)
    for pattern, word in (
        (r"\b(?:US|U\.S\.|American)[ -]?dollars?\b|(?:\bUS ?|\bU\.S\. ?)?[$]|\bUSD(?![a-z])|\bdollars?\b", "usd"),
        (r"₹|\bINR(?![a-z])|\bIndian rupees?\b", "inr"),
        (r"₨|\b(?:Rs|PKR)(?![a-z])\.?|\b(?:Pakistani )?rupees?\b", "pkr"),
        (r"€|\bEUR(?![a-z])|\beuros?\b", "eur"),
        (r"£|\bGBP(?![a-z])|\bpounds? sterling\b", "gbp"),
        (r"%|\bper[ -]?cent\b|\bpct\b", "percent"),
    )
]
_CAPITAL_SCALE = re.compile(r"(?<=\d)[MB]\b")
_NUMBER_WORD = re.compile(rf"[\d{''.join(SIGNS)}]|\b(?:{'|'.join([*SMALL, *TENS, *ORDINAL, *SCALE, 'half', 'quarter'])})", re.IGNORECASE)
_DECADE = re.compile(r"\d+s")
_PLAIN_WORDS = (SMALL.keys() | TENS.keys() | ORDINAL.keys()) - {"zero", "one", "first", "second", "third"}


def values_in(text: str) -> list[DateInterval]:
    """The dates, numbers, currencies and shares of a text, in order and apart from each other.

    The text has plain quotes, hyphens and digits, and still its capitals. "31/1/2026" is read with the day first, "1.25bn" as 1250000000,
    "$" as "usd", "per cent" as "percent"; "no", "one" and "first" stay words.
    """
    found: list[DateInterval] = []
    for start, stop, words in (*_dates(text), *_numbers(text), *_names(text)):
        if all(stop <= begins or ends <= start for begins, ends, _ in found):
            found.append((start, stop, words))
    return sorted(found)


def with_values(text: str, values: list[DateInterval]) -> str:
    """The text with each of its values as it is searched."""
    for start, stop, words in reversed(values):
        text = f"{text[:start]} {words} {text[stop:]}"
    return text


def as_number(value: float | str) -> str:
    """1.50 as 1.5; a number written in two ways is one word."""
    whole = f"{Decimal(str(value)):f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole


def _dates(text: str) -> Iterator[DateInterval]:
    if not any(c.isdigit() for c in text):
        return
    for pattern in _DATES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            day, month, year = parts.get("d"), parts["m"], parts.get("y")
            number = _NUMBER_OF_MONTH.get(month.lower()) or int(month)
            if number > 12 and day and "s" in parts:
                day, number = str(number), int(day)
            if 1 <= number <= 12 and (not day or 1 <= int(day) <= 31):
                words = (str(int(day)) if day else "", calendar.month_name[number].lower(), year or "")
                yield match.start(), match.end(), " ".join(filter(None, words))


def _numbers(text: str) -> Iterator[DateInterval]:
    if not _NUMBER_WORD.search(text):
        return
    for start, stop, value in number_spans(_CAPITAL_SCALE.sub(lambda found: found[0].lower(), text)):
        written = text[start:stop].lower()
        if math.isfinite(value) and (not written.isalpha() or written in _PLAIN_WORDS) and not _DECADE.fullmatch(written):
            yield start, stop, as_number(value)


def _names(text: str) -> Iterator[DateInterval]:
    for pattern, word in _WORDS:
        yield from ((match.start(), match.end(), word) for match in pattern.finditer(text))
