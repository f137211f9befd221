"""Facts in words: dates, figures, claimants and passages, as a reader sees them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from loaders.schema.dates import written
from loaders.schema.derived_terms import DateBasis
from loaders.schema.records import Figure, Source
from loaders.schema.registries import Article, Route
from loaders.schema.vocabulary import Bound

NOT_STATED = "not stated"
SEASONS = ("spring", "summer", "autumn", "winter")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def words_of(term: str) -> str:
    """A word of the data as a reader reads it: "rare_earths" becomes "rare earths"."""
    return term.replace("_", " ")


def small_first(text: str) -> str:
    """A sentence within another: its first letter small."""
    return text[:1].lower() + text[1:]


def day_text(day: date) -> str:
    """31 Jan 2026."""
    return f"{day.day} {day:%b %Y}"


def date_text(edtf: str | None, basis: DateBasis = DateBasis.PRINTED) -> str:
    """An EDTF date as read aloud: "Dec 2025", "on or after 31 Jan 2026 (year inferred)", "no date"."""
    return "no date" if edtf is None else f"{_span_text(edtf)}{basis_text(basis)}"


def ordered_text(earliest: date | None, latest: date | None) -> str:
    """What is said behind "no date" where the order of facts leaves some days only: "; by its order by 1 Feb 2026"."""
    told = [f"on or after {day_text(earliest)}"] if earliest else []
    told += [f"by {day_text(latest)}"] if latest else []
    return f"; by its order {' and '.join(told)}" if told else ""


def basis_text(basis: DateBasis | str) -> str:
    """What is said behind a date that the text does not print, or prints without its year."""
    told: dict[str, str] = {DateBasis.YEAR_INFERRED: " (year inferred)", DateBasis.INFERRED: " (date inferred)"}
    return told.get(basis, "")


def _span_text(edtf: str) -> str:
    first, slash, last = edtf.partition("/")
    if not slash:
        return _one(first)
    if first == "..":
        return f"by {_one(last)}"
    if last == "..":
        return f"on or after {_one(first)}" if _DAY.fullmatch(first) else f"{_one(first)} or later"
    if not first:
        return f"to {_one(last)}, start not known"
    if not last:
        return f"from {_one(first)}, end not known"
    return f"{_one(first)} to {_one(last)}"


def _one(edtf: str) -> str:
    year, month, day, time, mark = written(edtf)
    about = {"~": "about ", "?": "possibly ", "%": "possibly about "}.get(mark or "", "")
    if year.endswith("XX"):
        return f"{about}{year[:2]}00–{year[:2]}99"
    if year.endswith("X"):
        return f"{about}{year[:3]}0s"
    if month in (None, "XX"):
        unknown = "" if month is None else ", month not known" if day is None else ", month and day not known"
        return f"{about}{year}{unknown}"
    if int(month) > 12:
        return f"{about}{SEASONS[int(month) - 21]} {year}"
    named = f"{date(2000, int(month), 1):%b} {year}"
    if day in (None, "XX"):
        return f"{about}{named}" + (", day not known" if day else "")
    clock = f", {time[1:].replace('Z', ' UTC')}" if time else ""
    return f"{about}{int(day)} {named}{clock}"


def number_text(value: float) -> str:
    """1,250,000,000; whole numbers without a decimal point."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def amount_words(amount: float | None, currency: str = "USD") -> str:
    """USD 1.25 billion, or "not stated"; never 0 for what is not stated."""
    if amount is None or math.isnan(amount):
        return NOT_STATED
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(amount) >= 1e6 and abs(round(amount / size, 3)) >= 1:
            return f"{currency} {number_text(round(amount / size, 3))} {word}"
    return f"{currency} {number_text(amount)}"


def figure_amount(figure: Figure) -> str:
    """An amount with its bound: "at least USD 1.25 billion", "between EUR 3 million and EUR 5 million", "“billions” (USD)"."""
    per = f" per {figure.per}" if figure.per else ""
    if figure.value is None:
        return f"“{figure.as_stated}” ({figure.unit}){per}"
    bound = "" if figure.bound is Bound.EXACTLY else f"{bound_text(figure.bound)} "
    numbers = [amount_words(float(number), figure.unit) for number in (figure.value, figure.value_to) if number is not None]
    return f"{bound}{' and '.join(numbers)}{per}"


def figures_amount(figures: Sequence[Figure], claimants: int) -> str:
    """Amounts that differ, the least first, and how many claim them: "USD 400–700 million (two claimants)"."""
    ordered = sorted(figures, key=lambda f: (f.value is None, f.unit, f.per or "", f.value or 0))
    told = list(dict.fromkeys(map(figure_amount, ordered)))
    who = f"{_count(claimants)} claimants" if claimants > 1 else f"{_count(len(told))} figures"
    alike = [re.fullmatch(r"([A-Z]{3}) ([\d.,]+)( [a-z]+)?", words) for words in told]
    if len(told) == 2 and alike[0] and alike[1] and alike[0].group(1, 3) == alike[1].group(1, 3):
        return f"{alike[0][1]} {alike[0][2]}–{alike[1][2]}{alike[0][3] or ''} ({who})"
    return f"{' or '.join(told)} ({who})"


def _count(number: int) -> str:
    words = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[number] if number < len(words) else str(number)


def range_text(low: float, high: float) -> str:
    """USD 400–700 million, USD 400 million to 1.25 billion; one amount where both are the same."""
    if low == high:
        return amount_words(low)
    (_, first, *size), (_, last, *same) = amount_words(low).split(" "), amount_words(high).split(" ")
    return f"USD {first}–{' '.join([last, *same])}" if size == same else f"{' '.join(['USD', first, *size])} to {' '.join([last, *same])}"


def bound_text(bound: Bound) -> str:
    """How a figure stands to the true number, as read aloud: "at least", "over"."""
    return bound.value.replace("_", " ")


def figure_text(figure: Figure) -> str:
    """The figure as exports write it: "killed over 150 people", "killed between 10 and 15 people", "amount exactly 1250000000 USD"."""
    number = figure.as_stated if figure.value is None else f"{bound_text(figure.bound)} {figure.value}"
    number = f"{number} and {figure.value_to}" if figure.value_to is not None else number
    per = f" per {figure.per}" if figure.per else ""
    return f"{figure.name} {number} {figure.unit}{per}"


_AN_ORDINAL = "ordinal"


def figure_phrase(figure: Figure) -> str:
    """The figure as screens write it: "over 150 people killed", "USD 1.25 billion", "“trillions” of USD (worth)"."""
    per = f" per {figure.per}" if figure.per else ""
    name = figure.name.replace("_", " ")
    if figure.value is None:
        return f"{name}: “{figure.as_stated}” ({figure.unit}){per}"
    bound = "" if figure.bound is Bound.EXACTLY else f"{bound_text(figure.bound)} "
    unit = "" if figure.unit in (_AN_ORDINAL, "year", name, "USD") else f" {figure.unit}"
    numbers = [_number(value, figure.unit) for value in (figure.value, figure.value_to) if value is not None]
    return f"{name}: {bound}{' and '.join(numbers)}{unit}{per}"


def _number(value: float, unit: str) -> str:
    if unit == "USD":
        return amount_words(float(value))
    return str(value) if unit == "year" else number_text(value)


def passage_url(url: str | None, source: Source) -> str | None:
    """The article's address with a text fragment: a browser opens it at the passage, highlighted."""
    if url is None:
        return None
    ends = ",".join(quote(words, safe="").replace("-", "%2D") for words in (source.from_, source.to))
    return f"{url}#:~:text={ends}"


def route_basis(route: Route) -> str:
    """What is said behind a route that the gazetteer gives, whole or in part."""
    if not route.gazetteer:
        return ""
    return " (partly gazetteer)" if route.basis else " (gazetteer)"


def author_text(article: Article) -> str:
    """Who speaks in an article, with what it cites: "News.Az, citing CNN"."""
    who = f"{article.author} ({article.publisher})" if article.author else article.publisher
    return who + (f", citing {' and '.join(article.cites)}" if article.cites else "")
