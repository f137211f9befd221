"""The dates of an address: two days, or a period that ends today, in one place for parser, description and command line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

DATES_TOLD = "First and last day, both inclusive; or last-90d, the last 90 days; or since:2026-01-01, from that day until today"
_CALENDAR = r"((0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"  # of years without 29 February
_RELATIVE = rf"^(last-[1-9]\d{{0,3}}d|since:[12]\d{{3}}-{_CALENDAR})$"
DATES_SCHEMA = {
    "type": "array",
    "items": {"type": "string"},
    "anyOf": [
        {"items": {"type": "string", "format": "date"}, "minItems": 2, "maxItems": 2},
        {"items": {"type": "string", "pattern": _RELATIVE}, "minItems": 1, "maxItems": 1},
    ],
}
_LAST = re.compile(r"last-(\d{1,4})d", re.ASCII)
_SINCE = re.compile(r"since:(\d{4}-\d\d-\d\d)", re.ASCII)


class PeriodError(ValueError):
    """Values that are no dates; the message says what is wrong and what would be right, with {} where the values belong."""


@dataclass(frozen=True)
class Period:
    """First and last day, both inclusive; asked: as it was asked for where its days go with the calendar, else empty."""

    days: tuple[date, date]
    asked: str = ""


def parse_dates(values: Sequence[str], today: date | None = None) -> Period:
    """What the values of `dates` mean. today: of whoever runs this, unless given. Raises PeriodError."""
    plain = [value.strip().casefold() for value in values]
    if relative := [value for value in plain if _LAST.fullmatch(value) or _SINCE.fullmatch(value)]:
        if len(plain) > 1:
            raise PeriodError(f"dates={relative[0]} stands alone; beside “{{}}” it cannot be told which days are meant.")
        return _relative(relative[0], today or date.today())
    try:
        days = sorted(datetime.strptime(value, "%Y-%m-%d").date() for value in plain)
    except ValueError:
        raise PeriodError("dates “{}” are not two days such as 2025-09-01, nor last-90d or since:2026-01-01.") from None
    if len(days) != 2:
        raise PeriodError(f"dates need a first and a last day; the address has {len(days)}.")
    return Period((days[0], days[1]))


def _relative(asked: str, today: date) -> Period:
    if found := _LAST.fullmatch(asked):
        number = int(found[1])
        if not number:
            raise PeriodError(f"dates={asked} has no day; give 1 day or more, such as last-90d.")
        return Period((today - timedelta(days=number - 1), today), f"last-{number}d")
    try:
        first = date.fromisoformat(asked.removeprefix("since:"))
    except ValueError:
        raise PeriodError(f"dates={asked} names no day of the calendar; write it as since:2026-01-01.") from None
    return Period((first, max(first, today)), asked)
