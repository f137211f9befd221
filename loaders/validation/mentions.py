"""What a passage mentions: numbers, dates, and places of the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from loaders.schema.dates import DateInterval
from loaders.validation.normalization import fold_text
from loaders.validation.numbers import numbers_in

_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_YEAR = r"(?P<year>1[5-9]\d\d|2[01]\d\d)"
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_COUNTED = r"(?<!over )(?<!than )(?<!about )(?<!almost )(?<!nearly )(?<!some )(?<!USD )(?<![\d$.,])(?<!(?<!\d{4})-)"
_FORMS = [
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(rf"\b{_MONTH} {_DAY}\b(?:,? {_YEAR}\b)?"),
    re.compile(rf"\b{_DAY} {_MONTH}\b(?:,? {_YEAR}\b)?"),
    re.compile(rf"\b{_MONTH}(?: of)?,? {_YEAR}\b"),
    re.compile(rf"(?<=[a-z,] )(?!May\b|March\b){_MONTH}\b"),
    re.compile(r"\b(?P<decade>\d{3})0s\b"),
    re.compile(rf"{_COUNTED}\b{_YEAR}\b(?![,.]\d)"),
]
_DESCRIBES = r"(?!-[a-z])(?! ?[$])(?! (?i:dollars?|cents?|currency|rupees?)\b)"
_NOT_COUNTED = re.compile(r"\b(?:one|first|half)\b", re.IGNORECASE)


@dataclass(frozen=True)
class DateMention:
    """A date as a text writes it; what it leaves out is None. `decade` are its first three digits."""

    words: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    decade: int | None = None

    def starts_or_ends(self, span: DateInterval) -> bool:
        """Whether a span of days begins or ends on this date, as far as the text gives it."""
        return any(end is not None and self._is(end) for end in (span.start, span.end))

    def _is(self, day: date) -> bool:
        given = ((self.year, day.year), (self.month, day.month), (self.day, day.day), (self.decade, day.year // 10))
        return all(mine is None or mine == its for mine, its in given)


def dates_in(text: str) -> list[DateMention]:
    """Every date that an English text writes: days, months, years and decades, in order; none is read twice."""
    return [mention for _, mention in blank_dates(text)[0]]


def counts_in(text: str) -> set[float]:
    """The numbers of a text that count or measure: not those of dates, not 0, and not "one", "first" or "half", which seldom do."""
    return numbers_in(blank_dates(text)[1]) - {0.0} - {value for word in _NOT_COUNTED.findall(text) for value in numbers_in(word)}


def blank_dates(text: str) -> tuple[list[tuple[int, DateMention]], str]:
    """The dates that a text writes with where they begin, in order, and the text with semicolons in their place, as long as before."""
    found: list[tuple[int, DateMention]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            found.append((match.start(), _mention(match)))
        text = form.sub(lambda match: ";" * len(match[0]), text)
    return sorted(found, key=lambda one: one[0]), text


def _mention(match: re.Match[str]) -> DateMention:
    given = {name: value for name, value in match.groupdict().items() if value}
    if (month := given.get("month")) in _MONTHS:
        given["month"] = str(_MONTHS.index(str(month)) + 1)
    return DateMention(match[0], **{name: int(value) for name, value in given.items()})


class Names:
    """Names of places, looked for longest first and by whole words; other names hide what they contain ("Baloch Liberation Army").

    What only describes is no place: "US dollars", "US-made", "anti-US".
    """

    def __init__(self, places: Mapping[str, Iterable[str]], others: Iterable[str]) -> None:
        self._ids: dict[str, set[str]] = {}
        for identity, names in places.items():
            for name in map(fold_text, names):
                self._ids.setdefault(name, set()).add(identity)
        longest_first = "|".join(map(re.escape, sorted({*self._ids, *map(fold_text, others)}, key=len, reverse=True)))
        self._form = re.compile(rf"(?<!\w)(?<!anti-)(?<!pro-)(?<!non-)(?<!ex-)(?>(?:{longest_first})(?!\w)){_DESCRIBES}")

    def in_text(self, text: str) -> dict[str, set[str]]:
        """Per name that the text writes, the ids of the places that bear it."""
        return {name: self._ids[name] for name in self._form.findall(fold_text(text)) if name in self._ids}
