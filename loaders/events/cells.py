"""What a text cell says: numbers, codes and days, each read from its distinct values; what cannot be read is told in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from loaders.events.columns import LIST_SEPARATOR
from loaders.events.problems import HeldOut
from loaders.schema.diagnostics import did_you_mean, escape_control
from loaders.schema.site_terms import Commodity

FIRST_YEAR = 1900
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?: 00:00:00(?:\.0+)?)?")
_YEAR = re.compile(r"(\d{4})(?:\.0*)?")
_FORMULA = "it is a formula, not a value; in the spreadsheet paste values in its place and save again"


class Unread(ValueError):
    """A value that cannot be read, and why."""


def text_column(table: pa.Table, name: str) -> pa.ChunkedArray:
    """Cells without blanks around them."""
    return pc.utf8_trim_whitespace(table[name])


def by_value(cells: pa.ChunkedArray | pa.Array, parse: Callable[[str], Any], type_: pa.DataType) -> tuple[pa.Array, dict[str, str]]:
    """Each cell read, null where it is empty or cannot be read; and why, for each value that cannot. Each value is parsed once."""
    encoded = pc.dictionary_encode(cells)
    encoded = encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded
    if isinstance(encoded, pa.ChunkedArray):  # no chunk at all
        return pa.nulls(0, type_), {}
    wrong: dict[str, str] = {}
    parsed = []
    for value in encoded.dictionary.to_pylist():
        try:
            parsed.append(parse(value) if value else None)
        except Unread as reason:
            wrong[value] = str(reason)
            parsed.append(None)
    return pa.array(parsed, type_).take(encoded.indices), wrong


def held_out(column: str, cells: pa.ChunkedArray | pa.Array, rows: pa.ChunkedArray, wrong: Mapping[str, str]) -> Iterable[HeldOut]:
    """The rows with one of the values that cannot be read."""
    if not wrong:
        return
    found = pc.is_in(cells, value_set=pa.array(list(wrong), pa.string()))
    for row, value in zip(pc.filter(rows, found).to_pylist(), pc.filter(cells, found).to_pylist(), strict=True):
        yield HeldOut(row, column, value, wrong[value])


def number_parser(decimal: str = ".", least: float = -np.inf, most: float = np.inf, words: str = "") -> Callable[[str], float]:
    """Reads a number; least, most and words: the range in which it is right."""

    def parse(text: str) -> float:
        plain = text.replace(",", ".") if decimal == "," else text
        if not _NUMBER.fullmatch(plain):
            if text.startswith("="):
                raise Unread(_FORMULA)
            hint = " (with a decimal comma, say decimal: ',' in a mapping)" if re.fullmatch(r"-?\d+,\d+", text) else ""
            raise Unread(f"it is not a number; write it in digits, such as 1200 or 29.55{hint}")
        value = float(plain)
        if not least <= value <= most:
            raise Unread(f"it is not {words or f'between {least:g} and {most:g}'}")
        return value

    return parse


def count_parser() -> Callable[[str], int]:
    """Reads a number of people: whole, 0 or more."""
    number = number_parser(least=0, most=1e9, words="a number of people: 0 or more")

    def parse(text: str) -> int:
        value = number(text)
        if not value.is_integer():
            raise Unread("it is not a whole number of people")
        return int(value)

    return parse


def code_parser(codes: Mapping[str, str | None], other: str) -> Callable[[str], str | None]:
    """Reads a code, whatever its case; 1.0 is 1."""
    folded = {code.casefold(): meant for code, meant in codes.items()}

    def parse(text: str) -> str | None:
        key = text.casefold().removesuffix(".0")
        if key not in folded and other == "hold":
            said = _FORMULA if text.startswith("=") else f"the code is not known; {did_you_mean(text[:60], codes)}"
            raise Unread(said)
        return folded.get(key)

    return parse


def commodity_parser(codes: Mapping[str, str | None] | None, split: str | None) -> Callable[[str], str]:
    """Reads what is mined, joined by LIST_SEPARATOR: each by its code, as our word for it, or as it is given."""
    known = {word.value for word in Commodity}
    folded = {code.casefold(): meant for code, meant in (codes or {}).items()}

    def word(text: str) -> str:
        plain = text.casefold().replace(" ", "_").replace("-", "_")
        return folded.get(text.casefold()) or (plain if plain in known else text)

    def parse(text: str) -> str:
        parts = (part.strip() for one in text.split(LIST_SEPARATOR.strip()) for part in (one.split(split) if split else (one,)))
        return LIST_SEPARATOR.join(dict.fromkeys(word(part) for part in parts if part))

    return parse


def day_parser(formats: Iterable[str], years_only: bool, today: date) -> Callable[[str], tuple[date, date]]:
    """Reads a day, or with years_only a bare year, as its first and last day."""
    formats = tuple(formats)
    iso = any(pattern.startswith("%Y-%m-%d") for pattern in formats)

    @lru_cache(maxsize=100_000)  # the same days come in batch after batch
    def parse(text: str) -> tuple[date, date]:
        if iso and _ISO.fullmatch(text):  # ten times as fast as strptime
            try:
                day = date.fromisoformat(text[:10])
            except ValueError:
                raise Unread("there is no such day") from None
            return _checked(day, today), day
        if years_only and (year := _YEAR.fullmatch(text)):
            first = _checked(date(int(year[1]), 1, 1), today) if int(year[1]) else None
            if first:
                return first, date(first.year, 12, 31)
        for pattern in formats:
            try:
                day = datetime.strptime(text, pattern).date()
            except ValueError:
                continue
            return _checked(day, today), day
        if text.startswith("="):
            raise Unread(_FORMULA)
        if day_first(text):
            raise Unread("there is no such month; is the day written before the month? Say so in a mapping: dates: {formats: ['%d/%m/%Y']}")
        raise Unread(f"it is not a date as {' or '.join(_example(one) for one in formats[:3])}")

    return parse


def day_first(text: str) -> bool:
    """Whether a value is a day with slashes that can only be read with the day before the month."""
    found = re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}", text)
    return bool(found and 12 < int(found[1]) <= 31 and 1 <= int(found[2]) <= 12)


def _checked(day: date, today: date) -> date:
    if day.year < FIRST_YEAR:
        raise Unread(f"the year is {day.year}; write it in four digits, such as {2000 + day.year % 100}")
    if day > today + timedelta(1):  # a day later somewhere
        raise Unread(f"it lies in the future (today is {today.isoformat()}); are day and month exchanged?")
    return day


def _example(pattern: str) -> str:
    return escape_control(date(2025, 11, 23).strftime(pattern))


def matching(cells: pa.ChunkedArray, values: Iterable[str]) -> pa.ChunkedArray:
    """Whether cells hold one of some values."""
    return pc.is_in(cells, value_set=pa.array(list(values)))


def joined(columns: list[pa.ChunkedArray]) -> pa.Array:
    """Values that there are, with the separator of lists between them."""
    found = pc.binary_join_element_wise(*columns, LIST_SEPARATOR)  # with null_handling="skip" it loses rows in which all are null
    for pattern, instead in ((r"^(; )+|(; )+$", ""), (r"(; ){2,}", LIST_SEPARATOR)):
        found = pc.replace_substring_regex(found, pattern, instead)
    return flat(pc.if_else(pc.equal(found, ""), None, found))


def flat(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """A column in one piece."""
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
